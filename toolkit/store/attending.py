"""Who is at a workshop: those who joined it, and those whose levels come on paper."""

from collections import Counter

from sqlalchemy import Connection, select

from toolkit.model.principal import Principal
from toolkit.model.text import fold
from toolkit.model.workshop import Attendance, Attendee
from toolkit.store import schema
from toolkit.store.permission import Action
from toolkit.store.records import Record
from toolkit.store.state import State
from toolkit.store.store import Store
from toolkit.store.workshop_acts import ATTENDANCE, let_in


def attendance(store: Store, principal: Principal, record_id: str, workshop_id: str) -> Attendance:
    """Return who is at a workshop by agency, which agencies are missing, and whether that is a quorum.

    Raises
    ------
    NotPermitted
        When `principal` may not read the return the workshop is about.
    """
    place = let_in(store, principal, Action.READ, record_id, workshop_id)
    with store.database.reading() as connection:
        everyone = attendees(connection, place.record, place.state, workshop_id)
    there = Counter(one.agency for one in everyone if not one.revoked)
    known = {fold(agency) for agency in there}
    return Attendance(
        people=everyone,
        by_agency=tuple(sorted(there.items())),
        missing=tuple(agency for agency in place.workshop.agencies if fold(agency) not in known),
        quorum=place.workshop.quorum,
    )


def attendees(connection: Connection, record: Record, state: State, workshop_id: str) -> tuple[Attendee, ...]:
    """Return everyone who is or was at a workshop, in the order they came."""
    table = schema.participant
    of_it = (table.c.record == record.id, table.c.workshop == workshop_id)
    rows = connection.execute(select(table.c.id, table.c.revoked).where(*of_it))
    revoked = {row.id: row.revoked for row in rows}
    return tuple(
        Attendee(id=(number := key.split("/")[1]), revoked=bool(revoked.get(number)), **(entry.value or {}))
        for key, entry in state.of(ATTENDANCE).items()
        if key.split("/")[0] == workshop_id
    )
