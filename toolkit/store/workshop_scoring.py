"""Scoring in private: nobody but whoever gave a level sees it until its round is revealed."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Final

from sqlalchemy import select

from toolkit.errors import Conflict, Fault, InputRejected, UsageError
from toolkit.language import say
from toolkit.model.assessment import Score
from toolkit.model.principal import Principal, Role
from toolkit.model.revision import alike, is_empty
from toolkit.model.text import fold
from toolkit.model.workshop import Attendee, ParticipantView, PrivateScore, Stage, Workshop, hidden_until
from toolkit.store import schema
from toolkit.store.acts import Edit
from toolkit.store.assessments import frame_of
from toolkit.store.attempts import Pace
from toolkit.store.attending import attendees
from toolkit.store.joining import attendance_edit, refuse_taken
from toolkit.store.permission import Action, Target
from toolkit.store.state import SCORE, State
from toolkit.store.store import Store
from toolkit.store.values import score_key
from toolkit.store.workshop_acts import (
    Now,
    Place,
    change_workshop,
    commit,
    entered,
    id_of,
    progress_of,
    refuse_closed,
    thing_edit,
    workshop_in,
    workshop_target,
)

PACE: Final = Pace()
"""How fast each participant writes to this process."""

_ANY: Final = Target(what=say("any workshop here"))


def participant_view(store: Store, principal: Principal) -> ParticipantView:
    """Return what a participant sees of their workshop: what is on the table, and their own levels.

    Raises
    ------
    NotPermitted
        When `principal` is no participant, or was shut out, or the workshop is closed.
    """
    place, attendee = seat(store, principal, Action.SEE_WORKSHOP)
    with store.database.reading() as connection:
        frame = frame_of(store, connection, place.record, place.state)
    on_table = place.workshop.open_issue
    return ParticipantView(
        workshop=place.workshop,
        attendee=attendee,
        district=place.record.district,
        assessment_year=place.record.assessment_year,
        marking=frame.marking,
        handling=frame.handling,
        issue=frame.issues.get(on_table) if on_table else None,
        matrix=frame.matrix,
        own=tuple(_own(place.state, principal)),
    )


def score_privately(
    store: Store,
    principal: Principal,
    scores: Iterable[PrivateScore],
    *,
    issue: str,
    round: int,  # noqa: A002 (the field it stands for)
    operation: str,
) -> tuple[Score, ...]:
    """Save levels a participant gives for the issue on the table; return all they gave in its round.

    `issue` and `round` are those they were shown. A level given again replaces their own; the earlier one
    stays in the record.

    Raises
    ------
    Conflict
        When the facilitator has moved on or revealed the round, or the workshop is not open.
    InputRejected
        When there is no such criterion, level or grade.
    NotPermitted
        When `principal` is no participant, or was shut out.
    Refused
        When they write too fast.
    """
    place, attendee = seat(store, principal, Action.SCORE_IN_WORKSHOP)
    PACE.refuse_faster(principal.id)
    wanted = tuple(scores)

    def save(now: Now) -> list[Edit]:
        refuse_closed(now.workshop)
        _refuse_moved_on(now.workshop, issue, round)
        rows = _rows(now, wanted, attendee, issue, round)
        return list(_private_edits(now, rows, principal.id))

    act = store.act(principal, place.role, operation)
    state = commit(store, place.record, place.workshop.id, save, act)
    return tuple(s for s in _own(state, principal) if (s.issue, s.round) == (issue, round))


def enter_slip(
    store: Store,
    principal: Principal,
    record_id: str,
    workshop_id: str,
    *,
    name: str,
    agency: str,
    issue: str,
    scores: Iterable[PrivateScore],
    operation: str,
) -> Workshop:
    """Enter the levels someone gave on paper, in the round the issue has come to; afterwards too.

    They are hidden like any other until the round is revealed, but for whoever entered them.

    Raises
    ------
    Conflict
        When someone who joined by their own link has that name.
    InputRejected
        When there is no such criterion, level or grade.
    NotPermitted
        When `principal` does not run the workshop.
    """
    wanted = tuple(scores)
    given: dict[str, Any] = {"id": id_of("slip", operation), "name": name, "agency": agency}
    new = entered(partial(Attendee, **given, joined=store.time(), by_slip=True), "participant")

    def enter(now: Now) -> list[Edit]:
        if now.workshop.stage is Stage.PLANNED:
            refuse_closed(now.workshop)
        there = attendees(now.connection, now.record, now.state, workshop_id)
        found = next((one for one in there if one.by_slip and fold(one.name) == fold(name)), None)
        if found is None:
            refuse_taken(there, name)
        number = progress_of(now.workshop, issue).round
        rows = _rows(now, wanted, found or new, issue, number)
        return [*([] if found else [attendance_edit(now, new)]), *_private_edits(now, rows, None)]

    return change_workshop(
        store,
        principal,
        record_id,
        workshop_id,
        enter,
        operation=operation,
        reason=say("slip of {name}", name=new.name),
    )


def seat(store: Store, principal: Principal, action: Action) -> tuple[Place, Attendee]:
    """Return the workshop a participant is at, and who they are there, for them to do `action`.

    Raises
    ------
    NotPermitted
        When they are no participant, or were shut out, or the workshop is closed.
    UsageError
        When it is the sole user, who is no participant.
    """
    table = schema.participant
    with store.database.reading() as connection:
        row = connection.execute(select(table).where(table.c.id == principal.id)).first()
        if row is not None and not row.revoked and row.expires > store.time():
            record = store.record(connection, row.record)
            state = store.state(connection, record)
            workshop = workshop_in(state, row.workshop)
            attendee = Attendee(id=row.id, name=row.name, agency=row.agency, joined=row.joined)
            target = workshop_target(record, workshop)
        else:
            row, target = None, _ANY
    if row is None:
        outsider = principal if Role.SOLE_USER in principal.roles else principal.changed(grants=())
        store.permit(outsider, action, target)
        raise UsageError(say("Join the workshop with its code first, or enter a slip."))
    role = store.permit(principal, action, target)
    return Place(record, workshop, state, role), attendee


def _own(state: State, principal: Principal) -> Iterator[Score]:
    for key, score in state.scores.items():
        if score.scorer == principal.name and state.entries[SCORE, key].author == principal.id:
            yield score


def _refuse_moved_on(workshop: Workshop, issue: str, number: int) -> None:
    now = workshop.now
    if now is None or now.issue != issue:
        raise Conflict(say("The facilitator has moved on to another issue. This was not saved."))
    if now.round != number or now.revealed:
        raise Conflict(
            say("Round {number} is over: its levels were revealed. This was not saved.", number=number)
        )


def _rows(
    now: Now, scores: tuple[PrivateScore, ...], attendee: Attendee, issue: str, number: int
) -> list[Score]:
    rows = [
        Score(issue=issue, scorer=attendee.name, agency=attendee.agency, round=number, **one.model_dump())
        for one in scores
    ]
    faults = [
        Fault("score", row.criterion, problem, say("Correct it as the message says"), "E_SCHEMA")
        for row in rows
        if (problem := now.frame.unsound(row))
    ]
    if faults:
        raise InputRejected(faults)
    return list({row.criterion: row for row in rows}.values())


def _private_edits(now: Now, rows: Iterable[Score], author: str | None) -> Iterator[Edit]:
    """Yield the edits of rows that stay hidden until their round is revealed; by `author` alone, if named."""
    for row in rows:
        key = score_key(row)
        entry = now.state.entries.get((SCORE, key))
        if entry is not None and author is not None and entry.author != author:
            raise Conflict(say("Someone else has scored under this name. This was not saved."))
        if alike(row, now.state.scores.get(key)):
            continue
        value = None if is_empty(row) else row.model_dump(mode="json")
        yield thing_edit(now.state, SCORE, key, value, hidden_until(now.workshop_id, row.issue, row.round))
