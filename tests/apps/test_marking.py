"""The protective marking: set for each return, first on every page, in the names of files and inside them."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from apps.showing import marked_name
from tests.apps.pages import OF_RETURNS, Open, press, walk
from tests.apps.reading import table
from toolkit.model.assessment import Marking
from toolkit.tables.frames import csv_of, frame_of

pytestmark = pytest.mark.usefixtures("a_draft")

SHOWN = "**OFFICIAL\\-SENSITIVE \\- Partners of the CSP only**"


@pytest.fixture
def marked(open_page: Open) -> Open:
    """Return a function that opens a page after Ashford's return was marked as sensitive."""
    at = open_page("start", status_of="ashford")
    at.selectbox("marking/ashford/0/marking").select(Marking.OFFICIAL_SENSITIVE)
    at.text_input("marking/ashford/0/handling").set_value("Partners of the CSP only")
    press(at, "Save the marking")
    assert not at.error
    return open_page


def test_the_marking_stands_first(marked: Open) -> None:
    for page, at in walk(marked("start"), OF_RETURNS):
        assert (page, at.main[0].children[0].value) == (page, SHOWN)


def test_files_carry_it_in_their_names() -> None:
    marked = marked_name("ranking.csv", "OFFICIAL-SENSITIVE - Partners only")
    assert re.fullmatch(r"OFFICIAL-SENSITIVE-ranking-[0-9a-f]{16}\.csv", marked)
    assert re.fullmatch(r"a-[0-9a-f]{16}\.csv", marked_name("a.csv", ""))


def test_what_someone_downloads_has_a_name_that_nobody_else_can_guess(marked: Open) -> None:
    names = [marked("ranking").session_state["random_part"] for _ in range(2)]
    assert len(set(names)) == 2


def test_it_stands_above_the_table_inside_a_file() -> None:
    frame = frame_of(["Issue"], [["Burglary"], ["=1+1"]])
    written = csv_of(frame, "OFFICIAL - Partners only").decode("utf-8-sig")
    assert written.splitlines() == ["OFFICIAL - Partners only", "Issue", "Burglary", "'=1+1"]
    assert csv_of(frame).decode("utf-8-sig").splitlines()[0] == "Issue"


def test_a_hidden_character_in_the_instruction_is_refused(open_page: Open) -> None:
    at: AppTest = open_page("start", status_of="ashford")
    at.text_input("marking/ashford/0/handling").set_value("zero\u200bwidth")
    press(at, "Save the marking")
    assert "hidden or control character" in at.error[0].value
    assert table(at, "Progress of each district's return") is not None
