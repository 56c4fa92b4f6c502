"""Whole scorers resampled together: a second opinion on the top k where some scorers are harsh throughout.

The doubt of `toolkit.methods.doubt` takes the cells of a panel to be independent. Someone who scores
everything a level higher moves all cells at once; here a resample draws scorers, each with all they gave.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations_with_replacement
from math import factorial, prod

import numpy as np
import numpy.typing as npt

from toolkit.methods.doubt import DoubtSource, level_distributions
from toolkit.methods.ranking import Ranking
from toolkit.methods.scoring import risk_scores, section_totals
from toolkit.methods.tied_ranks import lowest_ranks
from toolkit.methods.uncertainty import Probability, top_k_probability
from toolkit.model.agreement_rule import AgreementRule
from toolkit.model.matrix import Criterion, Matrix
from toolkit.model.rounds import last_round

MOST_ENUMERATED = 7
"""Up to this many scorers every resample is counted (1,716 for seven); beyond, resamples are drawn."""

_AT_ONCE = 2_000_000
"""Levels held at once, a few tens of megabytes."""

Counts = npt.NDArray[np.int64]
Positions = npt.NDArray[np.intp]


@dataclass(frozen=True)
class JointPanel:
    """The cells of the risk score that one and the same panel scored.

    Attributes
    ----------
    ranking
        The ranking they belong to.
    scorers
        Those who gave a level in every one of the cells, by name.
    cells
        Row of ``ranking.scored.issues`` and place among the risk criteria of each cell.
    given
        Shape (scorer, cell): the position of the level given.
    levels
        Shape (issue, criterion, level): the independent distribution of every cell of the risk score.
    others
        The other cells that are in doubt, like `cells`; their doubt stays independent of the scorers.
    """

    ranking: Ranking
    scorers: tuple[str, ...]
    cells: tuple[tuple[int, int], ...]
    given: Positions
    levels: Probability
    others: tuple[tuple[int, int], ...]

    @property
    def means(self) -> dict[str, Fraction]:
        """The mean position of the levels each scorer gave."""
        sums = self.given.sum(axis=1)
        return {
            name: Fraction(int(total), len(self.cells))
            for name, total in zip(self.scorers, sums, strict=True)
        }

    @property
    def apart(self) -> Fraction:
        """How many levels lie between the lowest and the highest mean."""
        return max(self.means.values()) - min(self.means.values())

    def needs_check(self, rule: AgreementRule) -> bool:
        """Say whether scorers' means lie so far apart that cells are hardly independent."""
        return self.apart >= rule.means_apart


@dataclass(frozen=True)
class JointCheck:
    """Rank chances with whole scorers resampled, to be shown beside the independent ones.

    Attributes
    ----------
    panel
        Whose resamples they are.
    acceptability
        Shape (issue, rank): the probability of each competition rank, issues as in ``ranking.scored.issues``.
    top_k
        Shape (issue,): the probability of the top `k`, ties at the edge in.
    resamples
        How many resamples were counted or drawn.
    exact
        True where every resample was counted; False where they were drawn.
    standard_error
        Shape (issue,): of `top_k`, at most; zero where exact.
    """

    panel: JointPanel
    acceptability: Probability
    k: int
    top_k: npt.NDArray[np.float64]
    resamples: int
    exact: bool
    standard_error: npt.NDArray[np.float64]


def joint_panel(ranking: Ranking) -> JointPanel | None:
    """Return the panel behind most of the cells whose doubt is disagreement; None where there is none."""
    levels, sources = level_distributions(ranking)
    given = _levels_given(ranking)
    panels = {
        (row, column): given[row, column]
        for row, found in enumerate(sources)
        for column, source in enumerate(found)
        if source is DoubtSource.PANEL
    }
    if not panels:
        return None
    times = Counter(tuple(sorted(panel)) for panel in panels.values())
    who = max(times, key=lambda names: (times[names], len(names)))
    cells = tuple(cell for cell, panel in panels.items() if tuple(sorted(panel)) == who)
    in_doubt = ((int(row), int(column)) for row, column in np.argwhere((levels > 0).sum(axis=2) > 1))
    others = tuple(cell for cell in in_doubt if panels.get(cell, {}).keys() != set(who))
    positions = np.array([[panels[cell][name] for cell in cells] for name in who], dtype=np.intp)
    return JointPanel(ranking, who, cells, positions, levels, others)


def _levels_given(ranking: Ranking) -> dict[tuple[int, int], dict[str, int]]:
    """Position of the level each scorer gave last, by row of the issue and place among the risk criteria."""
    row = {issue.issue.id: k for k, issue in enumerate(ranking.scored.issues)}
    criteria = _risk_criteria(ranking.scored.return_.matrix)
    column = {criterion.id: k for k, criterion in enumerate(criteria)}
    given: dict[tuple[int, int], dict[str, int]] = {}
    for score in last_round(ranking.scored.return_.scores):
        if score.criterion in column and not score.is_agreed and isinstance(score.level, int):
            cell = row[score.issue], column[score.criterion]
            position = criteria[cell[1]].values.index(score.level)
            given.setdefault(cell, {})[score.scorer] = position
    return given


