"""Walk the XML of every sheet once: where formulas, errors and merged cells stand, and whether caps hold."""

import re
from array import array
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from toolkit.errors import InputRejected
from toolkit.files.xlsx_guard import HEADER_ROOM, ROW_LIMIT, Archive, not_xlsx
from toolkit.files.xlsx_parts import CELL_TEXT_LIMIT, Attributes, capped, local, walk, worksheet_parts
from toolkit.language import say

COLUMN_LIMIT: Final = 256
AREA_LIMIT: Final = 2_500_000
"""Rows times columns of one sheet; the reader holds the whole rectangle."""
ODDITY_LIMIT: Final = 10_000
"""Merged cells or error values of one sheet."""
TEXT_LIMIT: Final = 32_000_000
"""Bytes of text in all cells, counting a shared text at each cell that shows it."""

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ROW: Final = re.compile(r"[1-9][0-9]{0,6}")
_INDEX: Final = re.compile(r"\s*[0-9]{1,9}\s*")


class Box(NamedTuple):
    """A rectangle of cells; rows and columns count from 1 and the last are included."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        """Write ``B2`` or ``B2:C9``."""
        first, last = cell_name(self.top, self.left), cell_name(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"


class ErrorCell(NamedTuple):
    """A cell that holds an error value such as ``#DIV/0!``."""

    row: int
    column: int
    value: str


@dataclass
class SheetFacts:
    """What one sheet's XML says that its values do not."""

    name: str
    formulas: list[Box] = field(default_factory=list)
    errors: list[ErrorCell] = field(default_factory=list)
    merged: list[Box] = field(default_factory=list)


def scanned_sheets(archive: Archive) -> dict[str, SheetFacts]:
    """Return the facts of every worksheet by name, hidden ones too.

    Raises
    ------
    InputRejected
        When the XML is damaged, or a sheet exceeds the caps on rows, columns or text.
    """
    parts = worksheet_parts(archive)
    shared = _SharedTexts(archive)
    found: dict[str, SheetFacts] = {}
    text_bytes = 0
    for name, part in parts.items():
        sheet = _SheetWalk(archive.file, name, shared.sizes)
        walk(archive, part, sheet.start, sheet.text)
        sheet.finish()
        sheet.facts.formulas = joined_boxes(sheet.facts.formulas)
        found[name] = sheet.facts
        text_bytes += sheet.text_bytes
        if text_bytes > TEXT_LIMIT:
            raise _too_much_text(archive.file, name)
    return found


def cell_name(row: int, column: int) -> str:
    """Return a cell's name.

    >>> cell_name(3, 28)
    'AB3'
    """
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _box(reference: str) -> Box | None:
    first, _, last = reference.replace("$", "").partition(":")
    start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)
    if start is None or end is None:
        return None
    return Box(int(start[2]), _column(start[1]), int(end[2]), _column(end[1]))


def joined_boxes(boxes: list[Box]) -> list[Box]:
    """Join boxes that stand exactly below one another."""
    open_boxes: dict[tuple[int, int], Box] = {}
    joined: list[Box] = []
    for box in boxes:
        above = open_boxes.get((box.left, box.right))
        if above and above.bottom == box.top - 1:
            open_boxes[box.left, box.right] = above._replace(bottom=box.bottom)
            continue
        if above:
            joined.append(above)
        open_boxes[box.left, box.right] = box
    return sorted([*joined, *open_boxes.values()])


def _too_much_text(file: str, sheet: str) -> InputRejected:
    place = say("sheet {sheet}", sheet=sheet) if sheet else ""
    return capped(file, place, say("its cells hold more than 32 MB of text"), "E_SIZE")


class _SharedTexts:
    """The sizes in bytes of the texts that cells share."""

    def __init__(self, archive: Archive) -> None:
        self.sizes = array("Q")
        self._file = archive.file
        if part := archive.part("xl/sharedStrings.xml"):
            walk(archive, part, self._start, self._text)
        if sum(self.sizes) > TEXT_LIMIT:
            raise _too_much_text(archive.file, "")

    def _start(self, name: str, _: Attributes) -> None:
        if local(name) == "si":
            self.sizes.append(0)

    def _text(self, text: str) -> None:
        if self.sizes:
            self.sizes[-1] += len(text.encode())
        if self.sizes and self.sizes[-1] > 4 * CELL_TEXT_LIMIT:
            raise capped(
                self._file,
                "",
                say("a text has more than {cell_text_limit:,} characters", cell_text_limit=CELL_TEXT_LIMIT),
                "E_LENGTH",
            )


