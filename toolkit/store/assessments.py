"""Districts' returns in the store: which there are, opened, started, changed and signed off."""

import re
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import Connection

from toolkit.errors import Conflict, Fault, InputRejected, UsageError
from toolkit.language import say
from toolkit.model.assessment import Return, Score
from toolkit.model.matrix import Frozen
from toolkit.model.principal import Principal
from toolkit.model.revision import alike, is_empty
from toolkit.store.acts import Act, Edit, Stale, append, begin_act, content_of, current_state, was_done
from toolkit.store.chain import Head
from toolkit.store.entries import Entries, Entry, Thing
from toolkit.store.lists import keep_lists
from toolkit.store.permission import Action, Target, granting
from toolkit.store.records import Record, RecordKind, add_record, all_records
from toolkit.store.sign_off import LOCKED, refuse_locked, sign_off_edit, sign_off_edits
from toolkit.store.state import SCORE, State, read_state
from toolkit.store.store import Held, Store
from toolkit.store.values import (
    HEADER,
    LISTS,
    SIGN_OFF,
    STATUS,
    edits_between,
    edits_for,
    list_refs,
    lists_of,
    return_of,
    score_key,
)

_ATTEMPTS = 5


@dataclass(frozen=True)
class Stored:
    """A return as someone may see it in the store, with the head of its chain."""

    record: Record
    head: Head
    return_: Return
    state: State = field(repr=False)
    """What is behind `return_`: each thing's latest revision, and who made it when."""

    @property
    def name(self) -> str:
        """What people call it: ``Ashford, 2016-17``."""
        return f"{self.record.district}, {self.record.assessment_year}"


def new_operation() -> str:
    """Return an id for an act, unlike any other; a retry of the act uses the same."""
    return secrets.token_hex(16)


def readable_records(store: Store, principal: Principal) -> tuple[Record, ...]:
    """Return the records of the returns that `principal` may read, by district and year."""
    with store.database.reading() as connection:
        return tuple(
            record
            for record in all_records(connection, RecordKind.ASSESSMENT)
            if _may_read(store, connection, record, principal)
        )


def _may_read(store: Store, connection: Connection, record: Record, principal: Principal) -> bool:
    """Say whether `principal` may read a record: by its district, or else by a workshop held on it."""
    by_district = granting(principal, Action.READ, Target(record.district))
    return bool(by_district or granting(principal, Action.READ, store.target(connection, record)))


def record_for(store: Store, principal: Principal, district: str, year: str | None = None) -> Record:
    """Return the record of a district's return; of its latest year unless another is named.

    Raises
    ------
    UsageError
        When there is none that `principal` may read.
    """
    wanted = district.casefold()
    fitting = [
        record
        for record in readable_records(store, principal)
        if wanted in (record.district.casefold(), record.slug) and year in (None, record.assessment_year)
    ]
    if not fitting:
        when = " " + say("for {year}", year=year) if year else ""
        raise UsageError(
            say(
                "The database holds no return of {district}{when} that you may read.",
                district=district,
                when=when,
            )
        )
    return max(fitting, key=lambda record: record.assessment_year)


def open_return(store: Store, principal: Principal, record_id: str) -> Stored:
    """Return the return of a record, without what others have scored in private.

    Raises
    ------
    NotPermitted
        When `principal` may not read it.
    """
    with store.database.reading() as connection:
        record = store.record(connection, record_id)
        target = store.target(connection, record)
        if granting(principal, Action.READ, target):
            return _stored(store, connection, record, principal)
    store.permit(principal, Action.READ, target)
    raise AssertionError  # it was refused


def start_return(
    store: Store, principal: Principal, return_: Return, *, operation: str, slug: str = "", reason: str = ""
) -> Stored:
    """Put a return that is not there yet into the store.

    Raises
    ------
    Conflict
        When there is one of its district and year already.
    NotPermitted
        When `principal` may not start one.
    """
    role = store.permit(principal, Action.START, Target(return_.district))
    act = store.act(principal, role, operation, reason)
    record_id = store.database.write(partial(put_new, slug=slug, return_=return_, act=act))
    return open_return(store, principal, record_id)


