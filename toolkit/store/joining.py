"""Joining a workshop without an account: a code for the room, then a link of one's own."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, insert, select, update

from toolkit.errors import Conflict, NotPermitted, Refused, UsageError
from toolkit.model.assessment import AGREED
from toolkit.model.principal import Grant, Principal, Role
from toolkit.model.text import fold
from toolkit.model.workshop import (
    MOST_PARTICIPANTS,
    Attendee,
    JoinCode,
    Joined,
    Workshop,
)
from toolkit.store import schema
from toolkit.store.acts import Edit
from toolkit.store.attempts import note_wrong_code, too_many_codes
from toolkit.store.attending import attendees
from toolkit.store.permission import Action
from toolkit.store.records import Record
from toolkit.store.secrets_kept import code_hash, new_code, new_token, same, token_hash, typed_code
from toolkit.store.store import Store
from toolkit.store.workshop_acts import (
    ATTENDANCE,
    Now,
    commit,
    entered,
    id_of,
    later,
    let_in,
    refuse_closed,
    thing_edit,
    workshop_in,
)

CODE_HOURS: Final = 8
"""How long a join code can be used at most."""

UNKNOWN_CODE: Final = "That code is not known, or no longer. Ask the facilitator for the code on the screen."
"""Said alike of a wrong, an expired and a withdrawn code."""

TOO_MANY: Final = "Too many wrong codes were tried. Wait a minute, then try again."


def new_join_code(store: Store, principal: Principal, record_id: str, workshop_id: str) -> JoinCode:
    """Make a new join code for an open workshop; codes made before no longer work.

    Raises
    ------
    Conflict
        When the workshop is not open.
    NotPermitted
        When `principal` does not run it.
    """
    workshop = let_in(store, principal, Action.RUN_WORKSHOP, record_id, workshop_id).workshop
    refuse_closed(workshop)
    expires = min(later(store.time(), CODE_HOURS), workshop.ends_at or "")
    code = new_code()
    values = {"record": record_id, "workshop": workshop_id, "expires": expires, "withdrawn": False}
    store.database.write(partial(_put_code, values=values | {"code_hash": code_hash(code)}))
    return JoinCode(code=code, expires=expires)


def withdraw_join_codes(store: Store, principal: Principal, record_id: str, workshop_id: str) -> None:
    """End the join codes of a workshop; whoever has joined stays.

    Raises
    ------
    NotPermitted
        When `principal` does not run it.
    """
    let_in(store, principal, Action.RUN_WORKSHOP, record_id, workshop_id)
    store.database.write(partial(_withdraw, record=record_id, workshop=workshop_id))


def join(store: Store, code: str, *, name: str, agency: str, source: str, operation: str) -> Joined:
    """Let someone into the workshop that `code` is for. `source` is where they ask from, an address.

    Raises
    ------
    Conflict
        When someone of that name is there already.
    InputRejected
        When the name or agency cannot stand.
    NotPermitted
        When the code is wrong, expired or withdrawn, or too many wrong ones were tried.
    Refused
        When the workshop is full.
    """
    attendee = _entered(name, agency, operation, store.time())
    with store.database.reading() as connection:
        if too_many_codes(connection, source, store.time()):
            raise NotPermitted(TOO_MANY)
    typed = typed_code(code)
    digest = code_hash(typed) if typed else ""
    check = partial(_checked, digest=digest, source=source, at=store.time())
    found = store.database.write(check)
    if isinstance(found, str):
        raise NotPermitted(found)
    record_id, workshop_id = found
    with store.database.reading() as connection:
        record = store.record(connection, record_id)
    return _seated(store, record, workshop_id, attendee, operation)


def invite_participant(
    store: Store,
    principal: Principal,
    record_id: str,
    workshop_id: str,
    *,
    name: str,
    agency: str,
    operation: str,
) -> Joined:
    """Make someone a link of their own without a code.

    Raises
    ------
    Conflict
        When the workshop is not open, or someone of that name is there already.
    NotPermitted
        When `principal` does not run it.
    Refused
        When the workshop is full.
    """
    place = let_in(store, principal, Action.RUN_WORKSHOP, record_id, workshop_id)
    attendee = _entered(name, agency, operation, store.time())
    return _seated(store, place.record, workshop_id, attendee, operation)


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


def participant_principal(store: Store, token: str) -> Principal | None:
    """Return the participant whose link holds `token`; None when it is unknown, revoked or expired.

    Ask at every request: whoever is shut out is then out at once.
    """
    digest = token_hash(token)
    table = schema.participant
    with store.database.reading() as connection:
        row = connection.execute(select(table).where(table.c.token_hash == digest)).first()
    if row is None or not same(row.token_hash, digest) or row.revoked or row.expires <= store.time():
        return None
    grant = Grant(role=Role.PARTICIPANT, workshop=row.workshop)
    return Principal(id=row.id, name=row.name, grants=(grant,))


def _entered(name: str, agency: str, operation: str, at: str) -> Attendee:
    given = {"id": id_of("participant", operation), "name": name, "agency": agency, "joined": at}
    return entered(partial(Attendee.model_validate, given), "participant")


def _checked(connection: Connection, digest: str, source: str, at: str) -> tuple[str, str] | str:
    """Return the record and workshop a code is for, or why there is none; a wrong code is counted."""
    if too_many_codes(connection, source, at):
        return TOO_MANY
    table = schema.join_code
    found = None
    for row in connection.execute(select(table).where(table.c.withdrawn.is_(False), table.c.expires > at)):
        if same(row.code_hash, digest):  # every one is compared, so that time says nothing
            found = row.record, row.workshop
    if found is None:
        note_wrong_code(connection, source, at)
        return UNKNOWN_CODE
    return found


def _seated(store: Store, record: Record, workshop_id: str, attendee: Attendee, operation: str) -> Joined:
    """Put someone among a workshop's participants and into its record of attendance."""
    token = new_token()

    def seat(now: Now) -> Sequence[Edit]:
        refuse_closed(now.workshop)
        there = attendees(now.connection, now.record, now.state, workshop_id)
        refuse_taken(there, attendee.name)
        if sum(not one.revoked for one in there) >= MOST_PARTICIPANTS:
            raise Refused(f"This workshop is full: {MOST_PARTICIPANTS} people have joined it.")
        now.connection.execute(
            insert(schema.participant).values(
                token_hash=token_hash(token),
                record=record.id,
                workshop=workshop_id,
                expires=now.workshop.ends_at,
                revoked=False,
                **attendee.model_dump(include={"id", "name", "agency", "joined"}),
            )
        )
        return [attendance_edit(now, attendee)]

    principal = Principal(id=attendee.id, name=attendee.name)
    act = store.act(principal, Role.PARTICIPANT, operation)
    state = commit(store, record, workshop_id, seat, act)
    with store.database.reading() as connection:
        held = connection.execute(select(schema.participant.c.token_hash).where(_is(attendee.id))).scalar()
    if held != token_hash(token):  # they were seated before, and the answer was lost: this is their link now
        store.database.write(partial(_put_token, participant=attendee.id, digest=token_hash(token)))
    return Joined(token=token, attendee=attendee, workshop=workshop_in(state, workshop_id))


