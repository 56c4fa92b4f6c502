"""What a record holds now: the latest revision of each thing, read once and then kept up to date."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from sqlalchemy import Connection, exists, select

from toolkit.store import schema
from toolkit.store.chain import Head
from toolkit.store.permission import Target
from toolkit.store.records import Record, head_of

Thing = tuple[str, str]
"""A subject and a key: what a revision is about within its record."""

WORKSHOP: Final = "workshop"
"""The subject of revisions that say what a workshop on a return is and how far it has come."""

REVEAL: Final = "reveal"
"""The subject of revisions that let everyone see what was hidden until then."""


@dataclass(frozen=True)
class Entry:
    """The latest revision of one thing."""

    seq: int
    since: int
    text: str | None
    hidden_until: str | None
    author: str
    author_name: str
    at: str

    @cached_property
    def value(self) -> dict[str, Any] | None:
        """What it says, or None when it was taken away."""
        return None if self.text is None else json.loads(self.text)


@dataclass(frozen=True)
class State:
    """Every thing of a record at one moment, those that are there in the order they came to be."""

    head: Head
    entries: Mapping[Thing, Entry] = field(repr=False)

    def of(self, subject: str) -> dict[str, Entry]:
        """Return what is there under `subject`, by key."""
        return {
            key: entry
            for (about, key), entry in self.entries.items()
            if about == subject and entry.text is not None
        }

    def value_of(self, subject: str, key: str = "") -> dict[str, Any]:
        """Return what a thing says; a thing that is not there says nothing."""
        entry = self.entries.get((subject, key))
        return (entry.value if entry else None) or {}

    def without(self, subject: str) -> "State":
        """Return the state with nothing under `subject`."""
        return State(
            self.head, {thing: entry for thing, entry in self.entries.items() if thing[0] != subject}
        )

    def target(self, record: Record) -> Target:
        """Return what a question about this state's record is about: its district and its workshops."""
        workshops, run_by = self._workshops
        return Target(record.district or None, workshops, run_by)

    @cached_property
    def _workshops(self) -> tuple[frozenset[str], frozenset[str]]:
        """The workshops held on it, and the ids of those who run them."""
        held = self.of(WORKSHOP)
        run_by = frozenset(
            person for entry in held.values() for person in (entry.value or {}).get("facilitators", ())
        )
        return frozenset(held), run_by

    def seen_by(self, person: str) -> "State":
        """Return the state without what others have scored in private and nobody has revealed yet."""
        hidden = [
            thing
            for thing, entry in self.entries.items()
            if entry.hidden_until is not None
            and entry.author != person
            and (REVEAL, entry.hidden_until) not in self.entries
        ]
        if not hidden:
            return self
        left_out = set(hidden)
        return State(self.head, {t: e for t, e in self.entries.items() if t not in left_out})


def read_state(connection: Connection, record: Record, known: State | None = None) -> State:
    """Return the state of `record`, reading only what was added since `known`."""
    if known is None:
        return _read_afresh(connection, record)
    head = head_of(connection, record)
    if head == known.head:
        return known
    table = schema.revision
    query = select(*_columns(), table.c.hash).where(
        table.c.record == record.id, table.c.seq > known.head.count
    )
    rows = connection.execute(query.order_by(table.c.seq)).mappings().all()
    if not rows:  # the database was put back to an earlier moment
        return _read_afresh(connection, record)
    return State(Head(rows[-1]["seq"], rows[-1]["hash"]), followed(known.entries, rows))


def _columns() -> tuple[Any, ...]:
    table = schema.revision
    names = ("subject", "key", "seq", "since", "value", "hidden_until", "author", "author_name", "at")
    return tuple(table.c[name] for name in names)


def _read_afresh(connection: Connection, record: Record) -> State:
    table, later = schema.revision, schema.revision.alias()
    superseded = exists().where(
        later.c.record == table.c.record,
        later.c.subject == table.c.subject,
        later.c.key == table.c.key,
        later.c.based_on == table.c.seq,
    )
    query = select(*_columns()).where(table.c.record == record.id, ~superseded).order_by(table.c.since)
    head = head_of(connection, record)
    entries = {(row[0], row[1]): Entry(*row[2:]) for row in connection.execute(query)}
    return State(head, entries)


def followed(entries: Mapping[Thing, Entry], rows: Iterable[Mapping[Any, Any]]) -> dict[Thing, Entry]:
    """Return the entries after the revisions in `rows`; what comes to be anew goes to the end."""
    now = dict(entries)
    for row in rows:
        thing = row["subject"], row["key"]
        entry = Entry(
            row["seq"],
            row["since"],
            row["value"],
            row["hidden_until"],
            row["author"],
            row["author_name"],
            row["at"],
        )
        if entry.since == entry.seq:
            now.pop(thing, None)
        now[thing] = entry
    return now
