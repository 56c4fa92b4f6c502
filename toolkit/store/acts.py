"""Acts: one person's changes, added to a record in order, chained, and never over someone else's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from toolkit.errors import Conflict
from toolkit.language import say
from toolkit.model.principal import Principal, Role
from toolkit.store import schema
from toolkit.store.chain import Head, canonical_json, content_hash, revision_hash
from toolkit.store.entries import Entry, Thing
from toolkit.store.postgres import lock_record
from toolkit.store.records import Record
from toolkit.store.snapshots import is_due, keep_snapshot
from toolkit.store.state import State, read_state


@dataclass(frozen=True)
class Edit:
    """One thing to change: from revision `based_on` (0: from nothing) to `value` (None: taken away)."""

    subject: str
    key: str
    value: Mapping[str, Any] | None
    based_on: int = 0
    since: int = 0
    """The revision in which it came to be; 0 when this edit brings it about."""
    hidden_until: str | None = None


@dataclass(frozen=True)
class Act:
    """Who does something, in which role, why and when, and the id by which a retry is known as one."""

    principal: Principal
    role: Role
    operation: str
    at: datetime
    reason: str = ""

    @property
    def time(self) -> str:
        """The time in UTC as it is stored: ``2026-11-22T09:30:00.123456Z``."""
        return self.at.isoformat(timespec="microseconds").replace("+00:00", "Z")


class Stale(Conflict):
    """Someone else changed the same things first; says which, and what they are now."""

    def __init__(self, latest: Mapping[Thing, Entry | None]) -> None:
        self.latest = dict(latest)
        names = "; ".join(
            say("{what} by {who}", what=key or subject, who=entry.author_name if entry else say("nobody"))
            for (subject, key), entry in self.latest.items()
        )
        super().__init__(
            say("Someone else has changed this since you opened it: {names}. Nothing was saved.", names=names)
        )


def was_done(connection: Connection, operation: str) -> str | None:
    """Return the hash of what an operation did, or None when it was not done."""
    query = select(schema.operation.c.content).where(schema.operation.c.id == operation)
    found: str | None = connection.execute(query).scalar()
    return found


def begin_act(connection: Connection, act: Act, content: str) -> bool:
    """Note an operation and the hash of its content; return False when the same was already done.

    Raises
    ------
    Conflict
        When the id was used for something else.
    """
    values = {"id": act.operation, "content": content, "at": act.time}
    if connection.execute(_NEW_OPERATION[connection.dialect.name], values).first() is not None:
        return True
    if was_done(connection, act.operation) != content:
        raise Conflict(
            say("This operation id was already used for another change. Nothing was saved; try again.")
        )
    return False


_NEW_OPERATION: Final[Mapping[str, Any]] = {
    name: dialect.insert(schema.operation).on_conflict_do_nothing().returning(schema.operation.c.id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


def content_of(record: Record, edits: Sequence[Edit]) -> str:
    """Return the hash of what edits would do to a record, whatever they are based on."""
    return content_hash(canonical_json([record.id, [[edit.subject, edit.key, edit.value] for edit in edits]]))


def current_state(
    connection: Connection, record: Record, known: State | None, edits: Sequence[Edit]
) -> State:
    """Return the state of `record` now, with nobody able to add to it until this transaction ends.

    Raises
    ------
    Stale
        When a thing is no longer at the revision its edit is based on.
    """
    if connection.dialect.name == "postgresql":
        lock_record(connection, record.id)
    now = read_state(connection, record, known)
    refuse_stale(now, edits)
    return now


def append(connection: Connection, record: Record, now: State, edits: Sequence[Edit], act: Act) -> State:
    """Add a revision for each edit to `now`, for an operation already noted; return the new state."""
    head = now.head
    rows: list[dict[str, Any]] = []
    for edit in edits:
        row = _row(record, edit, act, head.count + 1)
        row["before"] = head.hash
        row["hash"] = revision_hash(head.hash, row)
        head = Head(row["seq"], row["hash"])
        rows.append(row)
    if rows:
        connection.execute(_NEW_REVISIONS, rows)
    after = now.followed_by(rows)
    if is_due(now.head, after.head):
        keep_snapshot(connection, record, after.head, after.entries)
    return after


_NEW_REVISIONS: Final = insert(schema.revision)


def refuse_stale(now: State, edits: Iterable[Edit]) -> None:
    """Raise Stale when a thing is no longer at the revision its edit is based on."""
    stale: dict[Thing, Entry | None] = {}
    for edit in edits:
        found = now.entries.get((edit.subject, edit.key))
        if (found.seq if found else 0) != edit.based_on:
            secret = found is not None and now.hides(found)
            stale[edit.subject, edit.key] = replace(found, stored=None) if secret and found else found
    if stale:
        raise Stale(stale)


def _row(record: Record, edit: Edit, act: Act, seq: int) -> dict[str, Any]:
    return {
        "record": record.id,
        "seq": seq,
        "subject": edit.subject,
        "key": edit.key,
        "based_on": edit.based_on,
        "since": edit.since or seq,
        "value": None if edit.value is None else canonical_json(edit.value),
        "hidden_until": edit.hidden_until,
        "author": act.principal.id,
        "author_name": act.principal.name,
        "role": act.role.value,
        "at": act.time,
        "reason": act.reason,
        "operation": act.operation,
    }
