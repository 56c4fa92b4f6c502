"""Who changed what, when and why, with what it said before and after."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, select

from toolkit.model.clock import HOME
from toolkit.model.principal import Principal, Role
from toolkit.store import schema
from toolkit.store.permission import Action
from toolkit.store.records import Record, RecordKind
from toolkit.store.state import REVEAL
from toolkit.store.store import Store

LONDON: Final = HOME
"""The time people read; what is stored is UTC."""


@dataclass(frozen=True)
class Change:
    """One revision as people look back on it.

    `before` and `after` are what the thing said; None where it was not there. Revisions are in order of
    `seq`, never of time: `clock_stepped_back` marks one whose time is before that of the one it follows.
    """

    record: Record
    seq: int
    at: datetime
    author: str
    """The name of whoever made it."""
    author_id: str
    role: Role
    subject: str
    key: str
    before: Mapping[str, Any] | None = field(repr=False)
    after: Mapping[str, Any] | None = field(repr=False)
    reason: str
    operation: str
    clock_stepped_back: bool

    @property
    def at_home(self) -> datetime:
        """The time in England, summer time included."""
        return self.at.astimezone(LONDON)

    @property
    def day(self) -> date:
        """The day in England."""
        return self.at_home.date()

    @property
    def issues(self) -> tuple[str, ...]:
        """The ids of the issues it is about, if any."""
        said = self.after if self.after is not None else self.before or {}
        if self.subject == "issue":
            return (self.key,)
        said = said.get("proposal") or said  # what was made of a proposal is about the issue of the proposal
        if isinstance(said.get("issue"), str):
            return (said["issue"],)
        return tuple(said.get("issues") or ())


def changes(
    store: Store,
    principal: Principal,
    record_id: str,
    *,
    issue: str | None = None,
    person: str | None = None,
    day: date | None = None,
) -> tuple[Change, ...]:
    """Return the changes of a record in order: all, or those about an issue, by a person, of a day.

    What others scored in private is left out until it is revealed. `person` is an id or a name.

    Raises
    ------
    NotPermitted
        When `principal` may not read the record.
    """
    with store.database.reading() as connection:
        record = store.record(connection, record_id)
        target = store.target(connection, record)
    store.permit(principal, _READING[record.kind], target)
    with store.database.reading() as connection:
        found = list(_changes(connection, record, principal.id))
    return tuple(
        change
        for change in found
        if issue is None or issue in change.issues
        if person is None or person.casefold() in (change.author.casefold(), change.author_id.casefold())
        if day is None or change.day == day
    )


_READING: Final = {
    RecordKind.ASSESSMENT: Action.READ,
    RecordKind.COUNTY: Action.READ_COUNTY,
    RecordKind.PEOPLE: Action.MANAGE_PEOPLE,
}
"""What one must be let do to look back on a record of each kind."""


def _changes(connection: Connection, record: Record, reader: str) -> Iterator[Change]:
    table = schema.revision
    rows = connection.execute(select(table).where(table.c.record == record.id).order_by(table.c.seq)).all()
    revealed = {row.key for row in rows if row.subject == REVEAL}
    said: dict[int, Mapping[str, Any] | None] = {0: None}
    latest: datetime | None = None
    for row in rows:
        said[row.seq] = None if row.value is None else json.loads(row.value)
        at = datetime.fromisoformat(row.at)
        stepped_back = latest is not None and at < latest
        latest = at
        if row.hidden_until is not None and row.hidden_until not in revealed and row.author != reader:
            continue
        yield Change(
            record=record,
            seq=row.seq,
            at=at,
            author=row.author_name,
            author_id=row.author,
            role=Role(row.role),
            subject=row.subject,
            key=row.key,
            before=said[row.based_on],
            after=said[row.seq],
            reason=row.reason,
            operation=row.operation,
            clock_stepped_back=stepped_back,
        )
