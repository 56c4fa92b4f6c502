"""Commands for the county beside something else: harm against spread, and a policing plan."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.database import beside, is_stored, on_database, stored_decisions
from toolkit.cli.output import Block, Format, FormatOption, OutputOption, Report, deliver
from toolkit.cli.reading import a_day, county_context, the_county
from toolkit.errors import Refused, UsageError
from toolkit.language import say

if TYPE_CHECKING:
    from toolkit.files.library import Library
    from toolkit.methods.alignment import Alignment
    from toolkit.methods.county import County
    from toolkit.model.county import CountyDecisions
    from toolkit.model.plan import PolicingPlan

FolderArgument = Annotated[
    Path, typer.Argument(metavar="DIR", help="A folder of returns and workbooks; 'county' in --db.")
]
YearOption = Annotated[str | None, typer.Option("--year", help="Assessment year, where there are several.")]


@on_database
def harm(
    folder: FolderArgument,
    year: YearOption = None,
    how: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Set each issue's harm against its spread: severe and shared, severe but local, and the rest."""
    from toolkit.documents.county_beside import harm_spread_document
    from toolkit.methods.county import county as counted
    from toolkit.methods.harm_spread import harm_against_spread
    from toolkit.tables.harm_spread import harm_spread_table
    from toolkit.wording.county import origin_of_county
    from toolkit.wording.harm_spread import harm_spread_headline, harm_spread_sentence

    found = counted(the_county(folder, year))
    if found.issues is None:
        raise Refused(found.refused)
    spread = harm_against_spread(found.rankings, found.issues)
    told = [harm_spread_headline(spread), harm_spread_sentence(found.issues.rules)] if spread else []
    report = Report(
        title=say("{county}: harm against spread", county=found.returns.name),
        sentences=[*told, *origin_of_county(found)],
        blocks=[Block("harm", say("Issues by harm and spread"), harm_spread_table(spread))],
        document=harm_spread_document(found.returns, spread),
        context=county_context(found),
    )
    deliver(report, how, output)


@on_database
def plan(
    folder: FolderArgument,
    year: YearOption = None,
    named: Annotated[
        str | None, typer.Option("--plan", help="Id of the policing plan; the one in force unless given.")
    ] = None,
    as_at: Annotated[
        str | None,
        typer.Option("--as-at", help="Count the CSPs of this day; 1 April of the plan year unless given."),
    ] = None,
    *,
    how: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Set the county beside a policing plan: how many CSPs stand under each of its priorities."""
    from toolkit.files.library import library_beside
    from toolkit.methods.county import county as counted

    found = counted(the_county(folder, year), as_at=a_day(as_at))
    library = library_beside(beside(folder))
    aligned = _aligned(found, _plan(library, found, named), library, _decisions(folder))
    deliver(_report(found, aligned), how, output)


def _decisions(folder: Path) -> "CountyDecisions":
    if is_stored(folder):
        return stored_decisions()
    from toolkit.files.county_folder import read_county_folder

    return read_county_folder(folder).decisions


def _plan(library: "Library", found: "County", named: str | None) -> "PolicingPlan":
    from toolkit.files.plans import policing_plans

    plans = policing_plans(library, found.returns.returns[0].plan_year)
    for one in plans:
        if named in {None, one.id, str(one.ref)}:
            return one
    known = ", ".join(str(one.ref) for one in plans) or say("none")
    raise UsageError(say("There is no policing plan {plan}; known are: {known}.", plan=named, known=known))


def _aligned(
    found: "County", plan: "PolicingPlan", library: "Library", decisions: "CountyDecisions"
) -> "Alignment":
    from toolkit.files.plans import alignment_for
    from toolkit.methods.alignment import align

    categories = found.returns.category_set
    proposed = alignment_for(library, plan, categories.ref, categories.codes)
    confirmed = [one.row for one in decisions.alignments if one.plan == plan.ref]
    return align(found.priorities, plan, proposed, confirmed)


def _report(found: "County", aligned: "Alignment") -> Report:
    from toolkit.documents.county_beside import alignment_document
    from toolkit.tables.alignment import placing_table, plan_table
    from toolkit.wording.alignment import alignment_headline, alignment_sentences, placing_sentence
    from toolkit.wording.county import origin_of_county

    sentences: Sequence[str] = [alignment_headline(aligned), *alignment_sentences(aligned)]
    waiting = placing_sentence(aligned)
    return Report(
        title=say("{county} beside {plan}", county=found.returns.name, plan=aligned.plan.title),
        sentences=[*sentences, *origin_of_county(found)],
        blocks=[
            Block("plan", say("CSPs under each priority of the plan"), plan_table(aligned)),
            Block(
                "placing",
                say("Where categories fall"),
                placing_table(aligned),
                after=[waiting] if waiting else [],
            ),
        ],
        document=alignment_document(found.returns, aligned),
        context=county_context(found),
    )
