"""Files taken in: every fault by cell, the differences first, and nothing kept before the button."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from tests.apps.pages import Open, Stored, press
from tests.apps.reading import lines, table
from toolkit.files.returns import read_return, write_return_as
from toolkit.model.assessment import AGREED
from toolkit.model.revision import score_of, with_scores

pytestmark = pytest.mark.usefixtures("a_draft")

FAULTS = "What is wrong, cell by cell"
DIFFERENCES = "What would be otherwise"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def workbook(sample_county: Path, tmp_path: Path) -> Path:
    """Return Ashford's return as a workbook, with one level another and the rest the same."""
    return_ = read_return(sample_county / "ashford")
    seen = score_of(return_, "modern-slavery", "physical", AGREED)
    path = tmp_path / "partner.xlsx"
    write_return_as(with_scores(return_, [(seen, seen.changed(level=1))]), path)
    return path


def uploaded(at: AppTest, path: Path, name: str = "") -> AppTest:
    return at.file_uploader("files").set_value([(name or path.name, path.read_bytes(), XLSX)]).run()


def test_what_would_change_is_shown_and_one_button_does_it(
    open_page: Open, workbook: Path, ashford: Stored
) -> None:
    at = open_page("take_in")
    before = ashford()
    uploaded(at, workbook)
    assert not at.exception
    (row,) = table(at, DIFFERENCES).to_dict("records")
    assert (row["What"], row["Before"], row["After"]) == (
        "Modern Slavery, Physical harm: agreed level",
        "level 3",
        "level 1",
    )
    assert ashford() == before
    press(at, "Take this in")
    assert lines(at.success)[0] == "Taken in: Ashford, 2016-17."
    assert score_of(ashford(), "modern-slavery", "physical", AGREED).level == 1
    assert lines(at.success)[-1] == "The database holds all of it already."


def test_every_fault_is_named_by_its_cell(open_page: Open, workbook: Path, ashford: Stored) -> None:
    book = load_workbook(workbook)
    sheet = book["Scores"]
    wrong = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value == 3][:2]
    for cell in wrong:
        cell.value = 9
    with io.BytesIO() as written:
        book.save(written)
        workbook.write_bytes(written.getvalue())
    at = open_page("take_in")
    before = ashford()
    uploaded(at, workbook)
    found = table(at, FAULTS)
    assert [f"cell {cell.coordinate}" in text for cell, text in zip(wrong, found["Where"], strict=True)] == [
        True,
        True,
    ]
    assert not [button for button in at.button if button.label == "Take this in"]
    assert ashford() == before


def test_a_name_that_leads_out_of_the_folder_is_refused(open_page: Open, workbook: Path) -> None:
    at = uploaded(open_page("take_in"), workbook, "../../evil.xlsx")
    assert not at.exception
    assert not [button for button in at.button if button.label == "Take this in"]


def test_a_file_that_is_no_workbook_is_said_to_be_none(open_page: Open, tmp_path: Path) -> None:
    path = tmp_path / "notes.xlsx"
    path.write_text("Not a workbook", encoding="utf-8")
    at = uploaded(open_page("take_in"), path)
    assert not at.exception
    assert at.error
    assert not [button for button in at.button if button.label == "Take this in"]
