"""Rows of ``issues`` to a district's own issues, and back."""

from collections.abc import Iterable, Iterator, Mapping

from toolkit.errors import Fault
from toolkit.files.cell_reader import CellReader, Names, join_entries, rows_worth_reading
from toolkit.files.faults import shown
from toolkit.files.rows import Table
from toolkit.language import say
from toolkit.model.issues import Issue, IssueCatalogue
from toolkit.model.text import fold


def parse_issues(table: Table, catalogue: IssueCatalogue | None, faults: list[Fault]) -> Iterator[Issue]:
    """Yield the issues of the sound rows and add what is wrong with the others to `faults`.

    An id or name that is taken, or only looks like one that is, is a fault: two issues that look the
    same would be scored apart and never be compared.
    """
    known = catalogue.issues if catalogue else ()
    ids = {issue.id: say("the catalogue") for issue in known}
    names = {fold(issue.name): (issue.name, say("the catalogue")) for issue in known}
    for row in rows_worth_reading(table, faults):
        cells = CellReader(row, table.file, faults)
        values = {
            "id": cells.identifier("id"),
            "name": cells.name("name"),
            "description": cells.text("description"),
            "theme": cells.name("theme"),
            "acronyms": tuple(cells.entries("acronyms")),
            "categories": tuple(cells.entries("categories")),
        }
        if not cells.is_sound:
            continue
        issue = Issue.model_validate(values)
        if issue.id in ids:
            problem = say(
                "the id {issue} is already in {where}",
                issue=shown(issue.id),
                where=ids[issue.id],
            )
            cells.fault("id", problem, say("Give each issue its own id"), "E_DUP_ID")
        if fold(issue.name) in names:
            other, where = names[fold(issue.name)]
            problem = say(
                "{issue} and {other} in {where} look the same",
                issue=shown(issue.name),
                other=shown(other),
                where=where,
            )
            cells.fault("name", problem, say("Use the issue that is there, or another name"), "E_DUP_NAME")
        ids.setdefault(issue.id, cells.place("id"))
        names.setdefault(fold(issue.name), (issue.name, cells.place("name")))
        if cells.is_sound:
            yield issue


def issue_rows(issues: Iterable[Issue]) -> Iterator[Mapping[str, str]]:
    """Yield each issue as the cells of a row."""
    for issue in issues:
        yield {
            "id": issue.id,
            "name": issue.name,
            "description": issue.description,
            "theme": issue.theme,
            "acronyms": join_entries(issue.acronyms),
            "categories": join_entries(issue.categories),
        }


def issue_names(catalogue: IssueCatalogue | None, local: Iterable[Issue], table: Table) -> Names | None:
    """Return the ids of every issue that may be scored, and the names that stand for them.

    An issue of `table` that is faulty counts too, so that its fault is said once and not at every score.
    """
    if catalogue is None:
        return None
    written = {row.cells.get("id", "").strip(): () for row in table.rows}
    labels = {issue.id: (issue.name,) for issue in (*catalogue.issues, *local)}
    return Names("issue", "E_UNKNOWN_ISSUE", {**written, **labels})
