"""A county's decisions as tables: priorities, what was not escalated, where categories fall in a plan."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError

from toolkit.errors import Fault, InputRejected
from toolkit.files.cell_reader import CellReader, Names, join_entries, rows_worth_reading
from toolkit.files.library import Library
from toolkit.files.model_faults import model_at, refused
from toolkit.files.rows import Table
from toolkit.language import say
from toolkit.model.area import AreaSet
from toolkit.model.assessment import Return
from toolkit.model.county import ConfirmedAlignment, CountyPriority, CountyStanding, NotEscalated
from toolkit.model.plan import AlignmentRow, PolicingPlan
from toolkit.model.priorities import CategorySet

NOT_ESCALATED_FILE: Final = "not_escalated.csv"
NOT_ESCALATED_COLUMNS: Final = ("district", "issue", "because")
PRIORITIES_FILE: Final = "county_priorities.csv"
PRIORITY_COLUMNS: Final = (
    *("id", "assessment_year", "worded", "standing", "categories", "lead", "reason", "evidence"),
)
ALIGNMENT_FILE: Final = "plan_alignment.csv"
ALIGNMENT_COLUMNS: Final = ("plan", "category", "falls_under", "provenance", "because", "confirmed_by")

_NONE: Final = "none"

M = TypeVar("M", bound=BaseModel)


def parse_not_escalated(
    table: Table, areas: AreaSet | None, returns: Iterable[Return], faults: list[Fault]
) -> Iterator[NotEscalated]:
    """Yield why issues stay with their districts, and add what is wrong with other rows to `faults`."""
    labels = {issue.id: (issue.name,) for return_ in returns for issue in return_.issues.values()}
    issues = Names("issue", "E_UNKNOWN_ISSUE", labels) if labels else None
    districts = _district_names(areas)
    for row in table.rows:
        cells = CellReader(row, table.file, faults)
        district = cells.known("district", districts)
        issue, because = cells.known("issue", issues), cells.text("because")
        if cells.is_sound:
            yield NotEscalated(district=district, issue=issue, because=because)


def parse_county_priorities(
    table: Table, category_set: CategorySet, faults: list[Fault]
) -> Iterator[CountyPriority]:
    """Yield the county's priorities of the sound rows and add what is wrong with the others to `faults`."""
    codes = _category_names(category_set)
    for row in rows_worth_reading(table, faults):
        cells = CellReader(row, table.file, faults)
        values = {
            "id": cells.identifier("id"),
            "assessment_year": cells.name("assessment_year"),
            "worded": cells.name("worded"),
            "standing": cells.choice("standing", CountyStanding, None),
            "categories": tuple(cells.known("categories", codes, one) for one in cells.entries("categories")),
            "lead": cells.text("lead"),
            "reason": cells.text("reason"),
            "evidence": tuple(cells.entries("evidence")),
        }
        if cells.is_sound:
            yield from _made(CountyPriority, values, cells, "assessment_year")


def priority_rows(priorities: Iterable[CountyPriority]) -> Iterator[Mapping[str, str]]:
    """Yield each of the county's priorities as the cells of a row."""
    for one in priorities:
        texts = {
            name: str(getattr(one, name)) for name in ("id", "assessment_year", "worded", "lead", "reason")
        }
        lists = {name: join_entries(getattr(one, name)) for name in ("categories", "evidence")}
        yield texts | lists | {"standing": one.standing.value}


def parse_alignments(
    table: Table, category_set: CategorySet, library: Library, faults: list[Fault]
) -> Iterator[ConfirmedAlignment]:
    """Yield where categories fall, as confirmed, and add what is wrong with other rows to `faults`."""
    codes = _category_names(category_set)
    for row in rows_worth_reading(table, faults):
        cells = CellReader(row, table.file, faults)
        plan = _plan(cells, library)
        under = [] if cells.text("falls_under") == _NONE else cells.entries("falls_under")
        names = (
            None
            if plan is None
            else Names(say("plan priority"), "E_UNKNOWN_ENTRY", {p.id: (p.label,) for p in plan.priorities})
        )
        values = {
            "category": cells.known("category", codes),
            "falls_under": tuple(cells.known("falls_under", names, one) for one in under),
            "provenance": cells.name("provenance"),
            "because": cells.name("because"),
            "confirmed_by": cells.name("confirmed_by"),
        }
        if cells.is_sound and plan:
            for found in _made(AlignmentRow, values, cells, "provenance"):
                yield ConfirmedAlignment(plan=plan.ref, row=found)


def alignment_rows(alignments: Iterable[ConfirmedAlignment]) -> Iterator[Mapping[str, str]]:
    """Yield each confirmed alignment as the cells of a row; ``none`` says that a category falls nowhere."""
    for one in alignments:
        texts = one.row.model_dump(include={"category", "provenance", "because", "confirmed_by"})
        yield texts | {"plan": str(one.plan), "falls_under": join_entries(one.row.falls_under) or _NONE}


def _district_names(areas: AreaSet | None) -> Names | None:
    if areas is None:
        return None
    labels = {district.name: (district.id, district.code, *district.aliases) for district in areas.districts}
    return Names("district", "E_UNKNOWN_DISTRICT", labels)


def _category_names(category_set: CategorySet) -> Names:
    labels = {category.code: (category.label,) for category in category_set.categories}
    return Names("category", "E_UNKNOWN_CATEGORY", labels)


def _plan(cells: CellReader, library: Library) -> PolicingPlan | None:
    name = cells.name("plan")
    if not name:
        return None
    try:
        return library.find(PolicingPlan, name)
    except InputRejected as error:
        for fault in error.faults:
            cells.fault("plan", fault.problem, fault.remedy, fault.code, fault.nearest)
    return None


def _made(model: type[M], values: Mapping[str, object], cells: CellReader, place: str) -> Iterator[M]:
    """Yield the value, or note what keeps it from being one, at its column or at `place`."""
    try:
        yield model.model_validate(values)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            what = refused(details, model_at(model, tuple(details["loc"])))
            column = str(details["loc"][0]) if details["loc"] else place
            cells.fault(column, what.problem, what.remedy, what.code, what.nearest)


def told_twice(error: ValidationError) -> Iterator[Fault]:
    """Yield a fault for each thing that the county's own rows say twice."""
    for details in error.errors(include_url=False):
        problem = details["msg"].removeprefix("Value error, ")
        file = ALIGNMENT_FILE if problem.startswith("alignment") else PRIORITIES_FILE
        yield Fault(file, "", problem, say("Keep one of the two"), "E_DUP")
