"""Rows of ``statements``, ``assumptions`` and ``restricted`` to what people write beside scores, and back."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from toolkit.errors import Fault
from toolkit.files.cell_reader import CellReader, Names, rows_worth_reading
from toolkit.files.faults import shown
from toolkit.files.rows import Table
from toolkit.language import say
from toolkit.model.statements import (
    NARRATIVE_LIMIT,
    Assumption,
    RestrictedIssue,
    Statement,
    StatementHeadings,
    parse_day,
)

_BRITISH: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)


def parse_statements(
    table: Table, headings: StatementHeadings | None, faults: list[Fault]
) -> Iterator[Statement]:
    """Yield the statements of the sound rows and add what is wrong with the others to `faults`."""
    names = _heading_names(headings)
    seen: dict[str, str] = {}
    for row in rows_worth_reading(table, faults):
        cells = CellReader(row, table.file, faults)
        heading = cells.known("heading", names)
        _once(cells, "heading", heading, seen)
        text = _said(cells, "text", NARRATIVE_LIMIT)
        values = {"heading": heading, "text": text, "author": cells.name("author")}
        written_on = _day(cells, "written_on")
        if cells.is_sound and headings is not None:
            yield Statement.model_validate(values | {"written_on": written_on})


def parse_assumptions(table: Table, faults: list[Fault]) -> Iterator[Assumption]:
    """Yield the assumptions of the sound rows and add what is wrong with the others to `faults`."""
    seen: dict[str, str] = {}
    for row in rows_worth_reading(table, faults):
        cells = CellReader(row, table.file, faults)
        values: dict[str, object] = {"id": cells.identifier("id")}
        _once(cells, "id", str(values["id"]), seen)
        values |= {"assumption": _said(cells, "assumption"), "why": cells.text("why")}
        values |= {"if_wrong": cells.text("if_wrong"), "author": cells.name("author")}
        values["made_on"] = _day(cells, "made_on")
        if cells.is_sound:
            yield Assumption.model_validate(values)


def parse_restricted(table: Table, issues: Names | None, faults: list[Fault]) -> Iterator[RestrictedIssue]:
    """Yield the restricted issues of the sound rows and add what is wrong with the others to `faults`."""
    seen: dict[str, str] = {}
    for row in rows_worth_reading(table, faults):
        cells = CellReader(row, table.file, faults)
        issue = cells.known("issue", issues)
        _once(cells, "issue", issue, seen)
        reason = _said(cells, "reason")
        if cells.is_sound and issues is not None:
            yield RestrictedIssue(issue=issue, reason=reason)


def statement_rows(statements: Iterable[Statement]) -> Iterator[Mapping[str, str]]:
    """Yield each statement as the cells of a row."""
    return (statement.model_dump(mode="json") for statement in statements)


def assumption_rows(assumptions: Iterable[Assumption]) -> Iterator[Mapping[str, str]]:
    """Yield each assumption as the cells of a row."""
    return (assumption.model_dump(mode="json") for assumption in assumptions)


def restricted_rows(restricted: Iterable[RestrictedIssue]) -> Iterator[Mapping[str, str]]:
    """Yield each restricted issue as the cells of a row."""
    return (one.model_dump(mode="json") for one in restricted)


def _heading_names(headings: StatementHeadings | None) -> Names | None:
    if headings is None:
        return None
    labels = {heading.id: (heading.label,) for heading in headings.headings}
    return Names(say("statement heading"), "E_UNKNOWN_HEADING", labels)


def _said(cells: CellReader, column: str, limit: int | None = None) -> str:
    text = cells.text(column) if limit is None else cells.text(column, limit)
    if not text and cells.is_sound:
        cells.fault(column, say("it is blank"), say("Write some text, or delete the row"), "E_BLANK")
    return text


def _day(cells: CellReader, column: str) -> date | None:
    text = cells.name(column)
    if not text:
        return None
    try:
        return parse_day(text)
    except ValueError as error:
        problem = str(error) if error.__cause__ else say("{text} is not a date", text=shown(text))
        remedy = say("Write year, month and day, such as 2017-01-18")
        cells.fault(column, problem, remedy, "E_DATE", _meant(text))
        return None


def _meant(text: str) -> str | None:
    """Return the day that is meant by one written as in Britain: ``18/1/2017``."""
    if not (match := _BRITISH.fullmatch(text)):
        return None
    day, month, year = (int(part) for part in match.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _once(cells: CellReader, column: str, key: str, seen: dict[str, str]) -> None:
    first = seen.setdefault(key, cells.place(column))
    if key and first != cells.place(column):
        cells.fault(
            column,
            say("{key} stands at {first} too", key=shown(key), first=first),
            say("Keep one of the two rows"),
            "E_DUP_ROW",
        )
