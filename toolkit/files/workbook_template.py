"""A workbook to score in: drop-downs, guidance, last year's levels, and totals that Excel computes itself."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from toolkit.errors import Refused
from toolkit.files.issue_rows import issue_rows
from toolkit.files.return_columns import COLUMNS, HEADER_KEYS
from toolkit.files.return_header import FORMAT
from toolkit.files.workbook_guidance import GUIDANCE_COLUMNS, guidance_rows, sheet_notes
from toolkit.files.workbook_last_year import LastYear
from toolkit.files.workbook_layout import (
    AGENCY_KEY,
    GUIDANCE_SHEET,
    LAST_YEAR_LEVEL,
    LAST_YEAR_REASON,
    REASONS_SHEET,
    RESERVED_COLUMNS,
    RETURN_SHEET,
    SCORE_SHEET,
    SCORER_KEY,
    TABLE_SHEETS,
    TOTALS_SHEET,
)
from toolkit.files.workbook_pen import HEADER_ROW, NO_DATE, NewSheet, NewWorkbook, table_drop_downs
from toolkit.files.workbook_score_sheet import ScoreSheet
from toolkit.files.workbook_totals import write_totals
from toolkit.files.workbook_write import write_keys
from toolkit.files.xlsx_scan import Box, cell_name
from toolkit.language import say
from toolkit.model.assessment import Marking, Origin, ReturnOrigins, ReturnStatus
from toolkit.model.horizon import HeadingSet
from toolkit.model.issues import Issue, IssueCatalogue
from toolkit.model.matrix import Matrix
from toolkit.model.priorities import CategorySet

_SPARE_ROWS = 200
_ABOUT: Final = ("issue", "issue_name", "criterion", "criterion_label")
_WHY: Final = ("rationale", "evidence", "dissent")
_BEFORE: Final = (LAST_YEAR_LEVEL, LAST_YEAR_REASON)


@dataclass(frozen=True)
class ScoreWorkbook:
    """What a workbook to score in is made from.

    `districts` are offered as choices where the district is asked for. `last` are the levels and reasons of
    the year before, shown beside; `own_issues` are the district's own, which are scored too.
    """

    matrix: Matrix
    catalogue: IssueCatalogue
    category_set: CategorySet
    heading_set: HeadingSet
    district: str = ""
    assessment_year: str = ""
    plan_year: str = ""
    marking: Marking = Marking.OFFICIAL
    handling: str = ""
    districts: Sequence[str] = ()
    own_issues: Sequence[Issue] = ()
    last: LastYear | None = None
    dated: date = field(default=NO_DATE)

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        """Every issue that has a row: the catalogue's, then the district's own."""
        return (*self.catalogue.issues, *self.own_issues)

    @cached_property
    def values(self) -> dict[str, str]:
        """What the return sheet says before anyone has filled it in, by key."""
        lists: dict[str, Matrix | IssueCatalogue | CategorySet | HeadingSet] = {
            "matrix": self.matrix,
            "catalogue": self.catalogue,
            "category_set": self.category_set,
            "heading_set": self.heading_set,
        }
        values = {f"{name}.id": one.id for name, one in lists.items()}
        values |= {f"{name}.version": one.version for name, one in lists.items()}
        values |= {"format": FORMAT, "status": ReturnStatus.DRAFT.label, "marking": self.marking.value}
        values |= {"district": self.district, "assessment_year": self.assessment_year}
        values |= {"plan_year": self.plan_year, "handling": self.handling}
        values |= {f"origins.{part}.origin": Origin.OWN.value for part in ReturnOrigins.model_fields}
        return {key: values.get(key, "") for key in (*HEADER_KEYS, SCORER_KEY, AGENCY_KEY)}


def template_bytes(
    matrix: Matrix,
    catalogue: IssueCatalogue,
    category_set: CategorySet,
    heading_set: HeadingSet,
    *,
    district: str = "",
    assessment_year: str = "",
    plan_year: str = "",
    districts: Sequence[str] = (),
) -> bytes:
    """Return a blank workbook for scoring the issues of `catalogue` with `matrix`.

    Raises as `score_workbook_bytes`.
    """
    return score_workbook_bytes(
        ScoreWorkbook(
            matrix,
            catalogue,
            category_set,
            heading_set,
            district=district,
            assessment_year=assessment_year,
            plan_year=plan_year,
            districts=districts,
        )
    )


def score_workbook_bytes(what: ScoreWorkbook) -> bytes:
    """Return a workbook to score in.

    Read back, a filled one is a return: whose levels they are is asked on its first sheet. Every cell but
    those that are filled in is locked, without a password. The same `what` gives the same bytes.

    Raises
    ------
    Refused
        When the matrix is a template without level values, or a criterion's id is a column's name.
    """
    matrix = what.matrix
    if matrix.template:
        raise Refused(
            say(
                "No workbook can be made for '{matrix}'. {template}",
                matrix=matrix.ref,
                template=matrix.template,
            )
        )
    if taken := sorted({criterion.id for criterion in matrix.criteria} & RESERVED_COLUMNS):
        raise Refused(
            say(
                "'{matrix}' has a criterion with the id '{taken}', a column of the score sheet.",
                matrix=matrix.ref,
                taken=taken[0],
            )
        )
    title = say("Score sheet: {matrix}", matrix=matrix.title)
    subject = say("Workbook to score with {matrix}", matrix=matrix.ref)
    sheets = _Sheets(NewWorkbook(title, subject, str(matrix.ref), what.dated), what.marking)
    _write_return(sheets, what)
    about = f"{matrix.title} ({matrix.ref})"
    scores = ScoreSheet(matrix, what.issues, what.last)
    scores.write(sheets.headed(SCORE_SHEET, about))
    totals = sheets.headed(TOTALS_SHEET, say("Totals: {matrix}", matrix=about))
    write_totals(totals, scores, _reason_cells(what))
    _write_reasons(sheets.headed(REASONS_SHEET, say("Reasons")), what)
    guidance = sheets.headed(GUIDANCE_SHEET, say("Guidance: {matrix}", matrix=about))
    _write_rows(guidance, GUIDANCE_COLUMNS, guidance_rows(matrix, what.category_set))
    guidance.lock()
    for table, name in TABLE_SHEETS.items():
        if table != "scores":
            _write_table(sheets.headed(name, name), table, what)
    return sheets.book.content()


@dataclass
class _Sheets:
    """The sheets of a workbook as they are added, each with the marking, a title and a note at its top."""

    book: NewWorkbook
    shown: Marking
    marking: str = ""
    """The formula that shows the marking of the first sheet."""
    notes: dict[str, str] = field(default_factory=sheet_notes)

    def headed(self, name: str, title: str) -> NewSheet:
        sheet = self.book.sheet(name)
        self.write_head(sheet, name, title)
        return sheet

    def write_head(self, sheet: NewSheet, name: str, title: str) -> None:
        sheet.formula((1, 1), self.marking, self.shown.value, "marking")
        sheet.text(2, 1, title, "title")
        sheet.text(3, 1, self.notes.get(name, ""), "note")


def _write_return(sheets: _Sheets, what: ScoreWorkbook) -> None:
    sheet = sheets.book.sheet(RETURN_SHEET)
    rows = write_keys(sheet, what.values, "input")
    if what.districts:
        sheet.drop_down(Box(rows["district"], 2, rows["district"], 2), what.districts, "", "")
    sheets.marking = f"={RETURN_SHEET}!{cell_name(rows['marking'], 2)}"
    sheets.write_head(sheet, RETURN_SHEET, RETURN_SHEET)
    sheet.lock()


def _reason_columns(what: ScoreWorkbook) -> tuple[str, ...]:
    return (*_ABOUT, *(_BEFORE if what.last else ()), *_WHY)


def _reason_cells(what: ScoreWorkbook) -> Box:
    """Return the cells of the reasons sheet that hold this year's reasons, spare rows with them."""
    columns = _reason_columns(what)
    last_row = HEADER_ROW + len(what.issues) * len(what.matrix.criteria) + _SPARE_ROWS
    return Box(HEADER_ROW + 1, columns.index(_WHY[0]) + 1, last_row, len(columns))


