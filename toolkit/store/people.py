"""People and what each may do, kept by an administrator; who granted what, when and why is never lost."""

import secrets
from collections.abc import Callable
from functools import partial
from typing import Final

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection

from toolkit.errors import Conflict, Fault, InputRejected, Refused, UsageError
from toolkit.language import say
from toolkit.model.person import Login, Person
from toolkit.model.principal import Grant, Principal, Role
from toolkit.store.acts import Act, Edit, append, begin_act, content_of, current_state, was_done
from toolkit.store.history import Change, changes
from toolkit.store.permission import Action, Target
from toolkit.store.records import Record, RecordKind, add_record, all_records
from toolkit.store.state import State
from toolkit.store.store import Store

PERSON: Final = "person"
"""The subject of revisions that say who someone is and what they may do."""

_TARGET: Final = Target(what=say("this database"))
_LOGIN: Final[TypeAdapter[str]] = TypeAdapter(Login)
_FOR_ACCOUNTS: Final = (Role.ANALYST, Role.FACILITATOR, Role.COUNTY_REVIEWER, Role.ADMINISTRATOR)
"""Roles that go with an account: participants join with a code, and the sole user has no account."""

_Revise = Callable[[State, Person | None], Person]


def principal_for(store: Store, login: str) -> Principal:
    """Return whoever signed in as `login`. Someone unknown, or who has left, may do nothing.

    Ask at every request: what was taken away is then gone at once.
    """
    try:
        key = _LOGIN.validate_python(login)
    except ValidationError:
        return Principal(id="unknown", name="unknown")
    with store.database.reading() as connection:
        record = _record(connection)
        found = _person(store.state(connection, record), key) if record else None
    if found is None or found.left:
        return Principal(id=key, name=found.name if found else key)
    return Principal(id=found.login, name=found.name, grants=found.grants)


def people(store: Store, principal: Principal) -> tuple[Person, ...]:
    """Return everyone who has or had an account, by name.

    Raises
    ------
    NotPermitted
        When `principal` may not say who may do what.
    """
    store.permit(principal, Action.MANAGE_PEOPLE, _TARGET)
    with store.database.reading() as connection:
        record = _record(connection)
        held = store.state(connection, record).of(PERSON) if record else {}
    found = (Person.model_validate(entry.value) for entry in held.values())
    return tuple(sorted(found, key=lambda person: (person.name.casefold(), person.login)))


def people_changes(store: Store, principal: Principal) -> tuple[Change, ...]:
    """Return who let whom do what, when and why, in order; none when there is nobody yet.

    Raises
    ------
    NotPermitted
        When `principal` may not say who may do what.
    """
    store.permit(principal, Action.MANAGE_PEOPLE, _TARGET)
    with store.database.reading() as connection:
        record = _record(connection)
    return changes(store, principal, record.id) if record else ()


def add_person(
    store: Store,
    principal: Principal,
    login: str,
    name: str,
    grants: tuple[Grant, ...] = (),
    *,
    operation: str,
    reason: str = "",
) -> Person:
    """Add someone, or take back someone who had left, with the grants given.

    Raises
    ------
    Conflict
        When they are there already.
    InputRejected
        When the login or name cannot stand.
    NotPermitted
        When `principal` may not say who may do what.
    """
    wanted = _made(login, name, grants)

    def add(_: State, now: Person | None) -> Person:
        if now is not None and not now.left:
            raise Conflict(
                say("{login} is there already. Use: csp-toolkit people grant {login}", login=now.login)
            )
        return wanted

    return _change(store, principal, wanted.login, add, operation=operation, reason=reason)


def grant_roles(
    store: Store,
    principal: Principal,
    login: str,
    grants: tuple[Grant, ...],
    *,
    operation: str,
    reason: str = "",
) -> Person:
    """Let someone who is there do what all of `grants` say, besides what they may do already.

    Raises
    ------
    NotPermitted
        When `principal` may not say who may do what.
    UsageError
        When there is nobody of that login, or a role does not go with an account. Nothing is granted then.
    """
    _refuse_other_roles(grants)

    def add(_: State, now: Person | None) -> Person:
        there = _there(login, now)
        return there.changed(grants=tuple(dict.fromkeys((*there.grants, *grants))))

    return _change(store, principal, _key(login), add, operation=operation, reason=reason)


