"""What every command that reads a return or a county says about it first."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.cli.database import (
    beside,
    is_stored,
    names_county,
    stored_county,
    stored_return,
    stored_years,
)
from toolkit.cli.output import waiting
from toolkit.errors import UsageError
from toolkit.language import say

if TYPE_CHECKING:
    from toolkit.methods.county import County
    from toolkit.model.assessment import Return
    from toolkit.model.county import CountyReturns
    from toolkit.model.matrix import Matrix
    from toolkit.model.matrix_mapping import MatrixMapping


def the_return(path: Path) -> "Return":
    """Read a return from a folder, workbook or JSON file, or from the database."""
    with waiting(say("Reading {path}", path=path)):
        if is_stored(path):
            return stored_return(path)
        from toolkit.files.returns import read_return

        return read_return(path)


def the_county(path: Path, year: str | None) -> "CountyReturns":
    """Read a county's returns of one year, from a folder or from the database."""
    with waiting(say("Reading the returns in {path}", path=path)):
        if is_stored(path):
            return stored_county(path, year)
        from toolkit.files.county_folder import read_county

        return read_county(path, year)


def years_in(path: Path) -> tuple[str, ...]:
    """Return the assessment years of a county's returns, earliest first."""
    if is_stored(path):
        return stored_years()
    from toolkit.files.county_folder import assessment_years

    return assessment_years(path)


def one_return(path: Path, county_command: str) -> "Return":
    """Read a return; a county's folder is refused with the command for it."""
    if is_county(path):
        raise UsageError(
            say(
                "{path} is not a return: it has no return.toml. For a county's folder: {county_command}.",
                path=path,
                county_command=county_command,
            )
        )
    return the_return(path)


def the_mapping(path: Path) -> "MatrixMapping":
    """Read how the levels of one matrix are read in another.

    Raises
    ------
    UsageError
        When the file holds something else.
    """
    from toolkit.files.library import read_list
    from toolkit.model.matrix_mapping import MatrixMapping

    mapping = read_list(path)
    if not isinstance(mapping, MatrixMapping):
        raise UsageError(
            say(
                '{path} is not a matrix mapping; it needs kind = "matrix_mapping" (docs/formats.md).',
                path=path,
            )
        )
    return mapping


def mapping_and_target(path: Path | None, folder: Path) -> tuple["MatrixMapping | None", "Matrix | None"]:
    """Read a mapping, and from beside the county's `folder` the matrix that it leads to; None without one."""
    if path is None:
        return None, None
    from toolkit.files.library import library_beside

    mapping = the_mapping(path)
    target = mapping.to_matrix
    return mapping, library_beside(beside(folder)).matrix(target.id, target.version)


def county_with(path: Path, year: str | None, mapping: Path | None) -> "County":
    """Read and count a county's returns of one year, in one matrix by `mapping` where they used several."""
    from toolkit.methods.county import county

    returns = the_county(path, year)
    reading, target = mapping_and_target(mapping, path)
    return county(returns, mapping=reading, target=target)


def refuse_mapping_of_return(path: Path, mapping: Path | None) -> None:
    """Refuse a mapping where `path` is one return, of one matrix.

    Raises
    ------
    UsageError
        When there is one.
    """
    if mapping is not None and is_return(path):
        raise UsageError(
            say("{path} is one return, made with one matrix; --mapping is for a county's folder.", path=path)
        )


def is_return(path: Path) -> bool:
    """Say whether `path` looks like one return rather than a county's folder."""
    if is_stored(path):
        return not names_county(path)
    return path.is_file() or (path / "return.toml").exists()


def is_county(path: Path) -> bool:
    """Say whether `path` is a county's folder, or names the county in the database."""
    return (path.is_dir() or is_stored(path)) and not is_return(path)


def a_day(text: str | None) -> date | None:
    """Return a day written as 2017-04-01.

    Raises
    ------
    UsageError
        When it is not written so.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(say("'{text}' is not a day such as 2017-04-01.", text=text)) from error


def opening(return_: "Return") -> list[str]:
    """Say what a return is: year, status, matrix, marking, and what in it is invented or published."""
    from toolkit.wording.returns import marking_line, return_origins

    what = say(
        "Assessment year {assessment_year}, plan year {plan_year}. "
        "Status: {status}. Matrix: {matrix} ({title}).",
        assessment_year=return_.assessment_year,
        plan_year=return_.plan_year,
        status=return_.status.label,
        matrix=return_.matrix.ref,
        title=return_.matrix.title,
    )
    marking = marking_line(return_.marking, return_.handling)
    return [*filter(None, [marking]), what, *return_origins(return_)]


def row_context(return_: "Return") -> dict[str, str]:
    """Return what each row of a CSV file says about the return it is from."""
    from toolkit.cells.words import word_text

    return {
        say("District"): return_.district,
        say("Assessment year"): return_.assessment_year,
        say("Status"): return_.status.label,
        say("Matrix"): str(return_.matrix.ref),
        say("Marking"): return_.marking.value,
        say("Invented"): ", ".join(map(word_text, return_.origins.invented)) or say("nothing"),
    }


def county_context(county: "County") -> dict[str, str]:
    """Return what each row of a CSV file says about the county it is from."""
    years = sorted({return_.plan_year for return_ in county.returns.returns})
    return {
        say("County"): county.returns.name,
        say("Plan year"): ", ".join(years),
        say("CSPs reported"): say(
            "{reported} of {csps}",
            reported=county.priorities.csps_reported,
            csps=len(county.priorities.reports),
        ),
        say("Invented"): say("yes, in part") if county.invented else say("nothing"),
    }
