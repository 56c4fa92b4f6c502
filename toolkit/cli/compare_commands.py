"""The command `compare`: two years of one district, or of a county."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.county_compare import county_comparison
from toolkit.cli.crosswalk_option import crosswalks_of
from toolkit.cli.database import on_database
from toolkit.cli.output import Block, Format, FormatOption, OutputOption, Report, deliver
from toolkit.cli.reading import is_county, one_return, the_mapping
from toolkit.errors import Refused, UsageError
from toolkit.language import say

if TYPE_CHECKING:
    from toolkit.files.crosswalks import Found
    from toolkit.methods.return_priorities import YearPriorities
    from toolkit.methods.trends import RankingComparison
    from toolkit.model.assessment import Return
    from toolkit.model.list_crosswalk import CategoryCrosswalk, IssueCrosswalk

_COUNTY = "csp-toolkit county"
_TABLES = "moves, top, scores, priorities, issue-crosswalk, category-crosswalk; of a county counts"


@on_database
def compare(
    old: Annotated[
        Path, typer.Argument(help="The earlier year's return (folder, .xlsx or .json), or county.")
    ],
    new: Annotated[Path, typer.Argument(help="The later year's return of the same district, or county.")],
    *,
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", help="How one year's levels are read in the other's matrix (TOML)."),
    ] = None,
    crosswalk: Annotated[
        list[str] | None,
        typer.Option(
            "--crosswalk",
            help="How issues or categories of one list go on in the other: a TOML file or an id. "
            "Found beside the later return unless given.",
        ),
    ] = None,
    old_year: Annotated[
        str | None, typer.Option("--old-year", help="Of a county: the earlier year, where OLD holds several.")
    ] = None,
    new_year: Annotated[
        str | None, typer.Option("--new-year", help="Of a county: the later year, where NEW holds several.")
    ] = None,
    table: Annotated[str | None, typer.Option("--table", help=f"For CSV: {_TABLES}.")] = None,
    how: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Compare two years of one district: who rose, fell, entered or left, how surely, and why.

    Of two counties' folders: how many CSPs named each category.
    """
    if all(is_county(path) for path in (old, new)):
        _refuse_mapping(mapping)
        report = county_comparison((old, new), (old_year, new_year), crosswalk or [])
        deliver(report, how, output, table)
        return
    _refuse_years(old_year, new_year)
    before, now = one_return(old, _COUNTY), one_return(new, _COUNTY)
    _refuse_what_is_not_two_years(before, now)
    report = _report(before, now, crosswalks_of(crosswalk or [], new, before, now), mapping)
    deliver(report, how, output, table)


def _report(
    before: "Return",
    now: "Return",
    crosswalks: "tuple[Found[IssueCrosswalk], Found[CategoryCrosswalk]]",
    mapping: Path | None,
) -> Report:
    from toolkit.documents import comparison_document
    from toolkit.methods.issue_links import crosswalk_heirs
    from toolkit.methods.ranking import rank
    from toolkit.methods.return_priorities import compare_return_priorities
    from toolkit.methods.scoring import score
    from toolkit.methods.trends import compare_rankings

    issues, categories = crosswalks
    found = compare_rankings(
        rank(score(before)),
        rank(score(now)),
        now.category_set.rules.top_n,
        mapping=the_mapping(mapping) if mapping else None,
        heirs=crosswalk_heirs(issues.crosswalk, before, now),
    )
    priorities, refused = None, ""
    try:
        priorities = compare_return_priorities(before, now, categories.crosswalk)
    except Refused as refusal:
        known = (
            " " + say("Known: {choice}.", choice=", ".join(categories.choice)) if categories.choice else ""
        )
        refused = f"{refusal}{known}"
    return Report(
        title=say(
            "{district}: {before} and {now} compared",
            district=now.district,
            before=before.assessment_year,
            now=now.assessment_year,
        ),
        sentences=[*_opening(before, now), *_list_sentences(before, now, issues, categories)],
        blocks=[
            *_ranking_blocks(found),
            _priorities(priorities, refused, before, now),
            *_crosswalk_blocks(before, now, issues.crosswalk, categories.crosswalk),
        ],
        document=comparison_document(
            found, priorities, refused, issues=issues.crosswalk, categories=categories.crosswalk
        ),
        context=_context(before, now),
    )


def _refuse_mapping(mapping: Path | None) -> None:
    if mapping is not None:
        raise UsageError(
            say("Two years of a county are compared by their counts; --mapping is for two returns.")
        )


def _refuse_years(*years: str | None) -> None:
    if any(years):
        raise UsageError(say("--old-year and --new-year are for two years of a county, not for two returns."))


def _refuse_what_is_not_two_years(old: "Return", new: "Return") -> None:
    from toolkit.model.text import fold

    if fold(old.district) != fold(new.district):
        raise UsageError(
            say(
                "The returns are of different districts, {old} and {new}. Compare two years "
                "of one district; for districts beside one another: csp-toolkit county.",
                old=old.district,
                new=new.district,
            )
        )
    if old.assessment_year == new.assessment_year:
        raise UsageError(
            say(
                "Both returns are for {assessment_year}. Give returns of two different years.",
                assessment_year=old.assessment_year,
            )
        )
    if old.assessment_year > new.assessment_year:
        raise UsageError(
            say(
                "The first return is for {old} and the second for {new}. Give the earlier year first.",
                old=old.assessment_year,
                new=new.assessment_year,
            )
        )


