"""Last year beside this year: nothing is carried silently, and what changed is said."""

from tests import small
from toolkit.methods.carrying_forward import (
    CarriedIssue,
    Standing,
    carried_issues,
    confirmed_rows,
    last_levels,
    last_year_in_our_matrix,
)
from toolkit.model.assessment import AGREED, Return, Score
from toolkit.model.carried import Carried, Decision
from toolkit.model.revision import score_of, with_scores

LAST = small.plain({"gangs": (1, "unknown", 3), "burglary": (2, 2, 2)}, assessment_year="2015-16")
NOW = small.plain({})


def decided(issue: str, decision: Decision) -> dict[str, Carried]:
    return {issue: Carried(issue=issue, from_year="2015-16", decision=decision, reason="The same figures")}


def standing(found: tuple[CarriedIssue, ...], issue: str) -> Standing:
    return next(one.standing for one in found if one.issue.id == issue)


def confirmed(last: Return, now: Return, issue: str) -> Return:
    return with_scores(now, confirmed_rows(last, now, issue, issue))


def test_nothing_is_carried_until_it_is_decided() -> None:
    found = carried_issues(LAST, NOW, {})
    assert standing(found, "gangs") is Standing.TO_DECIDE
    assert standing(found, "hate-crime") is Standing.NEW


def test_confirming_gives_last_years_levels_with_their_reasons_and_unknown_stays_unknown() -> None:
    row = Score(issue="gangs", criterion="physical", scorer=AGREED, level=1, rationale="Two stabbings")
    last = with_scores(LAST, [(score_of(LAST, "gangs", "physical", AGREED), row.changed(dissent="Fire: 3"))])
    now = confirmed(last, NOW, "gangs")
    assert score_of(now, "gangs", "physical", AGREED) == row
    assert score_of(now, "gangs", "financial", AGREED).level == "unknown"
    found = carried_issues(last, now, decided("gangs", Decision.CONFIRMED))
    assert standing(found, "gangs") is Standing.CONFIRMED


def test_confirming_leaves_alone_what_was_entered_this_year() -> None:
    now = small.a_return(small.agreed({"gangs": {"physical": 4}}))
    assert [new.criterion for _, new in confirmed_rows(LAST, now, "gangs", "gangs")] == [
        "financial",
        "frequency",
        "capacity",
    ]


def test_a_level_nobody_agreed_last_year_is_not_confirmed() -> None:
    rows = [Score(issue="gangs", criterion="physical", scorer=s, level=k) for k, s in enumerate("ab")]
    last = small.a_return(rows, assessment_year="2015-16")
    assert last_levels(last, "gangs")["physical"].level is None
    assert confirmed_rows(last, NOW, "gangs", "gangs") == []


def test_the_criteria_that_changed_are_named() -> None:
    now = small.plain({"gangs": (1, 2, 3)})
    (gangs,) = [one for one in carried_issues(LAST, now, {}) if one.issue.id == "gangs"]
    assert (gangs.standing, gangs.changed) == (Standing.CHANGED, ("financial",))


def test_the_same_levels_scored_anew_are_not_called_confirmed() -> None:
    now = small.plain({"burglary": (2, 2, 2)})
    assert standing(carried_issues(LAST, now, {}), "burglary") is Standing.RESCORED


def test_an_issue_can_be_dropped_and_one_can_have_gone_from_the_list() -> None:
    found = carried_issues(LAST, NOW, decided("gangs", Decision.DROPPED))
    assert standing(found, "gangs") is Standing.DROPPED
    shorter = NOW.changed(catalogue=small.catalogue(("gangs",)))
    assert standing(carried_issues(LAST, shorter, {}), "burglary") is Standing.GONE


def test_a_part_of_a_split_issue_cannot_be_confirmed() -> None:
    heirs = {"gangs": ("gangs", "hate-crime"), "burglary": ("vehicle-crime",)}
    found = {one.issue.id: one for one in carried_issues(LAST, NOW, {}, heirs)}
    assert not found["gangs"].may_be_confirmed
    assert not found["hate-crime"].may_be_confirmed
    assert found["vehicle-crime"].may_be_confirmed


def test_levels_of_another_matrix_are_read_only_where_it_is_said_how() -> None:
    other = small.matrix(version="2.0")
    assert last_year_in_our_matrix(LAST, NOW.changed(matrix=other), None) is None
    assert last_year_in_our_matrix(LAST, NOW, None) is LAST
