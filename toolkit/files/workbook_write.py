"""A return to a workbook, every text typed as text; reading it back gives the same return."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from toolkit.files.return_columns import LATER, NUMBER_COLUMNS, columns_written
from toolkit.files.return_tables import return_parts
from toolkit.files.rows import Row
from toolkit.files.saving import save_file
from toolkit.files.workbook_layout import RETURN_ITEMS, RETURN_SHEET, TABLE_SHEETS
from toolkit.files.workbook_pen import CLOSED_KEYS, HEADER_ROW, NewSheet, NewWorkbook, table_drop_downs
from toolkit.files.xlsx_scan import Box
from toolkit.language import say
from toolkit.model.assessment import DataOrigin, Marking, Origin, Return

_KEY_WIDTHS = (34, 48, 26, 44)
_SPARE_ROWS = 200
"""Rows below the last that have drop-downs too."""


def write_workbook(return_: Return, path: Path) -> None:
    """Write a return to the workbook at `path`, whole or not at all.

    Raises
    ------
    StorageFailed
        When the disk is full or the folder cannot be written to.
    """
    save_file(path, workbook_bytes(return_))


def workbook_bytes(return_: Return) -> bytes:
    """Return a return as an Excel workbook: a sheet of keys and one sheet a table."""
    parts = return_parts(return_, "")
    about = say(
        "{district}, assessment year {assessment_year}, {status}",
        district=return_.district,
        assessment_year=return_.assessment_year,
        status=return_.status.label,
    )
    book = NewWorkbook(
        say(
            "Return of {district} {assessment_year}",
            district=return_.district,
            assessment_year=return_.assessment_year,
        ),
        about,
        marking_line(return_),
    )
    sheet = _headed(book, RETURN_SHEET, return_, about, _invented(return_))
    write_keys(sheet, parts.header.cells)
    for table, name in TABLE_SHEETS.items():
        if table in LATER and not parts.tables[table].rows:
            continue
        origin: DataOrigin | None = getattr(return_.origins, table, None)
        note = _origin_line(origin) if origin else _invented(return_)
        sheet = _headed(book, name, return_, f"{name}: {about}", note)
        _write_table(sheet, table, parts.tables[table].rows)
        last = HEADER_ROW + len(parts.tables[table].rows) + _SPARE_ROWS
        table_drop_downs(sheet, table, last, [heading.id for heading in return_.heading_set.headings])
    return book.content()


def marking_line(return_: Return) -> str:
    """Return the protective marking with its handling instruction."""
    if return_.marking is Marking.NONE:
        return return_.handling or say("No protective marking")
    return " - ".join(text for text in (return_.marking.value, return_.handling) if text)


def write_keys(sheet: NewSheet, cells: Mapping[str, str], look: str = "plain") -> dict[str, int]:
    """Write the keys of a return with their values in a look, and return the row of each."""
    sheet.header(HEADER_ROW, ("item", "value", "key", "note"))
    for column, width in enumerate(_KEY_WIDTHS, 1):
        sheet.width(column, width)
    rows = {key: HEADER_ROW + at for at, key in enumerate(cells, 1)}
    for key, row in rows.items():
        item, note = RETURN_ITEMS.get(key, (key, ""))
        for column, text, shown in (
            (1, item, "plain"),
            (2, cells[key], look),
            (3, key, "id"),
            (4, note, "note"),
        ):
            sheet.text(row, column, text, shown)
        if key in CLOSED_KEYS:
            sheet.drop_down(Box(row, 2, row, 2), CLOSED_KEYS[key], item, note)
    if "marking" in rows:
        cell = Box(rows["marking"], 2, rows["marking"], 2)
        sheet.drop_down(cell, [marking.value for marking in Marking], *RETURN_ITEMS["marking"])
    return rows


def _headed(book: NewWorkbook, name: str, return_: Return, title: str, note: str) -> NewSheet:
    sheet = book.sheet(name)
    for row, text, look in ((1, marking_line(return_), "marking"), (2, title, "title"), (3, note, "note")):
        sheet.text(row, 1, text, look)
    marking = "" if return_.marking is Marking.NONE else return_.marking.value
    sheet.marking_on_paper(marking)
    return sheet


def _invented(return_: Return) -> str:
    parts = return_.origins.invented
    return say("Invented data: {parts}.", parts=", ".join(parts)) if parts else ""


def _origin_line(origin: DataOrigin) -> str:
    if origin.origin is Origin.OWN:
        return origin.note
    label = say("Invented data.") if origin.origin is Origin.INVENTED else say("Published data.")
    return f"{label} {origin.note}".strip()


def _write_table(sheet: NewSheet, table: str, rows: Sequence[Row]) -> None:
    columns = columns_written(table, (row.cells for row in rows))
    sheet.header(HEADER_ROW, columns)
    sheet.keep_in_view(HEADER_ROW)
    for number, row in enumerate(rows, HEADER_ROW + 1):
        for column, name in enumerate(columns, 1):
            text = row.cells[name]
            if table == "scores" and name in NUMBER_COLUMNS and text.isdecimal():
                sheet.number(number, column, int(text))
            elif text:
                sheet.text(number, column, text)
