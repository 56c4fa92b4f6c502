"""The command `sensitivity`: what would change a ranking, or the county's picture."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.database import on_database
from toolkit.cli.firmness import firmness_of
from toolkit.cli.output import Block, Format, FormatOption, OutputOption, Report, deliver
from toolkit.cli.reading import (
    county_context,
    county_with,
    is_return,
    opening,
    refuse_mapping_of_return,
    row_context,
    the_return,
)
from toolkit.language import say

if TYPE_CHECKING:
    from toolkit.methods.health import MatrixHealth
    from toolkit.methods.sensitivity import Sensitivity

_TABLES = "changes, values, criteria, scorers, weights, variance or health; of a county without or levels"


@on_database
def sensitivity(
    path: Annotated[
        Path, typer.Argument(help="A return, or a county's folder; a district or 'county' in --db.")
    ],
    *,
    year: Annotated[
        str | None, typer.Option("--year", help="Assessment year, for a county with several.")
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", help="Of a county: how another matrix's levels are read (TOML)."),
    ] = None,
    table: Annotated[str | None, typer.Option("--table", help=f"For CSV: {_TABLES}.")] = None,
    how: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Say what would change a ranking; for a county, what single districts do to its picture."""
    refuse_mapping_of_return(path, mapping)
    report = _district_report(path) if is_return(path) else _county_report(path, year, mapping)
    deliver(report, how, output, table)


def _district_report(path: Path) -> Report:
    from toolkit.documents import sensitivity_document
    from toolkit.methods.health import matrix_health
    from toolkit.methods.ranking import rank
    from toolkit.methods.scoring import score
    from toolkit.methods.sensitivity import sensitivity as what_would_change
    from toolkit.wording.sensitivity import (
        issue_names,
        one_level_sentence,
        open_levels_note,
        schemes_sentence,
    )

    return_ = the_return(path)
    ranking = rank(score(return_))
    n = return_.category_set.rules.top_n
    found, health = what_would_change(ranking, n), matrix_health(ranking, n)
    said = [one_level_sentence(found)]
    blocks: list[Block] = []
    if found.changes:
        said.append(schemes_sentence(found.schemes, issue_names(ranking)))
        blocks = [_changes(found), *_reranked(found), _variance(found, path), _health(health, found)]
    return Report(
        title=say("{district}: what would change the ranking", district=return_.district),
        sentences=[*opening(return_), *said, *filter(None, [open_levels_note(ranking, n)])],
        blocks=blocks,
        document=sensitivity_document(found, health),
        context=row_context(return_),
    )


def _changes(found: "Sensitivity") -> Block:
    from toolkit.tables.sensitivity import smallest_change_table
    from toolkit.wording.sensitivity import nearest_sentences

    top = say("In the top {n}", n=found.n)
    return Block(
        "changes",
        say("The smallest change that moves each issue"),
        smallest_change_table(found),
        columns=[
            say("Rank"),
            say("Issue"),
            top,
            say("Smallest change of its own levels"),
            say("Smallest change of another issue"),
        ],
        before=[
            say(
                "One level of one issue is changed, all else as it is; several at once where one cannot do "
                "it."
            )
        ],
        bullets=nearest_sentences(found),
    )


def _reranked(found: "Sensitivity") -> list[Block]:
    from toolkit.tables.sensitivity import rerank_table
    from toolkit.wording.sensitivity import issue_names, left_out_sentence, rerank_words

    matrix, names = found.ranking.scored.return_.matrix, issue_names(found.ranking)
    schemes = [(say("rising evenly"), found.schemes.linear), (say("doubling"), found.schemes.doubling)]
    kinds = [
        ("values", say("Other values of the levels"), say("Level values"), say("scheme of values"), schemes),
        (
            "criteria",
            say("Without one criterion"),
            say("Without"),
            say("criterion"),
            [*rerank_words(found.criteria, matrix)],
        ),
        (
            "scorers",
            say("Without one scorer"),
            say("Without"),
            say("scorer"),
            [(one.changed, one) for one in found.scorers],
        ),
        (
            "weights",
            say("Section weights a quarter more or less"),
            say("Weight"),
            say("weight"),
            [*rerank_words(found.weights, matrix)],
        ),
    ]
    blocks = []
    for name, title, column, kind, reranks in kinds:
        telling = [(words, one) for words, one in reranks if one.remark is None]
        frame = rerank_table(column, telling, names, found.n)
        sentence = left_out_sentence(kind, reranks, found.n)
        blocks.append(Block(name, title, frame, columns=list(frame.columns[:4]), before=[sentence]))
    return blocks


def _variance(found: "Sensitivity", path: Path) -> Block:
    from toolkit.tables.sensitivity import variance_table
    from toolkit.wording.ranking import doubt_caveat
    from toolkit.wording.sensitivity import variance_sentence

    matrix = found.ranking.scored.return_.matrix
    doubt, _ = firmness_of(found.ranking, path)
    return Block(
        "variance",
        say("Where the doubt comes from"),
        variance_table(found.shares, matrix),
        before=[variance_sentence(found.shares, matrix), doubt_caveat(doubt)],
    )


def _health(health: "MatrixHealth", found: "Sensitivity") -> Block:
    from toolkit.tables.sensitivity import finding_table
    from toolkit.wording.health import health_findings

    findings = health_findings(health, found.ranking)
    return Block("health", say("How the matrix works on these issues"), finding_table(findings))


def _county_report(path: Path, year: str | None, mapping: Path | None) -> Report:
    from toolkit.documents import county_sensitivity_document
    from toolkit.methods.districts import harshness, leave_one_district_out
    from toolkit.tables.sensitivity import harshness_table, without_table
    from toolkit.wording.county import origin_of_county, reported_sentence
    from toolkit.wording.districts import harshness_sentence, without_sentence

    county = county_with(path, year, mapping)
    sentences = [reported_sentence(county.priorities.reports), *origin_of_county(county)]
    title = say("{returns}: what single districts do to the county's picture", returns=county.returns.name)
    if county.issues is None:
        document = county_sensitivity_document(county, (), None)
        return Report(title, [*sentences, county.refused], [], document, county_context(county))
    n = county.issues.rules.top_n
    names = {issue.issue.id: issue.issue.name for issue in county.issues.issues}
    without, levels = leave_one_district_out(county.issues), harshness(county.rankings)
    matrix = county.rankings[0].scored.return_.matrix if county.rankings else None
    blocks = [
        Block(
            "without",
            say("Without one district"),
            without_table(without, names, n),
            before=[without_sentence(without, n)],
        ),
        *(
            [
                Block(
                    "levels",
                    say("How high each district scores beside the county, in levels"),
                    harshness_table(levels, matrix),
                    before=[harshness_sentence(levels)],
                )
            ]
            if matrix
            else []
        ),
    ]
    return Report(
        title, sentences, blocks, county_sensitivity_document(county, without, levels), county_context(county)
    )
