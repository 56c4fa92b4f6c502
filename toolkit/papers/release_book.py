"""A workbook of gptables in which every text is typed as text and is nothing but text."""

import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any, Final

import pandas as pd

from toolkit.files.xlsx_language import in_british_english
from toolkit.papers.paper import Paper

with warnings.catch_warnings():
    warnings.simplefilter("ignore", ResourceWarning)  # gptables leaves the file of its theme open
    from gptables.core.gptable import GPTable
    from gptables.core.wrappers import GPWorkbook, GPWorksheet

_STAND_IN: Final = "x"
_A4: Final = 9
_SHORTHAND: Final = re.compile(r"\[\w+\]")
_NARROWEST, _WIDEST = 80, 460
_PIXELS, _MARGIN = 8, 24
"""Of a character in 12 point Arial, with room to spare, and beside a text."""
_COVER: Final = 700
"""The width of the cover in pixels."""
_SIZE: Final = 12
"""Of the letters of a table, in points."""
_LINE, _HIGHEST = 1.3, 409
"""The height of a line by the size of its letters, and that of the highest row there is in points."""

Content = str | int | float
Link = dict[str, str]
"""A text with the place in the workbook that it leads to."""


@dataclass(frozen=True)
class TableSheet:
    """What stands on the sheet of one table; every text as it is to be written."""

    word: str
    """The name of the table in the workbook: letters, figures and underscores."""
    title: str
    marks: Sequence[str]
    instructions: str
    columns: Sequence[str]
    cells: Sequence[Sequence[Content | Link]]
    legend: Sequence[str] = ()
    source: str | None = None


class PlainSheet(GPWorksheet):  # type: ignore[misc]  # gptables has no types
    """A sheet of gptables that reads no markup, links or references into texts.

    gptables makes links of ``[text](address)``, notes of ``$$text$$``, and refuses a text without a Latin
    letter. So it is given a stand-in for the table, and the table's own cells are written here.
    """

    def write_table(self, table: TableSheet) -> None:
        """Write what stands on the sheet of a table, and mark the table up."""
        stand_in = [[_STAND_IN] * len(table.columns)] * len(table.cells)
        self.shown = table
        self.write_gptable(
            GPTable(
                pd.DataFrame(stand_in, columns=list(table.columns)),
                table.word,
                table.title,
                subtitles=list(table.marks),
                instructions=table.instructions,
                legend=list(table.legend),
                source=table.source,
                index_columns={2: 0},
            ),
            auto_width=True,
        )

    def write_cover_texts(self, texts: Sequence[tuple[dict[str, Any], str]]) -> None:
        """Write the texts of the cover, each with a look of the theme."""
        self.set_column_pixels(0, 0, _COVER)
        for row, (look, text) in enumerate(texts):
            self._smart_write(row, 0, text, look | {"valign": "top"})
            self._make_high(row, [text], [_COVER], look["font_size"])

    def _parse_urls(self, sheet: object) -> None:
        """Leave texts that look like links as they are."""

    def _reference_annotations(self, gptable: object, reference_order: object) -> None:
        """Leave texts that look like references as they are."""

    def _write_table_elements(self, _pos: object, gptable: GPTable, _auto_width: object) -> list[int]:
        top, _, bottom, _ = gptable.data_range
        columns, widths = [], []
        for at, heading in enumerate(self.shown.columns):
            cells = [row[at] for row in self.shown.cells]
            side = _side(cells) | {"valign": "top"}
            look = (self.theme.data_format if at else self.theme.index_2_format) | side
            for row, content in enumerate(cells, top + 1):
                self._smart_write(row, at, content, look)
            widths.append(_width([heading, *cells]))
            self.set_column_pixels(at, at, widths[-1])
            headed = self._workbook.add_format(self.theme.column_heading_format | side)
            columns.append({"header": heading, "header_format": headed})
        for row, contents in enumerate([self.shown.columns, *self.shown.cells], top):
            self._make_high(row, contents, widths)
        marked = {"autofilter": False, "columns": columns, "style": None, "name": self.shown.word}
        self.add_table(top, 0, bottom, len(columns) - 1, marked)
        return [bottom + 1, 0]

    def _make_high(
        self, row: int, contents: Sequence[Content | Link], widths: Sequence[int], size: int = _SIZE
    ) -> None:
        """Make a row high enough for its texts, which LibreOffice does not do by itself."""
        lines = max(_lines(_text(one), width) for one, width in zip(contents, widths, strict=True))
        if lines > 1 or size > _SIZE:
            self.set_row(row, min(_HIGHEST, lines * _LINE * size))

    def _smart_write(self, row: int, col: int, data: Content | Link, format_dict: dict[str, Any]) -> None:
        look = self._workbook.add_format(format_dict)
        if isinstance(data, str):
            self.write_string(row, col, data, look)
        elif isinstance(data, dict):
            self._write_dict_as_url(self._workbook, row, col, data, format_dict)
        else:
            self.write_number(row, col, data, look)


class PlainBook(GPWorkbook):  # type: ignore[misc]  # gptables has no types
    """A workbook of gptables in memory, with the properties of a paper."""

    def __init__(self, paper: Paper, title: str, subject: str) -> None:
        self.written = BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        super().__init__(self.written, options)
        self.set_properties(
            {
                "title": title,
                "subject": subject,
                "keywords": "; ".join(paper.page_marks),
                "author": "csp-toolkit",
                "created": datetime.combine(paper.dated, time(), UTC),
            }
        )

    def plain_sheet(self, name: str) -> PlainSheet:
        """Add a sheet without grid lines, as the theme of gptables has it."""
        sheet: PlainSheet = super(GPWorkbook, self).add_worksheet(name, PlainSheet)
        sheet.theme = self.theme
        sheet._workbook = self  # noqa: SLF001 (gptables' own way to let a sheet find its formats)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        return sheet

    def content(self) -> bytes:
        """Close the workbook and return it: the same content gives the same bytes."""
        self.close()
        return in_british_english(self.written.getvalue())


def _side(cells: Sequence[Content | Link]) -> dict[str, Any]:
    """Return where a column's cells stand: right for numbers, between which shorthand may stand."""
    texts = [content for content in cells if not isinstance(content, int | float)]
    shorthand = all(isinstance(text, str) and _SHORTHAND.fullmatch(text) for text in texts)
    return {"align": "right", "indent": 1} if shorthand and len(texts) < len(cells) else {"align": "left"}


def _text(content: Content | Link) -> str:
    return next(iter(content)) if isinstance(content, dict) else str(content)


def _width(contents: Sequence[Content | Link]) -> int:
    """Return the pixels that the longest line of a column takes, within bounds; longer lines wrap."""
    longest = max(len(line) for content in contents for line in _text(content).split("\n"))
    return min(_WIDEST, max(_NARROWEST, _PIXELS * longest + _MARGIN))


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column, rather one too many."""
    return sum(-(-_PIXELS * max(1, len(line)) // (width - _MARGIN + _PIXELS)) for line in text.split("\n"))
