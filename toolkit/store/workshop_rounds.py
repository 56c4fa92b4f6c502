"""What a facilitator does with an issue: open it, reveal a round, score it anew, agree a level, park it."""

from collections import Counter
from functools import partial

from toolkit.errors import Conflict, Fault, InputRejected, Refused
from toolkit.language import say
from toolkit.model.assessment import FIRST_ROUND, MOST_ROUNDS, Score
from toolkit.model.principal import Principal
from toolkit.model.workshop import (
    AgencyCount,
    IssueProgress,
    Outstanding,
    Stage,
    Workshop,
    hidden_until,
)
from toolkit.store.acts import Edit
from toolkit.store.assessments import frame_of, score_edits
from toolkit.store.attending import attendees
from toolkit.store.permission import Action
from toolkit.store.state import REVEAL, WORKSHOP, State
from toolkit.store.store import Store
from toolkit.store.workshop_acts import (
    Now,
    change_workshop,
    entered,
    let_in,
    progress_of,
    refuse_closed,
    thing_edit,
    workshop_edit,
)


def open_issue(
    store: Store,
    principal: Principal,
    record_id: str,
    workshop_id: str,
    issue: str,
    *,
    operation: str,
    reason: str = "",
) -> Workshop:
    """Put an issue on the table, in the round it had come to; for the first time, in a round of its own.

    Raises
    ------
    Conflict
        When the workshop is not open, or the issue is on the table of another one.
    NotPermitted
        When `principal` does not run the workshop.
    Refused
        When the issue has had as many rounds as there can be.
    """

    def open_(now: Now) -> list[Edit]:
        refuse_closed(now.workshop)
        _refuse_elsewhere(now, issue)
        found = now.workshop.progress_of(issue) or _first_time(now.state, issue)
        changed = partial(now.workshop.with_progress, found.changed(parked=""), open_issue=issue)
        return [workshop_edit(now.state, entered(changed, "workshop").changed(timer_ends=None))]

    return change_workshop(
        store, principal, record_id, workshop_id, open_, operation=operation, reason=reason
    )


def park_issue(
    store: Store,
    principal: Principal,
    record_id: str,
    workshop_id: str,
    issue: str,
    *,
    operation: str,
    reason: str,
) -> Workshop:
    """Put an issue aside and say why; it can be opened again.

    Raises
    ------
    InputRejected
        When no reason is given.
    NotPermitted
        When `principal` does not run the workshop.
    """
    _refuse_blank("reason", reason, say("Say why it is put aside"))

    def park(now: Now) -> list[Edit]:
        found = now.workshop.progress_of(issue) or _first_time(now.state, issue)
        open_ = None if now.workshop.open_issue == issue else now.workshop.open_issue
        changed = partial(now.workshop.with_progress, found.changed(parked=reason), open_issue=open_)
        return [workshop_edit(now.state, entered(changed, "workshop"))]

    return change_workshop(store, principal, record_id, workshop_id, park, operation=operation, reason=reason)


def reveal(
    store: Store,
    principal: Principal,
    record_id: str,
    workshop_id: str,
    issue: str,
    *,
    operation: str,
    reason: str = "",
) -> Workshop:
    """Let everyone who may read the return see the levels of the round an issue has come to, for good.

    Raises
    ------
    Conflict
        When they were revealed already, or the return is signed off.
    NotPermitted
        When `principal` does not run the workshop.
    """

    def show(now: Now) -> list[Edit]:
        found = progress_of(now.workshop, issue)
        if found.revealed:
            raise Conflict(say("Round {round} was revealed already. Nothing was changed.", round=found.round))
        key = hidden_until(now.workshop_id, issue, found.round)
        what: dict[str, object] = {"workshop": now.workshop_id, "issue": issue, "round": found.round}
        revealed = now.workshop.with_progress(found.changed(revealed=True))
        return [thing_edit(now.state, REVEAL, key, what), workshop_edit(now.state, revealed)]

    return change_workshop(store, principal, record_id, workshop_id, show, operation=operation, reason=reason)


