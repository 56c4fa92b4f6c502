"""A return from a folder, a workbook or a JSON file, and a new one to start from."""

from pathlib import Path
from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from toolkit.errors import Fault, InputRejected, StorageFailed, UsageError
from toolkit.files.county_file import CATALOGUE, areas_beside, read_county_file
from toolkit.files.evidence_file import EVIDENCE_FILE
from toolkit.files.faults import nearest_name, shown
from toolkit.files.library import library_beside
from toolkit.files.model_faults import refused
from toolkit.files.return_folder import folder_parts, refuse_existing, write_return
from toolkit.files.return_json import json_parts, write_json
from toolkit.files.return_tables import parse_return
from toolkit.files.rows import ReturnParts
from toolkit.files.saving import save_file
from toolkit.files.text_file import name_fault
from toolkit.language import say
from toolkit.model.area import AreaSet
from toolkit.model.assessment import Return, ReturnStatus
from toolkit.model.financial_year import year_after
from toolkit.model.horizon import HeadingSet
from toolkit.model.issues import IssueCatalogue
from toolkit.model.matrix import Matrix
from toolkit.model.priorities import CategorySet

RETURN_FILES: Final = (".xlsx", ".ods", ".json")
"""Endings of the single files that may hold a return."""


_OTHER_ENDINGS: Final = (".xls", ".xlsm", ".xlsb", ".ods", ".csv", ".toml", ".docx", ".pdf", ".zip", ".txt")


def read_return(path: str | Path) -> Return:
    """Read and check a district's return: a folder of plain files, a workbook or a JSON file.

    Raises
    ------
    StorageFailed
        When it is missing or cannot be read.
    InputRejected
        With every fault found.
    """
    path = Path(path)
    return parse_return(read_parts(path), library_beside(path), areas_beside(path))


def read_parts(path: Path) -> ReturnParts:
    """Return the text of the return at `path`, not yet checked against a matrix; raises as `read_return`."""
    if path.is_dir():
        return folder_parts(path)
    if fault := name_fault(path.name):
        raise InputRejected([fault])
    ending = path.suffix.lower()
    if ending not in RETURN_FILES:
        if not path.exists():
            raise StorageFailed(say("There is no file or folder {path}.", path=path.name))
        remedy = say("A return is a folder, an .xlsx or .ods workbook or a .json file")
        raise InputRejected(
            [
                Fault(
                    path.name, "", say("'{ending}' files hold no return", ending=ending), remedy, "E_FILETYPE"
                )
            ]
        )
    if path.name == EVIDENCE_FILE:
        problem = say("this is the evidence beside a return, and no return")
        remedy = say("Put it into the folder of its return, and name that folder")
        raise InputRejected([Fault(path.name, "", problem, remedy, "E_FILETYPE")])
    if ending == ".json":
        return json_parts(path)
    from toolkit.files.column_mapping_use import any_workbook_parts  # noqa: PLC0415 (few read a workbook)

    return any_workbook_parts(path)


def new_return(
    folder: Path, district: str, matrix: str, assessment_year: str, plan_year: str | None = None
) -> Return:
    """Start a return in `folder`, with the county's lists and no rows, and give it back.

    `matrix` is an id for the newest version, or ``id-version``. The plan year is by default the year
    after the assessment year.

    Raises
    ------
    Conflict
        When the folder already holds something.
    InputRejected
        When the matrix is not known.
    UsageError
        When the district is not known or the year is not one.
    StorageFailed
        When the folder cannot be written to.
    """
    refuse_existing(folder)
    library, above = library_beside(folder), folder.absolute().parent
    county = read_county_file(above)
    return_ = blank_return(
        district_name(district, areas_beside(folder)),
        library.matrix(matrix),
        library.find(IssueCatalogue, CATALOGUE.id, CATALOGUE.version),
        library.find(CategorySet, county.category_set.id, county.category_set.version),
        library.find(HeadingSet, county.heading_set.id, county.heading_set.version),
        assessment_year=assessment_year,
        plan_year=plan_year,
    )
    write_return(return_, folder)
    return return_


def blank_return(
    district: str,
    matrix: Matrix,
    catalogue: IssueCatalogue,
    category_set: CategorySet,
    heading_set: HeadingSet,
    *,
    assessment_year: str,
    plan_year: str | None = None,
) -> Return:
    """Return a district's return with no rows; its plan year is the year after unless given.

    Raises
    ------
    UsageError
        When the year is not one.
    """
    try:
        return Return(
            district=district,
            assessment_year=assessment_year,
            plan_year=plan_year or year_after(assessment_year),
            status=ReturnStatus.NOT_STARTED,
            matrix=matrix,
            catalogue=catalogue,
            category_set=category_set,
            heading_set=heading_set,
        )
    except ValidationError as error:
        raise UsageError(", ".join(_problem(details) for details in error.errors()) + ".") from error


def write_return_as(return_: Return, destination: Path) -> None:
    """Write a return to a new folder, ``.xlsx`` workbook or ``.json`` file, as the ending says.

    Raises
    ------
    Conflict
        When the destination already holds something; nothing is overwritten.
    UsageError
        When it has another ending.
    StorageFailed
        When it cannot be written.
    """
    refuse_existing(destination)
    ending = destination.suffix.lower()
    if ending == ".json":
        write_json(return_, destination)
    elif ending == ".xlsx":
        from toolkit.files.workbook_write import workbook_bytes  # noqa: PLC0415 (most commands write none)

        save_file(destination, workbook_bytes(return_))
    elif ending in _OTHER_ENDINGS:
        raise UsageError(
            say(
                "A return cannot be written as '{ending}'; name a folder, an .xlsx or a .json file.",
                ending=ending,
            )
        )
    else:
        write_return(return_, destination)


def district_name(name: str, areas: AreaSet | None) -> str:
    """Return a district's own name for any of its names, ids and codes; without `areas` the name as given.

    Raises
    ------
    UsageError
        When there is no such district, with the nearest.
    """
    if areas is None:
        return name
    try:
        return areas.district(name).name
    except KeyError:
        every = [alias for district in areas.districts for alias in (district.name, *district.aliases)]
        near = nearest_name(name, every)
        hint = " " + say("Did you mean '{near}'?", near=near) if near else ""
        raise UsageError(
            say("{county} has no district {name}.{hint}", county=areas.county, name=shown(name), hint=hint)
        ) from None


def _problem(details: ErrorDetails) -> str:
    return f"{details['loc'][0]}: {refused(details, Return).problem}" if details["loc"] else details["msg"]
