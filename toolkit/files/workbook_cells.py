"""A sheet to rows of text that know their cells, and every fault of the sheet's form."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from toolkit.errors import Fault
from toolkit.files.csv_text import column_faults
from toolkit.files.faults import shown
from toolkit.files.rows import Row
from toolkit.files.workbook_layout import DATE_COLUMNS, HEADER_SEARCH, READ_BY_PEOPLE
from toolkit.files.xlsx_guard import ROW_LIMIT
from toolkit.files.xlsx_scan import Box, SheetFacts, cell_name
from toolkit.language import say

Value = int | float | str | bool | time | date | datetime | timedelta

_EXACT_UP_TO = 10**15
_FORMULAS_NAMED = 1_000
_CELLS_NAMED = 50
"""A formula spread over more cells than this is one fault."""


@dataclass
class Sheet:
    """One sheet: its values from cell A1 on, what its XML says besides, and the faults found so far."""

    file: str
    name: str
    values: Sequence[Sequence[Value]]
    facts: SheetFacts
    faults: list[Fault] = field(default_factory=list)
    columns: Mapping[str, int] = field(default_factory=dict)
    """The input columns, counting from 1, once the header is found."""
    header: int = 0
    """The row that names the columns, counting from 1; 0 while it is not found."""

    def place(self, row: int, column: int) -> str:
        """Return the place of a cell as its author would name it."""
        return say("sheet {name}, cell {cell}", name=self.name, cell=cell_name(row, column))

    def fault(self, place: str, problem: str, remedy: str, code: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(self.file, place, problem, remedy, code))

    def is_input(self, box: Box) -> bool:
        """Say whether a rectangle touches a cell that is read."""
        inputs = self.columns.values()
        return (
            bool(self.header)
            and box.bottom >= self.header
            and any(box.left <= c <= box.right for c in inputs)
        )

    def text(self, row: int, column: int) -> str:
        """Return what a cell holds as plain text, with nothing noted."""
        value = self.values[row - 1][column - 1]
        return value if isinstance(value, str) else number_text(value) or ""


class _Places(Mapping[str, str]):
    """The places of one row, worked out when asked for: most never are."""

    def __init__(self, sheet: Sheet, row: int) -> None:
        self._sheet = sheet
        self._row = row

    def __getitem__(self, column: str) -> str:
        return self._sheet.place(self._row, self._sheet.columns[column])

    def __iter__(self) -> Iterator[str]:
        return iter(self._sheet.columns)

    def __len__(self) -> int:
        return len(self._sheet.columns)


def number_text(value: Value) -> str | None:
    """Return a number as text, a whole one without its point; None for what is no number.

    >>> number_text(3.0), number_text(2.5), number_text(True)
    ('3', '2.5', None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    whole = abs(value) < _EXACT_UP_TO and value == int(value)
    return str(int(value)) if whole else repr(value)


def find_header(sheet: Sheet, columns: Sequence[str], optional: Collection[str] = ()) -> bool:
    """Find the row that names `columns`, and say whether rows can be read under it."""
    best, best_hits = 0, 1
    for row in range(1, min(HEADER_SEARCH, len(sheet.values)) + 1):
        hits = len(set(columns) & set(_names(sheet, row, columns)))
        if hits > best_hits:
            best, best_hits = row, hits
    if not best:
        remedy = say(
            "One of the first {header_search} rows must name the columns {columns}",
            header_search=HEADER_SEARCH,
            columns=",".join(columns),
        )
        sheet.fault(
            say("sheet {sheet}", sheet=sheet.name),
            say("no row names the columns"),
            remedy,
            "E_MISSING_COLUMN",
        )
        return False
    known = {*columns, *optional, *READ_BY_PEOPLE}
    names = _names(sheet, best, known)
    sheet.header = best
    sheet.columns = {name: at for at, name in enumerate(names, 1) if name in known - READ_BY_PEOPLE}
    named = [name for name in names if name not in READ_BY_PEOPLE]
    place = say("sheet {sheet}, row {best}", sheet=sheet.name, best=best)
    remedy = say("This row must name the columns {columns}", columns=",".join(columns))
    faults = [replace(f, remedy=remedy) for f in column_faults(named, columns, sheet.file, place, optional)]
    sheet.faults.extend(faults)
    return not any(fault.code in ("E_MISSING_COLUMN", "E_DUP_COLUMN", "E_COLS") for fault in faults)


def _names(sheet: Sheet, row: int, known: Collection[str]) -> list[str]:
    """Return the names in a row; for those that are known, case, spaces and hyphens do not matter."""
    names = [str(value).strip() for value in sheet.values[row - 1]]
    keys = [re.sub(r"[\s-]+", "_", name.lower()) for name in names]
    return [key if key in known else name for key, name in zip(keys, names, strict=True)]


def rows_under_header(sheet: Sheet, *, strays: bool = True) -> tuple[Row, ...]:
    """Return the rows below the header that are not blank, and note what is wrong with their cells.

    Where `strays` are none, what stands under no name is somebody else's and of no concern.
    """
    told = _odd_cells(sheet)
    rows: list[Row] = []
    for number in range(sheet.header + 1, len(sheet.values) + 1):
        cells = {name: _cell(sheet, number, at, name, told) for name, at in sheet.columns.items()}
        if any(cell.strip() for cell in cells.values()):
            rows.append(Row(cells, _Places(sheet, number)))
    if len(rows) > ROW_LIMIT:
        sheet.fault(
            say("sheet {sheet}", sheet=sheet.name),
            say("more than {row_limit:,} rows", row_limit=ROW_LIMIT),
            say("Split the file"),
            "E_ROWS",
        )
    if strays:
        _note_strays(sheet)
    return tuple(rows)


def _note_strays(sheet: Sheet) -> None:
    """Note each column that holds something under no name: it would be lost."""
    named = {at for at, name in enumerate(_names(sheet, sheet.header, ()), 1) if name}
    stray: dict[int, int] = {}
    for number in range(sheet.header + 1, len(sheet.values) + 1):
        for at, value in enumerate(sheet.values[number - 1], 1):
            if value != "" and at not in named and at not in stray and not _is_formula(sheet, number, at):
                stray[at] = number
    for at, number in stray.items():
        problem = say("{value} stands under no column name", value=shown(sheet.values[number - 1][at - 1]))
        sheet.fault(sheet.place(number, at), problem, say("Move it under a column, or delete it"), "E_RAGGED")


def _is_formula(sheet: Sheet, row: int, column: int) -> bool:
    return any(b.top <= row <= b.bottom and b.left <= column <= b.right for b in sheet.facts.formulas)


def _odd_cells(sheet: Sheet) -> set[tuple[int, int]]:
    """Note formulas, errors and merged cells among the input cells; return where they stand."""
    told: set[tuple[int, int]] = set()
    formulas = [box for box in sheet.facts.formulas if sheet.is_input(box)]
    for box in formulas[:_FORMULAS_NAMED]:
        told |= _formula_faults(sheet, box)
    if (more := len(formulas) - _FORMULAS_NAMED) > 0:
        remedy = say("Copy the sheet and paste it as values")
        sheet.fault(
            say("sheet {sheet}", sheet=sheet.name),
            say("{more:,} more places with formulas", more=more),
            remedy,
            "E_FORMULA",
        )
    for row, column, value in sheet.facts.errors:
        if sheet.is_input(Box(row, column, row, column)) and (row, column) not in told:
            problem = say("the cell holds the error {value}", value=shown(value))
            sheet.fault(
                sheet.place(row, column), problem, say("Type the value, or leave the cell blank"), "E_TYPE"
            )
            told.add((row, column))
    for box in sheet.facts.merged:
        if sheet.is_input(box):
            place = say("sheet {sheet}, cells {box}", sheet=sheet.name, box=box)
            sheet.fault(
                place, say("the cells are merged"), say("Unmerge them and fill in each cell"), "E_MERGED"
            )
    return told


def _formula_faults(sheet: Sheet, box: Box) -> set[tuple[int, int]]:
    problem = say("formulas are not accepted in input cells")
    remedy = say("Copy the cell and paste it as a value")
    columns = [at for at in sheet.columns.values() if box.left <= at <= box.right]
    rows = range(max(box.top, sheet.header), box.bottom + 1)
    if len(rows) * len(columns) > _CELLS_NAMED:
        sheet.fault(
            say("sheet {sheet}, cells {box}", sheet=sheet.name, box=box), problem, remedy, "E_FORMULA"
        )
        return {(box.top, box.left)}
    cells = {(row, column) for row in rows for column in columns}
    for row, column in sorted(cells):
        sheet.fault(sheet.place(row, column), problem, remedy, "E_FORMULA")
    return cells


def _cell(sheet: Sheet, row: int, column: int, name: str, told: set[tuple[int, int]]) -> str:
    value = sheet.values[row - 1][column - 1]
    if (row, column) in told:
        return ""
    if isinstance(value, str):
        return value
    if (text := number_text(value)) is not None:
        return text
    if isinstance(value, date) and name in DATE_COLUMNS:
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, bool):
        problem, remedy = (
            say("the cell holds {value}, a logical value", value=str(value).upper()),
            say("Type what is meant as text"),
        )
    else:
        problem = say(
            "the cell holds a date or time ({value}); did the spreadsheet turn the entry into one?",
            value=value,
        )
        remedy = say("Format the cell as Text and type the entry again")
    sheet.fault(sheet.place(row, column), problem, remedy, "E_TYPE")
    return ""
