"""Finding the column mapping that fits a partner's workbook, and reading the workbook with it."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

from toolkit.errors import Fault, InputRejected
from toolkit.files.column_mapping_read import Known, partner_parts
from toolkit.files.column_mapping_sheet import find_columns, find_sheet
from toolkit.files.county_file import areas_beside
from toolkit.files.faults import listed, nearest_name, shown
from toolkit.files.library import Library, library_beside, read_list
from toolkit.files.list_kinds import kind_of
from toolkit.files.return_tables import parse_return
from toolkit.files.rows import ReturnParts
from toolkit.files.workbook_layout import RETURN_SHEET
from toolkit.files.workbook_open import OpenedWorkbook, open_workbook
from toolkit.files.workbook_read import workbook_parts
from toolkit.language import say
from toolkit.model.assessment import Return
from toolkit.model.column_mapping import ColumnMapping
from toolkit.model.issues import IssueCatalogue
from toolkit.model.matrix import Matrix

WORKBOOKS: Final = (".xlsx", ".ods")
"""Endings of the workbooks that are read."""


def read_columns(path: Path) -> ColumnMapping:
    """Return the column mapping in the file at `path`.

    Raises
    ------
    InputRejected
        With every fault found, or when the file holds something else.
    StorageFailed
        When it cannot be read.
    """
    found = read_list(path)
    if isinstance(found, ColumnMapping):
        return found
    problem = say("it is a file of kind {kind}, not a column mapping", kind=shown(kind_of(type(found))))
    remedy = say('Name a file with kind = "column_mapping"')
    raise InputRejected([Fault(path.name, "", problem, remedy, "E_KIND")])


def is_partners(workbook: OpenedWorkbook) -> bool:
    """Say whether a workbook has a layout of its own: no sheet named as the first of ours."""
    return RETURN_SHEET.casefold() not in {name.strip().casefold() for name in workbook.facts}


def mappings_in(library: Library) -> tuple[ColumnMapping, ...]:
    """Return the newest version of every sound column mapping in a library."""
    newest: dict[str, ColumnMapping] = {}
    for entry in sorted(library.entries(ColumnMapping), key=lambda entry: entry.order):
        try:
            found = entry.read()
        except InputRejected:  # a file nobody asked for may be faulty
            continue
        if isinstance(found, ColumnMapping):
            newest[found.id] = found
    return tuple(newest.values())


def fitting(workbook: OpenedWorkbook, mappings: Iterable[ColumnMapping]) -> tuple[ColumnMapping, ...]:
    """Return the mappings whose sheet and columns a workbook has, every one of them."""
    return tuple(mapping for mapping in mappings if _fits(workbook, mapping))


def fitting_beside(path: Path, workbook: OpenedWorkbook) -> ColumnMapping | None:
    """Return the one mapping beside a partner's workbook that fits it; None where there is none.

    Raises
    ------
    InputRejected
        When several fit: which is meant nobody may guess.
    """
    found = fitting(workbook, mappings_in(library_beside(path)))
    if len(found) > 1:
        problem = say("the column mappings {mappings} all fit it", mappings=listed(one.ref for one in found))
        remedy = say("Say which with --columns FILE, or keep one beside the workbook")
        raise InputRejected([Fault(workbook.file, "", problem, remedy, "E_COLUMN_MAPPING")])
    return found[0] if found else None


def any_workbook_parts(path: Path) -> ReturnParts:
    """Return the parts of the return in a workbook: ours, or a partner's that a mapping beside it fits.

    Raises
    ------
    InputRejected
        When the file is hostile, damaged or no workbook, or several mappings fit it.
    StorageFailed
        When it cannot be read.
    """
    workbook = open_workbook(path)
    mapping = fitting_beside(path, workbook) if is_partners(workbook) else None
    return workbook_parts(workbook) if mapping is None else _parts(workbook, mapping, library_beside(path))


def read_partner_return(path: Path, mapping: ColumnMapping, year: str | None = None) -> Return:
    """Return the return in a partner's workbook, read with `mapping`; `year` counts before the mapping's own.

    Raises
    ------
    InputRejected
        With every fault of the mapping, or else of the workbook by the partner's own cells.
    StorageFailed
        When the file cannot be read.
    """
    parts = partner_workbook_parts(path, mapping, library_beside(path), year)
    return parse_return(parts, library_beside(path), areas_beside(path))


def partner_workbook_parts(
    path: Path, mapping: ColumnMapping, library: Library, year: str | None = None
) -> ReturnParts:
    """Return the parts of the return in a partner's workbook; as `read_partner_return`."""
    return _parts(open_workbook(path), mapping, library, year)


def _parts(
    workbook: OpenedWorkbook, mapping: ColumnMapping, library: Library, year: str | None = None
) -> ReturnParts:
    file = f"{mapping.ref}.toml"
    matrix = library.find(Matrix, mapping.matrix.id, mapping.matrix.version, file=file, place="matrix")
    named = mapping.catalogue
    catalogue = library.find(IssueCatalogue, named.id, named.version, file=file, place="catalogue")
    if faults := tuple(misfits(mapping, matrix, catalogue)):
        raise InputRejected(faults)
    return partner_parts(workbook, mapping, Known.of(matrix, catalogue), year)


def misfits(mapping: ColumnMapping, matrix: Matrix, catalogue: IssueCatalogue) -> Iterator[Fault]:
    """Yield what a mapping names that its matrix or catalogue lacks."""
    file = f"{mapping.ref}.toml"
    criteria = {criterion.id: criterion for criterion in matrix.criteria}
    grades = [grade.id for grade in matrix.confidence.grades] if matrix.confidence else []
    named: list[tuple[str, str, Collection[str]]] = [
        *(("criteria", one.criterion, criteria) for one in mapping.criteria),
        *(("criterion_words", one.means, criteria) for one in mapping.criterion_words),
        *(("level_words", one.criterion, criteria) for one in mapping.level_words if one.criterion),
        *(("issue_words", one.means, catalogue.by_id) for one in mapping.issue_words),
        *(("confidence_words", one.means, grades) for one in mapping.confidence_words),
    ]
    for place, name, known in named:
        if name not in known:
            problem = say("{name} is not in the lists it names", name=shown(name))
            remedy = say("Write one of {known}", known=listed(known))
            yield Fault(file, place, problem, remedy, "E_COLUMN_MAPPING", nearest_name(name, known))
    for one in mapping.level_words:
        asked = [criteria[one.criterion]] if one.criterion in criteria else matrix.criteria
        if isinstance(one.level, int) and not any(one.level in criterion.values for criterion in asked):
            word = shown(one.word)
            problem = say("{word} stands for a level {level} that there is not", word=word, level=one.level)
            remedy = say("Name a level of the matrix, unknown, or not_scored")
            yield Fault(file, "level_words", problem, remedy, "E_RANGE")


def _fits(workbook: OpenedWorkbook, mapping: ColumnMapping) -> bool:
    sheet = find_sheet(workbook, mapping.sheet)
    return not isinstance(sheet, Fault) and find_columns(sheet, mapping.wanted) is not None
