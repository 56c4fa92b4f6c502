"""Taking back the last thing a facilitator did in a workshop."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from toolkit.errors import Conflict, Refused
from toolkit.language import say
from toolkit.model.principal import Principal
from toolkit.model.workshop import Workshop
from toolkit.store import schema
from toolkit.store.acts import Edit
from toolkit.store.state import REVEAL, SCORE, WORKSHOP
from toolkit.store.store import Store
from toolkit.store.workshop_acts import Now, change_workshop, thing_edit, workshop_edit


def undo_last(
    store: Store,
    principal: Principal,
    record_id: str,
    workshop_id: str,
    *,
    operation: str,
    reason: str = "taken back",
) -> Workshop:
    """Take back the last thing a facilitator did in a workshop, as a change of its own.

    Raises
    ------
    Conflict
        When what it changed has been changed again since.
    NotPermitted
        When `principal` does not run it.
    Refused
        When it cannot be taken back: what was revealed has been seen.
    """
    return change_workshop(
        store,
        principal,
        record_id,
        workshop_id,
        lambda now: list(_undoing(now)),
        operation=operation,
        reason=reason,
    )


@dataclass(frozen=True)
class _Done:
    """One revision of the last act, and what was there before it."""

    seq: int
    subject: str
    key: str
    before: dict[str, Any] | None


def _undoing(now: Now) -> Iterator[Edit]:
    done = _last_act(now.connection, now.record.id, now.state.entries[WORKSHOP, now.workshop_id].seq)
    before = next((one.before for one in done if one.subject == WORKSHOP), None)
    if before is None:
        raise Refused(say("There is nothing to take back in this workshop."))
    was = Workshop.model_validate(before)
    if was.stage is not now.workshop.stage:
        raise Refused(say("Opening and closing a workshop is not taken back: close or open it instead."))
    if any(one.subject == REVEAL for one in done):
        raise Refused(
            say("What was revealed has been seen and is not hidden again. Score a new round instead.")
        )
    yield workshop_edit(now.state, was.changed(ends_at=now.workshop.ends_at))
    for one in done:
        if one.subject != SCORE:
            continue
        if now.state.entries[SCORE, one.key].seq != one.seq:
            raise Conflict(say("Someone has changed the agreed level since. Nothing was changed."))
        yield thing_edit(now.state, SCORE, one.key, one.before)


def _last_act(connection: Connection, record: str, seq: int) -> list[_Done]:
    """Return the revisions that came with revision `seq`, and what each was based on."""
    table, older = schema.revision, schema.revision.alias()
    act = select(table.c.operation).where(table.c.record == record, table.c.seq == seq).scalar_subquery()
    earlier = (
        (older.c.record == table.c.record)
        & (older.c.subject == table.c.subject)
        & (older.c.key == table.c.key)
        & (older.c.seq == table.c.based_on)
    )
    query = (
        select(table.c.seq, table.c.subject, table.c.key, older.c.value)
        .select_from(table.outerjoin(older, earlier))
        .where(table.c.record == record, table.c.operation == act)
    )
    return [
        _Done(row.seq, row.subject, row.key, json.loads(row.value) if row.value else None)
        for row in connection.execute(query)
    ]
