"""A partner's own workbook to the parts of a return, as its column mapping says; faults by its own cells."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from toolkit.errors import Fault
from toolkit.files.cell_reader import Names
from toolkit.files.column_mapping_sheet import find_columns, find_sheet
from toolkit.files.faults import listed, name_key, nearest_name, shown
from toolkit.files.return_columns import SCORES
from toolkit.files.return_header import FORMAT
from toolkit.files.rows import ReturnParts, Row, Table
from toolkit.files.workbook_cells import Sheet, rows_under_header
from toolkit.files.workbook_open import OpenedWorkbook
from toolkit.files.workbook_read import ignored_formulas, links_not_followed
from toolkit.language import say
from toolkit.model.assessment import UNKNOWN, Origin, ReturnOrigins, ReturnStatus
from toolkit.model.column_mapping import ColumnMapping, CriterionColumn, Layout, Word, meant
from toolkit.model.financial_year import year_after
from toolkit.model.issues import IssueCatalogue
from toolkit.model.matrix import Criterion, Matrix
from toolkit.model.text import fold

NOT_SCORED: Final = "not_scored"

_LEVEL_OF: Final = "level of "
_REASON_OF: Final = "reason of "
_WHOLE_NUMBER: Final = re.compile(r"[0-9]{1,7}")
_BESIDE: Final = ("confidence", "agency", "rationale", "evidence", "dissent")


@dataclass(frozen=True)
class Known:
    """What a partner's words may stand for besides what the mapping says: ids, and the names of the lists."""

    matrix: Matrix
    issues: Names
    criteria: Names

    @classmethod
    def of(cls, matrix: Matrix, catalogue: IssueCatalogue) -> "Known":
        """Return the names of a matrix and a catalogue."""
        issues = {issue.id: (issue.name,) for issue in catalogue.issues}
        criteria = {criterion.id: (criterion.label,) for criterion in matrix.criteria}
        return cls(
            matrix,
            Names("issue", "E_UNKNOWN_ISSUE", issues),
            Names("criterion", "E_UNKNOWN_CRITERION", criteria),
        )


def partner_parts(
    workbook: OpenedWorkbook, mapping: ColumnMapping, known: Known, year: str | None = None
) -> ReturnParts:
    """Return the parts of the return in a partner's workbook; `year` counts before the mapping's own.

    Formulas in the columns that are read are faults by cell; everywhere else they are ignored and listed, and
    so are other columns and sheets. What is wrong is listed in the parts' faults.
    """
    found = find_sheet(workbook, mapping.sheet)
    header = _header(mapping, year)
    if isinstance(found, Fault):
        return ReturnParts(header, workbook.file, {}, (found,))
    rows = tuple(_Reading(found, mapping, known).rows())
    if not (year or mapping.assessment_year):
        found.faults.append(_no_year(workbook.file, header))
    ignored = (*ignored_formulas(workbook, [found]), *links_not_followed(workbook))
    tables = {"scores": Table(workbook.file, rows)}
    return ReturnParts(header, workbook.file, tables, tuple(found.faults), ignored, read_with(mapping))


def _header(mapping: ColumnMapping, year: str | None) -> Row:
    year = year or mapping.assessment_year or ""
    cells = {"format": FORMAT, "district": mapping.partnership, "assessment_year": year}
    cells |= {"plan_year": year_after(year), "status": ReturnStatus.DRAFT.value}
    for part in ("matrix", "catalogue", "category_set", "heading_set"):
        named = getattr(mapping, part)
        cells |= {f"{part}.id": named.id, f"{part}.version": named.version}
    cells |= {f"origins.{part}.origin": Origin.OWN.value for part in ReturnOrigins.model_fields}
    place = say("column mapping {mapping}", mapping=mapping.ref)
    return Row({key: text for key, text in cells.items() if text}, dict.fromkeys(cells, place))


def read_with(mapping: ColumnMapping) -> str:
    """Return how a workbook was read, for people."""
    return say(
        "with the columns of {partnership} ({mapping})", partnership=mapping.partnership, mapping=mapping.ref
    )


def _no_year(file: str, header: Row) -> Fault:
    problem = say("nobody has said which assessment year this is")
    remedy = say("Give the year, such as 2016-17, or write assessment_year in the column mapping")
    return Fault(file, header.places["assessment_year"], problem, remedy, "E_BLANK")


