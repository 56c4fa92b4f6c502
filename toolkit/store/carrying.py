"""What was decided about last year's issues: kept with this year's return, each with its reason."""

from collections.abc import Iterable
from functools import partial
from typing import Final

from sqlalchemy import Connection

from toolkit.errors import Conflict
from toolkit.language import say
from toolkit.model.assessment import Score
from toolkit.model.carried import Carried, Decision
from toolkit.model.principal import Principal
from toolkit.store.acts import Act, Edit, Stale, append, begin_act, content_of, current_state, was_done
from toolkit.store.assessments import Stored, frame_of, open_return, score_edits
from toolkit.store.permission import Action
from toolkit.store.records import Record
from toolkit.store.sign_off import refuse_locked
from toolkit.store.state import State
from toolkit.store.store import Store

CARRIED: Final = "carried"

Rows = Iterable[tuple[Score, Score]]
"""Score rows as they are and as they should be."""


def carried_decisions(stored: Stored) -> dict[str, Carried]:
    """Return what was decided about last year's issues, by the issue's id this year."""
    return {
        key: Carried.model_validate(entry.value)
        for key, entry in stored.state.of(CARRIED).items()
        if entry.value is not None
    }


def decide_carried(
    store: Store,
    principal: Principal,
    record_id: str,
    decision: Carried,
    rows: Rows = (),
    *,
    seen: Carried | None,
    operation: str,
) -> Stored:
    """Keep a decision about an issue, with the rows it gives the return, all in one transaction.

    `seen` is the decision as whoever decides saw it. An operation that was done is not done again.

    Raises
    ------
    Conflict
        When someone else decided or scored first (`Stale`), the return is signed off, or an issue that has
        levels this year is to be dropped. Nothing is saved.
    NotPermitted
        When `principal` may not change the return.
    """
    stored = open_return(store, principal, record_id)
    role = store.permit(principal, Action.EDIT, stored.state.target(stored.record))
    act = store.act(principal, role, operation, decision.reason)
    work = partial(
        _add, store=store, record=stored.record, decision=decision, seen=seen, rows=tuple(rows), act=act
    )
    state = store.database.write(work)
    store.remember(stored.record, state)
    store.anchors.note(record_id, state.head, act.at, "carried forward", always=False)
    return open_return(store, principal, record_id)


def _add(
    connection: Connection,
    *,
    store: Store,
    record: Record,
    decision: Carried,
    seen: Carried | None,
    rows: tuple[tuple[Score, Score], ...],
    act: Act,
) -> State:
    now = current_state(connection, record, store.known(record), ())
    if was_done(connection, act.operation) is not None:
        return now
    frame = frame_of(store, connection, record, now)
    edits = [_decision_edit(now, decision, seen), *score_edits(now.seen_by(act.principal.id), frame, rows)]
    refuse_locked(now, edits, act)
    begin_act(connection, act, content_of(record, edits))
    return append(connection, record, now, edits, act)


def _decision_edit(now: State, decision: Carried, seen: Carried | None) -> Edit:
    """Return the edit that keeps a decision.

    Raises
    ------
    Conflict
        When an issue with levels is to be dropped.
    Stale
        When the decision is no longer as it was seen.
    """
    entry = now.entries.get((CARRIED, decision.issue))
    there = Carried.model_validate(entry.value) if entry and entry.value is not None else None
    if there != seen:
        raise Stale({(CARRIED, decision.issue): entry})
    scored = any(row.issue == decision.issue and row.level is not None for row in now.scores.values())
    if decision.decision is Decision.DROPPED and scored:
        raise Conflict(say("This issue has levels this year. Empty them on Score first. Nothing was saved."))
    seq, since = (entry.seq, entry.since if entry.is_there else 0) if entry else (0, 0)
    return Edit(CARRIED, decision.issue, decision.model_dump(mode="json"), seq, since)
