"""Writing the score sheet of a workbook: one row an issue, and a column a criterion with last year beside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from toolkit.files.workbook_last_year import LastYear
from toolkit.files.workbook_layout import CONFIDENCE, LAST_YEAR, SCORE_SHEET_COLUMNS
from toolkit.files.workbook_pen import NewSheet
from toolkit.files.xlsx_scan import Box
from toolkit.language import say
from toolkit.model.assessment import UNKNOWN
from toolkit.model.issues import Issue
from toolkit.model.matrix import Matrix

LABEL_ROW: Final = 5
ID_ROW: Final = 6
"""The row that names the columns; it holds ids, small and grey, under the labels."""
FIRST_ROW: Final = ID_ROW + 1

SPARE_ISSUES: Final = 10
"""Rows at the end for issues of the district's own."""

_FIRST_CRITERION = len(SCORE_SHEET_COLUMNS) + 1
_ID_WIDTH, _NAME_WIDTH = 24, 40
_LAST_YEAR_WIDTH = 9


@dataclass(frozen=True)
class ScoreSheet:
    """Where everything stands on a score sheet: an issue's row, a criterion's column."""

    matrix: Matrix
    issues: Sequence[Issue]
    last: LastYear | None = None

    @property
    def last_row(self) -> int:
        """The last row that has drop-downs and totals."""
        return ID_ROW + len(self.issues) + SPARE_ISSUES

    @property
    def rows(self) -> range:
        """Every row for an issue."""
        return range(FIRST_ROW, self.last_row + 1)

    @cached_property
    def columns(self) -> dict[str, int]:
        """The column of each criterion's level, by its id; last year's level stands in the next."""
        step = 1 if self.last is None else 2
        return {one.id: _FIRST_CRITERION + step * at for at, one in enumerate(self.matrix.criteria)}

    @property
    def confidence(self) -> int:
        """The column after those of the criteria, where the confidence stands if the matrix grades it."""
        return _FIRST_CRITERION + len(self.matrix.criteria) * (1 if self.last is None else 2)

    def write(self, sheet: NewSheet) -> None:
        """Write the header, the issues, last year's levels and the drop-downs, and lock the rest."""
        sheet.header(ID_ROW, list(self._names()), "id")
        sheet.width(1, _ID_WIDTH)
        sheet.width(2, _NAME_WIDTH)
        sheet.height(LABEL_ROW - 1, 2)
        sheet.height(LABEL_ROW, 2)
        sheet.keep_in_view(ID_ROW, len(SCORE_SHEET_COLUMNS))
        self._write_labels(sheet)
        self._write_drop_downs(sheet)
        for row in self.rows:
            self._write_row(sheet, row)
        if self.last is not None:
            for column in self.columns.values():
                sheet.width(column + 1, _LAST_YEAR_WIDTH)
        sheet.lock()

    def _names(self) -> Iterator[str]:
        yield from SCORE_SHEET_COLUMNS
        for criterion in self.matrix.criteria:
            yield criterion.id
            if self.last is not None:
                yield f"{LAST_YEAR}: {criterion.id}"
        if self.matrix.confidence:
            yield CONFIDENCE

    def _write_row(self, sheet: NewSheet, row: int) -> None:
        issue = self.issues[row - FIRST_ROW] if row < FIRST_ROW + len(self.issues) else None
        if issue is None:
            sheet.blank(row, 1, "own id")
            sheet.blank(row, 2, "input")
        else:
            sheet.text(row, 1, issue.id, "id")
            sheet.text(row, 2, issue.name)
        for criterion, column in self.columns.items():
            sheet.blank(row, column, "level input")
            if issue is not None and self.last is not None:
                _write_last_year(sheet, row, column + 1, self.last.levels.get((issue.id, criterion), ""))
        if self.matrix.confidence:
            sheet.blank(row, self.confidence, "level input")

    def _write_labels(self, sheet: NewSheet) -> None:
        for section in self.matrix.sections:
            first = self.columns[section.criteria[0].id]
            sheet.text(LABEL_ROW - 1, first, section.label, "header")
        sheet.text(LABEL_ROW, 1, say("Issue id"), "header")
        sheet.text(LABEL_ROW, 2, say("Community safety issue"), "header")
        for criterion in self.matrix.criteria:
            column = self.columns[criterion.id]
            sheet.text(LABEL_ROW, column, criterion.label, "header")
            if self.last is not None:
                sheet.text(LABEL_ROW, column + 1, say("in {year}", year=self.last.label), "note")
        if self.matrix.confidence:
            sheet.text(LABEL_ROW, self.confidence, say("Confidence"), "header")

    def _write_drop_downs(self, sheet: NewSheet) -> None:
        for criterion in self.matrix.criteria:
            column = self.columns[criterion.id]
            cells = Box(FIRST_ROW, column, self.last_row, column)
            sheet.drop_down(cells, [*criterion.values, UNKNOWN], criterion.label, criterion.question)
        if self.matrix.confidence:
            grades = [grade.id for grade in self.matrix.confidence.grades]
            cells = Box(FIRST_ROW, self.confidence, self.last_row, self.confidence)
            sheet.drop_down(cells, grades, say("Confidence"), self.matrix.confidence.question)


def _write_last_year(sheet: NewSheet, row: int, column: int, level: str) -> None:
    if level.isdecimal():
        sheet.number(row, column, int(level), "last year")
    else:
        sheet.text(row, column, level, "last year")
