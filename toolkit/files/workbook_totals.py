"""Writing the sheet of totals: what Excel makes of the score sheet, as the toolkit scores and ranks it."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from toolkit.files.workbook_formulas import (
    best_rank,
    combined,
    fixed_span,
    level_term,
    range_shown,
    rounded,
    where_scored,
    worst_rank,
)
from toolkit.files.workbook_layout import REASONS_SHEET, SCORE_SHEET
from toolkit.files.workbook_pen import NewSheet
from toolkit.files.workbook_score_sheet import FIRST_ROW, ID_ROW, ScoreSheet
from toolkit.files.xlsx_scan import Box, cell_name
from toolkit.language import say
from toolkit.model.matrix import Combine, Matrix, Section

_ID_WIDTH, _NAME_WIDTH = 30, 40
_WIDTH = 14
_RANK, _RISK = 3, 4
"""The columns of what people come for, right after the issue."""


@dataclass(frozen=True)
class _Columns:
    """The columns of the sheet: what is shown first, then the working."""

    sections: tuple[Section, ...]
    """Those that enter the risk score, then those beside it."""

    def shown(self, at: int) -> int:
        return _RISK + 1 + at

    @property
    def scored(self) -> int:
        return _RISK + len(self.sections) + 1

    def low(self, at: int) -> int:
        return self.scored + 1 + 2 * at

    @property
    def risk_low(self) -> int:
        return self.low(len(self.sections))

    @property
    def best(self) -> int:
        return self.risk_low + 2

    @property
    def last(self) -> int:
        return self.best + 1


def write_totals(sheet: NewSheet, scores: ScoreSheet, reasons: Box) -> None:
    """Write a row for each row of the score sheet; `reasons` are the cells of the reasons, with the issues.

    A total that an open level leaves open is shown as a range, and so is a rank. An issue for which nothing
    is entered, neither a level nor a reason, shows nothing.
    """
    matrix = scores.matrix
    columns = _Columns((*matrix.risk_sections, *matrix.side_sections))
    sheet.header(ID_ROW, list(_labels(matrix, columns)))
    for column in range(1, columns.last + 1):
        sheet.width(column, {1: _ID_WIDTH, 2: _NAME_WIDTH}.get(column, _WIDTH))
    sheet.height(ID_ROW, 4)
    sheet.keep_in_view(ID_ROW, 2)
    for row in scores.rows:
        for column, formula in _row(scores, columns, row, reasons):
            look = "copied" if column <= 2 else "total" if column < columns.scored else "working"  # noqa: PLR2004
            sheet.formula((row, column), formula, "", look)
    sheet.lock()


def _labels(matrix: Matrix, columns: _Columns) -> Iterator[str]:
    yield from (say("Issue id"), say("Community safety issue"), say("Rank"), say("Risk score"))
    side = set(matrix.side_sections)
    for section in columns.sections:
        if section in side:
            yield say("{section} total (beside, not counted)", section=section.label)
        else:
            yield say("{section} total", section=section.label)
    yield say("Working: cells entered")
    for name in (*(section.label for section in columns.sections), say("Risk score")):
        yield say("Working: {total}, lowest", total=name)
        yield say("Working: {total}, highest", total=name)
    yield say("Working: best rank")
    yield say("Working: worst rank")


def _row(scores: ScoreSheet, columns: _Columns, row: int, reasons: Box) -> Iterator[tuple[int, str]]:
    """Yield the formulas of one row by column."""
    scored = f"${cell_name(row, columns.scored)}"
    for column in (1, 2):
        cell = _on_score_sheet(row, column)
        yield column, f'=IF({cell}="","",{cell})'
    yield columns.scored, _entered(scores, row, reasons)
    for at, section in enumerate(columns.sections):
        for end in (0, 1):
            yield columns.low(at) + end, where_scored(scored, _section_total(scores, section, row, end))
        yield columns.shown(at), where_scored(scored, _shown(row, columns.low(at)))
    for end in (0, 1):
        yield columns.risk_low + end, where_scored(scored, _risk(scores.matrix, columns, row, end))
    yield _RISK, where_scored(scored, _shown(row, columns.risk_low))
    rows = Box(FIRST_ROW, 0, scores.last_row, 0)
    ends = (columns.risk_low, columns.risk_low + 1)
    yield columns.best, where_scored(scored, best_rank(row, *ends, rows))
    yield columns.best + 1, where_scored(scored, worst_rank(row, *ends, rows))
    yield _RANK, where_scored(scored, _shown(row, columns.best))


def _entered(scores: ScoreSheet, row: int, reasons: Box) -> str:
    """Count the levels of an issue and its reasons: one of either makes it an issue that is scored."""
    issue = _on_score_sheet(row, 1)
    levels = ",".join(_on_score_sheet(row, column) for column in scores.columns.values())
    spans = [
        fixed_span(column, reasons, REASONS_SHEET) for column in (1, *range(reasons.left, reasons.right + 1))
    ]
    why = f'SUMPRODUCT(({spans[0]}={issue})*({"&".join(spans[1:])}<>""))'
    return f'=IF({issue}="",0,COUNTA({levels})+{why})'


def _section_total(scores: ScoreSheet, section: Section, row: int, end: int) -> str:
    """Return the lowest (`end` 0) or highest (1) total of a section: totals grow with every level."""
    terms = [
        level_term(_on_score_sheet(row, scores.columns[one.id]), one.values[-end]) for one in section.criteria
    ]
    return combined(terms, section.combine, section.weights)


def _risk(matrix: Matrix, columns: _Columns, row: int, end: int) -> str:
    cells = [cell_name(row, columns.low(at) + end) for at in range(len(matrix.risk_sections))]
    weights = [Fraction(1) if one.weight is None else one.weight for one in matrix.risk_sections]
    total = combined(cells, matrix.risk.combine, weights)
    combines = {matrix.risk.combine, *(one.combine for one in matrix.risk_sections)}
    return rounded(total) if Combine.WEIGHTED_SUM in combines else total


def _shown(row: int, low: int) -> str:
    return range_shown(cell_name(row, low), cell_name(row, low + 1))


def _on_score_sheet(row: int, column: int) -> str:
    return f"'{SCORE_SHEET}'!{cell_name(row, column)}"
