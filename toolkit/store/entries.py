"""The latest revision of each thing of a record; thousands of them, so each is made when it is asked for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from pydantic_core import from_json

from toolkit.model.assessment import Score

Thing = tuple[str, str]
"""A subject and a key: what a revision is about within its record."""

ENTRY_COLUMNS: Final = ("seq", "since", "value", "hidden_until", "author", "author_name", "at")
"""The columns of a revision that an entry keeps, in the order of its fields."""

VALUE: Final = 2 + ENTRY_COLUMNS.index("value")
"""Where the value stands in a row: canonical JSON as stored, a score or object from a snapshot, or None."""

_HIDDEN: Final = 2 + ENTRY_COLUMNS.index("hidden_until")


@dataclass(frozen=True)
class Entry:
    """The latest revision of one thing."""

    seq: int
    since: int
    stored: str | Score | Mapping[str, Any] | None
    hidden_until: str | None
    author: str
    author_name: str
    at: str

    @property
    def is_there(self) -> bool:
        """Say whether the thing was not taken away."""
        return self.stored is not None

    @cached_property
    def value(self) -> dict[str, Any] | None:
        """What it says, or None when it was taken away."""
        if isinstance(self.stored, str):
            found: dict[str, Any] = from_json(self.stored)
            return found
        return None if self.stored is None else plain(self.stored)


def plain(value: Score | Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a value as JSON has them."""
    return dict(vars(value) if isinstance(value, Score) else value)


class Entries(Mapping[Thing, Entry]):
    """Entries by thing, in the order things came to be, over rows of subject, key and `ENTRY_COLUMNS`."""

    def __init__(self, rows: Iterable[Sequence[Any]] = ()) -> None:
        self._rows: dict[Thing, Sequence[Any]] = {(row[0], row[1]): row for row in rows}
        self._made: dict[Thing, Entry] = {}

    def __getitem__(self, thing: Thing) -> Entry:
        """Return the entry of a thing."""
        found = self._made.get(thing)
        if found is None:
            found = self._made[thing] = Entry(*self._rows[thing][2:])
        return found

    def __iter__(self) -> Iterator[Thing]:
        """Go through the things."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Return how many things there are, those taken away among them."""
        return len(self._rows)

    def __contains__(self, thing: object) -> bool:
        """Say whether a thing was ever there."""
        return thing in self._rows

    @property
    def rows(self) -> Iterable[Sequence[Any]]:
        """The rows they lie over, in order."""
        return self._rows.values()

    def keys_of(self, subject: str) -> Sequence[str]:
        """Return the keys of what is there under `subject`."""
        return self._keys.get(subject, [])

    @cached_property
    def _keys(self) -> dict[str, list[str]]:
        """The keys of what is there, by subject; looked through once, for there are thousands."""
        found: dict[str, list[str]] = {}
        for (about, key), row in self._rows.items():
            if row[VALUE] is not None:
                found.setdefault(about, []).append(key)
        return found

    def scores_of(self, subject: str) -> dict[str, Score]:
        """Return each thing under `subject` that is there as the score it is, by key."""
        of_subject = (row for row in self._rows.values() if row[0] == subject and row[VALUE] is not None)
        found = {row[1]: row[VALUE] for row in of_subject}
        texts = {key: value for key, value in found.items() if isinstance(value, str)}
        older = {key: value for key, value in found.items() if not isinstance(value, str | Score)}
        values = from_json(f"[{','.join(texts.values())}]")
        made = Score.all_trusted([*values, *older.values()])
        return found | dict(zip((*texts, *older), made, strict=True))

    def hide(self) -> bool:
        """Say whether any of them was ever hidden."""
        return any(row[_HIDDEN] is not None for row in self._rows.values())

    def followed_by(self, rows: Iterable[Mapping[Any, Any]]) -> "Entries":
        """Return the entries after the revisions in `rows`; what comes to be anew goes to the end."""
        after = Entries()
        after._rows, after._made = dict(self._rows), dict(self._made)
        for row in rows:
            thing = row["subject"], row["key"]
            after._made.pop(thing, None)
            if row["since"] == row["seq"]:
                after._rows.pop(thing, None)
            after._rows[thing] = (*thing, *(row[column] for column in ENTRY_COLUMNS))
        return after

    def only(self, things: Iterable[Thing]) -> "Entries":
        """Return the entries of some things."""
        return Entries(self._rows[thing] for thing in things)
