"""What is the county's own in the store, and the county's returns of one year as someone may see them."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from sqlalchemy import Connection

from toolkit.errors import Conflict, UsageError
from toolkit.language import say
from toolkit.model.area import AreaSet
from toolkit.model.county import CountyDecisions, CountyReturns
from toolkit.model.horizon import HeadingSet
from toolkit.model.matrix import Frozen
from toolkit.model.principal import Principal
from toolkit.model.priorities import CategorySet
from toolkit.store.acts import Act, Edit, Stale, append, begin_act, content_of, current_state
from toolkit.store.assessments import open_return, readable_records
from toolkit.store.chain import Head
from toolkit.store.county_values import (
    COUNTY,
    COUNTY_LISTS,
    county_edits,
    county_refs,
    decisions_of,
    lists_of,
)
from toolkit.store.entries import Entries
from toolkit.store.lists import keep_lists
from toolkit.store.permission import Action
from toolkit.store.records import Record, RecordKind, add_record, all_records
from toolkit.store.state import State
from toolkit.store.store import Store

SLUG: Final = "county"

_ATTEMPTS = 5


@dataclass(frozen=True)
class StoredCounty:
    """What is the county's own in the store, with the head of its chain."""

    record: Record
    head: Head
    decisions: CountyDecisions
    state: State = field(repr=False)


def find_county(store: Store, principal: Principal) -> StoredCounty | None:
    """Return what is the county's own, or None where the database holds none yet.

    Raises
    ------
    NotPermitted
        When `principal` may not read it.
    """
    store.permit(principal, Action.READ_COUNTY)
    with store.database.reading() as connection:
        records = all_records(connection, RecordKind.COUNTY)
        return _stored(store, connection, records[0]) if records else None


def open_decisions(store: Store, principal: Principal) -> StoredCounty:
    """Return what is the county's own.

    Raises
    ------
    NotPermitted
        When `principal` may not read it.
    UsageError
        When the database holds no county yet.
    """
    found = find_county(store, principal)
    if found is None:
        raise UsageError(
            say("The database holds no county yet. Import one: csp-toolkit store import FOLDER.")
        )
    return found


def assessment_years(store: Store, principal: Principal) -> tuple[str, ...]:
    """Return the assessment years of the returns that `principal` may read, earliest first."""
    return tuple(sorted({record.assessment_year for record in readable_records(store, principal)}))


def open_county(store: Store, principal: Principal, year: str | None = None) -> CountyReturns:
    """Return the county with its returns of one assessment year that `principal` may read.

    Raises
    ------
    NotPermitted
        When `principal` may not read the county's decisions.
    UsageError
        When there is no county or no return of the year, or there are several years and none is asked for.
    """
    decisions = open_decisions(store, principal).decisions
    records = readable_records(store, principal)
    years = sorted({record.assessment_year for record in records})
    if not years:
        raise UsageError(say("The database holds no returns."))
    if year is None and len(years) > 1:
        raise UsageError(
            say("The database holds returns of {years}; choose one with --year.", years=", ".join(years))
        )
    if year is not None and year not in years:
        raise UsageError(
            say(
                "The database holds no return of {year}; it holds {years}.", year=year, years=", ".join(years)
            )
        )
    of_year = (record for record in records if record.assessment_year == (year or years[0]))
    return decisions.with_returns(open_return(store, principal, record.id).return_ for record in of_year)


def county_lists(store: Store, principal: Principal) -> tuple[AreaSet, CategorySet, HeadingSet] | None:
    """Return the lists that count for the county, or None where the database holds none yet.

    Raises
    ------
    NotPermitted
        When `principal` has no role here at all.
    """
    store.permit(principal, Action.READ_LISTS)
    with store.database.reading() as connection:
        records = all_records(connection, RecordKind.COUNTY)
        if not records:
            return None
        found = _stored(store, connection, records[0]).decisions
    return found.area_set, found.category_set, found.heading_set


def start_county(
    store: Store, principal: Principal, decisions: CountyDecisions, *, operation: str, reason: str = ""
) -> StoredCounty:
    """Put what is the county's own into a database that holds none yet.

    Raises
    ------
    Conflict
        When there is a county already.
    NotPermitted
        When `principal` may not edit the county's decisions.
    """
    role = store.permit(principal, Action.EDIT_COUNTY)
    act = store.act(principal, role, operation, reason)
    store.database.write(partial(_put_new, decisions=decisions, act=act))
    return open_decisions(store, principal)


def save_county(
    store: Store,
    principal: Principal,
    change: Callable[[CountyDecisions], CountyDecisions],
    *,
    operation: str,
    reason: str = "",
) -> StoredCounty:
    """Apply `change` to what is the county's own now and add what it changes; what others changed stays.

    An operation that was done already is not done again.

    Raises
    ------
    Conflict
        When someone else changed the same things first; nothing is saved.
    NotPermitted
        When `principal` may not edit the county's decisions.
    """
    role = store.permit(principal, Action.EDIT_COUNTY)
    for attempt in range(_ATTEMPTS):
        stored = open_decisions(store, principal)
        if store.was_done(operation):
            break
        changed = change(stored.decisions)
        edits = county_edits(stored.state, stored.decisions, changed)
        if not edits:
            break
        act = store.act(principal, role, operation, reason)
        try:
            state = store.database.write(
                partial(_add_edits, record=stored.record, changed=changed, edits=edits, act=act)
            )
        except Stale:
            if attempt == _ATTEMPTS - 1:
                raise
        else:
            store.anchors.note(stored.record.id, state.head, act.at, "saved", always=False)
            return open_decisions(store, principal)
    return stored


def new_county_record() -> Record:
    """Return a record for what is the county's own, not yet in the database."""
    return Record(secrets.token_hex(16), RecordKind.COUNTY, "", "", SLUG)


def _stored(store: Store, connection: Connection, record: Record) -> StoredCounty:
    state = store.state(connection, record)
    refs = county_refs(state)
    lists: dict[str, Frozen] = {
        part: store.kept(connection, model, refs[part].id, refs[part].version, refs[part].hash)
        for part, model in COUNTY_LISTS.items()
    }
    return StoredCounty(record, state.head, decisions_of(state, lists), state)


def _put_new(connection: Connection, decisions: CountyDecisions, act: Act) -> None:
    record = new_county_record()
    edits = county_edits(State(record.start, Entries()), None, decisions)
    content = content_of(Record("", record.kind, "", "", SLUG), edits)
    if not begin_act(connection, act, content):
        return
    if all_records(connection, RecordKind.COUNTY):
        raise Conflict(say("The database holds a county already. Nothing was changed."))
    keep_lists(connection, lists_of(decisions), act.time)
    add_record(connection, record)
    append(connection, record, State(record.start, Entries()), edits, act)


def _add_edits(
    connection: Connection, record: Record, changed: CountyDecisions, edits: list[Edit], act: Act
) -> State:
    now = current_state(connection, record, None, edits)
    if not begin_act(connection, act, content_of(record, edits)):
        return now
    if any(edit.subject == COUNTY for edit in edits):
        keep_lists(connection, lists_of(changed), act.time)
    return append(connection, record, now, edits, act)
