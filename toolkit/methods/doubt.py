"""The doubt about a district's ranking: where each level's comes from, and what follows for the ranks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from toolkit.methods.levels import Basis, CountedLevel
from toolkit.methods.ranking import RankedIssue, Ranking
from toolkit.methods.uncertainty import (
    Probability,
    ScoreDistribution,
    binning_error_bound,
    level_distribution,
    pairwise_winning,
    rank_acceptability,
    rank_ranges,
    score_distribution,
    top_k_probability,
)
from toolkit.model.assessment import Score
from toolkit.model.doubt_rule import DoubtRule
from toolkit.model.matrix import Criterion, Matrix
from toolkit.model.rounds import last_round

_PANEL = 2


class DoubtSource(StrEnum):
    """What the doubt about one level is read from."""

    PANEL = "disagreement between scorers"
    CONFIDENCE = "stated confidence"
    NO_GRADE = "no confidence stated: the least sure grade is assumed"
    NO_SCALE = "no confidence scale in the matrix: taken as certain"
    UNKNOWN = "unknown: every level assumed equally likely"


@dataclass(frozen=True)
class Doubt:
    """How sure a district's ranking is.

    Attributes
    ----------
    ranking
        The ranking; every array below has its issues in the order of ``ranking.scored.issues``.
    sources
        By issue and criterion of the risk sections: what the doubt about the level is read from.
    levels
        Shape (issue, criterion, level): the probability of each level, as `level_distributions` gives it.
    scores
        The distribution of each issue's score.
    acceptability
        Shape (issue, rank): the probability of each competition rank.
    top_k
        Shape (issue,): the probability of the top `k`, ties at the edge in.
    wins, ties
        Shape (issue, issue): the probability that the row scores above the column, and that they tie.
    error_bound
        Shape (issue,): how far binning can have moved a probability; zero where there are no bins.
    """

    ranking: Ranking
    sources: tuple[tuple[DoubtSource, ...], ...]
    levels: Probability
    scores: ScoreDistribution
    acceptability: Probability
    k: int
    top_k: npt.NDArray[np.float64]
    wins: Probability
    ties: Probability
    error_bound: npt.NDArray[np.float64]

    @property
    def in_rank_order(self) -> Iterator[tuple[RankedIssue, int]]:
        """Each issue in order of rank, with its position in the arrays."""
        row = {issue.issue.id: k for k, issue in enumerate(self.ranking.scored.issues)}
        return ((ranked, row[ranked.scored.issue.id]) for ranked in self.ranking.issues)

    def too_close(self, rule: DoubtRule) -> tuple[tuple[RankedIssue, RankedIssue], ...]:
        """Return the neighbours in the ranking that are too close to call; a tie counts half to each."""
        pairs = pairwise(self.in_rank_order)
        chances = ((one, other, self.wins[i, j] + self.ties[i, j] / 2) for (one, i), (other, j) in pairs)
        return tuple(
            (one, other) for one, other, chance in chances if rule.too_close_from < chance < rule.too_close_to
        )

    def ranges(self, share: float) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return the best and worst rank of each issue's range, shape (issue,).

        The range is the central one that holds `share` of the chances, widened where needed to hold the ranks
        that are printed, so that no printed rank ever lies outside its own range.
        """
        best, worst = rank_ranges(self.acceptability, share)
        places = {ranked.scored.issue.id: ranked for ranked in self.ranking.issues}
        printed = [places[issue.issue.id].rank for issue in self.ranking.scored.issues]
        low = [b if rank is None else min(b, rank) for b, rank in zip(best.tolist(), printed, strict=True)]
        high = [w if rank is None else max(w, rank) for w, rank in zip(worst.tolist(), printed, strict=True)]
        return np.array(low, dtype=np.int64), np.array(high, dtype=np.int64)


def doubt(ranking: Ranking, k: int) -> Doubt:
    """Return how sure `ranking` is, for scores independent between issues and criteria."""
    return doubt_from(ranking, k, *level_distributions(ranking))


def doubt_from(
    ranking: Ranking, k: int, levels: Probability, sources: tuple[tuple[DoubtSource, ...], ...]
) -> Doubt:
    """Return how sure `ranking` is where `levels` and `sources` are as `level_distributions` gives them."""
    scores = score_distribution(levels, ranking.scored.return_.matrix)
    acceptability = rank_acceptability(scores.probability)
    wins, ties = pairwise_winning(scores.probability)
    return Doubt(
        ranking=ranking,
        sources=sources,
        levels=levels,
        scores=scores,
        acceptability=acceptability,
        k=k,
        top_k=top_k_probability(acceptability, k),
        wins=wins,
        ties=ties,
        error_bound=binning_error_bound(scores),
    )


