"""One issue at a time: what is entered is what is stored."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.apps.pages import Open, Stored, Update, press
from tests.apps.reading import lines
from toolkit.model.assessment import AGREED, Return
from toolkit.model.revision import score_of, with_scores


def saved(at: AppTest) -> list[str]:
    return [text for text in lines(at.caption) if re.search(r"Saved \d\d:\d\d", text)]


def without_first(return_: Return) -> Return:
    cell = ISSUE, "physical"
    return return_.changed(scores=tuple(s for s in return_.scores if (s.issue, s.criterion) != cell))


pytestmark = pytest.mark.usefixtures("a_draft")

ISSUE = "modern-slavery"
FIRST = f"score/ashford/{ISSUE}/agreed/physical/0"


def test_a_score_entered_is_found_in_the_store(open_page: Open, ashford: Stored) -> None:
    at = open_page("score")
    before = ashford()
    at.radio(f"{FIRST}/level").set_value(2)
    at.text_area(f"{FIRST}/rationale").set_value("Two stays in hospital, both short.")
    at.text_area(f"{FIRST}/dissent").set_value("The hospital saw it as 3.")
    at.run()
    assert saved(at)
    row = score_of(ashford(), ISSUE, "physical", AGREED)
    assert (row.level, row.rationale, row.dissent) == (
        2,
        "Two stays in hospital, both short.",
        "The hospital saw it as 3.",
    )
    changed = [new for old, new in zip(before.scores, ashford().scores, strict=True) if old != new]
    assert changed == [row]
    assert "**harm 16 x likelihood 9 \\= 144**" in [m.value.replace(" = ", " \\= ") for m in at.markdown]


def test_unknown_is_stored_as_unknown_and_leaves_a_range(open_page: Open, ashford: Stored) -> None:
    at = open_page("score")
    at.radio(f"{FIRST}/level").set_value("unknown").run()
    assert score_of(ashford(), ISSUE, "physical", AGREED).level == "unknown"
    assert any("harm 14 to 18" in m.value for m in at.markdown)


def test_a_new_scorer_has_rows_of_their_own(open_page: Open, ashford: Stored) -> None:
    at = open_page("score", scorer="Fire officer")
    at.text_input("agency/Fire officer").set_value("Fire and rescue").run()
    at.radio("score/ashford/modern-slavery/Fire officer/physical/0/level").set_value(1).run()
    (row,) = [one for one in ashford().scores if one.scorer == "Fire officer"]
    assert (row.issue, row.criterion, row.level, row.agency) == (ISSUE, "physical", 1, "Fire and rescue")


def test_a_hidden_character_is_listed_and_what_was_typed_stays(open_page: Open, ashford: Stored) -> None:
    at = open_page("score")
    before = ashford()
    at.text_area(f"{FIRST}/rationale").set_value("zero\u200bwidth")
    at.text_area(f"{FIRST}/evidence").set_value("x" * 4001).run()
    (message,) = [box.value for box in at.error]
    assert message.startswith("Not saved.")
    assert "Physical harm, rationale" in message
    assert "4,001 characters" in message
    assert at.text_area(f"{FIRST}/rationale").value == "zero\u200bwidth"
    assert ashford() == before


def test_changes_to_different_cells_both_stay(
    open_page: Open, colleague_saves: Update, ashford: Stored
) -> None:
    at = open_page("score")
    seen = score_of(ashford(), ISSUE, "financial", AGREED)
    theirs = seen.changed(level=1)
    colleague_saves("ashford", lambda return_: with_scores(return_, [(seen, theirs)]))
    at.radio(f"{FIRST}/level").set_value(4).run()
    assert not at.error
    assert score_of(ashford(), ISSUE, "physical", AGREED).level == 4
    assert score_of(ashford(), ISSUE, "financial", AGREED).level == 1


def test_the_buttons_lead_to_the_issue_before_and_after(open_page: Open) -> None:
    at = open_page("score")
    assert next(one for one in at.button if one.label == "Previous issue").disabled
    press(at, "Next issue")
    assert at.selectbox("issue").value == "child-sexual-exploitation"
    press(at, "Previous issue")
    assert at.selectbox("issue").value == ISSUE


def test_what_is_left_is_said_and_found(open_page: Open, colleague_saves: Update) -> None:
    at = open_page("score")
    assert "Every issue has an answer on every criterion." in " ".join(lines(at.markdown))
    colleague_saves("ashford", without_first)
    said = " ".join(lines(at.run().markdown))
    assert "One criterion of this issue has no answer yet. One issue is left to score." in said
    press(at, "Next issue")
    press(at, "Next issue left to score")
    assert at.selectbox("issue").value == ISSUE


def test_a_level_changes_the_ranking_beside_it_at_once(open_page: Open) -> None:
    at = open_page("score")
    before = lines(at.sidebar.markdown)
    at.radio(f"{FIRST}/level").set_value(0).run()
    assert lines(at.sidebar.markdown) != before
    assert [element.proto.alt for element in at.get("vega_lite_chart")]


def test_a_run_without_a_change_saves_nothing(open_page: Open, ashford: Stored) -> None:
    at = open_page("score")
    before = ashford()
    at.run()
    at.run()
    assert ashford() == before


def test_what_a_browser_brings_from_a_session_that_is_gone_is_asked_about(
    open_page: Open, ashford: Stored
) -> None:
    at = open_page("score", **{f"{FIRST}/rationale": "Typed while the server was away"})
    assert lines(at.error) == ["Not saved yet: this was typed before the connection was lost. You decide."]
    assert score_of(ashford(), ISSUE, "physical", AGREED).rationale != "Typed while the server was away"
    press(at, "Keep mine")
    assert score_of(ashford(), ISSUE, "physical", AGREED).rationale == "Typed while the server was away"
    assert not at.error


def test_the_reason_for_a_change_is_kept_with_it(open_page: Open) -> None:
    at = open_page("score")
    at.text_input(f"score/ashford/{ISSUE}/agreed/reason").set_value("New figures from the hospital")
    at.radio(f"{FIRST}/level").set_value(2).run()
    assert not at.error
    (change, *_) = open_page("history").dataframe[0].value.to_dict("records")
    assert (change["What"], change["Before"], change["After"], change["Why"]) == (
        "Modern Slavery, Physical harm: agreed level",
        "level 3",
        "level 2",
        "New figures from the hospital",
    )


def test_a_template_is_not_scored_with(open_page: Open, sample_county: Path) -> None:
    header = sample_county / "canterbury" / "return.toml"
    old = '[matrix]\nid = "morile-style-csp"'
    assert old in header.read_text()
    header.write_text(header.read_text().replace(old, '[matrix]\nid = "morile-tactical-template"'))
    at = open_page("score", **{"return": "canterbury"})
    assert "cannot be scored with" in at.info[-1].value


def test_each_section_has_its_own_inputs_and_both_are_stored(open_page: Open, ashford: Stored) -> None:
    at = open_page("score")
    at.radio(f"{FIRST}/level").set_value(2).run()
    second = ashford().matrix.sections[1]
    at.session_state["score/ashford/sections"] = second.label
    at.run()
    first_of_second = f"score/ashford/{ISSUE}/agreed/{second.criteria[0].id}/0/level"
    assert {one.key for one in at.radio} == {
        f"score/ashford/{ISSUE}/agreed/{criterion.id}/0/level" for criterion in second.criteria
    }
    at.radio(first_of_second).set_value("unknown").run()
    levels = [score_of(ashford(), ISSUE, of, AGREED).level for of in ("physical", second.criteria[0].id)]
    assert levels == [2, "unknown"]
