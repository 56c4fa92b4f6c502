"""A county: a folder of returns, its own horizon scan, and what it decided."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from toolkit.errors import Fault, InputRejected, StorageFailed, UsageError
from toolkit.files.county_decisions import (
    ALIGNMENT_COLUMNS,
    ALIGNMENT_FILE,
    NOT_ESCALATED_COLUMNS,
    NOT_ESCALATED_FILE,
    PRIORITIES_FILE,
    PRIORITY_COLUMNS,
    parse_alignments,
    parse_county_priorities,
    parse_not_escalated,
    told_twice,
)
from toolkit.files.county_file import COUNTY_FILE, CountyFile, read_county_file
from toolkit.files.csv_text import read_table
from toolkit.files.faults import listed
from toolkit.files.horizon_rows import parse_horizon
from toolkit.files.library import library_beside
from toolkit.files.return_columns import COLUMNS
from toolkit.files.return_folder import is_return_folder
from toolkit.files.return_tables import parse_return
from toolkit.files.returns import RETURN_FILES, read_parts
from toolkit.files.rows import ReturnParts, Table
from toolkit.files.text_file import RETURN_LIMIT, read_text
from toolkit.language import say
from toolkit.model.area import AreaSet
from toolkit.model.assessment import Return
from toolkit.model.county import CountyDecisions, CountyReturns
from toolkit.model.horizon import HeadingSet, HorizonItem

HORIZON_FILE: Final = "horizon.csv"
_NOT_RETURNS = "matrices"


@dataclass(frozen=True)
class CountyFolder:
    """What a county's folder holds: its returns by their folder or file, and what is the county's own."""

    returns: Mapping[Path, Return]
    decisions: CountyDecisions


def return_paths(folder: Path) -> tuple[Path, ...]:
    """Return the direct subfolders, workbooks and JSON files of `folder` that are returns, in name order."""
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        raise StorageFailed(
            say("There is no folder {folder} that can be read.", folder=folder.name)
        ) from error
    return tuple(path for path in inside if _is_return(path))


def read_county(folder: str | Path, year: str | None = None) -> CountyReturns:
    """Read and check the returns of a county for one assessment year.

    Raises
    ------
    UsageError
        When the folder holds no return of the year, or several years and none is asked for.
    StorageFailed
        When a file cannot be read.
    InputRejected
        With every fault of every return, or when a district has two returns for the year.
    """
    folder = Path(folder)
    faults: list[Fault] = []
    found = _checked(folder, _of_year(_all_parts(folder, faults), year, folder), faults)
    return found.decisions.with_returns(found.returns.values())


def read_county_folder(folder: Path) -> CountyFolder:
    """Read and check everything a county's folder holds, of every year; raises as `read_county` does."""
    faults: list[Fault] = []
    return _checked(folder, _all_parts(folder, faults), faults)


def read_decisions(folder: Path, returns: Iterable[Return]) -> CountyDecisions:
    """Read what is the county's own, whatever may be wrong in a return; `returns` are those that can be read.

    Raises
    ------
    InputRejected
        With every fault of the county's own files.
    """
    faults: list[Fault] = []
    found = _decisions(folder, _county_lists(folder, faults), tuple(returns), faults)
    if found is None:
        raise InputRejected(faults)
    return found


def assessment_years(folder: Path) -> tuple[str, ...]:
    """Return the assessment years of the returns in `folder` that can be read, earliest first."""
    return _years(_all_parts(folder, []))


def _is_return(path: Path) -> bool:
    if path.name.startswith((".", "~$")) or path.name == _NOT_RETURNS:
        return False
    return is_return_folder(path) or (path.is_file() and path.suffix.lower() in RETURN_FILES)


def _all_parts(folder: Path, faults: list[Fault]) -> dict[Path, ReturnParts]:
    if is_return_folder(folder):
        raise UsageError(
            say("{name} is one return; name the folder that holds all of them.", name=folder.absolute().name)
        )
    parts: dict[Path, ReturnParts] = {}
    for path in return_paths(folder):
        try:
            parts[path] = read_parts(path)
        except InputRejected as error:
            faults.extend(error.faults)
    if not parts and not faults:
        raise UsageError(say("{name} holds no returns.", name=folder.absolute().name))
    return parts


def _year(parts: ReturnParts) -> str:
    return parts.header.cells.get("assessment_year", "").strip()


def _years(parts: Mapping[Path, ReturnParts]) -> tuple[str, ...]:
    return tuple(sorted({_year(found) for found in parts.values()} - {""}))


