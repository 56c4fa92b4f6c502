"""What a form changes of what is written beside the scores, made in a return."""

from functools import partial

from toolkit.model.assessment import Return
from toolkit.model.statement_revision import (
    Release,
    with_assumption,
    with_headings,
    with_release,
    with_restricted,
    with_role,
    with_statement,
)
from toolkit.model.statements import (
    Assumption,
    RestrictedIssue,
    RoleHolder,
    Statement,
    StatementHeadings,
)
from toolkit.store.entries import Thing

Written = Statement | Assumption | RestrictedIssue | RoleHolder | Release | StatementHeadings
"""What is written beside the scores for a paper."""


def with_written(return_: Return, thing: Thing, seen: object, mine: object) -> Return:
    """Return `return_` with one thing changed from `seen` to `mine`; what is no such thing changes nothing.

    Raises
    ------
    Conflict
        When it is no longer as it was seen.
    InputRejected
        When it cannot stand.
    """
    match seen, mine:
        case None, StatementHeadings() as headings:
            make = partial(with_headings, return_, headings)
        case (Statement() | None) as one, (Statement() | None) as other:
            make = partial(with_statement, return_, one, other)
        case (Assumption() | None) as one, (Assumption() | None) as other:
            make = partial(with_assumption, return_, one, other)
        case (RestrictedIssue() | None) as one, (RestrictedIssue() | None) as other:
            make = partial(with_restricted, return_, one, other)
        case RoleHolder() as one, RoleHolder() as other:
            make = partial(with_role, return_, thing[1], one, other)
        case Release() as one, Release() as other:
            make = partial(with_release, return_, one, other)
        case _:
            return return_
    return make()
