"""Last year carried forward: each issue decided by a person, with the reason."""

import pytest

from tests.apps.pages import Open, Stored, Update, press
from tests.apps.reading import lines, table
from toolkit.model.assessment import AGREED
from toolkit.model.revision import score_of, with_scores

OVERVIEW = "What became of each issue: new, confirmed, changed, dropped"
FORM = "carry/ashford-2017-18/modern-slavery/0"


@pytest.fixture
def next_year(open_page: Open) -> Open:
    """Return a function that opens a page with this year's return, started from the sample's."""
    press(open_page("carry_forward", **{"return": "ashford"}), "Start 2017-18 from 2016-17")
    return lambda page, **inputs: open_page(page, **({"return": "ashford-2017-18"} | inputs))


def test_the_new_year_starts_with_every_issue_to_decide(next_year: Open, ashford: Stored) -> None:
    at = next_year("carry_forward")
    assert "Still to decide: 20." in lines(at.markdown)
    assert set(table(at, OVERVIEW)["In 2017-18"]) == {"to decide"}
    assert (ashford().assessment_year, ashford().scores) == ("2017-18", ())


def test_a_confirmed_issue_has_last_years_levels_and_leads_to_the_next(
    next_year: Open, ashford: Stored
) -> None:
    at = next_year("carry_forward")
    then = table(at, "What counted last year").set_index("Criterion")["Level then"]
    at.text_input(f"{FORM}/reason").set_value("Police figures have not moved")
    press(at, "Save and go on")
    assert lines(at.success) == ["Saved: Modern Slavery."]
    assert at.selectbox("issue").value == "child-sexual-exploitation"
    row = score_of(ashford(), "modern-slavery", "physical", AGREED)
    assert then["Physical harm"].startswith(str(row.level))
    first = table(at, OVERVIEW).iloc[0]
    assert (first["In 2017-18"], first["Reason"]) == ("confirmed", "Police figures have not moved")


def test_without_a_reason_nothing_is_decided(next_year: Open, ashford: Stored) -> None:
    at = press(next_year("carry_forward"), "Save and go on")
    assert "say why" in lines(at.error)[0]
    assert ashford().scores == ()


def test_an_issue_that_is_dropped_is_not_left_to_score(next_year: Open) -> None:
    at = next_year("carry_forward")
    at.radio(f"{FORM}/decision").set_value("dropped")
    at.text_input(f"{FORM}/reason").set_value("Scored by the county")
    press(at, "Save and go on")
    assert table(at, OVERVIEW).iloc[0]["In 2017-18"] == "dropped"
    assert "Next: score Child Sexual Exploitation (CSE). 19 issues are left to score." in lines(
        next_year("start").markdown
    )


def test_last_years_level_and_reason_stand_beside_each_choice(next_year: Open) -> None:
    said = lines(next_year("score").caption)
    assert any(text.startswith("2016-17, Modern Slavery: 3 (Kept in hospital)") for text in said)
    assert any(text.startswith(("Reason then: ", "No reason was given.")) for text in said)


def test_what_changed_since_last_year_is_named(next_year: Open, colleague_saves: Update) -> None:
    at = next_year("carry_forward")
    empty = "modern-slavery", "physical", AGREED
    colleague_saves(
        "ashford",
        lambda now: with_scores(now, [(score_of(now, *empty), score_of(now, *empty).changed(level=0))]),
    )
    first = table(at.run(), OVERVIEW).iloc[0]
    assert (first["In 2017-18"], first["Levels changed"]) == ("changed", "Physical harm")


def test_a_decision_someone_else_made_first_is_not_overwritten(next_year: Open, ashford: Stored) -> None:
    mine, theirs = next_year("carry_forward"), next_year("carry_forward")
    for at, why in ((theirs, "Theirs"), (mine, "Mine")):
        at.radio(f"{FORM}/decision").set_value("rescored")
        at.text_input(f"{FORM}/reason").set_value(why)
        press(at, "Save and go on")
    assert "Someone else has changed this since you opened it" in lines(mine.error)[0]
    assert table(next_year("carry_forward"), OVERVIEW).iloc[0]["Reason"] in {"Theirs", ""}
    assert ashford().scores == ()


def test_without_an_earlier_return_it_says_what_to_do(open_page: Open) -> None:
    at = open_page("carry_forward", **{"return": "ashford"})
    assert "Take last year's in" in lines(at.info)[-1]
