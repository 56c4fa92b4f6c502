"""Workbooks as partners lay them out, and how they are read."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from toolkit.model.column_mapping import ColumnMapping

LISTS: dict[str, Any] = {
    "matrix": {"id": "morile-style-csp", "version": "1.0"},
    "catalogue": {"id": "csp-issues", "version": "1.0"},
    "category_set": {"id": "kent-categories-2017-18", "version": "1.0"},
    "heading_set": {"id": "pestelo", "version": "1.0"},
}

WIDE_SHEET = (
    ("Ashford CSP: scores agreed on 3 March",),
    (),
    ("Crime type", "Physical harm (0-4)", "Why", "Frequency", "Why", "Total"),
    ("Gangs", "High", "Two stabbings", 3, None, "=B4+D4"),
    ("DV", "1 - Low", None, "n/k", "No figures yet", "=B5+D5"),
    ("Burglary", None, None, "-", None, None),
    ("Total", 4, None, 3, None, "=SUM(F4:F6)"),
)


def wide_mapping(**changes: object) -> ColumnMapping:
    given: dict[str, Any] = {
        **LISTS,
        "id": "ashford-columns",
        "version": "1",
        "partnership": "Ashford",
        "source": "made up for a test",
        "sheet": "Scoring",
        "layout": "wide",
        "assessment_year": "2016-17",
        "scorer": "agreed",
        "columns": {"issue": "Crime type"},
        "criteria": [
            {"criterion": "physical", "column": "Physical harm (0-4)", "rationale": "Why [C]"},
            {"criterion": "frequency", "column": "Frequency", "rationale": "Why [E]"},
        ],
        "level_words": [
            {"word": "High", "level": 3},
            {"word": "1 - Low", "level": 1, "criterion": "physical"},
            {"word": "n/k", "level": "unknown"},
            {"word": "-", "level": "not_scored"},
        ],
        "issue_words": [{"word": "DV", "means": "domestic-abuse"}],
        "left_out": ["Total"],
    }
    return ColumnMapping.model_validate(given | changes)


LONG_SHEET = (
    ("Who", "Organisation", "Theme", "Question", "Score", "How sure", "Comment"),
    ("Ann", "Kent Fire", "Gangs", "Physical harm", 2, "Sure", "=not a formula"),
    ("Ann", "Kent Fire", "Gangs", "How often", "unknown", None, None),
    ("Bob", "Kent Police", "Gangs", "Physical harm", 4, "high", "-5 trend"),
)


def long_mapping(**changes: object) -> ColumnMapping:
    columns = {
        "issue": "Theme",
        "criterion": "Question",
        "level": "Score",
        "scorer": "Who",
        "agency": "Organisation",
        "confidence": "How sure",
        "rationale": "Comment",
    }
    given: dict[str, Any] = {
        **LISTS,
        "id": "ashford-long",
        "version": "1",
        "partnership": "Ashford",
        "source": "made up for a test",
        "sheet": "Sheet1",
        "layout": "long",
        "assessment_year": "2016-17",
        "columns": columns,
        "criterion_words": [{"word": "How often", "means": "frequency"}],
        "confidence_words": [{"word": "Sure", "means": "high"}],
    }
    return ColumnMapping.model_validate(given | changes)


def partner_workbook(
    path: Path, sheet: str, rows: Sequence[Sequence[object]], cells: Mapping[str, object] | None = None
) -> Path:
    """Save rows under a sheet's name, with some cells otherwise; texts like formulas stay texts but ours."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                cell = page.cell(number, column, value)  # type: ignore[arg-type]
                if isinstance(value, str) and not value.startswith(("=B", "=SUM")):
                    cell.data_type = "s"
    for name, value in (cells or {}).items():
        page[name] = value
    book.save(path)
    return path


def wide(path: Path, cells: Mapping[str, object] | None = None) -> Path:
    return partner_workbook(path, "Scoring", WIDE_SHEET, cells)


def long(path: Path, cells: Mapping[str, object] | None = None) -> Path:
    return partner_workbook(path, "Sheet1", LONG_SHEET, cells)
