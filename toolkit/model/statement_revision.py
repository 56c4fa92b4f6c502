"""What a return becomes when someone changes what is written beside its scores; what others changed stays."""

from collections.abc import Sequence
from typing import TypeVar

from pydantic import ValidationError

from toolkit.errors import Conflict, Fault, InputRejected
from toolkit.language import say
from toolkit.model.assessment import Return
from toolkit.model.matrix import Frozen
from toolkit.model.statements import Assumption, RestrictedIssue, RoleHolder, Statement, StatementHeadings

R = TypeVar("R", bound=Frozen)


class Release(Frozen):
    """Whether a public edition may print the reasons of the scores."""

    rationales: bool = False


def with_headings(return_: Return, headings: StatementHeadings) -> Return:
    """Return `return_` with the headings its statements are written under, where it has none yet."""
    return return_ if return_.statement_set else _revised(return_, statement_set=headings)


def with_statement(return_: Return, seen: Statement | None, new: Statement | None) -> Return:
    """Return `return_` with a statement changed, added where none was seen, or taken away.

    Raises
    ------
    Conflict
        When what stands under the heading is no longer what was seen.
    InputRejected
        When there is no such heading.
    """
    about = new or seen
    if about is None:
        return return_
    now = next((one for one in return_.statements if one.heading == about.heading), None)
    return _revised(return_, statements=_changed(return_.statements, now, seen, new))


def with_assumption(return_: Return, seen: Assumption | None, new: Assumption | None) -> Return:
    """Return `return_` with an entry of the assumptions log changed, added or taken away.

    Raises
    ------
    Conflict
        When it is no longer as it was seen.
    """
    about = new or seen
    if about is None:
        return return_
    now = next((one for one in return_.assumptions if one.id == about.id), None)
    return _revised(return_, assumptions=_changed(return_.assumptions, now, seen, new))


def with_restricted(return_: Return, seen: RestrictedIssue | None, new: RestrictedIssue | None) -> Return:
    """Return `return_` with an issue restricted, for another reason, or no longer.

    Raises
    ------
    Conflict
        When it is no longer as it was seen.
    InputRejected
        When there is no such issue.
    """
    about = new or seen
    if about is None:
        return return_
    now = next((one for one in return_.restricted if one.issue == about.issue), None)
    return _revised(return_, restricted=_changed(return_.restricted, now, seen, new))


def with_role(return_: Return, role: str, seen: RoleHolder, new: RoleHolder) -> Return:
    """Return `return_` with another holder of a role, or none; Conflict when it is no longer `seen`."""
    if return_.roles.holders[role] != seen:
        raise Conflict(_someone_else())
    return _revised(return_, roles=return_.roles.changed(**{role: new}))


def with_release(return_: Return, seen: Release, new: Release) -> Return:
    """Return `return_` with its reasons released or not; Conflict when that is no longer as `seen`."""
    if Release(rationales=return_.rationales_released) != seen:
        raise Conflict(_someone_else())
    return _revised(return_, rationales_released=new.rationales)


def _changed(rows: Sequence[R], now: R | None, seen: R | None, new: R | None) -> tuple[R, ...]:
    if now != seen:
        raise Conflict(_someone_else())
    if seen is None:
        return (*rows, new) if new else tuple(rows)
    return tuple(one for row in rows if (one := new if row == seen else row) is not None)


def _someone_else() -> str:
    return say(
        "Someone else has changed this since you opened it. Nothing was saved. Look at what is stored now, "
        "then enter yours again."
    )


def _revised(return_: Return, **parts: object) -> Return:
    values = {name: getattr(return_, name) for name in Return.model_fields} | parts
    try:
        return Return(**values)
    except ValidationError as error:
        problems = [details["msg"].removeprefix("Value error, ") for details in error.errors()]
        raise InputRejected(
            Fault("return", "", problem, say("Correct it as the message says"), "E_SCHEMA")
            for problem in problems
        ) from error
