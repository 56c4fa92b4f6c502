"""Workshops on a return: planned, arranged, opened, closed, and which issue is on the table."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Final

from sqlalchemy import update

from toolkit.errors import Conflict, UsageError
from toolkit.language import say
from toolkit.model.principal import Principal
from toolkit.model.workshop import Stage, Workshop
from toolkit.store import schema
from toolkit.store.acts import Edit
from toolkit.store.permission import Action, granting
from toolkit.store.state import WORKSHOP
from toolkit.store.store import Store
from toolkit.store.workshop_acts import (
    Now,
    change_workshop,
    commit,
    entered,
    id_of,
    later,
    let_in,
    workshop_edit,
    workshop_in,
    workshop_target,
)

LONGEST_HOURS: Final = 336
"""How long a workshop may be opened or extended for at once: two weeks."""


def workshops_on(store: Store, principal: Principal, record_id: str) -> tuple[Workshop, ...]:
    """Return the workshops on a return that `principal` may see, in the order they were planned.

    Raises
    ------
    NotPermitted
        When `principal` may see none of them and may not read the return.
    """
    with store.database.reading() as connection:
        record = store.record(connection, record_id)
        state = store.state(connection, record)
    every = [Workshop.model_validate(entry.value) for entry in state.of(WORKSHOP).values()]
    seen = [one for one in every if granting(principal, Action.SEE_WORKSHOP, workshop_target(record, one))]
    if not seen:
        store.permit(principal, Action.READ, state.target(record))
    return tuple(seen)


def the_workshop(store: Store, principal: Principal, record_id: str, workshop_id: str) -> Workshop:
    """Return a workshop as it is now.

    Raises
    ------
    NotPermitted
        When `principal` may not see it.
    UsageError
        When there is none.
    """
    return let_in(store, principal, Action.SEE_WORKSHOP, record_id, workshop_id).workshop


def plan_workshop(
    store: Store,
    principal: Principal,
    record_id: str,
    *,
    title: str,
    issues: Iterable[str],
    operation: str,
    facilitators: Iterable[str] = (),
    reason: str = "",
    **more: object,
) -> Workshop:
    """Plan a workshop on a return, run by `principal` and the `facilitators` named by their logins.

    `more` are `agencies`, `quorum` and `planned_for` of the workshop.

    Raises
    ------
    InputRejected
        When an issue is unknown, or a text cannot stand.
    NotPermitted
        When `principal` may not open workshops in the district.
    """
    with store.database.reading() as connection:
        record = store.record(connection, record_id)
        target = store.state(connection, record).target(record)
    role = store.permit(principal, Action.OPEN_WORKSHOP, target)
    run_by = tuple(dict.fromkeys((principal.id, *map(_login, facilitators))))
    given = {"title": title, "facilitators": run_by, "issues": tuple(issues), **more}
    workshop_id = id_of("workshop", operation)
    workshop = entered(partial(Workshop.model_validate, {"id": workshop_id, **given}), "workshop")

    def plan(now: Now) -> list[Edit]:
        _refuse_unknown(workshop.issues, now)
        return [workshop_edit(now.state, workshop)]

    state = commit(store, record, workshop_id, plan, store.act(principal, role, operation, reason))
    return workshop_in(state, workshop_id)


def arrange_workshop(
    store: Store,
    principal: Principal,
    record_id: str,
    workshop_id: str,
    *,
    operation: str,
    reason: str = "",
    **changes: object,
) -> Workshop:
    """Change how a workshop is arranged.

    `changes` are any of its `title`, `issues` (their choice and order), `facilitators`, `agencies`, `quorum`,
    `planned_for`, `timer_ends` and `ranking_shown`.

    Raises
    ------
    InputRejected
        When a change cannot stand.
    NotPermitted
        When `principal` does not run it.
    """
    if foreign := set(changes) - _ARRANGED:
        raise UsageError(
            say("A workshop's {foreign} cannot be arranged.", foreign=", ".join(sorted(foreign)))
        )

    def arrange(now: Now) -> list[Edit]:
        workshop = entered(partial(now.workshop.changed, **_with_logins(now.workshop, changes)), "workshop")
        _refuse_unknown(workshop.issues, now)
        return [workshop_edit(now.state, workshop)]

    return change_workshop(
        store, principal, record_id, workshop_id, arrange, operation=operation, reason=reason
    )


_ARRANGED: Final = frozenset(
    {
        "title",
        "issues",
        "facilitators",
        "agencies",
        "quorum",
        "planned_for",
        "timer_ends",
        "ranking_shown",
    }
)


def open_workshop(
    store: Store,
    principal: Principal,
    record_id: str,
    workshop_id: str,
    *,
    operation: str,
    hours: int = 8,
    reason: str = "",
) -> Workshop:
    """Open a workshop for `hours` from now, or extend or reopen it so that it ends then.

    Raises
    ------
    NotPermitted
        When `principal` does not run it.
    UsageError
        When `hours` is not between 1 and `LONGEST_HOURS`.
    """
    if not 1 <= hours <= LONGEST_HOURS:
        raise UsageError(
            say("A workshop is open for 1 to {longest_hours} hours.", longest_hours=LONGEST_HOURS)
        )
    began = store.time()
    ends = later(began, hours)

    def open_(now: Now) -> list[Edit]:
        found = now.workshop
        stage = {"stage": Stage.OPEN, "opened_at": found.opened_at or began, "closed_at": None}
        table = schema.participant
        of_it = (table.c.record == now.record.id, table.c.workshop == workshop_id)
        now.connection.execute(update(table).where(*of_it).values(expires=ends))
        return [workshop_edit(now.state, found.changed(ends_at=ends, **stage))]

    return change_workshop(
        store, principal, record_id, workshop_id, open_, operation=operation, reason=reason
    )


def close_workshop(
    store: Store,
    principal: Principal,
    record_id: str,
    workshop_id: str,
    *,
    operation: str,
    reason: str = "",
) -> Workshop:
    """Close a workshop: its codes and links end. Levels nobody revealed stay hidden until they are.

    Raises
    ------
    Conflict
        When it is closed already.
    NotPermitted
        When `principal` does not run it.
    """
    ended = store.time()

    def close(now: Now) -> list[Edit]:
        if now.workshop.stage is Stage.CLOSED:
            raise Conflict(say("This workshop is closed already. Nothing was changed."))
        table = schema.join_code
        of_it = (table.c.record == now.record.id, table.c.workshop == workshop_id)
        now.connection.execute(update(table).where(*of_it).values(withdrawn=True))
        seats = schema.participant
        of_it = (seats.c.record == now.record.id, seats.c.workshop == workshop_id)
        now.connection.execute(update(seats).where(*of_it).values(expires=ended))
        closed = now.workshop.changed(stage=Stage.CLOSED, closed_at=ended, open_issue=None, timer_ends=None)
        return [workshop_edit(now.state, closed)]

    return change_workshop(
        store, principal, record_id, workshop_id, close, operation=operation, reason=reason
    )


def _with_logins(workshop: Workshop, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return changes in which whoever is newly named a facilitator is named by their login as it is kept."""
    if "facilitators" not in changes:
        return dict(changes)
    run_by = (one if one in workshop.facilitators else _login(one) for one in changes["facilitators"])
    return {**changes, "facilitators": tuple(dict.fromkeys(run_by))}


def _login(text: str) -> str:
    return text.strip().casefold()


def _refuse_unknown(issues: Iterable[str], now: Now) -> None:
    if unknown := [issue for issue in issues if issue not in now.frame.issues]:
        raise UsageError(say("This return has no issue {unknown}.", unknown=", ".join(unknown)))