def new_round(
    store: Store,
    principal: Principal,
    record_id: str,
    workshop_id: str,
    issue: str,
    *,
    operation: str,
    reason: str = "",
) -> Workshop:
    """Have an issue scored again in private, in a new round; earlier rounds are kept.

    Raises
    ------
    Conflict
        When the round it has come to is not revealed yet, or the workshop is not open.
    NotPermitted
        When `principal` does not run the workshop.
    Refused
        When it has had as many rounds as there can be.
    """

    def again(now: Now) -> list[Edit]:
        refuse_closed(now.workshop)
        _refuse_elsewhere(now, issue)
        found = progress_of(now.workshop, issue)
        if not found.revealed:
            raise Conflict(
                say("Reveal round {round} before a new one begins. Nothing was changed.", round=found.round)
            )
        following = _next_round(found.round)
        changed = now.workshop.with_progress(
            found.changed(round=following, revealed=False, parked=""), open_issue=issue, timer_ends=None
        )
        return [workshop_edit(now.state, changed)]

    return change_workshop(
        store, principal, record_id, workshop_id, again, operation=operation, reason=reason
    )


def record_agreed(
    store: Store,
    principal: Principal,
    record_id: str,
    workshop_id: str,
    *,
    seen: Score,
    agreed: Score,
    operation: str,
) -> Workshop:
    """Record the level the partners agreed, with its rationale and who saw it otherwise.

    `seen` is the agreed row as it was shown to whoever records it (`toolkit.model.revision.score_of`).

    Raises
    ------
    InputRejected
        When no rationale is given, or the row names what does not exist.
    NotPermitted
        When `principal` does not run the workshop.
    Stale
        When someone else changed the agreed row meanwhile.
    """
    if not agreed.is_agreed:
        raise InputRejected(
            [Fault("score", "scorer", say("it is not the agreed level"), say("Write agreed"), "E_SCHEMA")]
        )
    _refuse_blank("rationale", agreed.rationale, say("Say why the partners agreed this level"))

    def record(now: Now) -> list[Edit]:
        found = progress_of(now.workshop, agreed.issue)
        edits = score_edits(now.state.seen_by(principal.id), now.frame, [(seen, agreed)])
        criteria = tuple(dict.fromkeys((*found.agreed, agreed.criterion)))
        return [*edits, workshop_edit(now.state, now.workshop.with_progress(found.changed(agreed=criteria)))]

    return change_workshop(
        store, principal, record_id, workshop_id, record, operation=operation, reason=agreed.rationale
    )


def outstanding(store: Store, principal: Principal, record_id: str, workshop_id: str) -> Outstanding | None:
    """Return who has still to score the open issue, never what anyone scored; None when none is open.

    Raises
    ------
    NotPermitted
        When `principal` does not run the workshop.
    """
    place = let_in(store, principal, Action.RUN_WORKSHOP, record_id, workshop_id)
    now = place.workshop.now
    if now is None:
        return None
    with store.database.reading() as connection:
        frame = frame_of(store, connection, place.record, place.state)
        here = [
            one for one in attendees(connection, place.record, place.state, workshop_id) if not one.revoked
        ]
    given = Counter(
        score.scorer
        for score in place.state.scores.values()
        if score.issue == now.issue and score.round == now.round
        if score.level is not None and not score.is_agreed
    )
    waiting = tuple(one for one in here if given[one.name] < len(frame.matrix.criteria))
    present, late = Counter(one.agency for one in here), Counter(one.agency for one in waiting)
    counts = tuple(
        AgencyCount(agency=agency, present=many, done=many - late[agency])
        for agency, many in sorted(present.items())
    )
    return Outstanding(issue=now.issue, round=now.round, waiting_for=waiting, by_agency=counts)


def _first_time(state: State, issue: str) -> IssueProgress:
    """Return the progress of an issue not opened here before: its rounds follow those given elsewhere."""
    rounds = [score.round for score in state.scores.values() if score.issue == issue and not score.is_agreed]
    first = _next_round(max(rounds)) if rounds else FIRST_ROUND
    return IssueProgress(issue=issue, first_round=first, round=first)


def _next_round(number: int) -> int:
    if number >= MOST_ROUNDS:
        raise Refused(
            say("An issue can have {most_rounds} rounds, and this one has had them.", most_rounds=MOST_ROUNDS)
        )
    return number + 1


def _refuse_elsewhere(now: Now, issue: str) -> None:
    for key, entry in now.state.of(WORKSHOP).items():
        other = Workshop.model_validate(entry.value)
        if key != now.workshop_id and other.stage is Stage.OPEN and other.open_issue == issue:
            raise Conflict(
                say("This issue is on the table of the workshop '{title}' now.", title=other.title)
            )


def _refuse_blank(field: str, text: str, remedy: str) -> None:
    if not text.strip():
        raise InputRejected([Fault("workshop", field, say("it is blank"), remedy, "E_BLANK")])
