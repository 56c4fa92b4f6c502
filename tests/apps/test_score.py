"""One issue at a time: what is entered is what is stored."""

from pathlib import Path

import pytest

from tests.apps.pages import Open, Stored, Update, press
from toolkit.model.assessment import AGREED
from toolkit.model.revision import score_of, with_scores

pytestmark = pytest.mark.usefixtures("a_draft")

ISSUE = "modern-slavery"
FIRST = f"score/ashford/{ISSUE}/agreed/0/physical"


def test_a_score_entered_is_found_in_the_store(open_page: Open, ashford: Stored) -> None:
    at = open_page("score")
    before = ashford()
    at.radio(f"{FIRST}/level").set_value(2)
    at.text_area(f"{FIRST}/rationale").set_value("Two stays in hospital, both short.")
    at.text_area(f"{FIRST}/dissent").set_value("The hospital saw it as 3.")
    at.button[0].click().run()
    assert [box.value for box in at.success] == ["Saved."]
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
    at.radio(f"{FIRST}/level").set_value("unknown")
    at.button[0].click().run()
    assert score_of(ashford(), ISSUE, "physical", AGREED).level == "unknown"
    assert any("harm 14 to 18" in m.value for m in at.markdown)


def test_a_new_scorer_has_rows_of_their_own(open_page: Open, ashford: Stored) -> None:
    at = open_page("score", scorer="Fire officer")
    at.text_input("agency/Fire officer").set_value("Fire and rescue").run()
    at.radio("score/ashford/modern-slavery/Fire officer/0/physical/level").set_value(1)
    at.button[0].click().run()
    (row,) = [one for one in ashford().scores if one.scorer == "Fire officer"]
    assert (row.issue, row.criterion, row.level, row.agency) == (ISSUE, "physical", 1, "Fire and rescue")


def test_a_hidden_character_is_listed_and_what_was_typed_stays(open_page: Open, ashford: Stored) -> None:
    at = open_page("score")
    before = ashford()
    at.text_area(f"{FIRST}/rationale").set_value("zero\u200bwidth")
    at.text_area(f"{FIRST}/evidence").set_value("x" * 4001)
    at.button[0].click().run()
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
    at.radio(f"{FIRST}/level").set_value(4)
    at.button[0].click().run()
    assert [box.value for box in at.success] == ["Saved."]
    assert score_of(ashford(), ISSUE, "physical", AGREED).level == 4
    assert score_of(ashford(), ISSUE, "financial", AGREED).level == 1


def test_save_and_go_on_shows_the_next_issue(open_page: Open) -> None:
    at = open_page("score")
    press(at, "Save and go to the next issue")
    assert at.success[0].value == "Saved\\: Modern Slavery\\."
    assert at.selectbox("issue").value == "child-sexual-exploitation"


def test_the_reason_for_a_change_is_kept_with_it(open_page: Open) -> None:
    at = open_page("score")
    at.radio(f"{FIRST}/level").set_value(2)
    at.text_input(f"score/ashford/{ISSUE}/agreed/0/reason").set_value("New figures from the hospital")
    at.button[0].click().run()
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
