"""A return as one JSON file, with the keys of its folder."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from toolkit.errors import Fault, InputRejected
from toolkit.files.cell_reader import join_entries, split_entries
from toolkit.files.csv_text import ROW_LIMIT, column_faults
from toolkit.files.faults import listed, nearest_name, shown
from toolkit.files.json_file import parse_json
from toolkit.files.priority_rows import NONE_FITS
from toolkit.files.return_columns import (
    COLUMNS,
    LATER,
    LIST_COLUMNS,
    NUMBER_COLUMNS,
    OPTIONAL,
    columns_written,
)
from toolkit.files.return_header import flat_header
from toolkit.files.return_tables import return_parts
from toolkit.files.rows import ReturnParts, Row, Table
from toolkit.files.saving import save_file
from toolkit.files.text_file import RETURN_LIMIT, read_text
from toolkit.language import say
from toolkit.model.assessment import Return

_MOST_FAULTS: Final = 500


def json_parts(path: Path) -> ReturnParts:
    """Return the parts of the JSON return at `path`; raises as reading a return does."""
    return parse_parts(read_text(path, RETURN_LIMIT, path.name), path.name)


def parse_parts(text: str, name: str) -> ReturnParts:
    """Return the parts of a return in JSON `text`, called `name` in messages.

    Raises
    ------
    InputRejected
        When it is not JSON or not an object of keys.
    """
    values = parse_json(text, name)
    if not isinstance(values, dict):
        problem, remedy = (
            say("a return is one object"),
            say('Write {"format": 1, "district": ..., "scores": [...]}'),
        )
        raise InputRejected([Fault(name, "", problem, remedy, "E_SCHEMA")])
    faults: list[Fault] = []
    plain = {key: value for key, value in values.items() if key not in COLUMNS}
    for key in [key for key, value in plain.items() if isinstance(value, list)]:
        del plain[key]
        problem, remedy = (
            say("unknown key {key}", key=shown(key)),
            say("The lists of a return are {columns}", columns=listed(COLUMNS)),
        )
        faults.append(Fault(name, "", problem, remedy, "E_UNKNOWN_KEY", nearest_name(key, COLUMNS)))
    header = flat_header(plain, name, faults, {})
    tables = {
        table: Table(name, tuple(_rows(values[table], table, name, faults)))
        for table in COLUMNS
        if table in values
    }
    return ReturnParts(header, name, tables, tuple(faults))


def return_text(return_: Return) -> str:
    """Return a return as JSON text; the same return always gives the same text."""
    parts = return_parts(return_, "")
    values: dict[str, Any] = {}
    for key, text in parts.header.cells.items():
        *tables, last = key.split(".")
        inside = values
        for table in tables:
            inside = inside.setdefault(table, {})
        inside[last] = int(text) if key == "format" else text
    for table, found in parts.tables.items():
        if table in LATER and not found.rows:
            continue
        columns = columns_written(table, (row.cells for row in found.rows))
        values[table] = [_record({c: row.cells[c] for c in columns}, table) for row in found.rows]
    return json.dumps(values, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def write_json(return_: Return, path: Path) -> None:
    """Write a return to the JSON file at `path`, whole or not at all; raises StorageFailed."""
    save_file(path, return_text(return_).encode())


def _record(cells: Mapping[str, str], table: str) -> dict[str, Any]:
    record: dict[str, Any] = dict(cells)
    for column in LIST_COLUMNS & record.keys():
        record[column] = split_entries(cells[column]) if cells[column] else []
    if table == "priorities":
        written = cells["categories"]
        record["categories"] = None if not written else [] if written == NONE_FITS else record["categories"]
    if table == "scores":
        for column in NUMBER_COLUMNS & record.keys():
            text = cells[column]
            record[column] = None if not text else int(text) if text.isdecimal() else text
    return record


def _rows(records: Any, table: str, name: str, faults: list[Fault]) -> Iterator[Row]:  # noqa: ANN401
    if not isinstance(records, list):
        faults.append(
            Fault(
                name,
                table,
                say("{table} is not a list", table=table),
                say("Write a list of objects"),
                "E_SCHEMA",
            )
        )
        return
    if len(records) > ROW_LIMIT:
        faults.append(
            Fault(
                name,
                table,
                say("more than {row_limit:,} rows", row_limit=ROW_LIMIT),
                say("Split the file"),
                "E_ROWS",
            )
        )
        return
    before, optional = len(faults), OPTIONAL.get(table, {})
    for number, record in enumerate(records, start=1):
        if len(faults) - before > _MOST_FAULTS:
            problem, remedy = say("further rows were not read"), say("Correct the faults above first")
            faults.append(Fault(name, f"{table} {number}", problem, remedy, "E_MANY"))
            return
        place = f"{table} {number}"
        if not isinstance(record, dict):
            problem, remedy = (
                say("{record} is not an object", record=shown(record)),
                say("Write {...} with the columns as keys"),
            )
            faults.append(Fault(name, place, problem, remedy, "E_SCHEMA"))
            continue
        wrong = tuple(column_faults(list(record), COLUMNS[table], name, place, optional))
        faults.extend(wrong)
        if not wrong:
            places = {column: f"{place}, {column}" for column in record}
            none = NONE_FITS if table == "priorities" else ""
            cells = {
                column: _cell(value, column, none, partial(_note, faults, name, places[column]))
                for column, value in record.items()
            }
            yield Row(cells, places)


def _note(faults: list[Fault], name: str, place: str, problem: str, remedy: str) -> None:
    faults.append(Fault(name, place, problem, remedy, "E_TYPE"))


def _cell(value: object, column: str, none: str, fault: Callable[[str, str], None]) -> str:
    """Return a JSON value as the text of a cell; `none` stands for an empty list of categories."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if column in NUMBER_COLUMNS and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if column in LIST_COLUMNS and isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return join_entries(value) if value or column != "categories" else none
    words = str(value).lower() if isinstance(value, bool) else value
    remedy = say("Write a list of texts") if column in LIST_COLUMNS else say("Write a text in quotes")
    fault(say("{words} cannot be used here", words=shown(words)), remedy)
    return ""
