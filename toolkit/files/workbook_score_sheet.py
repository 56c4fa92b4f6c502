"""Writing the score sheet of a template: one row an issue, one column a criterion, totals by Excel."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Final

from toolkit.files.workbook_formulas import INCOMPLETE, rank_formula, total_formula
from toolkit.files.workbook_layout import COMPUTED, CONFIDENCE, SCORE_SHEET_COLUMNS
from toolkit.files.workbook_pen import NewSheet
from toolkit.files.xlsx_scan import Box
from toolkit.model.assessment import UNKNOWN
from toolkit.model.issues import IssueCatalogue
from toolkit.model.matrix import Combine, Matrix, Section

LABEL_ROW: Final = 5
ID_ROW: Final = 6
"""The row that names the columns; it holds ids, small and grey, under the labels."""

SPARE_ISSUES: Final = 10
"""Rows at the end for issues of the district's own."""

_FIRST_ROW = ID_ROW + 1
_FIRST_CRITERION = len(SCORE_SHEET_COLUMNS) + 1
_RISK = f"{COMPUTED}: risk"
_RANK = f"{COMPUTED}: rank"
_NAME_WIDTH = 36


@dataclass(frozen=True)
class _Total:
    """A column that computes itself: what it is called and what it is made of, from column `first` on."""

    name: str
    label: str
    combine: Combine
    weights: tuple[Fraction, ...]
    first: int
    rounded: bool = False


def write_score_sheet(sheet: NewSheet, matrix: Matrix, catalogue: IssueCatalogue) -> None:
    """Write the header, the issues, the drop-downs and the totals below the three lines at the top."""
    totals = tuple(_totals(matrix))
    confidence = [CONFIDENCE] if matrix.confidence else []
    criteria = [criterion.id for criterion in matrix.criteria]
    names = [*SCORE_SHEET_COLUMNS, *criteria, *confidence, *(total.name for total in totals), _RANK]
    sheet.header(ID_ROW, names, "id")
    sheet.width(2, _NAME_WIDTH)
    sheet.keep_in_view(ID_ROW, len(SCORE_SHEET_COLUMNS))
    _write_labels(sheet, matrix, totals)
    last_row = ID_ROW + len(catalogue.issues) + SPARE_ISSUES
    _write_drop_downs(sheet, matrix, last_row)
    for row, issue in enumerate(catalogue.issues, _FIRST_ROW):
        sheet.text(row, 1, issue.id, "id")
        sheet.text(row, 2, issue.name)
    first_total, risk = len(names) - len(totals), names.index(_RISK) + 1
    for row in range(_FIRST_ROW, last_row + 1):
        for column in range(_FIRST_CRITERION, first_total):
            sheet.blank(row, column, "level")
        shown = INCOMPLETE if row < _FIRST_ROW + len(catalogue.issues) else ""
        for column, total in enumerate(totals, first_total):
            formula = total_formula(total.combine, total.weights, row, total.first, rounded=total.rounded)
            sheet.formula((row, column), formula, shown)
        sheet.formula((row, len(names)), rank_formula(row, risk, _FIRST_ROW, last_row), "")


def _totals(matrix: Matrix) -> Iterator[_Total]:
    """Yield the sections that count, the risk score made of them, then the sections shown beside."""
    sizes = [len(section.criteria) for section in matrix.sections]
    starts = accumulate(sizes[:-1], initial=_FIRST_CRITERION)
    first = {section.id: start for section, start in zip(matrix.sections, starts, strict=True)}
    after = _FIRST_CRITERION + sum(sizes) + bool(matrix.confidence)
    for section in matrix.risk_sections:
        yield _section_total(section, f"{section.label} total", first[section.id])
    weights = tuple(Fraction(1) if s.weight is None else s.weight for s in matrix.risk_sections)
    combines = {matrix.risk.combine, *(section.combine for section in matrix.risk_sections)}
    fractions = Combine.WEIGHTED_SUM in combines
    yield _Total(_RISK, "Risk score", matrix.risk.combine, weights, after, rounded=fractions)
    for section in matrix.side_sections:
        yield _section_total(section, f"{section.label} total (beside, not counted)", first[section.id])


def _section_total(section: Section, label: str, first: int) -> _Total:
    # A section may be called risk or rank: "total" keeps its column apart from ours.
    return _Total(f"{COMPUTED}: total of {section.id}", label, section.combine, section.weights, first)


def _write_labels(sheet: NewSheet, matrix: Matrix, totals: Sequence[_Total]) -> None:
    column = _FIRST_CRITERION
    for section in matrix.sections:
        sheet.text(LABEL_ROW - 1, column, section.label, "header")
        column += len(section.criteria)
    labels = ["Issue id", "Community safety issue", *(criterion.label for criterion in matrix.criteria)]
    labels += ["Confidence"] if matrix.confidence else []
    labels += [*(total.label for total in totals), "Rank among complete issues"]
    for at, label in enumerate(labels, 1):
        sheet.text(LABEL_ROW, at, label, "header")


def _write_drop_downs(sheet: NewSheet, matrix: Matrix, last_row: int) -> None:
    for column, criterion in enumerate(matrix.criteria, _FIRST_CRITERION):
        cells = Box(_FIRST_ROW, column, last_row, column)
        sheet.drop_down(cells, [*criterion.values, UNKNOWN], criterion.label, criterion.question)
    if matrix.confidence:
        column = _FIRST_CRITERION + len(matrix.criteria)
        grades = [grade.id for grade in matrix.confidence.grades]
        cells = Box(_FIRST_ROW, column, last_row, column)
        sheet.drop_down(cells, grades, "Confidence", matrix.confidence.question)
