"""``carried.csv``: what was decided about the issues that last year's return had."""

from collections.abc import Iterable, Iterator
from typing import Final

from pydantic import ValidationError

from toolkit.errors import Fault
from toolkit.files.cell_reader import CellReader, Names, rows_worth_reading
from toolkit.files.csv_text import read_table, write_table
from toolkit.files.model_faults import refused
from toolkit.language import say
from toolkit.model.assessment import Return
from toolkit.model.carried import Carried, Decision

CARRIED_FILE: Final = "carried.csv"
CARRIED_COLUMNS: Final = ("issue", "from_year", "decision", "reason")


def parse_carried(text: str, file: str, return_: Return | None, faults: list[Fault]) -> tuple[Carried, ...]:
    """Return the decisions of the sound rows of CSV `text` and add what is wrong with the others to `faults`.

    Issues are those of `return_`, by id or name; without one, any id will do.
    """
    table, found = read_table(text, file, CARRIED_COLUMNS)
    faults.extend(found)
    labels = {issue.id: (issue.name,) for issue in return_.issues.values()} if return_ else None
    issues = Names("issue", "E_UNKNOWN_ISSUE", labels) if labels else None
    made: dict[str, Carried] = {}
    for row in rows_worth_reading(table, faults):
        cells = CellReader(row, file, faults)
        for one in _carried(cells, issues):
            if one.issue in made:
                problem = say("a decision about '{issue}' is there twice", issue=one.issue)
                cells.fault("issue", problem, say("Keep one of the two"), "E_DUP")
            made[one.issue] = one
    return tuple(made.values())


def carried_text(decisions: Iterable[Carried]) -> str:
    """Return decisions as CSV text."""
    return write_table((one.model_dump(mode="json") for one in decisions), CARRIED_COLUMNS)


def _carried(cells: CellReader, issues: Names | None) -> Iterator[Carried]:
    values = {
        "issue": cells.known("issue", issues),
        "from_year": cells.name("from_year"),
        "decision": cells.choice("decision", Decision, None),
        "reason": cells.text("reason"),
    }
    if not cells.is_sound:
        return
    try:
        yield Carried.model_validate(values)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            what = refused(details, Carried)
            column = str(details["loc"][0]) if details["loc"] else "reason"
            cells.fault(column, what.problem, what.remedy, what.code, what.nearest)