class _Reading:
    """The rows of a partner's sheet as rows of scores, and what is wrong with them."""

    def __init__(self, sheet: Sheet, mapping: ColumnMapping, known: Known) -> None:
        self._sheet = sheet
        self._mapping = mapping
        self._known = known
        self._labels = {
            criterion.id: _labels(criterion) for criterion in known.matrix.criteria if criterion.levels
        }

    def rows(self) -> Iterator[Row]:
        """Yield a row for every score of the sheet."""
        found = find_columns(self._sheet, self._mapping.wanted)
        if found is None:
            return
        meanings = {**self._mapping.columns.named, **dict(_of_criteria(self._mapping.criteria))}
        self._sheet.columns = {meaning: found[name] for meaning, name in meanings.items()}
        wide = self._mapping.layout is Layout.WIDE
        for row in rows_under_header(self._sheet, strays=False):
            if (issue := self._issue(row)) is not None:
                yield from self._wide(row, issue) if wide else self._long(row, issue)

    def _wide(self, row: Row, issue: str) -> Iterator[Row]:
        given = False
        for one in self._mapping.criteria:
            level = self._level(row, _LEVEL_OF + one.criterion, one.criterion)
            reason = row.cells.get(_REASON_OF + one.criterion, "").strip()
            if level or reason:
                cells = {"criterion": one.criterion, "level": level}
                yield self._score(row, issue, cells, _LEVEL_OF + one.criterion, _REASON_OF + one.criterion)
            given = given or bool(level)
        beside = [name for name in _BESIDE if row.cells.get(name, "").strip() and name != "agency"]
        for name in () if given else beside:
            problem = say("it goes with no level: the row has none")
            self._fault(row, name, problem, say("Score the issue, or clear the cell"), "E_BLANK")

    def _long(self, row: Row, issue: str) -> Iterator[Row]:
        text = row.cells["criterion"].strip()
        criterion = meant(self._mapping.criterion_words, text) or self._known.criteria.find(text)
        if criterion is None:
            self._unknown(row, "criterion", self._known.criteria, self._mapping.criterion_words)
            return
        level = self._level(row, "level", criterion)
        yield self._score(row, issue, {"criterion": criterion, "level": level}, "level", "rationale")

    def _score(self, row: Row, issue: str, cells: dict[str, str], level: str, reason: str) -> Row:
        """Return the row of one score, its places those of the partner's cells."""
        found = dict.fromkeys(SCORES, "") | {name: row.cells.get(name, "") for name in _BESIDE}
        found |= {"scorer": row.cells.get("scorer", self._mapping.scorer)}
        found |= {"agency": row.cells.get("agency", self._mapping.agency), "issue": issue, **cells}
        found["confidence"] = (
            meant(self._mapping.confidence_words, found["confidence"]) or found["confidence"]
        )
        found["rationale"] = row.cells.get(reason, "") or found["rationale"]
        places = {name: row.places[name] for name in ("issue", "criterion", *_BESIDE) if name in row.places}
        places |= {"level": row.places[level], "scorer": row.places.get("scorer", row.places[level])}
        places |= {"rationale": row.places[reason]} if reason in row.places else {}
        return Row(found, {"criterion": row.places[level]} | places)

    def _issue(self, row: Row) -> str | None:
        """Return the id of the issue of a row, or None where the row holds no scores or names none."""
        text = row.cells["issue"].strip()
        if fold(text) in {fold(word) for word in self._mapping.left_out}:
            return None
        if not text:
            if any(cell.strip() for name, cell in row.cells.items() if name.startswith(_LEVEL_OF)):
                self._fault(row, "issue", say("the row names no issue"), say("Write the issue"), "E_BLANK")
            return None
        found = meant(self._mapping.issue_words, text) or self._known.issues.find(text)
        if found is None:
            self._unknown(row, "issue", self._known.issues, self._mapping.issue_words)
        return found

    def _level(self, row: Row, column: str, criterion: str) -> str:
        """Return the level of a cell as text; blank where it is not scored, or a fault was noted."""
        text = " ".join(row.cells[column].split())
        if not text:
            return ""
        said = self._mapping.level(criterion, text)
        if said is not None:
            return "" if said == NOT_SCORED else str(said)
        if name_key(text) == UNKNOWN:
            return UNKNOWN
        if _WHOLE_NUMBER.fullmatch(text) and int(text) in self._known.matrix.criterion(criterion).values:
            return str(int(text))
        labels = self._labels.get(criterion, {})
        if fold(text) in labels:
            return str(labels[fold(text)])
        self._unknown_level(row, column, criterion, text)
        return ""

    def _unknown_level(self, row: Row, column: str, criterion: str, text: str) -> None:
        asked = self._known.matrix.criterion(criterion)
        said = [one.word for one in self._mapping.level_words if one.criterion in (None, criterion)]
        known = [*map(str, asked.values), UNKNOWN, *said]
        problem = say("{word} is no level of {criterion}", word=shown(text), criterion=asked.label)
        remedy = say("Write one of {known}, or say in the column mapping what it means", known=listed(known))
        near = nearest_name(text, [*known, *(level.label for level in asked.levels)])
        self._fault(row, column, problem, remedy, "E_UNKNOWN_LEVEL", near)

    def _unknown(self, row: Row, column: str, names: Names, words: tuple[Word, ...]) -> None:
        text = row.cells[column].strip()
        problem = say("nobody has said what {word} is", word=shown(text))
        known = [*(one.word for one in words), *names.ids]
        remedy = say("Write one of {known}, or say in the column mapping what it means", known=listed(known))
        self._fault(row, column, problem, remedy, names.code, names.nearest(text))

    def _fault(self, row: Row, column: str, *what: str | None) -> None:
        """Note a fault of a cell: the problem, the remedy, the code and perhaps the nearest name."""
        problem, remedy, code, *nearest = what
        place = row.places[column]
        found = Fault(self._sheet.file, place, problem or "", remedy or "", code or "", *nearest)
        self._sheet.faults.append(found)


def _of_criteria(criteria: tuple[CriterionColumn, ...]) -> Iterator[tuple[str, str]]:
    for one in criteria:
        yield _LEVEL_OF + one.criterion, one.column
        if one.rationale:
            yield _REASON_OF + one.criterion, one.rationale


def _labels(criterion: Criterion) -> Mapping[str, int]:
    """Return the level of each label that no other level of the criterion has."""
    labels = [fold(level.label) for level in criterion.levels]
    return {fold(one.label): one.value for one in criterion.levels if labels.count(fold(one.label)) == 1}
