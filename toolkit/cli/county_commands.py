"""Commands for the county: its tables, and categories proposed for priorities as worded."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from toolkit.cli.county_beside import harm, plan
from toolkit.cli.database import on_database
from toolkit.cli.firmness import county_doubt_blocks, county_firmness
from toolkit.cli.output import Block, Format, FormatOption, OutputOption, Report, deliver
from toolkit.cli.reading import a_day, county_context, mapping_and_target, the_county
from toolkit.language import say

if TYPE_CHECKING:
    from toolkit.methods.county import County
    from toolkit.methods.county_doubt import CountyDoubt
    from toolkit.model.doubt_rule import DoubtRule


class _TablesUnlessNamed(TyperGroup):
    """``county DIR`` is short for ``county tables DIR``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 (typer keeps its type private)
        """Put ``tables`` before anything that is not a command's name or a call for help."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["tables", *args]
        return super().parse_args(ctx, args)


county_app = typer.Typer(
    cls=_TablesUnlessNamed,
    help=say(
        "The county's tables: 'county DIR' (options: 'county tables --help'). Categories: 'county map'."
    ),
    no_args_is_help=True,
    rich_markup_mode=None,
)


@county_app.command("tables")
@on_database
def tables(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder of returns and workbooks; 'county' in --db.")
    ],
    year: Annotated[
        str | None, typer.Option("--year", help="Assessment year, where there are several.")
    ] = None,
    as_at: Annotated[
        str | None,
        typer.Option("--as-at", help="Count the CSPs of this day; 1 April of the plan year unless given."),
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="How another matrix's levels are read (TOML).")
    ] = None,
    table: Annotated[
        str | None,
        typer.Option("--table", help="For CSV: appendix-a, csps, appendix-b, ranks, severe-local or order."),
    ] = None,
    *,
    with_doubt: Annotated[bool, typer.Option("--doubt", help="Say how firm the counts are.")] = False,
    how: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Count the county: Appendix A, Appendix B, ranks by district, severe but local, order by count."""
    from toolkit.methods.county import county as counted

    day = a_day(as_at)
    returns = the_county(folder, year)
    reading, target = mapping_and_target(mapping, folder)
    result = counted(returns, as_at=day, mapping=reading, target=target)
    firmness = county_firmness(result, folder) if with_doubt else None
    deliver(_report(result, firmness), how, output, table)


def _report(county: "County", firmness: "tuple[CountyDoubt, DoubtRule] | None") -> Report:
    from toolkit.documents import county_document
    from toolkit.wording.county import as_at_sentence, origin_of_county, reported_sentence

    years = sorted({return_.plan_year for return_ in county.returns.returns})
    sentences = [as_at_sentence(county.priorities), reported_sentence(county.priorities.reports)]
    return Report(
        title=say(
            "{returns}: county tables for plan year {years}",
            returns=county.returns.name,
            years=", ".join(years),
        ),
        sentences=[*sentences, *origin_of_county(county)],
        blocks=[
            *_appendix_a(county),
            *_appendix_b(county),
            *(county_doubt_blocks(*firmness) if firmness else []),
        ],
        document=county_document(county, *(firmness or ())),
        context=county_context(county),
    )


def _appendix_a(county: "County") -> list[Block]:
    from toolkit.tables.county import category_table, report_table
    from toolkit.wording.county import headline_labels, other_focus_sentence, unconfirmed_sentence

    count = county.priorities
    columns = [say("Priority"), say("No. of CSPs"), say("Main"), say("Cross-cutting"), say("Sub-theme")]
    notes = [other_focus_sentence(count), unconfirmed_sentence(count)]
    return [
        Block(
            "appendix-a",
            say("Appendix A: priorities by number of CSPs"),
            category_table(count.table),
            columns=columns,
            after=[*filter(None, notes)],
        ),
        Block(
            "headlines",
            say("Headlines for the covering report"),
            category_table(count.headlines).iloc[:0],
            bullets=headline_labels(count),
        ),
        Block("csps", say("Returns by CSP"), report_table(count.reports)),
    ]


def _appendix_b(county: "County") -> list[Block]:
    from toolkit.tables.county import order_table, rank_table, severe_local_table, top_n_table
    from toolkit.wording.county import severe_local_sentence, top_n_sentence
    from toolkit.wording.plain import number_word

    counts = county.issues
    top = number_word(county.returns.category_set.rules.top_n)
    if counts is None:
        from toolkit.tables.frames import empty_table

        return [
            Block(
                "appendix-b",
                say("Appendix B: issues in the top {top}", top=top),
                empty_table(),
                before=[county.refused],
            )
        ]
    return [
        Block(
            "appendix-b",
            say("Appendix B: issues in the top {top} of at least one scored district", top=top),
            top_n_table(counts),
            columns=[say("Theme"), say("Issue"), say("Districts, certain"), say("Districts, possible")],
            before=[top_n_sentence(counts)],
        ),
        Block("ranks", say("Rank of each issue in each scored district"), rank_table(counts)),
        Block(
            "severe-local",
            say("Severe but local"),
            severe_local_table(counts, county.returns.not_escalated),
            columns=[
                say("District"),
                say("Issue"),
                say("Harm rank"),
                say("Rank"),
                say("Not escalated because"),
            ],
            before=[severe_local_sentence(counts)],
        ),
        Block("order", say("Issues by count, with the mean rank beside it"), order_table(counts)),
    ]


@county_app.command("map")
def map_wordings(
    file: Annotated[Path, typer.Argument(help="CSV with columns csp,year,level,priority_as_worded.")],
    terms: Annotated[str, typer.Option("--terms", help="Id of the term list.")] = "kent-category-terms",
    how: FormatOption = Format.JSON,
    output: OutputOption = None,
) -> None:
    """Propose county categories for priorities as worded, one object a row; a person confirms."""
    from toolkit.files.library import library_beside
    from toolkit.files.wordings_csv import read_wordings
    from toolkit.methods.categorise import proposals_json
    from toolkit.model.category_terms import CategoryTerms
    from toolkit.tables.returns import proposal_table

    proposals = proposals_json(read_wordings(file), library_beside(file).find(CategoryTerms, terms))
    report = Report(
        title=say("{file}: proposed categories", file=file.name),
        sentences=[say("These are proposals. A person confirms each one before it counts.")],
        blocks=[Block("proposals", say("Proposals"), proposal_table(proposals))],
        document=proposals,
    )
    deliver(report, how, output)


county_app.command("harm")(harm)
county_app.command("plan")(plan)
