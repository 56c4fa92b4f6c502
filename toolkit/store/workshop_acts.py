"""How every change of a workshop is made: asked for, made from what is there now, chained, in one step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, partial
from typing import Final, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from sqlalchemy import Connection

from toolkit.errors import Conflict, Fault, InputRejected, UsageError
from toolkit.language import say
from toolkit.model.assessment import Return
from toolkit.model.matrix import Frozen
from toolkit.model.principal import Principal, Role
from toolkit.model.workshop import IssueProgress, Stage, Workshop
from toolkit.store.acts import Act, Edit, append, begin_act, content_of, current_state, was_done
from toolkit.store.assessments import frame_of
from toolkit.store.chain import content_hash
from toolkit.store.permission import Action, Target
from toolkit.store.records import Record
from toolkit.store.sign_off import refuse_locked
from toolkit.store.state import REVEAL, SCORE, WORKSHOP, State
from toolkit.store.store import Store

ATTENDANCE: Final = "attendance"
"""The subject of revisions that say who is at a workshop; the key is the workshop's and their own id."""

M = TypeVar("M", bound=Frozen)

_REMEDY: Final = say("Correct it as the message says")

_LOCKED_SUBJECTS: Final = (SCORE, REVEAL)
"""What a signed-off return lets no workshop change."""


@dataclass(frozen=True)
class Now:
    """What a change is made from: a workshop and its return, with nobody able to add to them meanwhile."""

    connection: Connection
    record: Record
    state: State
    frame: Return
    """The return without its scores: its issues and matrix."""
    workshop_id: str

    @cached_property
    def workshop(self) -> Workshop:
        """The workshop as it is."""
        return workshop_in(self.state, self.workshop_id)


@dataclass(frozen=True)
class Place:
    """A workshop on a return, as someone has just been let at it."""

    record: Record
    workshop: Workshop
    state: State
    role: Role


Make = Callable[[Now], Sequence[Edit]]


def workshop_in(state: State, workshop_id: str) -> Workshop:
    """Return a workshop of a return.

    Raises
    ------
    UsageError
        When there is none.
    """
    value = state.value_of(WORKSHOP, workshop_id)
    if not value:
        raise UsageError(say("There is no such workshop on this return."))
    return Workshop.model_validate(value)


def workshop_target(record: Record, workshop: Workshop) -> Target:
    """Return what a question about one workshop is about."""
    run_by = frozenset(workshop.facilitators)
    return Target(
        record.district,
        frozenset((workshop.id,)),
        run_by,
        say("the workshop '{workshop}'", workshop=workshop.title),
    )


def let_in(store: Store, principal: Principal, action: Action, record_id: str, workshop_id: str) -> Place:
    """Return a workshop for `principal` to do `action` to.

    Raises
    ------
    NotPermitted
        When they may not.
    UsageError
        When there is no such workshop.
    """
    with store.database.reading() as connection:
        record = store.record(connection, record_id)
        state = store.state(connection, record)
    workshop = workshop_in(state, workshop_id)
    role = store.permit(principal, action, workshop_target(record, workshop))
    return Place(record, workshop, state, role)


def change_workshop(
    store: Store,
    principal: Principal,
    record_id: str,
    workshop_id: str,
    make: Make,
    *,
    operation: str,
    reason: str = "",
    action: Action = Action.RUN_WORKSHOP,
) -> Workshop:
    """Make the edits that `make` gives of what is there now; an operation done already does nothing.

    Raises
    ------
    Conflict
        From `make`, or when the return is signed off and its scores would change.
    NotPermitted
        When `principal` may not do `action` to the workshop.
    """
    place = let_in(store, principal, action, record_id, workshop_id)
    act = store.act(principal, place.role, operation, reason)
    state = commit(store, place.record, workshop_id, make, act)
    return workshop_in(state, workshop_id)


def commit(store: Store, record: Record, workshop_id: str, make: Make, act: Act) -> State:
    """Add the edits that `make` gives in one transaction, keep the new state at hand and note its head."""
    work = partial(_add, store=store, record=record, workshop_id=workshop_id, make=make, act=act)
    state = store.database.write(work)
    store.remember(record, state)
    store.anchors.note(record.id, state.head, act.at, "workshop", always=False)
    return state


def _add(
    connection: Connection, *, store: Store, record: Record, workshop_id: str, make: Make, act: Act
) -> State:
    now = current_state(connection, record, store.known(record), ())
    if was_done(connection, act.operation) is not None:
        return now
    frame = frame_of(store, connection, record, now)
    edits = make(Now(connection, record, now, frame, workshop_id))
    if any(edit.subject in _LOCKED_SUBJECTS for edit in edits):
        refuse_locked(now, edits, act)
    begin_act(connection, act, content_of(record, edits))
    return append(connection, record, now, edits, act)


def workshop_edit(state: State, workshop: Workshop) -> Edit:
    """Return the edit that makes a workshop say what `workshop` says."""
    return thing_edit(state, WORKSHOP, workshop.id, workshop.model_dump(mode="json"))


def thing_edit(
    state: State, subject: str, key: str, value: dict[str, object] | None, hidden: str | None = None
) -> Edit:
    """Return the edit that gives a thing a value, based on whatever is there now."""
    entry = state.entries.get((subject, key))
    seq, since = (entry.seq, entry.since if entry.is_there else 0) if entry else (0, 0)
    return Edit(subject, key, value, seq, since, hidden)


def id_of(what: str, operation: str) -> str:
    """Return the id of what an operation makes: the same again when the operation is tried again."""
    return content_hash(f"{what} {operation}")[:32]


def later(time: str, hours: int) -> str:
    """Return a stored time, some hours later."""
    moved = datetime.fromisoformat(time) + timedelta(hours=hours)
    return moved.isoformat(timespec="microseconds").replace("+00:00", "Z")


def refuse_closed(workshop: Workshop) -> None:
    """Raise Conflict unless a workshop is open."""
    if workshop.stage is Stage.PLANNED:
        raise Conflict(say("This workshop has not been opened yet. Nothing was saved."))
    if workshop.stage is Stage.CLOSED:
        raise Conflict(say("This workshop is closed. Nothing was saved."))


def progress_of(workshop: Workshop, issue: str) -> IssueProgress:
    """Return how far an issue has come.

    Raises
    ------
    UsageError
        When it was not opened in this workshop.
    """
    found = workshop.progress_of(issue)
    if found is None:
        raise UsageError(say("'{issue}' was not opened in this workshop.", issue=issue))
    return found


def entered(make: Callable[[], M], what: str) -> M:
    """Return what `make` makes of what was entered, or raise InputRejected with every fault in it."""
    try:
        return make()
    except ValidationError as error:
        raise InputRejected(
            Fault(what, ".".join(map(str, details["loc"])), _problem(details), _REMEDY, "E_SCHEMA")
            for details in error.errors(include_url=False, include_input=False)
        ) from None


def _problem(details: ErrorDetails) -> str:
    if details["type"] in {"too_short", "string_too_short"}:
        return say("it is blank")
    if details["type"] in {"too_long", "string_too_long"}:
        return say("it is too long")
    return details["msg"].removeprefix("Value error, ")
