"""The command for the score workbook that goes out: blank, or with last year's levels beside."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.database import on_database
from toolkit.cli.output import write_file
from toolkit.cli.reading import one_return
from toolkit.errors import UsageError
from toolkit.language import say

if TYPE_CHECKING:
    from toolkit.files.workbook_template import ScoreWorkbook

DEFAULT_MATRIX = "morile-style-csp-1.0"


@on_database
def template(
    output: Annotated[Path, typer.Option("-o", "--output", help="The workbook to write, FILE.xlsx.")],
    matrix: Annotated[
        str | None, typer.Option("--matrix", help=f"Matrix id or file; {DEFAULT_MATRIX}, or last year's.")
    ] = None,
    district: Annotated[str, typer.Option("--district", help="District to write into it.")] = "",
    year: Annotated[str, typer.Option("--year", help="Assessment year to write into it.")] = "",
    last: Annotated[
        Path | None,
        typer.Option("--last", help="Last year's return: its levels and reasons stand beside this year's."),
    ] = None,
) -> None:
    """Write a score workbook with drop-downs, guidance and totals that Excel computes."""
    from toolkit.files.workbook_template import score_workbook_bytes

    if output.suffix.lower() != ".xlsx":
        raise UsageError(say("'{file}' does not end in .xlsx.", file=output.name))
    if last is None:
        what = _blank(matrix or DEFAULT_MATRIX, district, year)
    else:
        if district:
            raise UsageError(
                say("Give --district or --last, not both: last year's return names the district.")
            )
        what = _after(last, matrix, year)
    write_file(output, score_workbook_bytes(what))
    if what.last is None:
        said = say("{output}: a blank score workbook for {matrix}.", output=output, matrix=what.matrix.ref)
    else:
        said = say(
            "{output}: a score workbook for {matrix}, with the levels of {year} beside this year's.",
            output=output,
            matrix=what.matrix.ref,
            year=what.last.label,
        )
    typer.echo(said)
    if last is not None and what.last is None:
        typer.echo(say("Last year was scored with another matrix, so its levels are not in it."))


def _blank(matrix: str, district: str, year: str) -> "ScoreWorkbook":
    from toolkit.files.county_file import AREA_SET, CATALOGUE, CATEGORY_SET, HEADING_SET
    from toolkit.files.library import Library, read_matrix
    from toolkit.files.workbook_template import ScoreWorkbook
    from toolkit.model.financial_year import year_after

    library = Library()
    return ScoreWorkbook(
        read_matrix(matrix),
        library.catalogue(CATALOGUE.id, CATALOGUE.version),
        library.category_set(CATEGORY_SET.id, CATEGORY_SET.version),
        library.heading_set(HEADING_SET.id, HEADING_SET.version),
        district=district,
        assessment_year=year,
        plan_year=year_after(year),
        districts=[one.name for one in library.area_set(AREA_SET.id, AREA_SET.version).districts],
    )


def _after(last: Path, matrix: str | None, year: str) -> "ScoreWorkbook":
    from toolkit.exchange.score_workbook import next_years, score_workbook
    from toolkit.files.library import read_matrix

    before = one_return(last, "csp-toolkit county")
    now = next_years(before, read_matrix(matrix) if matrix else None, year or None)
    return score_workbook(now, before)
