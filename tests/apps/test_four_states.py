"""Every page is shown with data, empty, in a wrong role, and where it edits after somebody else did."""

import re
from pathlib import Path

import pytest

from apps import opened
from tests.apps.pages import ABOUT, OF_RETURNS, VIEWS, Open, Stored, Update, press, walk
from tests.apps.reading import lines, table
from toolkit.files.returns import read_return, write_return_as
from toolkit.model.assessment import AGREED
from toolkit.model.revision import score_of, with_horizon_item, with_scores

HERE = Path(__file__).parent
DATA = "test_short_forms.py::test_no_page_uses_a_short_form_that_it_has_not_explained"
EMPTY = "test_four_states.py::test_an_empty_database_says_on_every_page_how_to_begin"
ROLE = "test_who_may.py::test_who_was_granted_nothing_is_shown_nothing"
FOR_ALL = "nobody is signed in or out of it"
NO_EDIT = "it edits nothing"

STATES = ("with data", "empty", "wrong role", "stale edit")
ABOUT_APP = (DATA, "it holds no data", "test_about.py::test_it_is_shown_to_whoever_comes", NO_EDIT)
TABLE: dict[str, tuple[str, str, str, str]] = {
    "start": (DATA, EMPTY, ROLE, "test_two_people.py::test_a_status_is_decided_alike"),
    "carry_forward": (
        "test_carry_forward.py::test_the_new_year_starts_with_every_issue_to_decide",
        "test_carry_forward.py::test_without_an_earlier_return_it_says_what_to_do",
        "test_who_may.py::test_a_county_reviewer_reads_all_and_changes_nothing",
        "test_carry_forward.py::test_a_decision_someone_else_made_first_is_not_overwritten",
    ),
    "evidence": (
        "test_evidence.py::test_own_figures_are_told_drawn_and_kept_when_told_to",
        "test_evidence.py::test_without_figures_it_says_where_they_are_and_what_to_do",
        ROLE,
        "test_evidence.py::test_a_return_that_was_signed_off_meanwhile_keeps_nothing_and_says_why",
    ),
    "score": (DATA, EMPTY, ROLE, "test_two_people.py::test_the_second_is_told_by_whom_and_sees_both"),
    "grid": (DATA, EMPTY, ROLE, "test_two_people.py::test_a_cell_of_the_grid_is_decided_alike"),
    "workshop": (
        DATA,
        "test_workshop_live.py::test_without_a_workshop_the_page_is_for_one_table_and_offers_to_plan",
        "test_workshop_live.py::test_who_does_not_run_the_workshop_is_told_so",
        "test_workshop_live.py::test_of_two_who_agree_a_level_the_second_sees_both_and_decides",
    ),
    "join": (
        DATA,
        "test_workshop_live.py::test_a_phone_without_a_code_or_with_a_false_link_is_shown_nothing_of_the_workshop",
        "test_workshop_live.py::test_somebody_shut_out_is_out_and_a_new_link_lets_them_in",
        "test_workshop_live.py::test_a_level_for_an_issue_that_was_moved_on_is_not_saved_and_the_phone_follows",
    ),
    "ranking": (DATA, "test_ranking.py::test_a_return_without_scores_says_where_to_begin", ROLE, NO_EDIT),
    "what_if": (DATA, "test_what_if.py::test_an_issue_nobody_scored_has_no_level_to_move", ROLE, NO_EDIT),
    "priorities": (DATA, EMPTY, ROLE, "test_two_people.py::test_a_wording_is_decided_alike"),
    "horizon": (
        DATA,
        EMPTY,
        ROLE,
        "test_four_states.py::test_a_horizon_item_changed_by_two_is_decided_alike",
    ),
    "paper": (
        DATA,
        "test_paper.py::test_what_is_missing_is_said_and_nothing_is_made_up",
        ROLE,
        "test_paper.py::test_two_who_write_one_statement_are_told_and_decide",
    ),
    "county": (
        DATA,
        "test_county.py::test_an_empty_county_says_how_to_begin",
        "test_county_who_may.py::test_who_may_only_read_is_told_so_and_every_field_is_closed",
        "test_county_decide.py::test_the_second_is_told_by_whom_and_sees_both",
    ),
    "history": (
        DATA,
        "test_history.py::test_what_fits_no_choice_is_said",
        ROLE,
        NO_EDIT,
    ),
    "take_in": (
        "test_take_in.py::test_what_would_change_is_shown_and_one_button_does_it",
        EMPTY,
        "test_who_may.py::test_who_may_take_in_nothing_is_told_who_does",
        "test_four_states.py::test_what_was_changed_meanwhile_is_compared_anew_before_a_file_is_taken_in",
    ),
    **dict.fromkeys(ABOUT, ABOUT_APP),
}
"""Per page the test that shows it in each of the four states, or why there is none."""


