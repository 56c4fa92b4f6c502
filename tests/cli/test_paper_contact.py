"""The workbook of a paper says on its cover whom to ask, and the figures behind the scores stand in it."""

from pathlib import Path

import openpyxl
import pytest

from toolkit.__main__ import run
from toolkit.resources import shipped

SAMPLE = shipped("sample_districts")
DATED = ("--dated", "2017-01-18")


def cover(tmp_path: Path, *command: str) -> list[str]:
    made = tmp_path / "paper.xlsx"
    assert run(["paper", *command, "--format", "excel", "-o", str(made), *DATED]) == 0
    return [str(cell.value) for (cell,) in openpyxl.load_workbook(made)["Cover"]["A1:A40"] if cell.value]


@pytest.mark.parametrize(
    ("command", "contact"),
    [
        (("district", "maidstone"), "Invented: chair of the partnership"),
        (
            ("district", "maidstone", "--edition", "public"),
            "the Community Safety Partnership of Maidstone",
        ),
        (("district", "thanet"), "the Community Safety Partnership of Thanet"),
        (
            ("district", "thanet", "--contact", " community.safety@example.org "),
            "community.safety@example.org",
        ),
        (("county", ""), "the Community Safety Partnerships of Kent"),
        (("county", "", "--contact", "=1+1"), "=1+1"),
    ],
    ids=["commissioned", "public", "nobody named", "given", "county", "county given"],
)
def test_the_cover_says_whom_to_ask(tmp_path: Path, command: tuple[str, ...], contact: str) -> None:
    kind, place, *options = command
    assert f"Contact: {contact}" in cover(tmp_path, kind, str(SAMPLE / place), *options)


def test_the_workbook_has_sheets_with_the_figures_and_what_was_made_of_them(tmp_path: Path) -> None:
    made = tmp_path / "thanet.xlsx"
    assert (
        run(["paper", "district", str(SAMPLE / "thanet"), "--format", "excel", "-o", str(made), *DATED]) == 0
    )
    book = openpyxl.load_workbook(made)
    assert {"Figures", "Proposed levels"} <= set(book.sheetnames)
    assert "[c]" not in [cell.value for row in book["Proposed levels"].iter_rows() for cell in row]
    numbers = [
        cell for row in book["Figures"].iter_rows() for cell in row if cell.data_type == "n" and cell.value
    ]
    assert numbers
