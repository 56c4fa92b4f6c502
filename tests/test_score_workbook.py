"""What a score workbook shows of last year: levels and reasons of the same issues, and of no others."""

from tests import small
from toolkit.exchange.score_workbook import last_year, next_years, score_workbook
from toolkit.model.assessment import AGREED, Marking, Return, Score
from toolkit.model.issues import Issue

OWN = Issue(id="fly-grazing", name="Fly-grazing", theme="Rural crime")


def last() -> Return:
    levels = {"gangs": (1, "unknown", 3), "burglary": (4, 4, 4)}
    base = small.plain(levels, marking=Marking.OFFICIAL_SENSITIVE, handling="Partners only")
    why = Score(issue="hate-crime", criterion="physical", scorer=AGREED, level=2, rationale="=seen")
    return base.changed(local_issues=(OWN,), scores=(*base.scores, why))


def test_levels_and_reasons_that_counted_are_shown_and_unknown_stays_unknown() -> None:
    found = last_year(last(), next_years(last()))
    assert found.label == "2016-17"
    assert found.levels["gangs", "physical"] == "1"
    assert found.levels["gangs", "financial"] == "unknown"
    assert found.levels["hate-crime", "financial"] == ""
    assert found.reasons["hate-crime", "physical"] == "=seen"
    assert not any(issue == "road-safety" for issue, _ in found.levels)


def test_scorers_who_did_not_agree_have_no_last_year() -> None:
    rows = [Score(issue="gangs", criterion="physical", scorer=name, level=n) for n, name in enumerate("AB")]
    found = last_year(small.a_return(rows), next_years(last()))
    assert found.levels["gangs", "physical"] == ""


def test_an_issue_that_was_renamed_has_a_last_year_and_one_that_was_split_has_none() -> None:
    heirs = {"gangs": ("road-safety",), "burglary": ("burglary", "vehicle-crime")}
    found = last_year(last(), next_years(last()), heirs)
    issues = {issue for issue, _ in found.levels}
    assert issues == {"road-safety", "hate-crime"}
    assert found.levels["road-safety", "physical"] == "1"


def test_the_next_year_keeps_district_lists_marking_and_the_districts_own_issues() -> None:
    now = next_years(last())
    assert (now.assessment_year, now.plan_year, now.scores) == ("2017-18", "2018-19", ())
    assert (now.district, now.matrix, now.local_issues) == (last().district, last().matrix, (OWN,))
    what = score_workbook(now, last(), districts=("Maidstone",))
    assert (what.marking, what.handling) == (Marking.OFFICIAL_SENSITIVE, "Partners only")
    assert what.issues[-1] == OWN


def test_levels_of_another_matrix_are_never_shown_as_ours() -> None:
    other = small.matrix(version="2.0")
    assert score_workbook(next_years(last(), other), last()).last is None
