"""What a record holds now: the latest revision of each thing, read once and then kept up to date."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from pydantic_core import from_json
from sqlalchemy import Connection, bindparam, func, select

from toolkit.model.assessment import Score
from toolkit.store import schema
from toolkit.store.chain import Head
from toolkit.store.entries import ENTRY_COLUMNS, Entries, Entry, Thing
from toolkit.store.permission import Target
from toolkit.store.records import Record, head_of
from toolkit.store.snapshots import read_snapshot

SCORE: Final = "score"
"""The subject of revisions of score rows."""

WORKSHOP: Final = "workshop"
"""The subject of revisions that say what a workshop on a return is and how far it has come."""

_FRAME: Final = ("header", "issue")
"""The subjects that scores refer to."""

REVEAL: Final = "reveal"
"""The subject of revisions that let everyone see what was hidden until then."""


@dataclass(frozen=True)
class Marks:
    """What is asked of a state at every change, carried along so that it need not be searched for."""

    frame: int
    """The latest revision of what scores refer to: the header and the district's own issues."""
    hides: bool
    """Whether anything in the state was ever hidden."""
    workshops: frozenset[str]

    def after(self, rows: Iterable[Mapping[Any, Any]]) -> "Marks":
        """Return the marks of a state to which the revisions in `rows` were added."""
        frame, hides, workshops = self.frame, self.hides, self.workshops
        for row in rows:
            if row["subject"] in _FRAME:
                frame = row["seq"]
            hides = hides or row["hidden_until"] is not None
            if row["subject"] == WORKSHOP:
                workshops |= {row["key"]}
        return Marks(frame, hides, workshops)


@dataclass(frozen=True)
class State:
    """Every thing of a record at one moment, those that are there in the order they came to be."""

    head: Head
    entries: Entries = field(repr=False)

    @cached_property
    def marks(self) -> Marks:
        """What is asked of the state at every change."""
        frame = max((self.entries[thing].seq for thing in self.entries if thing[0] in _FRAME), default=0)
        return Marks(
            frame, self.entries.hide(), frozenset(key for subject, key in self.entries if subject == WORKSHOP)
        )

    @cached_property
    def scores(self) -> Mapping[str, Score]:
        """The score rows by key; they were checked before they were stored."""
        return self.entries.scores_of(SCORE)

    def followed_by(self, rows: Sequence[Mapping[Any, Any]]) -> "State":
        """Return the state after the revisions in `rows`."""
        if not rows:
            return self
        after = State(Head(rows[-1]["seq"], rows[-1]["hash"]), self.entries.followed_by(rows))
        after.__dict__["marks"] = self.marks.after(rows)
        if "scores" in self.__dict__:
            after.__dict__["scores"] = _rescored(self.scores, rows)
        return after

    def of(self, subject: str) -> dict[str, Entry]:
        """Return what is there under `subject`, by key."""
        return {key: self.entries[subject, key] for key in self.entries.keys_of(subject)}

    def value_of(self, subject: str, key: str = "") -> dict[str, Any]:
        """Return what a thing says; a thing that is not there says nothing."""
        entry = self.entries.get((subject, key))
        return (entry.value if entry else None) or {}

    def without(self, subject: str) -> "State":
        """Return the state with nothing under `subject`."""
        return State(self.head, self.entries.only(thing for thing in self.entries if thing[0] != subject))

    def target(self, record: Record) -> Target:
        """Return what a question about this state's record is about: its district and its workshops."""
        held = self.marks.workshops
        run_by = (who for key in held for who in self.value_of(WORKSHOP, key).get("facilitators", ()))
        return Target(record.district or None, held, frozenset(run_by))

    def hides(self, entry: Entry) -> bool:
        """Say whether an entry was scored in private and not revealed yet."""
        return entry.hidden_until is not None and (REVEAL, entry.hidden_until) not in self.entries

    @cached_property
    def _withheld(self) -> tuple[tuple[Thing, str], ...]:
        """What is hidden, with its author."""
        if not self.marks.hides:
            return ()
        return tuple((thing, entry.author) for thing, entry in self.entries.items() if self.hides(entry))

    @cached_property
    def _views(self) -> dict[tuple[Thing, ...], "State"]:
        """The state as people have seen it, by what was left out for them."""
        return {}

    def seen_by(self, person: str) -> "State":
        """Return the state without what others have scored in private and nobody has revealed yet.

        The same object for everybody who sees the same, so that what is made of it is made once.
        """
        hidden = tuple(thing for thing, author in self._withheld if author != person)
        if not hidden:
            return self
        found = self._views.get(hidden)
        if found is None:
            left_out = set(hidden)
            seen = State(self.head, self.entries.only(one for one in self.entries if one not in left_out))
            found = self._views.setdefault(hidden, seen)
        return found


def read_state(connection: Connection, record: Record, known: State | None = None) -> State:
    """Return the state of `record`, reading only what was added since `known` or since its snapshot."""
    if known is None:
        snapshot = read_snapshot(connection, record)
        if snapshot is None:
            return _read_afresh(connection, record)
        known = State(*snapshot)
    values = {"record": record.id, "seq": known.head.count}
    rows = connection.execute(_SINCE, values).mappings().all()
    if known.head.count:
        if not rows or rows[0]["hash"] != known.head.hash:  # the database was put back to another moment
            return _read_afresh(connection, record)
        rows = rows[1:]
    return known.followed_by(rows)


_COLUMNS: Final = tuple(schema.revision.c[name] for name in ("subject", "key", *ENTRY_COLUMNS))

_SINCE: Final = (
    select(*_COLUMNS, schema.revision.c.hash)
    .where(schema.revision.c.record == bindparam("record"), schema.revision.c.seq >= bindparam("seq"))
    .order_by(schema.revision.c.seq)
)
"""The revision known as the last, which proves that it still is there, and those after it."""


def _read_afresh(connection: Connection, record: Record) -> State:
    # One pass in order, and no join of the table to itself: a server that has not yet counted a freshly
    # imported table would choose to walk it once for each row.
    table = schema.revision
    place = func.row_number().over(partition_by=(table.c.subject, table.c.key), order_by=table.c.seq.desc())
    numbered = select(*_COLUMNS, place.label("place")).where(table.c.record == record.id).subquery()
    columns = [numbered.c[column.name] for column in _COLUMNS]
    query = select(*columns).where(numbered.c.place == 1).order_by(numbered.c.since)
    head = head_of(connection, record)
    rows = connection.execute(query).all()
    return State(head, Entries(rows))


def _rescored(scores: Mapping[str, Score], rows: Iterable[Mapping[Any, Any]]) -> dict[str, Score]:
    now = dict(scores)
    for row in rows:
        if row["subject"] == SCORE:
            if row["value"] is None or row["since"] == row["seq"]:
                now.pop(row["key"], None)
            if row["value"] is not None:
                now[row["key"]] = Score.trusted(from_json(row["value"]))
    return now
