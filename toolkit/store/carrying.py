"""What was decided about last year's issues: kept with this year's return, each with its reason."""

from typing import Final

from toolkit.errors import Conflict
from toolkit.language import say
from toolkit.model.carried import Carried, Decision
from toolkit.model.principal import Principal
from toolkit.store.acts import Edit, Stale
from toolkit.store.assessments import Stored, score_edits
from toolkit.store.changing_beside import Moment, Rows, change_beside
from toolkit.store.state import State
from toolkit.store.store import Store

CARRIED: Final = "carried"


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
    wanted = tuple(rows)

    def edits(now: Moment) -> list[Edit]:
        mine = now.state.seen_by(now.act.principal.id)
        return [_decision_edit(now.state, decision, seen), *score_edits(mine, now.frame, wanted)]

    return change_beside(
        store,
        principal,
        record_id,
        edits,
        operation=operation,
        reason=decision.reason,
        noted="carried forward",
    )


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