def _write_reasons(sheet: NewSheet, what: ScoreWorkbook) -> None:
    """Write a row for each issue and criterion; the cells of the reasons are left to be filled in."""
    _write_rows(sheet, _reason_columns(what), _reasons(what), "input")
    sheet.lock()


def _reasons(what: ScoreWorkbook) -> Iterator[tuple[str, ...]]:
    for issue in what.issues:
        for criterion in what.matrix.criteria:
            about = (issue.id, issue.name, criterion.id, criterion.label)
            cell = (issue.id, criterion.id)
            before = (what.last.levels.get(cell, ""), what.last.reasons.get(cell, "")) if what.last else ()
            yield (*about, *before)


def _write_table(sheet: NewSheet, table: str, what: ScoreWorkbook) -> None:
    columns = COLUMNS[table]
    rows = issue_rows(what.own_issues) if table == "issues" else ()
    sheet.header(HEADER_ROW, columns, below="input")
    sheet.keep_in_view(HEADER_ROW)
    for number, row in enumerate(rows, HEADER_ROW + 1):
        for column, name in enumerate(columns, 1):
            sheet.text(number, column, row[name], "input")
    headings = [heading.id for heading in what.heading_set.headings]
    table_drop_downs(sheet, table, HEADER_ROW + _SPARE_ROWS, headings)
    sheet.lock()


def _write_rows(
    sheet: NewSheet, columns: Sequence[str], rows: Iterable[Sequence[str]], below: str = "plain"
) -> None:
    sheet.header(HEADER_ROW, columns, below=below)
    sheet.keep_in_view(HEADER_ROW)
    for row, cells in enumerate(rows, HEADER_ROW + 1):
        for column, text in enumerate(cells, 1):
            if text:
                sheet.text(row, column, text)
