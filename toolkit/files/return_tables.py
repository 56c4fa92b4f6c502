"""A return's parts to a `Return` and back: the one parser behind folders, workbooks and JSON."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from toolkit.errors import Fault, InputRejected
from toolkit.files.county_file import STATEMENT_SET
from toolkit.files.faults import listed, nearest_name, shown
from toolkit.files.horizon_rows import horizon_rows, parse_horizon
from toolkit.files.issue_rows import issue_names, issue_rows, parse_issues
from toolkit.files.library import Library
from toolkit.files.priority_rows import parse_priorities, priority_rows
from toolkit.files.return_columns import COLUMNS
from toolkit.files.return_header import YesNo, header_row, parse_header
from toolkit.files.rows import ReturnParts, Row, Table
from toolkit.files.score_rows import parse_scores, score_rows
from toolkit.files.statement_rows import (
    assumption_rows,
    parse_assumptions,
    parse_restricted,
    parse_statements,
    restricted_rows,
    statement_rows,
)
from toolkit.language import say
from toolkit.model.area import AreaSet
from toolkit.model.assessment import Return
from toolkit.model.horizon import HeadingSet
from toolkit.model.issues import IssueCatalogue
from toolkit.model.matrix import Matrix
from toolkit.model.priorities import CategorySet
from toolkit.model.statements import StatementHeadings

L = TypeVar("L", bound=BaseModel)


def parse_return(parts: ReturnParts, library: Library, areas: AreaSet | None) -> Return:
    """Return the checked return; the district takes its name from `areas`.

    Raises
    ------
    InputRejected
        With every fault of every part.
    """
    faults = list(parts.faults)
    header = parse_header(parts, faults)
    matrix = _named(Matrix, "matrix", parts, library, faults)
    catalogue = _named(IssueCatalogue, "catalogue", parts, library, faults)
    category_set = _named(CategorySet, "category_set", parts, library, faults)
    heading_set = _named(HeadingSet, "heading_set", parts, library, faults)
    district = _district(parts, areas, faults)
    local = tuple(parse_issues(_table(parts, "issues"), catalogue, faults))
    names = issue_names(catalogue, local, _table(parts, "issues"))
    scores = tuple(parse_scores(_table(parts, "scores"), names, matrix, faults))
    priorities = tuple(parse_priorities(_table(parts, "priorities"), category_set, faults))
    horizon = tuple(parse_horizon(_table(parts, "horizon"), heading_set, names, faults))
    headings = _statement_set(parts, library, faults)
    statements = tuple(parse_statements(_table(parts, "statements"), headings, faults))
    assumptions = tuple(parse_assumptions(_table(parts, "assumptions"), faults))
    restricted = tuple(parse_restricted(_table(parts, "restricted"), names, faults))
    if faults or header is None:
        raise InputRejected(_told_once(parts.faults, faults))
    refs = {"matrix", "catalogue", "category_set", "heading_set", "statement_set"}
    values = header.model_dump(exclude={"format", *refs})
    values |= {"district": district, "origins": header.origins, "local_issues": local, "scores": scores}
    values |= {"priorities": priorities, "horizon": horizon, "ignored_formulas": parts.ignored_formulas}
    values |= {"read_with": parts.read_with}
    values |= {"statements": statements, "assumptions": assumptions, "restricted": restricted}
    values |= {"roles": header.roles, "rationales_released": header.rationales_released is YesNo.YES}
    values |= {"statement_set": headings}
    lists = {"catalogue": catalogue, "category_set": category_set, "heading_set": heading_set}
    try:
        return Return(matrix=matrix, **lists, **values)
    except ValidationError as error:  # a rule of the model that no cell alone can break
        problems = [details["msg"].removeprefix("Value error, ") for details in error.errors()]
        raise InputRejected(
            Fault(parts.header_file, "", problem, say("Correct it as the message says"), "E_SCHEMA")
            for problem in problems
        ) from error


def return_parts(return_: Return, file: str) -> ReturnParts:
    """Return a return as text, under the columns and keys of its files; the inverse of `parse_return`."""
    rows = {
        "scores": score_rows(return_.scores),
        "priorities": priority_rows(return_.priorities),
        "horizon": horizon_rows(return_.horizon),
        "issues": issue_rows(return_.local_issues),
        "statements": statement_rows(return_.statements),
        "assumptions": assumption_rows(return_.assumptions),
        "restricted": restricted_rows(return_.restricted),
    }
    tables = {
        name: Table(file, tuple(Row(cells, {column: column for column in COLUMNS[name]}) for cells in found))
        for name, found in rows.items()
    }
    return ReturnParts(header_row(return_), file, tables, (), return_.ignored_formulas)


def _told_once(before: tuple[Fault, ...], faults: list[Fault]) -> list[Fault]:
    """Leave out what follows from a fault of the same cell that was found before parsing."""
    told = {(fault.file, fault.place) for fault in before if fault.place}
    return [*before, *(f for f in faults[len(before) :] if (f.file, f.place) not in told)]


def _table(parts: ReturnParts, name: str) -> Table:
    return parts.tables.get(name, Table(parts.header_file, ()))


def _named(model: type[L], key: str, parts: ReturnParts, library: Library, faults: list[Fault]) -> L | None:
    id_, version = (parts.header.cells.get(f"{key}.{part}", "").strip() for part in ("id", "version"))
    if not id_ or not version:
        return None
    place = parts.header.places.get(f"{key}.id", f"{key}.id")
    try:
        return library.find(model, id_, version, file=parts.header_file, place=place)
    except InputRejected as error:
        faults.extend(fault for fault in error.faults if fault not in faults)
        return None


def _statement_set(parts: ReturnParts, library: Library, faults: list[Fault]) -> StatementHeadings | None:
    """Return the headings that a return names or, where it has statements, the shipped ones; else None."""
    named = any(parts.header.cells.get(f"statement_set.{part}", "").strip() for part in ("id", "version"))
    if named or not _table(parts, "statements").rows:
        return _named(StatementHeadings, "statement_set", parts, library, faults)
    return library.find(StatementHeadings, STATEMENT_SET.id, STATEMENT_SET.version)


def _district(parts: ReturnParts, areas: AreaSet | None, faults: list[Fault]) -> str:
    name = parts.header.cells.get("district", "")
    if areas is None or not name.strip():
        return name
    try:
        return areas.district(name).name
    except KeyError:
        known = [district.name for district in areas.districts]
        every = [alias for d in areas.districts for alias in (d.name, *d.aliases)]
        place = parts.header.places.get("district", "district")
        remedy = say(
            "{county} has {known}; another county needs a county.toml beside the return",
            county=areas.county,
            known=listed(known),
        )
        problem = say("unknown district {name}", name=shown(name))
        near = nearest_name(name, every)
        faults.append(Fault(parts.header_file, place, problem, remedy, "E_UNKNOWN_DISTRICT", near))
        return name