def beyond_caps(deepest: int, widest: int) -> tuple[str, str] | None:
    """Say why a sheet that reaches so far is not read, with the fault's code; None where it is read."""
    if deepest > ROW_LIMIT + HEADER_ROOM:
        return say(
            "the cell stands below row {row_limit:,}, where reading stops", row_limit=ROW_LIMIT
        ), "E_ROWS"
    if widest > COLUMN_LIMIT:
        problem = say(
            "the cell stands in column {widest:,} of at most {column_limit}",
            widest=widest,
            column_limit=COLUMN_LIMIT,
        )
        return problem, "E_COLS"
    if deepest * widest > AREA_LIMIT:
        problem = say("the sheet spans {deepest:,} rows by {widest} columns", deepest=deepest, widest=widest)
        return problem, "E_ROWS"
    return None


class _SheetWalk:
    """The handlers for one sheet. Cells must stand in rising order, as every spreadsheet writes them.

    Called a million times for a large sheet, so a cell is closed by the start of the next one: handlers
    for the ends of elements would take as long again.
    """

    def __init__(self, file: str, name: str, shared: "array[int]") -> None:
        self.facts = SheetFacts(name)
        self.text_bytes = 0
        self._file = file
        self._shared = shared
        self._row = self._column = self._deepest = self._widest = 0
        self._last = (0, 0)
        self._kind = ""
        self._value = ""
        self._holds = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Meet the start of an element."""
        name = local(name) if ":" in name else name
        if name == "c":
            self.finish()
            self._open(attributes)
        elif name in ("v", "t", "f"):
            if self._row > self._deepest or self._column > self._widest:
                self._grow()
            self._holds = name != "f"
            if name == "f":
                self._formula(attributes)
        elif name == "row":
            self.finish()
            given = attributes.get("r", "")
            self._row = int(given) if _ROW.fullmatch(given) else self._row + 1
            self._column = 0
        elif name == "mergeCell" and (box := _box(attributes.get("ref", ""))):
            self.facts.merged.append(box)
            self._few(say("merged cells"), len(self.facts.merged))

    def text(self, text: str) -> None:
        """Meet the text of a cell, or the space between elements."""
        if self._holds:
            self._value += text
            if len(self._value) > CELL_TEXT_LIMIT:
                problem = say(
                    "the cell holds more than {cell_text_limit:,} characters", cell_text_limit=CELL_TEXT_LIMIT
                )
                raise capped(self._file, self._place(), problem, "E_LENGTH")

    def finish(self) -> None:
        """Close the cell met last."""
        value, self._holds, self._value = self._value, False, ""
        if not value:
            return
        self.text_bytes += len(value.encode())
        if self._kind == "s" and _INDEX.fullmatch(value) and int(value) < len(self._shared):
            self.text_bytes += self._shared[int(value)]
        elif self._kind == "e":
            self.facts.errors.append(ErrorCell(self._row, self._column, value.strip()))
            self._few(say("error values"), len(self.facts.errors))
        if self.text_bytes > TEXT_LIMIT:
            raise _too_much_text(self._file, self.facts.name)

    def _open(self, attributes: Attributes) -> None:
        self._column += 1
        self._kind = attributes.get("t", "n")
        if reference := attributes.get("r"):
            match = _REFERENCE.fullmatch(reference)
            if match is None:
                raise not_xlsx(
                    self._file, say("a cell of sheet {sheet} has no proper name", sheet=self.facts.name)
                )
            self._row, self._column = int(match[2]), _column(match[1])
        position = (self._row, self._column)
        if position <= self._last:
            raise capped(
                self._file, self._place(), say("the cell stands twice or out of order"), "E_DUP_CELL"
            )
        self._last = position

    def _formula(self, attributes: Attributes) -> None:
        spread = attributes.get("t") in ("array", "dataTable")
        box = _box(attributes.get("ref", "")) if spread else None
        box = box or Box(self._row, self._column, self._row, self._column)
        found = self.facts.formulas
        if found and found[-1] == (box.top, found[-1].left, box.bottom, box.left - 1):
            box = Box(box.top, found.pop().left, box.bottom, box.right)
        found.append(box)

    def _grow(self) -> None:
        """Hold a cell that is not empty against the caps; an empty one costs nothing."""
        self._deepest, self._widest = max(self._deepest, self._row), max(self._widest, self._column)
        if over := beyond_caps(self._deepest, self._widest):
            raise capped(self._file, self._place(), *over)

    def _few(self, what: str, count: int) -> None:
        if count > ODDITY_LIMIT:
            problem = say("it has more than {oddity_limit:,} {what}", oddity_limit=ODDITY_LIMIT, what=what)
            raise capped(self._file, say("sheet {sheet}", sheet=self.facts.name), problem, "E_SIZE")

    def _place(self) -> str:
        return say(
            "sheet {sheet}, cell {cell}", sheet=self.facts.name, cell=cell_name(self._row, self._column)
        )
