"""The score sheet of a template, one row an issue and one column a criterion, to rows of scores."""

from collections.abc import Iterator, Mapping

from toolkit.files.cell_reader import is_identifier
from toolkit.files.return_columns import SCORES
from toolkit.files.rows import Row
from toolkit.files.workbook_cells import Sheet, find_header, rows_under_header
from toolkit.files.workbook_layout import (
    AGENCY_KEY,
    COMPUTED,
    CONFIDENCE,
    HEADER_SEARCH,
    LAST_YEAR,
    REASON_COLUMNS,
    RESERVED_COLUMNS,
    RETURN_SHEET,
    SCORE_SHEET_COLUMNS,
    SCORER_KEY,
)
from toolkit.language import say

_REASONS = ("rationale", "evidence", "dissent")

Reasons = dict[tuple[str, str], Row]


def score_sheet_rows(sheet: Sheet, reasons: Sheet | None, header: Row) -> tuple[Row, ...]:
    """Return one row a score: every level of the sheet, with its reasons from the sheet beside it.

    A reason without a level is kept, as a score not given yet. Whose levels they are is written on the
    return sheet; that it is blank is a fault, because no one but the analyst can know.
    """
    criteria = _find_criteria(sheet)
    why = _reasons(reasons)
    scorer = {"scorer": header.cells.get(SCORER_KEY, ""), "agency": header.cells.get(AGENCY_KEY, "")}
    places = {"scorer": header.places.get(SCORER_KEY, ""), "agency": header.places.get(AGENCY_KEY, "")}
    rows: list[Row] = []
    if criteria:
        for row in rows_under_header(sheet):
            rows.extend(_issue_rows(sheet, row, criteria, why))
    rows.extend(_bare_reasons(why))
    if rows and not scorer["scorer"].strip():
        remedy = say("Write 'agreed' when the partners agreed the levels, or the name of who gave them")
        place = places["scorer"] or say("sheet {return_sheet}", return_sheet=RETURN_SHEET)
        sheet.fault(
            place,
            say("no {scorer_key}: whose levels are on the score sheet", scorer_key=SCORER_KEY),
            remedy,
            "E_BLANK",
        )
    blank = dict.fromkeys(SCORES, "")
    return tuple(Row(blank | dict(row.cells) | scorer, dict(row.places) | places) for row in rows)


def _find_criteria(sheet: Sheet) -> tuple[str, ...]:
    """Find the header and return the columns of criteria: every one that is not named for something else."""
    from_sheet = [
        str(value).strip()
        for line in sheet.values[:HEADER_SEARCH]
        if any(str(value).strip() == SCORE_SHEET_COLUMNS[0] for value in line)
        for value in line
    ]
    criteria = tuple(name for name in from_sheet if is_identifier(name) and name not in RESERVED_COLUMNS)
    unread = {name for name in from_sheet if name.startswith((COMPUTED, LAST_YEAR))}
    if not find_header(sheet, ("issue", *criteria), {CONFIDENCE, *unread}):
        return ()
    sheet.columns = {name: at for name, at in sheet.columns.items() if name not in unread}
    return criteria


def _reasons(sheet: Sheet | None) -> Reasons:
    if sheet is None or not find_header(sheet, REASON_COLUMNS):
        return {}
    reasons: Reasons = {}
    for row in rows_under_header(sheet):
        if not any(row.cells[column].strip() for column in _REASONS):
            continue
        key = (row.cells["issue"].strip(), row.cells["criterion"].strip())
        if key in reasons:
            problem = say("the same issue and criterion as at {issue}", issue=reasons[key].places["issue"])
            sheet.fault(row.places["issue"], problem, say("Keep one of the two rows"), "E_DUP_ROW")
        reasons.setdefault(key, row)
    return reasons


def _issue_rows(sheet: Sheet, row: Row, criteria: tuple[str, ...], reasons: Reasons) -> Iterator[Row]:
    issue, confidence = row.cells["issue"].strip(), row.cells.get(CONFIDENCE, "")
    scored = [criterion for criterion in criteria if row.cells[criterion].strip()]
    if not issue:
        sheet.fault(
            row.places["issue"], say("the row names no issue"), say("Write the issue's id"), "E_BLANK"
        )
        return
    if confidence.strip() and not scored:
        remedy = say("Score the issue, or clear the cell")
        sheet.fault(
            row.places[CONFIDENCE], say("a confidence without any level in its row"), remedy, "E_BLANK"
        )
    for criterion in scored:
        why = reasons.pop((issue, criterion), None)
        cells = {
            "issue": issue,
            "criterion": criterion,
            "level": row.cells[criterion],
            CONFIDENCE: confidence,
        }
        places = {"issue": row.places["issue"], "level": row.places[criterion]}
        places |= {"criterion": row.places[criterion], CONFIDENCE: row.places.get(CONFIDENCE, "")}
        yield Row(cells | _why(why, "cells"), places | _why(why, "places"))


def _why(row: Row | None, attribute: str) -> dict[str, str]:
    found: Mapping[str, str] = getattr(row, attribute) if row else {}
    return {column: found[column] for column in _REASONS if column in found}


def _bare_reasons(reasons: Reasons) -> Iterator[Row]:
    for row in reasons.values():
        yield Row({column: row.cells[column] for column in REASON_COLUMNS}, row.places)
