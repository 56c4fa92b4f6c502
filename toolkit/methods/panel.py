"""What a panel gave: who scored what, agency by agency, and how well the panel and the districts agree."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from toolkit.methods.agreement import (
    Coefficient,
    Consensus,
    Ratings,
    Verdict,
    consensus,
    kendall_w,
    krippendorff_alpha,
)
from toolkit.methods.ranking import Ranking
from toolkit.methods.spread import Spread, scorers, spreads
from toolkit.model.agreement_rule import AgreementRule
from toolkit.model.assessment import Return, Score
from toolkit.model.matrix import Criterion
from toolkit.model.rounds import last_round
from toolkit.model.text import fold

PANEL = 2
"""From this many scorers with a level on, they are a panel."""


def positions(spread: Spread) -> tuple[int, ...]:
    """Return the levels given as positions on the scale, rising."""
    return tuple(spread.criterion.values.index(level) for level in spread.levels)


def panel_ratings(
    return_: Return, criteria: Iterable[Criterion] | None = None
) -> tuple[tuple[str, ...], Ratings]:
    """Return the scorers and the position of the level each gave last for each issue and criterion.

    Only the last round of a cell counts. Agreed rows are nobody's rating; a level not scored or unknown is
    missing.

    Parameters
    ----------
    return_
        The return.
    criteria
        Some of its matrix's criteria; None for all.

    Returns
    -------
    scorers
        In order of first row.
    ratings
        Shape (scorer, cell), cells by issue and then criterion; NaN for missing.
    """
    wanted = tuple(return_.matrix.criteria if criteria is None else criteria)
    who = tuple(scorers(return_))
    row = {name: index for index, name in enumerate(who)}
    cells = ((issue.id, criterion.id) for issue in return_.scored_issues for criterion in wanted)
    column = {cell: index for index, cell in enumerate(cells)}
    ratings = np.full((len(who), len(column)), np.nan)
    for score in last_round(return_.scores):
        cell = (score.issue, score.criterion)
        if cell in column and not score.is_agreed and isinstance(score.level, int):
            values = return_.matrix.criterion(score.criterion).values
            ratings[row[score.scorer], column[cell]] = values.index(score.level)
    return who, ratings


@dataclass(frozen=True)
class AgencyLevels:
    """What the scorers of one agency gave in one cell.

    Attributes
    ----------
    agency
        As first written; empty for scorers without one.
    levels
        The level values given, rising.
    median_low, median_high
        The middle level, or the two middle levels of an even number.
    """

    agency: str
    levels: tuple[int, ...]

    @property
    def median_low(self) -> int:
        """The lower median."""
        return self.levels[(len(self.levels) - 1) // 2]

    @property
    def median_high(self) -> int:
        """The upper median; the same as the lower for an odd number of scorers."""
        return self.levels[len(self.levels) // 2]


def agency_levels(given: Sequence[Score], agency_of: Mapping[str, str]) -> tuple[AgencyLevels, ...]:
    """Return the levels of one cell agency by agency, in order of first row.

    Parameters
    ----------
    given
        The scorers' rows of one issue and criterion.
    agency_of
        Each scorer's agency where the row itself names none, as `toolkit.methods.spread.scorers` gives it.
    """
    names: dict[str, str] = {}
    levels: dict[str, list[int]] = {}
    for score in given:
        if isinstance(score.level, int):
            agency = score.agency or agency_of.get(score.scorer, "")
            names.setdefault(fold(agency), agency)
            levels.setdefault(fold(agency), []).append(score.level)
    return tuple(AgencyLevels(names[key], tuple(sorted(found))) for key, found in levels.items())


@dataclass(frozen=True)
class PanelAgreement:
    """How well the scorers of a return agree.

    Attributes
    ----------
    scorers
        Everyone with a row, in order of first row.
    alpha
        Krippendorff's ordinal alpha over every issue and criterion, levels by position on their scale.
    by_criterion
        The same on each criterion alone, by criterion id.
    cells
        The consensus of each cell that a panel scored, by issue and criterion id.
    """

    scorers: tuple[str, ...]
    alpha: Coefficient
    by_criterion: dict[str, Coefficient]
    cells: dict[tuple[str, str], Consensus]

    @property
    def within_one(self) -> Fraction | None:
        """The share of levels within one of their panel's median; None without a panel."""
        return _within_one(list(self.cells.values()))

    def within_one_on(self, criterion: str) -> Fraction | None:
        """Return the same for one criterion."""
        return _within_one([cell for (_, name), cell in self.cells.items() if name == criterion])

    def count(self, verdict: Verdict) -> int:
        """Return how many cells have this verdict."""
        return sum(cell.verdict is verdict for cell in self.cells.values())


def _within_one(cells: Sequence[Consensus]) -> Fraction | None:
    given = sum(cell.scorers for cell in cells)
    near = sum((cell.within_one * cell.scorers for cell in cells), Fraction(0))
    return near / given if given else None


def panel_agreement(return_: Return, rule: AgreementRule) -> PanelAgreement:
    """Return how well the scorers of `return_` agree, over all and on each criterion."""
    who, ratings = panel_ratings(return_)
    cells = {
        (issue.id, spread.criterion.id): consensus(positions(spread), rule)
        for issue in return_.scored_issues
        for spread in spreads(return_, issue.id)
        if len(spread.levels) >= PANEL
    }
    criteria = return_.matrix.criteria
    return PanelAgreement(
        scorers=who,
        alpha=krippendorff_alpha(ratings),
        by_criterion={
            c.id: krippendorff_alpha(ratings[:, k :: len(criteria)]) for k, c in enumerate(criteria)
        },
        cells=cells,
    )


@dataclass(frozen=True)
class Concordance:
    """How far districts put issues in one order.

    Attributes
    ----------
    w
        Kendall's W.
    districts
        The districts compared.
    issues
        Ids of the issues that every district has scored in full; W is over their order among themselves.
    left_out
        Ids of the others that some district scored.
    """

    w: Coefficient
    districts: tuple[str, ...]
    issues: tuple[str, ...]
    left_out: tuple[str, ...]


def concordance(rankings: Sequence[Ranking]) -> Concordance:
    """Return how far the districts of `rankings` agree on the order of the issues they all scored in full."""
    known = [{i.issue.id: i.risk.value for i in ranking.scored.issues} for ranking in rankings]
    every = tuple(dict.fromkeys(issue for scores in known for issue in scores))
    shared = tuple(issue for issue in every if all(scores.get(issue) is not None for scores in known))
    orders = np.array([_places([scores[issue] for issue in shared]) for scores in known], dtype=np.float64)
    return Concordance(
        w=kendall_w(orders.reshape(len(known), len(shared))),
        districts=tuple(ranking.scored.return_.district for ranking in rankings),
        issues=shared,
        left_out=tuple(issue for issue in every if issue not in shared),
    )


def _places(scores: Sequence[int | Fraction | None]) -> list[int]:
    """Exact scores as whole numbers in the same order, equal where they are equal."""
    place = {score: k for k, score in enumerate(sorted({s for s in scores if s is not None}, reverse=True))}
    return [place[score] for score in scores if score is not None]