def revoke_roles(
    store: Store,
    principal: Principal,
    login: str,
    grants: tuple[Grant, ...] | None = None,
    *,
    operation: str,
    reason: str = "",
) -> Person:
    """Take all of `grants` from someone, or, without any, everything: they have left. Nothing is deleted.

    Raises
    ------
    NotPermitted
        When `principal` may not say who may do what.
    Refused
        When nobody else would be administrator and `principal` is not alone at the database.
    UsageError
        When there is nobody of that login, or they do not hold one of the grants. Nothing is taken then.
    """

    def take(state: State, now: Person | None) -> Person:
        there = _there(login, now)
        if missing := [str(one) for one in grants or () if one not in there.grants]:
            held = ", ".join(map(str, there.grants)) or say("nothing")
            raise UsageError(
                say(
                    "{login} is not {grants}; they are {held}. Nothing was taken away.",
                    login=there.login,
                    grants=", ".join(missing),
                    held=held,
                )
            )
        left = () if grants is None else tuple(one for one in there.grants if one not in grants)
        after = there.changed(grants=left, left=grants is None)
        if Role.SOLE_USER not in principal.roles:
            _refuse_no_administrator(state, there, after)
        return after

    return _change(store, principal, _key(login), take, operation=operation, reason=reason)


def _change(
    store: Store, principal: Principal, key: str, change: _Revise, *, operation: str, reason: str
) -> Person:
    role = store.permit(principal, Action.MANAGE_PEOPLE, _TARGET)
    act = store.act(principal, role, operation, reason)
    record, state = store.database.write(partial(_add, store=store, key=key, change=change, act=act))
    store.remember(record, state)
    store.anchors.note(record.id, state.head, act.at, "people")
    found = _person(state, key)
    assert found is not None  # noqa: S101 (it was just written)
    return found


def _add(
    connection: Connection, *, store: Store, key: str, change: _Revise, act: Act
) -> tuple[Record, State]:
    record = _record(connection)
    if record is None:
        record = Record(secrets.token_hex(16), RecordKind.PEOPLE, "", "", "people")
        add_record(connection, record)
    now = current_state(connection, record, store.known(record), ())
    if was_done(connection, act.operation) is not None:
        return record, now
    before = _person(now, key)
    after = change(now, before)
    if after == before:
        return record, now
    entry = now.entries.get((PERSON, key))
    seq, since = (entry.seq, entry.since) if entry else (0, 0)
    edits = [Edit(PERSON, key, after.model_dump(mode="json"), seq, since)]
    begin_act(connection, act, content_of(record, edits))
    return record, append(connection, record, now, edits, act)


def _record(connection: Connection) -> Record | None:
    return next(iter(all_records(connection, RecordKind.PEOPLE)), None)


def _person(state: State, key: str) -> Person | None:
    value = state.value_of(PERSON, key)
    return Person.model_validate(value) if value else None


def _key(login: str) -> str:
    try:
        return _LOGIN.validate_python(login)
    except ValidationError:
        raise UsageError(
            say("That is no login. Write what they sign in as, such as an e-mail address.")
        ) from None


def _there(login: str, now: Person | None) -> Person:
    if now is None or now.left:
        raise UsageError(
            say("There is nobody called '{key}' here. Add them with: csp-toolkit people add", key=_key(login))
        )
    return now


def _made(login: str, name: str, grants: tuple[Grant, ...]) -> Person:
    _refuse_other_roles(grants)
    try:
        return Person(login=login, name=name, grants=grants)
    except ValidationError as error:
        faults = []
        for details in error.errors(include_url=False):
            blank = "too_short" in details["type"]
            problem = say("it is blank") if blank else details["msg"].removeprefix("Value error, ")
            field = ".".join(map(str, details["loc"]))
            faults.append(Fault("person", field, problem, say("Correct it as the message says"), "E_SCHEMA"))
        raise InputRejected(faults) from error


def _refuse_other_roles(grants: tuple[Grant, ...]) -> None:
    for grant in grants:
        if grant.role not in _FOR_ACCOUNTS:
            raise UsageError(
                say("The role '{role}' cannot be given to someone with an account.", role=grant.role.label)
            )


def _refuse_no_administrator(state: State, before: Person, after: Person) -> None:
    def leads(person: Person) -> bool:
        return any(grant.role is Role.ADMINISTRATOR for grant in person.grants)

    others = [Person.model_validate(e.value) for key, e in state.of(PERSON).items() if key != before.login]
    if leads(before) and not leads(after) and not any(map(leads, others)):
        raise Refused(
            say("{before} is the only administrator. Make someone else one first.", before=before.name)
        )
