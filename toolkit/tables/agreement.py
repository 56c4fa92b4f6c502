"""Tables of how well scorers agree, and whether whole scorers move the chances."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pandas as pd

from toolkit.cells.agreement import alpha_text, medians_text
from toolkit.cells.chances import chance_text
from toolkit.cells.numbers import figure_text
from toolkit.cells.ranking import ranked_place
from toolkit.language import say
from toolkit.methods.discussion import DiscussionItem
from toolkit.methods.doubt import Doubt
from toolkit.methods.joint_panel import JointCheck, JointPanel
from toolkit.methods.panel import PanelAgreement, agency_levels
from toolkit.methods.spread import scorers, spreads
from toolkit.model.agreement_rule import AgreementRule
from toolkit.model.assessment import Return
from toolkit.tables.frames import frame_of, plain_word, span


def alpha_table(found: PanelAgreement, return_: Return, rule: AgreementRule) -> pd.DataFrame:
    """One row a criterion: alpha with its words, and beside it the share of levels near the median."""
    columns = [
        say("Criterion"),
        say("Cells"),
        say("Scorers"),
        say("Alpha"),
        say("In words"),
        say("Within one level of the median"),
    ]
    rows = [
        [
            return_.matrix.criterion(name).label,
            alpha.units,
            alpha.judges,
            figure_text(alpha.value),
            alpha_text(alpha, rule),
            _share(found.within_one_on(name)),
        ]
        for name, alpha in found.by_criterion.items()
    ]
    return frame_of(columns, rows)


def _share(share: Fraction | None) -> str:
    return "" if share is None else chance_text(float(share))


def panel_cell_table(found: PanelAgreement, return_: Return) -> pd.DataFrame:
    """One row a cell that a panel scored: median, quartiles, agency by agency, and what the rule says."""
    agency_of = scorers(return_)
    given = {
        (issue.id, spread.criterion.id): spread
        for issue in return_.scored_issues
        for spread in spreads(return_, issue.id)
    }
    columns = [
        say("Issue"),
        say("Criterion"),
        say("Scorers"),
        say("Median"),
        say("Quartiles"),
        say("Within one level"),
        say("Agreement"),
    ]
    rows = []
    for (issue, criterion), cell in found.cells.items():
        spread = given[issue, criterion]
        levels = [level.value for level in spread.criterion.levels]
        rows.append(
            [
                return_.issues[issue].name,
                spread.criterion.label,
                cell.scorers,
                levels[cell.median],
                span(levels[cell.lower_quartile], levels[cell.upper_quartile]),
                _share(cell.within_one),
                plain_word(cell.verdict),
                medians_text(agency_levels(spread.given, agency_of)),
            ]
        )
    return frame_of([*columns, say("By agency")], rows)


def scorer_table(panel: JointPanel, agencies: Mapping[str, str]) -> pd.DataFrame:
    """One row a scorer of the panel: the mean place on the scale of the levels given, from 0."""
    rows = [
        [name, agencies.get(name, ""), f"{float(mean):.1f}", len(panel.cells)]
        for name, mean in panel.means.items()
    ]
    return frame_of([say("Scorer"), say("Agency"), say("Mean level"), say("Cells")], rows)


def joint_table(check: JointCheck, doubt: Doubt) -> pd.DataFrame:
    """One row an issue in order of rank: its chance of the top, cells independent and scorers whole."""
    columns = [say("Rank"), say("Issue"), say("Chance of the top {k}, cells independent", k=check.k)]
    rows = [
        [
            ranked_place(ranked),
            ranked.scored.issue.name,
            chance_text(float(doubt.top_k[k])),
            chance_text(float(check.top_k[k])),
        ]
        for ranked, k in doubt.in_rank_order
    ]
    return frame_of([*columns, say("Whole scorers drawn")], rows)


def district_panel_table(panels: Sequence[tuple[str, PanelAgreement]], rule: AgreementRule) -> pd.DataFrame:
    """One row a district: how many scorers, how many cells a panel scored, and how well they agree."""
    columns = [
        say("District"),
        say("Scorers"),
        say("Cells"),
        say("Alpha"),
        say("In words"),
        say("Within one level of the median"),
    ]
    rows = [
        [
            district,
            found.alpha.judges,
            found.alpha.units,
            figure_text(found.alpha.value),
            alpha_text(found.alpha, rule),
            _share(found.within_one),
        ]
        for district, found in panels
    ]
    return frame_of(columns, rows)


def settled_table(items: Sequence[DiscussionItem], names: Mapping[str, str], n: int) -> pd.DataFrame:
    """One row a cell and level that would change the top: who would be in, out, or open."""
    columns = [
        say("Issue"),
        say("Criterion"),
        say("Settled on"),
        say("Certain of the top {n} then", n=n),
        say("Out of the top {n} then", n=n),
    ]
    rows = [
        [
            item.issue.name,
            item.spread.criterion.label,
            case.level,
            ", ".join(names[i] for i in case.enters),
            ", ".join(names[i] for i in case.leaves),
            ", ".join(names[i] for i in case.opens),
        ]
        for item in items
        for case in item.settled
        if case.changes_top
    ]
    return frame_of([*columns, say("Open then")], rows)