def _of_year(parts: Mapping[Path, ReturnParts], year: str | None, folder: Path) -> dict[Path, ReturnParts]:
    years = _years(parts)
    if year is None and len(years) > 1:
        raise UsageError(
            say(
                "{name} holds returns of {years}; choose one with --year.",
                name=folder.absolute().name,
                years=listed(years),
            )
        )
    if year is not None and years and year not in years:
        raise UsageError(
            say(
                "{name} holds no return of {year}; it holds {years}.",
                name=folder.absolute().name,
                year=year,
                years=listed(years),
            )
        )
    return {path: found for path, found in parts.items() if year is None or _year(found) in (year, "")}


def _checked(folder: Path, parts: Mapping[Path, ReturnParts], faults: list[Fault]) -> CountyFolder:
    """Return what `parts` and the county's own files hold, or reject them with every fault."""
    lists = _county_lists(folder, faults)
    returns = _returns(parts, lists[1], faults)
    faults.extend(_twice(returns))
    decisions = _decisions(folder, lists, tuple(returns.values()), faults)
    if faults or decisions is None:
        raise InputRejected(faults)
    return CountyFolder(returns, decisions)


def _decisions(
    folder: Path,
    lists: tuple[CountyFile | None, AreaSet | None, HeadingSet | None],
    returns: tuple[Return, ...],
    faults: list[Fault],
) -> CountyDecisions | None:
    """Return what is the county's own, or None where there are faults."""
    county, areas, heading_set = lists
    horizon = _horizon(folder, heading_set, faults)
    rows = _table(folder / NOT_ESCALATED_FILE, NOT_ESCALATED_COLUMNS, faults)
    not_escalated = tuple(parse_not_escalated(rows, areas, returns, faults))
    if county is None or areas is None or heading_set is None:
        return None
    library = library_beside(folder)
    categories = library.category_set(county.category_set.id, county.category_set.version)
    rows = _table(folder / PRIORITIES_FILE, PRIORITY_COLUMNS, faults)
    priorities = tuple(parse_county_priorities(rows, categories, faults))
    rows = _table(folder / ALIGNMENT_FILE, ALIGNMENT_COLUMNS, faults)
    alignments = tuple(parse_alignments(rows, categories, library, faults))
    if faults:
        return None
    try:
        return CountyDecisions(
            name=county.name,
            area_set=areas,
            category_set=categories,
            heading_set=heading_set,
            origins=county.origins,
            horizon=horizon,
            not_escalated=not_escalated,
            priorities=priorities,
            alignments=alignments,
        )
    except ValidationError as error:
        faults.extend(told_twice(error))
        return None


def _county_lists(
    folder: Path, faults: list[Fault]
) -> tuple[CountyFile | None, AreaSet | None, HeadingSet | None]:
    library = library_beside(folder)
    try:
        county = read_county_file(folder)
        areas = library.find(
            AreaSet, county.area_set.id, county.area_set.version, file=COUNTY_FILE, place="area_set"
        )
        headings = library.find(
            HeadingSet,
            county.heading_set.id,
            county.heading_set.version,
            file=COUNTY_FILE,
            place="heading_set",
        )
    except InputRejected as error:
        faults.extend(error.faults)
        return None, None, None
    return county, areas, headings


def _returns(
    parts: Mapping[Path, ReturnParts], areas: AreaSet | None, faults: list[Fault]
) -> dict[Path, Return]:
    returns: dict[Path, Return] = {}
    for path, found in parts.items():
        try:
            returns[path] = parse_return(found, library_beside(path), areas)
        except InputRejected as error:
            faults.extend(error.faults)
    return returns


def _twice(returns: Mapping[Path, Return]) -> Iterator[Fault]:
    first: dict[tuple[str, str], Path] = {}
    for path, return_ in returns.items():
        key = (return_.district, return_.assessment_year)
        other = first.setdefault(key, path)
        if other != path:
            problem = say(
                "{district} has a return for {assessment_year} in {name} too",
                district=return_.district,
                assessment_year=return_.assessment_year,
                name=other.name,
            )
            yield Fault(path.name, "", problem, say("Keep one of the two in this folder"), "E_DUP_RETURN")


def _horizon(folder: Path, headings: HeadingSet | None, faults: list[Fault]) -> tuple[HorizonItem, ...]:
    table = _table(folder / HORIZON_FILE, COLUMNS["horizon"], faults)
    return tuple(parse_horizon(table, headings, None, faults))


def _table(path: Path, columns: tuple[str, ...], faults: list[Fault]) -> Table:
    if not path.exists():
        return Table(path.name, ())
    try:
        table, found = read_table(read_text(path, RETURN_LIMIT, path.name), path.name, columns)
    except InputRejected as error:
        faults.extend(error.faults)
        return Table(path.name, ())
    faults.extend(found)
    return table
