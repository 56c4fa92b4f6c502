"""Who can come into a workshop: codes made and withdrawn, links renewed and ended, each written down."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection, insert, update

from toolkit.errors import UsageError
from toolkit.language import say
from toolkit.model.principal import Principal
from toolkit.model.workshop import Attendee, JoinCode, Joined, Workshop
from toolkit.store import schema
from toolkit.store.acts import Edit
from toolkit.store.assessments import new_operation
from toolkit.store.attending import attendees
from toolkit.store.joining import is_participant
from toolkit.store.permission import Action
from toolkit.store.secrets_kept import code_hash, new_code, new_token, token_hash
from toolkit.store.store import Store
from toolkit.store.workshop_acts import Now, Place, commit, later, let_in, refuse_closed, thing_edit

CODE_HOURS: Final = 8
"""How long a join code can be used at most."""

WAY_IN: Final = "way_in"
"""The subject of revisions that say who opened or closed a way into a workshop."""


def new_join_code(store: Store, principal: Principal, record_id: str, workshop_id: str) -> JoinCode:
    """Make a new join code for an open workshop; codes made before no longer work.

    Raises
    ------
    Conflict
        When the workshop is not open.
    NotPermitted
        When `principal` does not run it.
    """
    place = let_in(store, principal, Action.RUN_WORKSHOP, record_id, workshop_id)
    refuse_closed(place.workshop)
    expires = min(later(store.time(), CODE_HOURS), place.workshop.ends_at or "")
    code = new_code()
    values = {"record": record_id, "workshop": workshop_id, "expires": expires, "withdrawn": False}
    put = partial(_put_code, values=values | {"code_hash": code_hash(code)})
    _change_way_in(store, principal, place, put, {"join_code": "made", "good_until": expires})
    return JoinCode(code=code, expires=expires)


def withdraw_join_codes(store: Store, principal: Principal, record_id: str, workshop_id: str) -> None:
    """End the join codes of a workshop; whoever has joined stays.

    Raises
    ------
    NotPermitted
        When `principal` does not run it.
    """
    place = let_in(store, principal, Action.RUN_WORKSHOP, record_id, workshop_id)
    withdraw = partial(_withdraw, record=record_id, workshop=workshop_id)
    _change_way_in(store, principal, place, withdraw, {"join_code": "withdrawn"})


def renew_link(
    store: Store, principal: Principal, record_id: str, workshop_id: str, participant_id: str
) -> Joined:
    """Give a participant who lost their link, or was shut out, a new one; their old link ends.

    Raises
    ------
    NotPermitted
        When `principal` does not run the workshop.
    UsageError
        When there is no such participant.
    """
    token = new_token()
    attendee, workshop = _changed_seat(
        store, principal, record_id, workshop_id, participant_id, token_hash=token_hash(token), revoked=False
    )
    return Joined(token=token, attendee=attendee, workshop=workshop)


def revoke_participant(
    store: Store, principal: Principal, record_id: str, workshop_id: str, participant_id: str
) -> Attendee:
    """Shut a participant out at once; what they scored stays.

    Raises
    ------
    NotPermitted
        When `principal` does not run the workshop.
    UsageError
        When there is no such participant.
    """
    return _changed_seat(store, principal, record_id, workshop_id, participant_id, revoked=True)[0]


def _changed_seat(
    store: Store,
    principal: Principal,
    record_id: str,
    workshop_id: str,
    participant_id: str,
    **changes: str | bool,
) -> tuple[Attendee, Workshop]:
    place = let_in(store, principal, Action.RUN_WORKSHOP, record_id, workshop_id)
    if "token_hash" in changes:
        refuse_closed(place.workshop)
    with store.database.reading() as connection:
        everyone = attendees(connection, place.record, place.state, workshop_id)
    found = next((one for one in everyone if one.id == participant_id and not one.by_slip), None)
    if found is None:
        raise UsageError(say("There is no such participant at this workshop."))
    link = "ended" if changes["revoked"] else "renewed"
    change = partial(_change_participant, participant=participant_id, changes=changes)
    _change_way_in(store, principal, place, change, {"participant": found.name, "link": link})
    return found.changed(revoked=bool(changes["revoked"])), place.workshop


def _change_way_in(
    store: Store,
    principal: Principal,
    place: Place,
    change: Callable[[Connection], None],
    said: dict[str, str],
) -> None:
    """Change who can come into a workshop, and add who did so to its record."""

    def make(now: Now) -> Sequence[Edit]:
        change(now.connection)
        return [thing_edit(now.state, WAY_IN, now.workshop_id, {"title": place.workshop.title, **said})]

    act = store.act(principal, place.role, new_operation())
    commit(store, place.record, place.workshop.id, make, act)


def _change_participant(connection: Connection, participant: str, changes: dict[str, str | bool]) -> None:
    connection.execute(update(schema.participant).where(is_participant(participant)).values(**changes))


def _put_code(connection: Connection, values: dict[str, Any]) -> None:
    _withdraw(connection, values["record"], values["workshop"])
    connection.execute(insert(schema.join_code).values(**values))


def _withdraw(connection: Connection, record: str, workshop: str) -> None:
    table = schema.join_code
    of_it = (table.c.record == record, table.c.workshop == workshop)
    connection.execute(update(table).where(*of_it).values(withdrawn=True))