def save_return(
    store: Store,
    principal: Principal,
    record_id: str,
    change: Callable[[Return], Return],
    *,
    operation: str,
    reason: str = "",
    numbers: Mapping[str, Any] | None = None,
) -> Stored:
    """Apply `change` to the return as it is now and add what it changes; what others changed stays.

    `numbers` are the results that a sign-off vouches for; they are kept with it. An operation that was done
    already is not done again.

    Raises
    ------
    Conflict
        When someone else changed the same things first (from `change`, or `Stale`), or the return is
        signed off; nothing is saved.
    InputRejected
        When `change` refuses.
    NotPermitted
        When `principal` may not change it.
    """
    for attempt in range(_ATTEMPTS):
        stored = open_return(store, principal, record_id)
        role = store.permit(principal, Action.EDIT, stored.state.target(stored.record))
        if store.was_done(operation):
            break
        changed = change(stored.return_)
        edits = edits_between(stored.state, stored.return_, changed)
        if not edits:
            break
        if any(edit.subject == STATUS for edit in edits):
            store.permit(principal, Action.SIGN_OFF, stored.state.target(stored.record))
        edits += sign_off_edits(stored.state, stored.return_, changed, numbers)
        try:
            _commit(store, stored.record, changed, edits, store.act(principal, role, operation, reason))
        except Stale:
            if attempt == _ATTEMPTS - 1:
                raise
        else:
            return open_return(store, principal, record_id)
    return stored


def save_scores(
    store: Store,
    principal: Principal,
    record_id: str,
    changes: Iterable[tuple[Score, Score]],
    *,
    operation: str,
    reason: str = "",
) -> Head:
    """Change score rows: pairs of a row as it was seen and as it should be. Quicker than `save_return`.

    Raises
    ------
    Stale
        When a row is no longer as it was seen, with who changed it and when. Nothing is saved.
    InputRejected
        When a row names what does not exist.
    NotPermitted
        When `principal` may not change the return.
    """
    wanted = tuple(changes)
    found = store.held(record_id)
    if found is not None and granting(principal, Action.EDIT, found.state.target(found.record)):
        # What was last read will mostly do. What it refuses is looked at afresh: another program may have
        # added the issue that is scored, or the same act may have been done before.
        with suppress(Stale, InputRejected):
            return _save_scores(store, principal, found, wanted, operation=operation, reason=reason)
    with store.database.reading() as connection:
        record = store.record(connection, record_id)
        state = store.state(connection, record)
        frame = frame_of(store, connection, record, state)
        if was_done(connection, operation) is not None:
            wanted = ()
    return _save_scores(
        store, principal, Held(record, state, frame), wanted, operation=operation, reason=reason
    )


def frame_of(store: Store, connection: Connection, record: Record, state: State) -> Return:
    """Return the return without its scores: what a score can refer to."""
    return store.frame(record, state, lambda: built_return(store, connection, record, state.without(SCORE)))


def _save_scores(
    store: Store,
    principal: Principal,
    held: Held,
    changes: Sequence[tuple[Score, Score]],
    *,
    operation: str,
    reason: str,
) -> Head:
    role = store.permit(principal, Action.EDIT, held.state.target(held.record))
    edits = score_edits(held.state.seen_by(principal.id), held.frame, changes)
    if not edits:
        return held.state.head
    return _commit(store, held.record, held.frame, edits, store.act(principal, role, operation, reason))


