"""One issue at a time: what is entered is what is stored."""

import csv
from pathlib import Path

from tests.apps.pages import Open, Stored, press
from toolkit.files.return_folder import update_return
from toolkit.model.revision import score_of, with_scores

ISSUE = "Modern Slavery"
FIRST = "score/ashford/modern-slavery/agreed/0/physical"


def rows(folder: Path) -> dict[tuple[str, str, str], dict[str, str]]:
    with (folder / "scores.csv").open(newline="", encoding="utf-8") as file:
        return {(r["issue"], r["criterion"], r["scorer"]): r for r in csv.DictReader(file)}


def test_a_score_entered_is_found_in_the_folder(open_page: Open, sample_county: Path) -> None:
    at = open_page("score")
    before = rows(sample_county / "ashford")
    at.radio(f"{FIRST}/level").set_value(2)
    at.text_area(f"{FIRST}/rationale").set_value("Two stays in hospital, both short.")
    at.text_area(f"{FIRST}/dissent").set_value("The hospital saw it as 3.")
    at.button[0].click().run()
    assert [box.value for box in at.success] == ["Saved."]
    row = rows(sample_county / "ashford")["modern-slavery", "physical", "agreed"]
    assert (row["level"], row["rationale"], row["dissent"]) == (
        "2",
        "Two stays in hospital, both short.",
        "The hospital saw it as 3.",
    )
    changed = [key for key, row in rows(sample_county / "ashford").items() if before[key] != row]
    assert changed == [("modern-slavery", "physical", "agreed")]
    assert "**harm 16 x likelihood 9 \\= 144**" in [m.value.replace(" = ", " \\= ") for m in at.markdown]


def test_unknown_is_stored_as_unknown_and_leaves_a_range(open_page: Open, sample_county: Path) -> None:
    at = open_page("score")
    at.radio(f"{FIRST}/level").set_value("unknown")
    at.button[0].click().run()
    assert rows(sample_county / "ashford")["modern-slavery", "physical", "agreed"]["level"] == "unknown"
    assert any("harm 14 to 18" in m.value for m in at.markdown)


def test_a_new_scorer_has_rows_of_their_own(open_page: Open, sample_county: Path) -> None:
    at = open_page("score", scorer="Fire officer")
    at.text_input("agency/Fire officer").set_value("Fire and rescue").run()
    at.radio("score/ashford/modern-slavery/Fire officer/0/physical/level").set_value(1)
    at.button[0].click().run()
    row = rows(sample_county / "ashford")["modern-slavery", "physical", "Fire officer"]
    assert (row["level"], row["agency"]) == ("1", "Fire and rescue")
    assert ("modern-slavery", "psychological", "Fire officer") not in rows(sample_county / "ashford")


def test_a_hidden_character_is_listed_and_what_was_typed_stays(open_page: Open, sample_county: Path) -> None:
    at = open_page("score")
    before = (sample_county / "ashford" / "scores.csv").read_bytes()
    at.text_area(f"{FIRST}/rationale").set_value("zero\u200bwidth")
    at.text_area(f"{FIRST}/evidence").set_value("x" * 4001)
    at.button[0].click().run()
    (message,) = [box.value for box in at.error]
    assert message.startswith("Not saved.")
    assert "Physical harm, rationale" in message
    assert "4,001 characters" in message
    assert at.text_area(f"{FIRST}/rationale").value == "zero\u200bwidth"
    assert (sample_county / "ashford" / "scores.csv").read_bytes() == before


def test_what_someone_else_changed_is_not_overwritten(
    open_page: Open, sample_county: Path, ashford: Stored
) -> None:
    at = open_page("score")
    seen = score_of(ashford(), "modern-slavery", "physical", "agreed")
    theirs = seen.model_copy(update={"level": 1})
    update_return(sample_county / "ashford", lambda return_: with_scores(return_, [(seen, theirs)]))
    at.radio(f"{FIRST}/level").set_value(4)
    at.button[0].click().run()
    assert "was changed by someone else since you opened it; it is now level 1" in at.error[0].value
    assert at.radio(f"{FIRST}/level").value == 4
    assert score_of(ashford(), "modern-slavery", "physical", "agreed") == theirs
    press(at, "Show what is stored now")
    assert at.radio("score/ashford/modern-slavery/agreed/1/physical/level").value == 1


def test_changes_to_different_cells_both_stay(open_page: Open, sample_county: Path, ashford: Stored) -> None:
    at = open_page("score")
    seen = score_of(ashford(), "modern-slavery", "financial", "agreed")
    theirs = seen.model_copy(update={"level": 1})
    update_return(sample_county / "ashford", lambda return_: with_scores(return_, [(seen, theirs)]))
    at.radio(f"{FIRST}/level").set_value(4)
    at.button[0].click().run()
    assert [box.value for box in at.success] == ["Saved."]
    assert score_of(ashford(), "modern-slavery", "physical", "agreed").level == 4
    assert score_of(ashford(), "modern-slavery", "financial", "agreed").level == 1


def test_a_failure_to_write_is_said_and_what_was_typed_stays(open_page: Open, sample_county: Path) -> None:
    at = open_page("score")
    (sample_county / "ashford" / ".lock").unlink(missing_ok=True)
    (sample_county / "ashford" / ".lock").mkdir()
    at.radio(f"{FIRST}/level").set_value(4)
    at.button[0].click().run()
    assert at.error[0].value.startswith("Not saved.")
    assert "ashford was not saved" in at.error[0].value
    assert at.radio(f"{FIRST}/level").value == 4


def test_save_and_go_on_shows_the_next_issue(open_page: Open) -> None:
    at = open_page("score")
    press(at, "Save and go to the next issue")
    assert at.success[0].value == "Saved\\: Modern Slavery\\."
    assert at.selectbox("issue").value == "child-sexual-exploitation"


def test_a_template_is_not_scored_with(open_page: Open, sample_county: Path) -> None:
    header = sample_county / "canterbury" / "return.toml"
    old = '[matrix]\nid = "morile-style-csp"'
    assert old in header.read_text()
    header.write_text(header.read_text().replace(old, '[matrix]\nid = "morile-tactical-template"'))
    at = open_page("score", **{"return": "canterbury"})
    assert "cannot be scored with" in at.info[0].value