def level_distributions(ranking: Ranking) -> tuple[Probability, tuple[tuple[DoubtSource, ...], ...]]:
    """Return the probability of each level of each risk criterion, and where each comes from.

    Returns
    -------
    levels
        Shape (issue, criterion, level), zeros beyond a criterion's last level.
    sources
        By issue and criterion.
    """
    return_ = ranking.scored.return_
    matrix = return_.matrix
    criteria = [criterion for section in matrix.risk_sections for criterion in section.criteria]
    columns = {criterion.id: k for k, criterion in enumerate(matrix.criteria)}
    rows: dict[tuple[str, str], list[Score]] = {}
    for score in last_round(return_.scores):
        rows.setdefault((score.issue, score.criterion), []).append(score)
    stated = _stated_doubts(matrix)
    widest = max(len(criterion.levels) for criterion in criteria)
    levels = np.zeros((len(ranking.scored.issues), len(criteria), widest))
    sources = []
    for row, issue in enumerate(ranking.scored.issues):
        found = []
        for column, criterion in enumerate(criteria):
            counted = issue.levels[columns[criterion.id]]
            given = rows.get((issue.issue.id, criterion.id), ())
            distribution, source = _cell_distribution(stated, criterion, counted, given)
            levels[row, column, : len(distribution)] = distribution
            found.append(source)
        sources.append(tuple(found))
    return levels, tuple(sources)


def cell_distribution(
    matrix: Matrix, criterion: Criterion, counted: CountedLevel, given: Sequence[Score]
) -> tuple[Probability, DoubtSource]:
    """Return the probability of each level of one issue on one criterion, and what it is read from.

    `given` are the rows of the last round. A panel's doubt is the exact bootstrap of its median; about an
    agreed level it counts only where its median is that level. Otherwise the confidence grade speaks; where
    nothing is known, all levels are alike.
    """
    return _cell_distribution(_stated_doubts(matrix), criterion, counted, given)


_Stated = dict[str, tuple[float, ...]]
"""The doubt that each grade of confidence means, by its id, least sure last; empty without a scale."""


def _stated_doubts(matrix: Matrix) -> _Stated:
    """Return them as floats, looked up for every cell: the hash of a fraction takes longer than all else."""
    grades = matrix.confidence.grades if matrix.confidence else ()
    return {grade.id: tuple(map(float, grade.doubt)) for grade in grades}


def _cell_distribution(
    stated: _Stated, criterion: Criterion, counted: CountedLevel, given: Sequence[Score]
) -> tuple[Probability, DoubtSource]:
    size = len(criterion.levels)
    if len(given) >= _PANEL:
        votes = panel_votes(criterion, given)
        if votes.sum() >= _PANEL and _panel_speaks(criterion, counted, votes):
            return _distribution(size, votes=tuple(votes.tolist())), DoubtSource.PANEL
    if counted.level is None:
        return _distribution(size), DoubtSource.UNKNOWN
    position = criterion.values.index(counted.level)
    if not stated:
        return _distribution(size, level=position), DoubtSource.NO_SCALE
    if counted.confidence in stated:
        doubt = stated[counted.confidence]
        return _distribution(size, level=position, doubt=doubt), DoubtSource.CONFIDENCE
    least_sure = next(reversed(stated.values()))
    return _distribution(size, level=position, doubt=least_sure), DoubtSource.NO_GRADE


@lru_cache(maxsize=4096)
def _distribution(
    levels: int,
    *,
    votes: tuple[int, ...] | None = None,
    level: int | None = None,
    doubt: tuple[float, ...] = (1.0,),
) -> Probability:
    """Return a `level_distribution`, read-only and shared: a county of 320 districts has 57,600 cells."""
    found = level_distribution(levels, votes=votes, level=level, doubt=doubt)
    found.flags.writeable = False
    return found


def _panel_speaks(criterion: Criterion, counted: CountedLevel, votes: npt.NDArray[np.int64]) -> bool:
    """Say whether the panel's doubt counts: without an agreed row, or where its median was agreed."""
    if counted.basis is Basis.AGREED and counted.level is not None:
        return _is_median(votes, criterion.values.index(counted.level))
    return counted.basis is not Basis.UNKNOWN


def panel_votes(criterion: Criterion, given: Sequence[Score]) -> npt.NDArray[np.int64]:
    """Return how many scorers gave each level, shape (level,); agreed rows and unknowns are not votes."""
    votes = np.zeros(len(criterion.levels), dtype=np.int64)
    for score in given:
        if not score.is_agreed and isinstance(score.level, int):
            votes[criterion.values.index(score.level)] += 1
    return votes


def _is_median(votes: npt.NDArray[np.int64], position: int) -> bool:
    """Say whether `position` is the panel's median, the lower or the upper one for an even panel."""
    places = np.repeat(np.arange(len(votes)), votes)
    return position in {places[(len(places) - 1) // 2], places[len(places) // 2]}