def score_edits(state: State, return_: Return, changes: Iterable[tuple[Score, Score]]) -> list[Edit]:
    """Return the edits of score rows, each given as it was seen and as it should be.

    Raises
    ------
    Stale
        When a row is no longer as it was seen.
    InputRejected
        When a row names what does not exist.
    """
    edits: list[Edit] = []
    stale: dict[Thing, Entry | None] = {}
    faults: list[Fault] = []
    for seen, new in changes:
        thing = SCORE, score_key(new)
        entry = state.entries.get(thing)
        now = state.scores.get(thing[1])
        if alike(seen, new):
            continue
        if problem := return_.unsound(new):
            faults.append(
                Fault("score", thing[1], problem, say("Correct it as the message says"), "E_SCHEMA")
            )
        elif not alike(seen, now):
            stale[thing] = entry
        else:
            value = None if is_empty(new) else new.model_dump(mode="json")
            seq, since = (entry.seq, entry.since if now else 0) if entry else (0, 0)
            edits.append(Edit(*thing, value, seq, since))
    if faults:
        raise InputRejected(faults)
    if stale:
        raise Stale(stale)
    return edits


def put_new(connection: Connection, slug: str, return_: Return, act: Act) -> str:
    """Add a record with a return's things and lists, and return its id; an act done before adds nothing.

    Raises
    ------
    Conflict
        When there is a return of its district and year already.
    """
    edits = edits_for(return_)
    there = _record_of(connection, return_)
    if there is not None and was_done(connection, act.operation) == content_of(there, edits):
        return there.id
    if there is not None:
        raise Conflict(
            say(
                "There is already a return of {district} for {assessment_year}. Nothing was changed.",
                district=return_.district,
                assessment_year=return_.assessment_year,
            )
        )
    record = _new_record(return_, slug)
    begin_act(connection, act, content_of(record, edits))
    keep_lists(connection, [(one, None) for one in lists_of(return_).values()], act.time)
    add_record(connection, record)
    if return_.status in LOCKED:
        edits.append(sign_off_edit(return_, record.start, None))
    append(connection, record, State(record.start, Entries()), edits, act)
    return record.id


def _commit(store: Store, record: Record, changed: Return, edits: Sequence[Edit], act: Act) -> Head:
    """Add edits to a return in one transaction, keep the new state at hand, and note its head."""
    known = store.known(record)
    work = partial(_add_edits, record=record, known=known, changed=changed, edits=edits, act=act)
    state = store.database.write(work)
    store.remember(record, state)
    signed = any(edit.subject == SIGN_OFF for edit in edits)
    store.anchors.note(record.id, state.head, act.at, "signed off" if signed else "saved", always=signed)
    return state.head


def _add_edits(
    connection: Connection,
    *,
    record: Record,
    known: State | None,
    changed: Return,
    edits: Sequence[Edit],
    act: Act,
) -> State:
    if not begin_act(connection, act, content_of(record, edits)):  # first: a retry is not its own rival
        return read_state(connection, record, known)
    now = current_state(connection, record, known, edits)
    refuse_locked(now, edits, act)
    if any(edit.subject == HEADER for edit in edits):
        keep_lists(connection, [(one, None) for one in lists_of(changed).values()], act.time)
    return append(connection, record, now, edits, act)


def _stored(store: Store, connection: Connection, record: Record, principal: Principal) -> Stored:
    state = store.state(connection, record).seen_by(principal.id)
    return_ = store.built(record, state, lambda: built_return(store, connection, record, state))
    return Stored(record, state.head, return_, state)


def built_return(store: Store, connection: Connection, record: Record, state: State) -> Return:
    """Return the return that `state` holds, made anew."""
    refs = list_refs(state)
    lists: dict[str, Frozen] = {
        part: store.kept(connection, LISTS[part], ref.id, ref.version, ref.hash) for part, ref in refs.items()
    }
    return return_of(state, record.district, lists)


def _new_record(return_: Return, slug: str) -> Record:
    words = slug or f"{return_.district} {return_.assessment_year}"
    name = re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")
    kind = RecordKind.ASSESSMENT
    return Record(secrets.token_hex(16), kind, return_.district, return_.assessment_year, name)


def _record_of(connection: Connection, return_: Return) -> Record | None:
    for record in all_records(connection, RecordKind.ASSESSMENT):
        if (record.district, record.assessment_year) == (return_.district, return_.assessment_year):
            return record
    return None
