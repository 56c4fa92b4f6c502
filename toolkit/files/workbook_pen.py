"""Writing sheets so that every text stays text, with the few looks and drop-downs the workbooks use."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from enum import StrEnum
from io import BytesIO
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from toolkit.files.return_columns import COLUMNS
from toolkit.files.workbook_layout import WIDE_COLUMNS
from toolkit.files.xlsx_language import in_british_english
from toolkit.files.xlsx_scan import Box
from toolkit.language import say
from toolkit.model.assessment import Origin, ReturnStatus
from toolkit.model.horizon import Direction, Grade, HorizonKind, HorizonStatus
from toolkit.model.priorities import PriorityLevel

HEADER_ROW: Final = 4
"""The row that names the columns of a table; above it stand the marking, a title and the data's origin."""

_NARROW, _WIDE = 16, 48
_LINE = 15
"""Points of a line of text."""
NO_DATE: Final = date(2000, 1, 1)
"""Said to be the day of a workbook that states none: the day it is written would change its bytes."""
_A4 = 9
_LIST_LIMIT = 255
_TITLE_LIMIT = 32
_MARKUP = "<r>"
_CHOICES: Final[dict[tuple[str, str], type[StrEnum]]] = {
    ("priorities", "level"): PriorityLevel,
    ("horizon", "kind"): HorizonKind,
    ("horizon", "direction"): Direction,
    ("horizon", "likelihood"): Grade,
    ("horizon", "impact"): Grade,
    ("horizon", "confidence"): Grade,
    ("horizon", "status"): HorizonStatus,
}
_FORMATS: Final[dict[str, dict[str, object]]] = {
    "plain": {"valign": "top", "text_wrap": True, "num_format": "@"},
    "marking": {"bold": True},
    "title": {"bold": True, "font_size": 14},
    "note": {"italic": True},
    "header": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "num_format": "@"},
    "id": {"font_color": "#595959", "font_size": 9, "valign": "top", "num_format": "@"},
    "level": {"align": "center", "valign": "top"},
    "input": {"valign": "top", "text_wrap": True, "num_format": "@", "locked": False},
    "own id": {"font_size": 9, "valign": "top", "num_format": "@", "locked": False},
    "level input": {"align": "center", "valign": "top", "border": 4, "locked": False},
    "last year": {"align": "center", "valign": "top", "italic": True, "font_color": "#595959"},
    "total": {"align": "center", "valign": "top", "bold": True, "bg_color": "#F2F2F2"},
    "copied": {"valign": "top"},
    "working": {"align": "center", "valign": "top", "font_size": 9, "font_color": "#595959"},
}
_WHERE_LOCKED: Final = {
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}
"""What may be done to a locked sheet; the lock has no password, so that whoever must can open it."""


class _PlainFormulas(Worksheet):  # type: ignore[misc] # XlsxWriter has no types
    """A worksheet that takes formulas as they are: ours use no function newer than Excel 2007.

    XlsxWriter looks for each of thirty newer ones in every formula, which takes two thirds of the time.
    """

    def _prepare_formula(self, formula: str, *_: object, **__: object) -> str:
        return formula.removeprefix("=")


