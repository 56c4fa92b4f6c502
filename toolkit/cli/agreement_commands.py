"""The command `agreement`: how well a panel's scorers agree, or a county's districts."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.database import beside, on_database
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
    from toolkit.documents import Document
    from toolkit.methods.discussion import DiscussionItem
    from toolkit.methods.panel import PanelAgreement
    from toolkit.methods.ranking import Ranking
    from toolkit.model.agreement_rule import AgreementRule

_SEED = 2017
"""Fixed, so that the same return always gives the same figures; shown with every figure drawn."""

_TABLES = "alpha, discussion, settled, cells, scorers or joint; of a county panels"


@on_database
def agreement(
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
    seed: Annotated[
        int, typer.Option("--seed", help="Seed of the draws, where whole scorers are drawn.")
    ] = _SEED,
    how: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Say how well scorers agree and what to talk about first; for a county, how well districts agree."""
    refuse_mapping_of_return(path, mapping)
    report = _panel_report(path, seed) if is_return(path) else _county_report(path, year, mapping)
    deliver(report, how, output, table)


def _agreement_rule(path: Path) -> "AgreementRule":
    """Return the rule of agreement: the partnership's own, or the shipped one."""
    from toolkit.files.library import library_beside
    from toolkit.model.agreement_rule import AgreementRule

    return library_beside(beside(path)).find(AgreementRule, "agreement-rule")


def _panel_report(path: Path, seed: int) -> Report:
    from toolkit.documents import agreement_document
    from toolkit.methods.discussion import discussion_list
    from toolkit.methods.panel import panel_agreement
    from toolkit.methods.ranking import rank
    from toolkit.methods.scoring import score
    from toolkit.wording.agreement import alpha_sentence

    return_ = the_return(path)
    rule, ranking, n = _agreement_rule(path), rank(score(return_)), return_.category_set.rules.top_n
    found, items = panel_agreement(return_, rule), discussion_list(ranking, rule, n)
    blocks, joint = _joint(ranking, path, rule, seed)
    if found.cells:
        blocks = [_alpha(found, ranking, rule), *_discussion(found, items, ranking, n), *blocks]
    return Report(
        title=say("{district}: how well the scorers agree", district=return_.district),
        sentences=[*opening(return_), *([] if found.cells else [alpha_sentence(found)])],
        blocks=blocks,
        document=agreement_document(return_, found, items, rule, joint),
        context=row_context(return_),
    )


def _alpha(found: "PanelAgreement", ranking: "Ranking", rule: "AgreementRule") -> Block:
    from toolkit.tables.agreement import alpha_table
    from toolkit.wording.agreement import alpha_sentence
    from toolkit.wording.discussion import agreement_sentence

    frame = alpha_table(found, ranking.scored.return_, rule)
    said = [agreement_sentence(found, rule), alpha_sentence(found)]
    return Block("alpha", say("Agreement by criterion"), frame, before=said)


def _discussion(
    found: "PanelAgreement", items: "tuple[DiscussionItem, ...]", ranking: "Ranking", n: int
) -> list[Block]:
    from toolkit.tables.agreement import panel_cell_table, settled_table
    from toolkit.tables.discussion import discussion_table
    from toolkit.wording.discussion import discussion_sentence
    from toolkit.wording.sensitivity import issue_names

    frame = discussion_table(items, n)
    read = [
        say("Issue"),
        say("Criterion"),
        say("Could change the top {n}", n=n),
        say("Agreement"),
        say("Levels given"),
        say("Agreed"),
    ]
    return [
        Block(
            "discussion",
            say("What to talk about first"),
            frame,
            columns=read,
            before=[discussion_sentence(items, n)],
        ),
        Block("settled", "", settled_table(items, issue_names(ranking), n), shown=False),
        Block("cells", "", panel_cell_table(found, ranking.scored.return_), shown=False),
    ]


def _joint(
    ranking: "Ranking", path: Path, rule: "AgreementRule", seed: int
) -> "tuple[list[Block], Document | None]":
    """Return the check with whole scorers where there is a panel, as blocks and as a document."""
    import numpy as np

    from toolkit.documents import joint_document
    from toolkit.methods.joint_panel import joint_panel, joint_panel_check
    from toolkit.methods.spread import scorers
    from toolkit.tables.agreement import joint_table, scorer_table
    from toolkit.wording.agreement import joint_sentence
    from toolkit.wording.ranking import doubt_caveat

    panel = joint_panel(ranking)
    if panel is None:
        return [], None
    doubt, _ = firmness_of(ranking, path)
    check = None
    if panel.needs_check(rule):
        check = joint_panel_check(panel, doubt.k, rng=np.random.default_rng(seed))
    said = joint_sentence(panel, check, doubt, seed)
    frame = scorer_table(panel, scorers(ranking.scored.return_))
    blocks = [Block("scorers", say("Is somebody harsh or lenient throughout?"), frame, before=[said])]
    if check:
        title = say("The chances with whole scorers drawn together")
        blocks.append(Block("joint", title, joint_table(check, doubt), before=[doubt_caveat(doubt)]))
    return blocks, joint_document(panel, check, doubt, seed)


def _county_report(path: Path, year: str | None, mapping: Path | None) -> Report:
    from toolkit.documents import county_agreement_document
    from toolkit.methods.panel import concordance, panel_agreement
    from toolkit.tables.agreement import district_panel_table
    from toolkit.wording.county import origin_of_county, reported_sentence
    from toolkit.wording.districts import concordance_sentence

    county, rule = county_with(path, year, mapping), _agreement_rule(path)
    found = None if county.refused or not county.rankings else concordance(county.rankings)
    names = {i.id: i.name for return_ in county.returns.returns for i in return_.issues.values()}
    panels = [
        (return_.district, panel_agreement(return_, rule))
        for return_ in county.returns.returns
        if return_.scored_issues
    ]
    said = (
        concordance_sentence(found, names)
        if found
        else county.refused or say("No issue has been scored yet.")
    )
    frame = district_panel_table(panels, rule)
    return Report(
        title=say("{returns}: how far districts agree", returns=county.returns.name),
        sentences=[reported_sentence(county.priorities.reports), *origin_of_county(county), said],
        blocks=[Block("panels", say("How well each district's scorers agree"), frame)],
        document=county_agreement_document(county, found, panels, rule),
        context=county_context(county),
    )
