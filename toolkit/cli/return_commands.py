"""Commands for one return: score, new, convert, horizon."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.columns_option import ColumnsOption, ReadYearOption, partner_return, read_as, the_columns
from toolkit.cli.database import named_database, on_database, started_in_database
from toolkit.cli.firmness import doubt_blocks, firmness_of
from toolkit.cli.output import Block, Format, FormatOption, OutputOption, Report, deliver, waiting
from toolkit.cli.reading import is_return, one_return, opening, row_context, the_county, the_return
from toolkit.errors import UsageError
from toolkit.language import say

if TYPE_CHECKING:
    from toolkit.methods.ranking import Ranking

Source = Annotated[
    Path, typer.Argument(help="A return: folder, .xlsx workbook or .json file; a district in --db.")
]
_TOP_N = 5


@on_database
def score(
    path: Source,
    *,
    with_doubt: Annotated[bool, typer.Option("--doubt", help="Say how firm the ranking is.")] = False,
    how: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Score and rank one district's issues, ties as ties, with the working."""
    from toolkit.documents import ranking_document
    from toolkit.methods.ranking import rank
    from toolkit.methods.scoring import score as scored

    return_ = one_return(path, "csp-toolkit county")
    ranking = rank(scored(return_))
    firmness = firmness_of(ranking, path) if with_doubt else None
    deliver(
        Report(
            title=say("{district}: issues in order of risk", district=return_.district),
            sentences=[*opening(return_), *read_as(return_)],
            blocks=[*_ranking_blocks(ranking), *(doubt_blocks(*firmness) if firmness else [])],
            document=ranking_document(ranking, *(firmness or ())),
            context=row_context(return_),
        ),
        how,
        output,
    )


def _ranking_blocks(ranking: "Ranking") -> list[Block]:
    from toolkit.tables.ranking import ranking_table, theme_table
    from toolkit.wording.ranking import top_sentence, zero_sentence

    matrix = ranking.scored.return_.matrix
    frame = ranking_table(ranking)
    zeros = [
        f"{issue.scored.issue.name}: {sentence}"
        for issue in ranking.issues
        if (sentence := zero_sentence(issue.scored, matrix))
    ]
    beside = [say("Issue"), *(section.label for section in matrix.side_sections), say("Confidence")]
    return [
        Block(
            "ranking",
            say("Ranking"),
            frame,
            columns=[
                say("Rank"),
                say("Issue"),
                *([say("Band")] if matrix.bands else []),
                say("Working"),
                say("Levels not known"),
            ],
            before=[top_sentence(ranking, _TOP_N)],
            after=zeros,
        ),
        Block("beside", say("Beside the risk score, not counted in it"), frame, columns=beside),
        Block("themes", say("Within themes"), theme_table(ranking)),
    ]


@on_database
def new(
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="The folder to make, new or empty. Without one the return starts in the database."
        ),
    ] = None,
    *,
    district: Annotated[str, typer.Option("--district", help="District name, id or code.")],
    matrix: Annotated[str, typer.Option("--matrix", help="Matrix id, such as morile-style-csp-1.0.")],
    year: Annotated[
        str | None, typer.Option("--year", help="Assessment year, such as 2016-17; today's unless given.")
    ] = None,
) -> None:
    """Start a return: a folder with a return.toml and empty tables, or one in the database."""
    from toolkit.model.financial_year import year_of

    assessment_year = year or year_of(date.today())  # noqa: DTZ011 (the user's own calendar day)
    if folder is None:
        return_, where = started_in_database(district, matrix, assessment_year)
        following = say(
            "csp-toolkit score '{district} {assessment_year}', or 'csp-toolkit app'.",
            district=return_.district,
            assessment_year=return_.assessment_year,
        )
    elif named_database():
        raise UsageError(say("Name a folder for the return, or a database with --db, not both."))
    else:
        from toolkit.files.returns import new_return

        return_, where = new_return(folder, district, matrix, assessment_year), str(folder)
        following = say("fill scores.csv, or 'csp-toolkit template -o scores.xlsx', or 'csp-toolkit app'.")
    assumed = "" if year else " " + say("(today's; give --year for another)")
    typer.echo(
        say(
            "{where}: a return for {district}, assessment year {assessment_year}{assumed}, "
            "plan year {plan_year}, matrix {matrix}. Status: {status}.\n"
            "Next: {following}",
            where=where,
            district=return_.district,
            assessment_year=return_.assessment_year,
            assumed=assumed,
            plan_year=return_.plan_year,
            matrix=return_.matrix.ref,
            status=return_.status.label,
            following=following,
        )
    )


@on_database
def convert(
    source: Source,
    destination: Annotated[Path, typer.Argument(help="A new folder, .xlsx or .json file.")],
    *,
    columns: ColumnsOption = None,
    year: ReadYearOption = None,
) -> None:
    """Turn a return from folder to workbook to JSON and back, losing nothing."""
    from toolkit.files.returns import write_return_as

    mapping = the_columns(columns, year)
    return_ = the_return(source) if mapping is None else partner_return(source, mapping, year)
    with waiting(say("Writing {destination}", destination=destination)):
        write_return_as(return_, destination)
    typer.echo(
        say(
            "{destination}: {district}, {assessment_year}: {scores} scores, "
            "{priorities} priorities, {items} horizon items.",
            destination=destination,
            district=return_.district,
            assessment_year=return_.assessment_year,
            scores=len(return_.scores),
            priorities=len(return_.priorities),
            items=len(return_.horizon),
        )
    )
    for sentence in (*read_as(return_), *_stays(source)):
        typer.echo(sentence)


def _stays(source: Path) -> list[str]:
    """Say which files beside a return are no part of it and were not turned into anything."""
    from toolkit.files.beside import BESIDE_FILES

    files = [file for file in BESIDE_FILES if (source / file).is_file()]
    if not files:
        return []
    return [
        say(
            "Not taken along, for it stands beside the return and is no part of it: {files} in {source}.",
            files=", ".join(files),
            source=source,
        )
    ]


@on_database
def horizon(
    path: Annotated[
        Path, typer.Argument(help="A return, or a county's folder; a district or 'county' in --db.")
    ],
    year: Annotated[
        str | None, typer.Option("--year", help="Assessment year, where there are several.")
    ] = None,
    how: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Print the horizon scan under its headings, as Appendix C does."""
    from toolkit.cli.appendix_c import horizon_report

    if is_return(path):
        return_ = the_return(path)
        report = horizon_report(
            return_.district, return_.horizon, return_.heading_set, return_.origins.horizon
        )
    else:
        county = the_county(path, year)
        report = horizon_report(county.name, county.horizon, county.heading_set, county.horizon_origin)
    deliver(report, how, output)
