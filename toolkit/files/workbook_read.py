"""A return's workbook to its parts: text cells with their places, and every fault of form."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from toolkit.errors import Fault
from toolkit.files.faults import listed
from toolkit.files.return_columns import COLUMNS, LATER, OPTIONAL
from toolkit.files.rows import ReturnParts, Row, Table
from toolkit.files.workbook_cells import Sheet, find_header, rows_under_header
from toolkit.files.workbook_grid import score_sheet_rows
from toolkit.files.workbook_layout import (
    AGENCY_KEY,
    REASONS_SHEET,
    RETURN_COLUMNS,
    RETURN_SHEET,
    SCORE_SHEET,
    SCORER_KEY,
    TABLE_SHEETS,
)
from toolkit.files.workbook_open import OpenedWorkbook, open_workbook
from toolkit.language import say

_READ = (RETURN_SHEET, *TABLE_SHEETS.values(), SCORE_SHEET, REASONS_SHEET)


def read_workbook(path: Path) -> ReturnParts:
    """Return the parts of the return in the workbook at `path`.

    Sheets of other names are ignored, hidden rows and sheets are read, and formulas outside the input
    cells and links to other workbooks are ignored and listed.

    Raises
    ------
    InputRejected
        When the file is hostile, damaged or no workbook; what is wrong inside a sound one is listed in
        the parts' faults.
    StorageFailed
        When the file cannot be read.
    """
    return workbook_parts(open_workbook(path))


def workbook_parts(workbook: OpenedWorkbook) -> ReturnParts:
    """Return the parts of the return in a workbook that is open; as `read_workbook`."""
    file = workbook.file
    sheets = _sheets(workbook)
    missing = [_missing(file, name, sheets) for name in _needed(sheets)]
    header = _header(sheets.get(RETURN_SHEET))
    tables = {name: Table(file, _rows(sheets.get(sheet), name)) for name, sheet in TABLE_SHEETS.items()}
    if SCORE_SHEET in sheets:
        grid = score_sheet_rows(sheets[SCORE_SHEET], sheets.get(REASONS_SHEET), header)
        tables["scores"] = Table(file, tables["scores"].rows + grid)
    faults = [*missing, *(fault for sheet in sheets.values() for fault in sheet.faults)]
    ignored = (*ignored_formulas(workbook, sheets.values()), *links_not_followed(workbook))
    return ReturnParts(_without_score_sheet_keys(header), file, tables, tuple(faults), ignored)


def _sheets(workbook: OpenedWorkbook) -> dict[str, Sheet]:
    """Return the sheets of the return by their proper names; case and outer spaces do not matter."""
    proper = {name.casefold(): name for name in _READ}
    return {
        proper[key]: workbook.sheet(name)
        for name in workbook.facts
        if (key := name.strip().casefold()) in proper
    }


def _needed(sheets: Mapping[str, Sheet]) -> list[str]:
    needed = [RETURN_SHEET, *(sheet for table, sheet in TABLE_SHEETS.items() if table not in LATER)]
    return [
        name for name in needed if name not in sheets and not (name == "Scores" and SCORE_SHEET in sheets)
    ]


def _missing(file: str, name: str, sheets: Iterable[str]) -> Fault:
    if there := listed(sheets):
        remedy = say(
            "Add a sheet named {name}; of the sheets of a return the workbook has {there}",
            name=name,
            there=there,
        )
    else:
        remedy = say(
            "Add a sheet named {name}; of the sheets of a return the workbook has none of them. Where it has "
            "a layout of its own, choose its columns once on the page Take in files, or with --columns",
            name=name,
        )
    return Fault(file, "", say("there is no sheet named {name}", name=name), remedy, "E_MISSING_SHEET")


def _header(sheet: Sheet | None) -> Row:
    """Return the keys and values of the return sheet; a key without a value counts as absent."""
    if sheet is None or not find_header(sheet, RETURN_COLUMNS):
        return Row({}, {})
    cells: dict[str, str] = {}
    places: dict[str, str] = {}
    for row in rows_under_header(sheet):
        key, value = row.cells["key"].strip(), row.cells["value"]
        if not key:
            sheet.fault(
                row.places["key"], say("a value without a key"), say("Write its key beside it"), "E_BLANK"
            )
            continue
        if key in places:
            sheet.fault(
                row.places["key"], say("the key {key} is there twice", key=key), say("Keep one"), "E_DUP_KEY"
            )
        places.setdefault(key, row.places["value"])
        if value.strip():
            cells.setdefault(key, value)
    return Row(cells, places)


def _without_score_sheet_keys(header: Row) -> Row:
    cells = {key: value for key, value in header.cells.items() if key not in (SCORER_KEY, AGENCY_KEY)}
    return Row(cells, header.places)


def _rows(sheet: Sheet | None, table: str) -> tuple[Row, ...]:
    if sheet is None or not find_header(sheet, COLUMNS[table], OPTIONAL.get(table, {}).keys()):
        return ()
    return rows_under_header(sheet)


def ignored_formulas(workbook: OpenedWorkbook, sheets: Iterable[Sheet]) -> Iterator[str]:
    """Yield where formulas stand that are not read; `sheets` are those that are."""
    read = {sheet.name: sheet for sheet in sheets}
    for name, found in workbook.facts.items():
        for box in found.formulas:
            if name not in read or not read[name].is_input(box):
                single = box[:2] == box[2:]
                one, more = (
                    say("sheet {name}, cell {box}", name=name, box=box),
                    say("sheet {name}, cells {box}", name=name, box=box),
                )
                yield one if single else more


def links_not_followed(workbook: OpenedWorkbook) -> Iterator[str]:
    """Yield the links of a workbook to other files."""
    return (say("link to another file, not followed: {part}", part=part) for part in workbook.archive.links)
