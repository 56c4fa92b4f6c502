"""A blank workbook to score in: drop-downs, guidance, and totals that Excel computes itself."""

from collections.abc import Iterator, Sequence
from typing import Final

from toolkit.errors import Refused
from toolkit.files.return_columns import COLUMNS, HEADER_KEYS
from toolkit.files.return_header import FORMAT
from toolkit.files.workbook_layout import (
    AGENCY_KEY,
    GUIDANCE_SHEET,
    REASONS_SHEET,
    RESERVED_COLUMNS,
    RETURN_SHEET,
    SCORE_SHEET,
    SCORER_KEY,
    TABLE_SHEETS,
)
from toolkit.files.workbook_pen import HEADER_ROW, NewSheet, NewWorkbook, table_drop_downs
from toolkit.files.workbook_score_sheet import write_score_sheet
from toolkit.files.workbook_write import write_keys
from toolkit.files.xlsx_scan import Box, cell_name
from toolkit.model.assessment import Marking, Origin, ReturnOrigins, ReturnStatus
from toolkit.model.horizon import HeadingSet
from toolkit.model.issues import IssueCatalogue
from toolkit.model.matrix import Matrix
from toolkit.model.priorities import CategorySet

_SPARE_ROWS = 200
_REASON_COLUMNS: Final = (
    "issue",
    "issue_name",
    "criterion",
    "criterion_label",
    "rationale",
    "evidence",
    "dissent",
)
_GUIDANCE_COLUMNS: Final = ("section", "criterion", "question", "level", "label", "guidance", "provenance")
_NOTES: Final = {
    RETURN_SHEET: "Fill in the values. Do not change the keys.",
    SCORE_SHEET: (
        "Leave blank what is not scored yet; choose unknown where nobody knows: it is not zero. "
        "The confidence goes with every level of its row. Grey columns compute themselves. "
        "An issue of your own: write it on the sheet Issues, then its id in a row at the end."
    ),
    REASONS_SHEET: "Why each level was given, on what evidence, and who saw it otherwise.",
    GUIDANCE_SHEET: "Every level of every criterion, with what to look for.",
    "Priorities": "One row a priority. Categories: codes joined by |, or none; blank until confirmed.",
    "Horizon": "One row an item. Issues and moves (harm, likelihood, capacity): joined by |.",
    "Issues": "Issues that are not in the list on the score sheet. Leave blank if there are none.",
}


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

    Read back, a filled one is a return: whose levels they are is asked on its first sheet. `districts`
    are offered as choices where the district is asked for.

    Raises
    ------
    Refused
        When the matrix is a template without level values, or a criterion's id is a column's name.
    """
    if matrix.template:
        raise Refused(f"No workbook can be made for '{matrix.ref}'. {matrix.template}")
    if taken := sorted({criterion.id for criterion in matrix.criteria} & RESERVED_COLUMNS):
        raise Refused(
            f"'{matrix.ref}' has a criterion with the id '{taken[0]}', a column of the score sheet."
        )
    lists = {
        "matrix": matrix,
        "catalogue": catalogue,
        "category_set": category_set,
        "heading_set": heading_set,
    }
    values = {
        f"{name}.{key}": str(getattr(part, key)) for name, part in lists.items() for key in ("id", "version")
    }
    values |= {"format": FORMAT, "status": ReturnStatus.DRAFT.label, "marking": Marking.OFFICIAL.value}
    values |= {"district": district, "assessment_year": assessment_year, "plan_year": plan_year}
    values |= {f"origins.{part}.origin": Origin.OWN.value for part in ReturnOrigins.model_fields}
    book = NewWorkbook(f"Score sheet: {matrix.title}", f"Blank workbook for {matrix.ref}", str(matrix.ref))
    marking = _write_return(book.sheet(RETURN_SHEET), values, districts)
    write_score_sheet(
        _headed(book, SCORE_SHEET, f"{matrix.title} ({matrix.ref})", marking), matrix, catalogue
    )
    _write_rows(
        _headed(book, REASONS_SHEET, "Reasons", marking), _REASON_COLUMNS, _reasons(matrix, catalogue)
    )
    title = f"Guidance: {matrix.title} ({matrix.ref})"
    _write_rows(
        _headed(book, GUIDANCE_SHEET, title, marking), _GUIDANCE_COLUMNS, _guidance(matrix, category_set)
    )
    for table, name in TABLE_SHEETS.items():
        if table != "scores":
            sheet = _headed(book, name, name, marking)
            _write_rows(sheet, COLUMNS[table], ())
            table_drop_downs(sheet, table, HEADER_ROW + _SPARE_ROWS, [h.id for h in heading_set.headings])
    return book.content()


def _write_return(sheet: NewSheet, values: dict[str, str], districts: Sequence[str]) -> str:
    """Write the first sheet and return the formula that shows its marking on the others."""
    keys = (*HEADER_KEYS, SCORER_KEY, AGENCY_KEY)
    rows = write_keys(sheet, {key: values.get(key, "") for key in keys})
    if districts:
        sheet.drop_down(Box(rows["district"], 2, rows["district"], 2), districts, "", "")
    marking = f"={RETURN_SHEET}!{cell_name(rows['marking'], 2)}"
    _write_head(sheet, "Return", _NOTES[RETURN_SHEET], marking)
    return marking


def _headed(book: NewWorkbook, name: str, title: str, marking: str) -> NewSheet:
    sheet = book.sheet(name)
    _write_head(sheet, title, _NOTES[name], marking)
    return sheet


def _write_head(sheet: NewSheet, title: str, note: str, marking: str) -> None:
    sheet.formula((1, 1), marking, Marking.OFFICIAL.value, "marking")
    sheet.text(2, 1, title, "title")
    sheet.text(3, 1, note, "note")


def _write_rows(sheet: NewSheet, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    sheet.header(HEADER_ROW, columns)
    sheet.keep_in_view(HEADER_ROW)
    for row, cells in enumerate(rows, HEADER_ROW + 1):
        for column, text in enumerate(cells, 1):
            if text:
                sheet.text(row, column, text)


def _reasons(matrix: Matrix, catalogue: IssueCatalogue) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (issue.id, issue.name, criterion.id, criterion.label)
        for issue in catalogue.issues
        for criterion in matrix.criteria
    )


def _guidance(matrix: Matrix, category_set: CategorySet) -> tuple[tuple[str, ...], ...]:
    return (*_level_guidance(matrix), *_confidence_guidance(matrix), *_category_guidance(category_set))


def _level_guidance(matrix: Matrix) -> Iterator[tuple[str, ...]]:
    for section in matrix.sections:
        for criterion in section.criteria:
            asked = (section.label, criterion.label, criterion.question)
            ground = f"{criterion.provenance.value}: {criterion.source}"
            for level in criterion.levels:
                yield (*asked, str(level.value), level.label, level.guidance, ground)


def _confidence_guidance(matrix: Matrix) -> Iterator[tuple[str, ...]]:
    if scale := matrix.confidence:
        ground = f"{scale.provenance.value}: {scale.source}"
        for grade in scale.grades:
            yield ("Confidence", "Confidence", scale.question, grade.id, grade.label, grade.guidance, ground)


def _category_guidance(category_set: CategorySet) -> Iterator[tuple[str, ...]]:
    for category in category_set.categories:
        yield (
            "County categories",
            category_set.title,
            "",
            category.code,
            category.label,
            category.includes,
            "",
        )