def test_every_page_has_its_four_states() -> None:
    assert sorted(TABLE) == VIEWS
    missing = []
    for page, row in TABLE.items():
        for state, found in zip(STATES, row, strict=True):
            file, _, name = found.partition("::")
            text = (HERE / file).read_text(encoding="utf-8") if name else ""
            if name and not re.search(rf"^def {name}\(", text, re.MULTILINE):
                missing.append((page, state, found))
    assert missing == []


def test_an_empty_database_says_on_every_page_how_to_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_page: Open
) -> None:
    monkeypatch.delenv(opened.FOLDER_VARIABLE)
    monkeypatch.setenv("TOOLKIT_DB", str(tmp_path / "empty.db"))
    at = open_page("start")
    assert at.selectbox("new_district").options
    for page, _ in walk(at, OF_RETURNS):
        assert "There is no return here yet. Begin on the Start page" in lines(at.info)[0], page
        assert not at.dataframe, page
    for page, _ in walk(at, ["take_in"]):
        assert (page, len(at.get("file_uploader"))) == (page, 2)
    for page, _ in walk(at, ["join"]):
        assert at.text_input[0].label == "Code on the screen", page


@pytest.mark.usefixtures("a_draft")
def test_a_horizon_item_changed_by_two_is_decided_alike(
    open_page: Open, colleague_saves: Update, ashford: Stored
) -> None:
    seen = ashford().horizon[0]
    at = open_page("horizon", **{"horizon/ashford": seen.id})
    theirs = seen.changed(owner="Housing lead")
    colleague_saves("ashford", lambda return_: with_horizon_item(return_, seen, theirs))
    at.text_input(f"horizon/ashford/{seen.id}/0/owner").set_value("Fire lead")
    press(at, "Save this item")
    (row,) = table(at, "What you typed, and what is stored now").to_dict("records")
    assert ("Fire lead" in row["Yours"], "Housing lead" in row["Theirs"]) == (True, True)
    assert ashford().horizon[0].owner == "Housing lead"
    press(at, "Keep mine")
    assert ashford().horizon[0].owner == "Fire lead"


@pytest.mark.usefixtures("a_draft")
def test_what_was_changed_meanwhile_is_compared_anew_before_a_file_is_taken_in(
    open_page: Open, colleague_saves: Update, ashford: Stored, sample_county: Path, tmp_path: Path
) -> None:
    return_ = read_return(sample_county / "ashford")
    seen = score_of(return_, "modern-slavery", "physical", AGREED)
    path = tmp_path / "partner.xlsx"
    write_return_as(with_scores(return_, [(seen, seen.changed(level=1))]), path)
    at = open_page("take_in")
    at.file_uploader("files").set_value([(path.name, path.read_bytes(), "")]).run()
    other = score_of(return_, "burglary", "physical", AGREED)
    colleague_saves("ashford", lambda now: with_scores(now, [(other, other.changed(level=4))]))
    press(at, "Take this in")
    assert score_of(ashford(), "burglary", "physical", AGREED).level == 4
    whats = list(table(at, "What would be otherwise")["What"])
    assert whats == ["Modern Slavery, Physical harm: agreed level", "Burglary, Physical harm: agreed level"]
    press(at, "Take this in")
    assert lines(at.success)[0] == "Taken in: Ashford, 2016-17."