def _risk_criteria(matrix: Matrix) -> tuple[Criterion, ...]:
    return tuple(criterion for section in matrix.risk_sections for criterion in section.criteria)


def joint_panel_check(
    panel: JointPanel, k: int, *, rng: np.random.Generator, draws: int = 10_000
) -> JointCheck:
    """Return the rank chances when whole scorers are drawn with replacement, as many as there are.

    Each cell of the panel takes the median of those drawn; an even panel takes the lower medians throughout
    or the upper medians throughout, half the time each: each cell alone is as in the independent doubt.
    To seven scorers every resample is counted with its probability. With more, or where other cells are in
    doubt too, resamples are drawn, and those other cells from their own distributions.

    Parameters
    ----------
    panel
        From `joint_panel`.
    k
        Size of the top.
    rng
        Used only where it draws.
    draws
        How many resamples to draw.

    References
    ----------
    Efron (1979), Annals of Statistics 7:1 (the bootstrap, here of scorers with all they gave). One cell alone
    is as in `panel_distribution`, with its examples; of several together none is published.
    """
    exact = len(panel.scorers) <= MOST_ENUMERATED and not panel.others
    drawn, weights = _every_resample(len(panel.scorers)) if exact else _some(len(panel.scorers), draws, rng)
    acceptability = _acceptability(panel, drawn, weights, rng)
    top = top_k_probability(acceptability, k)
    error = np.zeros(len(top)) if exact else np.sqrt(top * (1 - top) / draws)
    return JointCheck(panel, acceptability, k, top, len(drawn), exact, error)


def _every_resample(scorers: int) -> tuple[Counts, npt.NDArray[np.float64]]:
    """Every way to draw: times each scorer is drawn, shape (resample, scorer), and its probability."""
    picks = combinations_with_replacement(range(scorers), scorers)
    times = [[pick.count(scorer) for scorer in range(scorers)] for pick in picks]
    ways = factorial(scorers)
    weights = [ways / prod(factorial(n) for n in row) / scorers**scorers for row in times]
    return np.array(times, dtype=np.int64), np.array(weights)


def _some(scorers: int, draws: int, rng: np.random.Generator) -> tuple[Counts, npt.NDArray[np.float64]]:
    return rng.multinomial(scorers, np.full(scorers, 1 / scorers), size=draws), np.full(draws, 1 / draws)


def _acceptability(
    panel: JointPanel, drawn: Counts, weights: npt.NDArray[np.float64], rng: np.random.Generator
) -> Probability:
    """Add up the ranks of every resample, the lower and the upper medians with half its weight each."""
    issues = len(panel.levels)
    rows, columns = np.array(panel.cells).T
    total = np.zeros(issues**2)
    for part in _chunks(len(drawn), panel.levels.size):
        positions = _drawn_levels(panel, len(drawn[part]), rng)
        medians = _medians(panel.given, drawn[part], panel.levels.shape[2])
        for middle in medians:
            positions[:, rows, columns] = middle
            ranks = _ranks(positions, panel.ranking.scored.return_.matrix)
            place = ranks - 1 + issues * np.arange(issues)
            weight = np.repeat(weights[part] / len(medians), issues)
            total += np.bincount(place.ravel(), weight, minlength=issues**2)
    return total.reshape(issues, issues)


def _chunks(rows: int, each: int) -> Iterator[slice]:
    step = max(1, _AT_ONCE // each)
    return (slice(start, start + step) for start in range(0, rows, step))


def _drawn_levels(panel: JointPanel, draws: int, rng: np.random.Generator) -> Positions:
    """Return a position for every cell, shape (draw, issue, criterion); other cells in doubt are drawn."""
    positions = np.repeat(panel.levels.argmax(axis=2)[None], draws, axis=0)
    for cell in panel.others:
        possible = np.flatnonzero(panel.levels[cell])
        below = np.cumsum(panel.levels[cell][possible])[:-1]
        positions[:, *cell] = possible[np.searchsorted(below, rng.random(draws), side="right")]
    return positions


def _medians(given: Positions, drawn: Counts, levels: int) -> list[Positions]:
    """Return the median of each cell, shape (resample, cell); for an even panel the lower and the upper."""
    scorers, cells = given.shape
    below = (given[:, :, None] <= np.arange(levels)).astype(np.int64)
    reached = (drawn @ below.reshape(scorers, -1)).reshape(len(drawn), cells, levels)
    return [(reached < middle).sum(axis=2) for middle in sorted({(scorers + 1) // 2, scorers // 2 + 1})]


def _ranks(positions: Positions, matrix: Matrix) -> npt.NDArray[np.int64]:
    """Exact competition ranks: (resample, issue, criterion) positions of levels to (resample, issue)."""
    values = np.empty(positions.shape, dtype=object)
    for column, criterion in enumerate(_risk_criteria(matrix)):
        values[:, :, column] = np.array(criterion.values, dtype=object)[positions[:, :, column]]
    scores = risk_scores(section_totals(values, matrix.risk_sections), matrix)
    place = {score: k for k, score in enumerate(sorted(set(scores.ravel()), reverse=True))}
    places = np.array([place[score] for score in scores.ravel()]).reshape(scores.shape)
    return lowest_ranks(places)
