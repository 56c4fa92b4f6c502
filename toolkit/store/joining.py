"""Joining a workshop without an account: a code for the room, then a link of one's own."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from sqlalchemy import ColumnElement, Connection, insert, select, update

from toolkit.errors import Conflict, NotPermitted, Refused
from toolkit.language import say
from toolkit.model.assessment import AGREED
from toolkit.model.principal import Grant, Principal, Role
from toolkit.model.text import fold
from toolkit.model.workshop import (
    MOST_PARTICIPANTS,
    Attendee,
    Joined,
)
from toolkit.store import schema
from toolkit.store.acts import Edit
from toolkit.store.attempts import note_wrong_code, too_many_codes
from toolkit.store.attending import attendees
from toolkit.store.permission import Action
from toolkit.store.records import Record
from toolkit.store.secrets_kept import code_hash, new_token, same, token_hash, typed_code
from toolkit.store.store import Store
from toolkit.store.workshop_acts import (
    ATTENDANCE,
    Now,
    commit,
    entered,
    id_of,
    let_in,
    refuse_closed,
    thing_edit,
    workshop_in,
)

UNKNOWN_CODE: Final = say(
    "That code is not known, or no longer. Ask the facilitator for the code on the screen."
)
"""Said alike of a wrong, an expired and a withdrawn code."""

TOO_MANY: Final = say("Too many wrong codes were tried. Wait a minute, then try again.")


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
            raise Refused(
                say(
                    "This workshop is full: {most_participants} people have joined it.",
                    most_participants=MOST_PARTICIPANTS,
                )
            )
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
        held = connection.execute(
            select(schema.participant.c.token_hash).where(is_participant(attendee.id))
        ).scalar()
    if held != token_hash(token):  # they were seated before, and the answer was lost: this is their link now
        store.database.write(partial(_put_token, participant=attendee.id, digest=token_hash(token)))
    return Joined(token=token, attendee=attendee, workshop=workshop_in(state, workshop_id))


def is_participant(participant: str) -> ColumnElement[bool]:
    """Return the condition that a row is a participant's."""
    return schema.participant.c.id == participant


def _put_token(connection: Connection, participant: str, digest: str) -> None:
    connection.execute(
        update(schema.participant).where(is_participant(participant)).values(token_hash=digest)
    )


def attendance_edit(now: Now, attendee: Attendee) -> Edit:
    """Return the edit that notes someone's attendance."""
    value = attendee.model_dump(mode="json", exclude={"id", "revoked"})
    return thing_edit(now.state, ATTENDANCE, f"{now.workshop_id}/{attendee.id}", value)


def refuse_taken(there: Sequence[Attendee], name: str) -> None:
    """Raise Conflict when someone at a workshop has a name already, for levels are told apart by it."""
    if fold(name) == AGREED or fold(name) in {fold(one.name) for one in there}:
        raise Conflict(
            say("There is already someone called {name} here. Add an initial or your agency.", name=name)
        )
