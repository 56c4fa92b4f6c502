"""Walk the one XML part of an OpenDocument workbook: where formulas and merged cells stand, and the caps."""

from typing import Final

from toolkit.files.xlsx_guard import Archive, not_xlsx
from toolkit.files.xlsx_parts import CELL_TEXT_LIMIT, SHEET_LIMIT, Attributes, capped, walk
from toolkit.files.xlsx_scan import (
    ODDITY_LIMIT,
    TEXT_LIMIT,
    Box,
    ErrorCell,
    SheetFacts,
    beyond_caps,
    cell_name,
    joined_boxes,
)
from toolkit.language import say

CONTENT: Final = "content.xml"

_CELLS: Final = ("table:table-cell", "table:covered-table-cell")
_MOST_REPEATED: Final = 1 << 24


def scanned_tables(archive: Archive) -> dict[str, SheetFacts]:
    """Return the facts of every sheet by name, hidden ones too; as `scanned_sheets` of an Excel workbook.

    Names are taken as they are written, prefix and all, because the reader of values does so too.

    Raises
    ------
    InputRejected
        When the XML is damaged, or a sheet exceeds the caps on rows, columns or text.
    """
    found = _Walk(archive.file)
    walk(archive, CONTENT, found.start, found.text)
    for facts in found.facts.values():
        facts.formulas = joined_boxes(facts.formulas)
    return found.facts


class _Walk:
    """The handlers: one cell or row may stand for many alike, and counts as many."""

    def __init__(self, file: str) -> None:
        self.facts: dict[str, SheetFacts] = {}
        self._file = file
        self._sheet = SheetFacts("")
        self._row = self._next_row = self._column = self._next_column = 0
        self._deepest = self._widest = 0
        self._text = self._text_bytes = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Meet the start of an element."""
        if name in _CELLS:
            self._open_cell(attributes)
        elif name == "table:table-row":
            self._row = self._next_row + 1
            self._next_row += self._repeated(attributes, "table:number-rows-repeated")
            self._next_column = 0
        elif name == "table:table":
            self._open_table(attributes.get("table:name", ""))
        elif name == "text:p" and self._column:
            self._grow()

    def text(self, text: str) -> None:
        """Meet the text of a cell, or the space between elements."""
        if not self._column:
            return
        self._text += len(text.encode())
        if self._text > 4 * CELL_TEXT_LIMIT:
            problem = say(
                "the cell holds more than {cell_text_limit:,} characters", cell_text_limit=CELL_TEXT_LIMIT
            )
            raise capped(self._file, self._place(), problem, "E_LENGTH")
        alike = (self._next_row - self._row + 1) * (self._next_column - self._column + 1)
        self._text_bytes += len(text.encode()) * (alike if text.strip() else 1)
        if self._text_bytes > TEXT_LIMIT:
            problem = say("its cells hold more than 32 MB of text")
            raise capped(self._file, say("sheet {sheet}", sheet=self._sheet.name), problem, "E_SIZE")

    def _open_table(self, name: str) -> None:
        if len(self.facts) == SHEET_LIMIT:
            raise capped(
                self._file,
                "",
                say("it has more than {sheet_limit} sheets", sheet_limit=SHEET_LIMIT),
                "E_SHEETS",
            )
        if name.casefold() in {other.casefold() for other in self.facts}:
            raise not_xlsx(self._file, say("two of its sheets have the same name"))
        self._sheet = self.facts[name] = SheetFacts(name)
        self._row = self._next_row = self._column = self._next_column = 0
        self._deepest = self._widest = 0

    def _open_cell(self, attributes: Attributes) -> None:
        self._text = 0
        self._column = self._next_column + 1
        self._next_column += self._repeated(attributes, "table:number-columns-repeated")
        if "table:formula" in attributes or "office:value-type" in attributes:
            self._grow()
        here = Box(self._row, self._column, self._next_row, self._next_column)
        if "table:formula" in attributes:
            self._note_formula(here, attributes)
        if attributes.get("calcext:value-type") == "error":
            self._sheet.errors.append(ErrorCell(self._row, self._column, "error"))
            self._few(say("error values"), len(self._sheet.errors))
        wide = self._repeated(attributes, "table:number-columns-spanned")
        deep = self._repeated(attributes, "table:number-rows-spanned")
        if wide > 1 or deep > 1:
            last = (self._row + deep - 1, self._column + wide - 1)
            self._sheet.merged.append(Box(self._row, self._column, *last))
            self._few(say("merged cells"), len(self._sheet.merged))

    def _note_formula(self, here: Box, attributes: Attributes) -> None:
        """Note a formula in every cell that it fills."""
        deep = self._repeated(attributes, "table:number-matrix-rows-spanned")
        wide = self._repeated(attributes, "table:number-matrix-columns-spanned")
        last = (max(here.bottom, here.top + deep - 1), max(here.right, here.left + wide - 1))
        box = Box(here.top, here.left, *last)
        found = self._sheet.formulas
        if found and found[-1] == (box.top, found[-1].left, box.bottom, box.left - 1):
            box = Box(box.top, found.pop().left, box.bottom, box.right)
        found.append(box)

    def _repeated(self, attributes: Attributes, name: str) -> int:
        given = attributes.get(name, "1")
        if not given.isascii() or not given.isdecimal() or not 0 < int(given) <= _MOST_REPEATED:
            raise not_xlsx(
                self._file,
                say("sheet {sheet} repeats a cell in a way no program writes", sheet=self._sheet.name),
            )
        return int(given)

    def _grow(self) -> None:
        """Hold cells that are not empty against the caps; empty ones cost nothing."""
        self._deepest = max(self._deepest, self._next_row)
        self._widest = max(self._widest, self._next_column)
        if over := beyond_caps(self._deepest, self._widest):
            raise capped(self._file, self._place(), *over)

    def _few(self, what: str, count: int) -> None:
        if count > ODDITY_LIMIT:
            problem = say("it has more than {oddity_limit:,} {what}", oddity_limit=ODDITY_LIMIT, what=what)
            raise capped(self._file, say("sheet {sheet}", sheet=self._sheet.name), problem, "E_SIZE")

    def _place(self) -> str:
        return say(
            "sheet {sheet}, cell {cell}", sheet=self._sheet.name, cell=cell_name(self._row, self._column)
        )