def _opening(old: "Return", new: "Return") -> list[str]:
    from toolkit.wording.returns import marking_line, return_origins

    marked = _marked(old, new)
    sentences = [marking_line(marked.marking, marked.handling)]
    for year in (old, new):
        sentences.append(
            say(
                "{assessment_year}: {status}, matrix {matrix}.",
                assessment_year=year.assessment_year,
                status=year.status.label,
                matrix=year.matrix.ref,
            )
        )
        sentences += [f"{year.assessment_year}: {origin}" for origin in return_origins(year)]
    return [*filter(None, sentences)]


def _marked(old: "Return", new: "Return") -> "Return":
    """Return the one with the higher marking; both papers' content is shown under it."""
    order = list(type(old.marking))
    return max((new, old), key=lambda return_: order.index(return_.marking))


def _list_sentences(
    old: "Return", new: "Return", issues: "Found[IssueCrosswalk]", categories: "Found[CategoryCrosswalk]"
) -> list[str]:
    from toolkit.wording.trends import lists_sentence

    said = [lists_sentence(old.catalogue.ref, new.catalogue.ref, issues.crosswalk, issues.choice)]
    if categories.crosswalk:
        said.append(lists_sentence(old.category_set.ref, new.category_set.ref, categories.crosswalk))
    return [*filter(None, said)]


def _crosswalk_blocks(
    old: "Return",
    new: "Return",
    issues: "IssueCrosswalk | None",
    categories: "CategoryCrosswalk | None",
) -> list[Block]:
    from toolkit.tables.trends import crosswalk_table

    blocks = []
    if issues:
        names = [{i.id: i.name for i in year.catalogue.issues} for year in (old, new)]
        frame = crosswalk_table(issues, *names)
        blocks.append(
            Block(
                "issue-crosswalk",
                say("What goes on as which issue"),
                frame,
                before=[say("Source: {source}.", source=issues.source)],
            )
        )
    if categories:
        names = [{c.code: c.label for c in year.category_set.categories} for year in (old, new)]
        frame = crosswalk_table(categories, *names)
        source = say("Source: {source}.", source=categories.source)
        blocks.append(
            Block("category-crosswalk", say("What goes on as which category"), frame, before=[source])
        )
    return blocks


def _context(old: "Return", new: "Return") -> dict[str, str]:
    from toolkit.cells.words import word_text

    invented = dict.fromkeys([*old.origins.invented, *new.origins.invented])
    return {
        say("District"): new.district,
        say("Assessment years"): f"{old.assessment_year}, {new.assessment_year}",
        say("Matrices"): ", ".join(dict.fromkeys([str(old.matrix.ref), str(new.matrix.ref)])),
        say("Marking"): _marked(old, new).marking.value,
        say("Invented"): ", ".join(map(word_text, invented)) or say("nothing"),
    }


def _ranking_blocks(found: "RankingComparison") -> list[Block]:
    from toolkit.tables.changes import year_change_table
    from toolkit.tables.trends import score_split_table, top_move_table
    from toolkit.wording.trends import (
        remain_sentence,
        same_order_sentence,
        score_split_sentence,
        scored_issues_sentence,
        top_move_note,
        top_move_sentences,
        years_caveat,
    )

    if not found.changes:
        return [
            Block(
                "moves", say("The ranking"), year_change_table(found), before=[scored_issues_sentence(found)]
            )
        ]
    said = [remain_sentence(found), scored_issues_sentence(found), same_order_sentence(found)]
    moves, top, scores = year_change_table(found), top_move_table(found), score_split_table(found)
    return [
        Block("moves", say("The ranking"), moves, before=said, bullets=top_move_sentences(found)),
        Block(
            "top",
            say("Who entered and left the top {k}?", k=found.k),
            top,
            before=[top_move_note(), years_caveat(found)],
        ),
        Block(
            "scores",
            say("What the changes of the scores come from"),
            scores,
            columns=list(scores.columns[:4]) if _one_matrix(found) else (),
            before=[score_split_sentence(found)],
        ),
    ]


def _one_matrix(found: "RankingComparison") -> bool:
    return found.old_as_scored.scored.return_.matrix == found.new_as_scored.scored.return_.matrix


def _priorities(found: "YearPriorities | None", refused: str, old: "Return", new: "Return") -> Block:
    from toolkit.tables.frames import empty_table
    from toolkit.tables.trends import year_priority_table
    from toolkit.wording.trends import year_priority_sentence

    years = old.assessment_year, new.assessment_year
    frame = year_priority_table(found, *years) if found else empty_table()
    sentence = year_priority_sentence(found, *years) if found else refused
    return Block("priorities", say("Priorities"), frame, before=[sentence])