def _is(participant: str) -> ColumnElement[bool]:
    return schema.participant.c.id == participant


def _put_token(connection: Connection, participant: str, digest: str) -> None:
    connection.execute(update(schema.participant).where(_is(participant)).values(token_hash=digest))


def attendance_edit(now: Now, attendee: Attendee) -> Edit:
    """Return the edit that notes someone's attendance."""
    value = attendee.model_dump(mode="json", exclude={"id", "revoked"})
    return thing_edit(now.state, ATTENDANCE, f"{now.workshop_id}/{attendee.id}", value)


def refuse_taken(there: Sequence[Attendee], name: str) -> None:
    """Raise Conflict when someone at a workshop has a name already, for levels are told apart by it."""
    if fold(name) == AGREED or fold(name) in {fold(one.name) for one in there}:
        raise Conflict(f"There is already someone called {name} here. Add an initial or your agency.")


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
    table = schema.participant
    of_it = (table.c.id == participant_id, table.c.record == record_id, table.c.workshop == workshop_id)
    changed = store.database.write(
        lambda connection: connection.execute(update(table).where(*of_it).values(**changes)).rowcount
    )
    if not changed:
        raise UsageError("There is no such participant at this workshop.")
    with store.database.reading() as connection:
        everyone = attendees(connection, place.record, place.state, workshop_id)
    return next(one for one in everyone if one.id == participant_id), place.workshop


def _put_code(connection: Connection, values: dict[str, Any]) -> None:
    _withdraw(connection, values["record"], values["workshop"])
    connection.execute(insert(schema.join_code).values(**values))


def _withdraw(connection: Connection, record: str, workshop: str) -> None:
    table = schema.join_code
    of_it = (table.c.record == record, table.c.workshop == workshop)
    connection.execute(update(table).where(*of_it).values(withdrawn=True))