class NewSheet:
    """A sheet being written; rows and columns count from 1."""

    def __init__(self, sheet: Any, looks: Mapping[str, Any]) -> None:  # noqa: ANN401 (XlsxWriter has no types)
        self._sheet = sheet
        self._looks = looks

    def text(self, row: int, column: int, text: str, look: str = "plain") -> None:
        """Write a text that stays a text, whatever it begins with."""
        # XlsxWriter takes a text in <r> for markup of its own. Texts are trimmed when read: a space is safe.
        safe = f" {text}" if text.startswith(_MARKUP) else text
        self._sheet.write_string(row - 1, column - 1, safe, self._looks[look])

    def number(self, row: int, column: int, number: int, look: str = "level") -> None:
        """Write a whole number."""
        self._sheet.write_number(row - 1, column - 1, number, self._looks[look])

    def formula(self, cell: tuple[int, int], formula: str, shown: str, look: str = "total") -> None:
        """Write a formula of ours, with what it shows until it is first calculated.

        Where nothing is `shown`, LibreOffice works it out as it opens the file; what is shown it believes.
        """
        self._sheet.write_formula(cell[0] - 1, cell[1] - 1, formula, self._looks[look], shown)

    def blank(self, row: int, column: int, look: str) -> None:
        """Leave a cell to be filled in."""
        self._sheet.write_blank(row - 1, column - 1, None, self._looks[look])

    def width(self, column: int, characters: int, look: str = "plain") -> None:
        """Set the width of a column, and the look of its cells that are not written."""
        self._sheet.set_column(column - 1, column - 1, characters, self._looks[look])

    def height(self, row: int, lines: int) -> None:
        """Set the height of a row in lines of text: not every program fits it to what is wrapped."""
        self._sheet.set_row(row - 1, lines * _LINE)

    def header(self, row: int, names: Sequence[str], look: str = "header", below: str = "plain") -> None:
        """Write the row that names the columns, and set their widths and the look of what is `below`."""
        for column, name in enumerate(names, 1):
            self.text(row, column, name, look)
            self.width(column, _WIDE if name in WIDE_COLUMNS else _NARROW, below)

    def lock(self) -> None:
        """Lock every cell that has not the look of an input."""
        self._sheet.protect("", _WHERE_LOCKED)

    def keep_in_view(self, row: int, columns: int = 0) -> None:
        """Keep the rows down to `row` in view, and repeat the last of them on every page."""
        self._sheet.freeze_panes(row, columns)
        self._sheet.repeat_rows(row - 1)

    def marking_on_paper(self, marking: str) -> None:
        """Print the marking, where there is one, at the top and bottom of every page."""
        if not marking:
            return
        self._sheet.set_header(f"&C{marking}")
        self._sheet.set_footer(f"&C{marking}")

    def drop_down(self, cells: Box, choices: Iterable[object], title: str, question: str) -> None:
        """Let cells be filled from a list; `question` shows as one types."""
        listed = [str(choice) for choice in choices]
        rule: dict[str, object] = {"validate": "any"}
        if len(",".join(listed)) <= _LIST_LIMIT and not any("," in choice for choice in listed):
            error = say("Choose one of: {choices}", choices=", ".join(listed))[:_LIST_LIMIT]
            rule = {
                "validate": "list",
                "source": listed,
                "error_title": say("Not a choice"),
                "error_message": error,
            }
        if question:
            rule |= {"input_title": title[:_TITLE_LIMIT], "input_message": question[:_LIST_LIMIT]}
        self._sheet.data_validation(*(number - 1 for number in cells), rule)


class NewWorkbook:
    """A workbook being written, with document properties and one set of looks."""

    def __init__(self, title: str, subject: str, keywords: str, dated: date = NO_DATE) -> None:
        self._buffer = BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._buffer, options)
        properties = {"title": title, "subject": subject, "keywords": keywords, "author": "csp-toolkit"}
        created = datetime.combine(dated, time(), UTC)
        self._book.set_properties(properties | {"created": created})
        self._looks = {name: self._book.add_format(how) for name, how in _FORMATS.items()}

    def sheet(self, name: str) -> NewSheet:
        """Add a sheet that prints on landscape A4 pages, one page wide."""
        sheet = self._book.add_worksheet(name, _PlainFormulas)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        return NewSheet(sheet, self._looks)

    def content(self) -> bytes:
        """Close the workbook and return it: the same content gives the same bytes."""
        self._book.close()
        return in_british_english(self._buffer.getvalue())


def table_drop_downs(sheet: NewSheet, table: str, last_row: int, headings: Sequence[str]) -> None:
    """Give the columns of closed sets their choices, from the first row of data to `last_row`."""
    closed: dict[tuple[str, str], Sequence[str]] = {key: labels(choices) for key, choices in _CHOICES.items()}
    closed["horizon", "heading"] = headings
    for column, name in enumerate(COLUMNS[table], 1):
        if choices := closed.get((table, name)):
            cells = Box(HEADER_ROW + 1, column, last_row, column)
            sheet.drop_down(cells, choices, name.replace("_", " "), "")


def labels(choices: type[StrEnum]) -> tuple[str, ...]:
    """Return the words of a closed set as people read them."""
    return tuple(str(getattr(choice, "label", choice.value)) for choice in choices)


CLOSED_KEYS: Final = {
    "status": labels(ReturnStatus),
    "origins.scores.origin": labels(Origin),
    "origins.priorities.origin": labels(Origin),
    "origins.horizon.origin": labels(Origin),
}
"""Choices of the return sheet's keys that have any."""
