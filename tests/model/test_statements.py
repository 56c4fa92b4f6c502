"""What is written beside the scores names what exists, bears a day, and never guesses who did what."""

from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from tests.small import a_return
from tests.strategies import STATEMENT_HEADINGS
from toolkit.errors import Conflict, InputRejected
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
    Roles,
    Statement,
    StatementHeadings,
    parse_day,
)

DAY = date(2017, 1, 18)
WHY = Statement(heading="why", text="Because of the works.", author="The analyst", written_on=DAY)
LOGGED = Assumption(id="whole", assumption="Figures are whole", author="The analyst", made_on=DAY)
CHAIR = RoleHolder(by="The chair", on=DAY)
NOBODY = RoleHolder()
EMPTY = with_headings(a_return(), STATEMENT_HEADINGS)


def test_a_day_is_written_in_one_way() -> None:
    assert parse_day("2017-01-18") == DAY
    assert parse_day(DAY) == DAY


@pytest.mark.parametrize(
    "wrong", ["18/01/2017", "0", "20170118", "2017-1-18", 17, datetime(2017, 1, 18, tzinfo=UTC)]
)
def test_a_day_written_otherwise_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match="is not a date such as 2017-01-18"):
        parse_day(wrong)


def test_a_day_that_never_was_is_refused_as_such() -> None:
    with pytest.raises(ValueError, match="there is no such day"):
        parse_day("2017-02-30")


def test_a_role_with_a_date_needs_somebody() -> None:
    with pytest.raises(ValidationError, match="a date without a name"):
        RoleHolder(on=DAY)


def test_roles_nobody_holds_are_missing_and_nothing_else() -> None:
    assert Roles(analysed=CHAIR).missing == ("commissioned", "assured", "approved")
    assert not Roles(commissioned=CHAIR, analysed=CHAIR, assured=CHAIR, approved=CHAIR).missing


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"statements": (WHY,)}, "unknown statement heading 'why'"),
        ({"statement_set": STATEMENT_HEADINGS, "statements": (WHY, WHY)}, "statement id used twice: why"),
        ({"assumptions": (LOGGED, LOGGED)}, "assumption id used twice: whole"),
        ({"restricted": (RestrictedIssue(issue="nothing", reason="x"),)}, "unknown issue 'nothing'"),
    ],
)
def test_a_return_refuses_what_names_nothing_or_stands_twice(parts: dict[str, object], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        a_return(**parts)


def test_headings_stand_once_in_a_list() -> None:
    twice = STATEMENT_HEADINGS.model_dump() | {"headings": [STATEMENT_HEADINGS.headings[0].model_dump()] * 2}
    with pytest.raises(ValidationError, match="heading id used twice: levels_and_patterns"):
        StatementHeadings.model_validate(twice)


def test_a_return_keeps_the_headings_it_has() -> None:
    other = STATEMENT_HEADINGS.changed(version="9.0")
    assert with_headings(EMPTY, other) is EMPTY


def test_a_statement_is_added_changed_and_taken_away() -> None:
    added = with_statement(EMPTY, None, WHY)
    changed = with_statement(added, WHY, WHY.changed(text="Otherwise."))
    assert [one.text for one in changed.statements] == ["Otherwise."]
    assert with_statement(changed, changed.statements[0], None) == EMPTY
    assert with_statement(EMPTY, None, None) is EMPTY


def test_a_statement_of_no_heading_is_refused() -> None:
    with pytest.raises(InputRejected, match="unknown statement heading 'whence'"):
        with_statement(EMPTY, None, WHY.changed(heading="whence"))


def test_what_someone_else_wrote_meanwhile_is_never_written_over() -> None:
    theirs = with_statement(EMPTY, None, WHY.changed(text="Theirs."))
    for seen in (None, WHY):
        with pytest.raises(Conflict, match="Someone else has changed this"):
            with_statement(theirs, seen, WHY)
    with pytest.raises(Conflict, match="Someone else has changed this"):
        with_assumption(with_assumption(EMPTY, None, LOGGED), None, LOGGED)
    with pytest.raises(Conflict, match="Someone else has changed this"):
        with_role(EMPTY, "assured", CHAIR, NOBODY)
    with pytest.raises(Conflict, match="Someone else has changed this"):
        with_release(EMPTY, Release(rationales=True), Release())


def test_each_part_comes_and_goes_by_itself() -> None:
    gangs = RestrictedIssue(issue="gangs", reason="before the court")
    full = with_assumption(EMPTY, None, LOGGED)
    full = with_restricted(full, None, gangs)
    full = with_role(full, "assured", NOBODY, CHAIR)
    full = with_release(full, Release(), Release(rationales=True))
    assert (full.restricted_issues, full.roles.assured, full.rationales_released) == (("gangs",), CHAIR, True)
    back = with_assumption(full, LOGGED, None)
    back = with_restricted(back, gangs, None)
    back = with_role(back, "assured", CHAIR, NOBODY)
    assert with_release(back, Release(rationales=True), Release()) == EMPTY
