"""Changes to what stands beside a return's scores: worked out, and kept, within one transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection

from toolkit.model.assessment import Return, Score
from toolkit.model.principal import Principal
from toolkit.store.acts import Act, Edit, append, begin_act, content_of, current_state, was_done
from toolkit.store.assessments import Stored, frame_of, open_return
from toolkit.store.permission import Action
from toolkit.store.records import Record
from toolkit.store.sign_off import refuse_locked
from toolkit.store.state import State
from toolkit.store.store import Store

Rows = Iterable[tuple[Score, Score]]
"""Score rows as they are and as they should be."""


@dataclass(frozen=True)
class Moment:
    """A return within the transaction that changes it: what it holds, and who changes it."""

    state: State
    frame: Return
    """The return without its scores."""
    act: Act


Edits = Callable[[Moment], list[Edit]]
"""What gives the edits to a return as it is within the transaction; what it raises ends the transaction."""


def change_beside(
    store: Store,
    principal: Principal,
    record_id: str,
    edits: Edits,
    *,
    operation: str,
    reason: str,
    noted: str,
) -> Stored:
    """Make the edits to a return, all or none, and give the return as it is then; none save nothing.

    `noted` is what the anchors call it. An operation that was done is not done again.

    Raises
    ------
    Conflict
        When the return is signed off, or as `edits` raises it. Nothing is saved.
    NotPermitted
        When `principal` may not change the return.
    """
    stored = open_return(store, principal, record_id)
    role = store.permit(principal, Action.EDIT, stored.state.target(stored.record))
    act = store.act(principal, role, operation, reason)
    state = store.database.write(partial(_add, store=store, record=stored.record, edits=edits, act=act))
    store.remember(stored.record, state)
    store.anchors.note(record_id, state.head, act.at, noted, always=False)
    return open_return(store, principal, record_id)


def _add(connection: Connection, *, store: Store, record: Record, edits: Edits, act: Act) -> State:
    now = current_state(connection, record, store.known(record), ())
    if was_done(connection, act.operation) is not None:
        return now
    wanted = edits(Moment(now, frame_of(store, connection, record, now), act))
    if not wanted:
        return now
    refuse_locked(now, wanted, act)
    begin_act(connection, act, content_of(record, wanted))
    return append(connection, record, now, wanted, act)
