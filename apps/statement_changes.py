"""The changes that the forms of the page Paper would make."""

from apps.drafts import Change
from toolkit.language import say
from toolkit.model.statement_revision import Release
from toolkit.model.statements import (
    Assumption,
    RestrictedIssue,
    RoleHolder,
    Statement,
    StatementHeadings,
)
from toolkit.store.assessments import Stored
from toolkit.store.values import ASSUMPTION, HEADER, RELEASE, RESTRICTED, ROLE, STATEMENT
from toolkit.wording.completeness import role_label


def statement_changes(
    stored: Stored, headings: StatementHeadings, seen: Statement | None, new: Statement | None
) -> tuple[Change, ...]:
    """Return the change of a statement; the first of a return brings its headings with it."""
    about = new or seen
    if about is None or seen == new:
        return ()
    label = headings.by_id[about.heading].label
    change = Change(say("the statement '{label}'", label=label), (STATEMENT, about.heading), seen, new)
    if stored.return_.statement_set:
        return (change,)
    return Change(say("the headings"), (HEADER, ""), None, headings), change


def assumption_change(seen: Assumption | None, new: Assumption | None) -> Change:
    """Return the change of an entry of the assumptions log."""
    name = one.id if (one := new or seen) else ""
    return Change(say("the assumption '{name}'", name=name), (ASSUMPTION, name), seen, new)


def role_change(role: str, seen: RoleHolder, new: RoleHolder) -> Change:
    """Return the change of who holds a role."""
    return Change(role_label(role), (ROLE, role), seen, new)


def restricted_change(name: str, seen: RestrictedIssue | None, new: RestrictedIssue | None) -> Change:
    """Return the change of whether an issue, of that name, is restricted."""
    issue = one.issue if (one := new or seen) else ""
    return Change(say("the restriction of {name}", name=name), (RESTRICTED, issue), seen, new)


def release_change(seen: Release, new: Release) -> Change:
    """Return the change of whether reasons are released."""
    return Change(say("the release of reasons"), (RELEASE, ""), seen, new)
