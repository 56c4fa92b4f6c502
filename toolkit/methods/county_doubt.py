"""How firm the county counts are: exact chances of each count, sampled chances of each county rank."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from toolkit.methods.doubt import Doubt
from toolkit.methods.issue_count import IssueCounts
from toolkit.methods.uncertainty import Probability, priority_count_distribution, rank_ranges

_CELLS = 2**12
"""Cells that the chances of one issue's scores are laid out over, to find most draws without searching."""


@dataclass(frozen=True)
class CountyDoubt:
    """How firm a county's counts are; issues in the order of ``counts.issues``.

    Attributes
    ----------
    top_k
        Shape (district, issue): the probability that the issue is in the district's top; 0 where not scored.
    count_chances
        Shape (issue, district + 1): the probability of each count, exact.
    rank_chances
        Shape (issue, rank): the probability of each county rank by count, from `draws` samples with `seed`.
    """

    counts: IssueCounts
    top_k: Probability
    count_chances: Probability
    rank_chances: Probability
    draws: int
    seed: int

    def count_ranges(self, share: float) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return the fewest and most districts of the central range, widened to hold the printed count."""
        low, high = rank_ranges(self.count_chances, share)
        certain = np.array([issue.count_low for issue in self.counts.issues])
        possible = np.array([issue.count_high for issue in self.counts.issues])
        return np.minimum(low - 1, certain), np.maximum(high - 1, possible)

    def rank_ranges(self, share: float) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return the best and worst county rank of the central range, widened to hold the printed rank."""
        best, worst = rank_ranges(self.rank_chances, share)
        printed = np.array(self.ranks_by_count)
        return np.minimum(best, printed), np.maximum(worst, printed)

    @property
    def ranks_by_count(self) -> list[int]:
        """The competition rank of each issue by its certain count alone: equal counts share a rank."""
        low = [issue.count_low for issue in self.counts.issues]
        return [1 + sum(other > mine for other in low) for mine in low]


def county_doubt(counts: IssueCounts, doubts: Sequence[Doubt], *, draws: int, seed: int) -> CountyDoubt:
    """Return how firm `counts` are, from one `Doubt` a scored district in the order of ``counts.districts``.

    Districts are taken as independent. Counts are exact; county ranks are drawn, because the counts of two
    issues lean on each other through the places they share.
    """
    column = {issue.issue.id: k for k, issue in enumerate(counts.issues)}
    top_k = np.zeros((len(doubts), len(column)))
    rng = np.random.default_rng(seed)
    drawn = np.zeros((len(column), draws), dtype=np.int32)
    for row, found in enumerate(doubts):
        columns = [column[issue.issue.id] for issue in found.ranking.scored.issues]
        top_k[row, columns] = found.top_k
        drawn[columns] += sampled_ranks(found.scores.probability, draws, rng) <= found.k
    return CountyDoubt(
        counts=counts,
        top_k=top_k,
        count_chances=priority_count_distribution(top_k),
        rank_chances=_rank_shares(drawn),
        draws=draws,
        seed=seed,
    )


def sampled_ranks(probability: Probability, draws: int, rng: np.random.Generator) -> npt.NDArray[np.int16]:
    """Draw each issue's score from its distribution and rank the draws.

    Parameters
    ----------
    probability
        Shape (issue, score), rows adding to one.

    Returns
    -------
    Shape (issue, draw): competition ranks from 1.
    """
    scores = np.stack([_sampled_scores(row, draws, rng) for row in probability])
    ranks = np.ones(scores.shape, dtype=np.int16)
    for rival in scores:
        ranks += rival > scores
    return ranks


def _sampled_scores(
    probability: Probability, draws: int, rng: np.random.Generator
) -> npt.NDArray[np.unsignedinteger[Any]]:
    """Draw from one distribution, shape (score,), by inverting it: places of scores, shape (draw,).

    The chances are laid out in rising order over equal cells. A draw chooses a cell; where the cell belongs
    to one score that is the answer, and where it is shared a further draw says at which point of the cell.

    References
    ----------
    Chen and Asau (1974), AIIE Transactions 6:163 (the guide table).
    """
    edges = np.cumsum(probability)
    edges *= _CELLS / edges[-1]
    begins = np.ceil(edges[:-1]).astype(np.int64)
    shared = len(edges)
    places = np.arange(shared, dtype=np.min_scalar_type(shared))
    owner = np.repeat(places, np.diff(begins, prepend=0, append=_CELLS))
    owner[begins[begins > 0] - 1] = shared
    cells = rng.integers(0, _CELLS, draws, dtype=np.uint16)
    scores = owner[cells]
    unclear = np.flatnonzero(scores == shared)
    points = cells[unclear] + rng.random(len(unclear))
    scores[unclear] = np.searchsorted(edges[:-1], points, side="right")
    return scores


def _rank_shares(counts: npt.NDArray[np.int32]) -> Probability:
    """Return the share of draws in which each issue takes each competition rank by its count.

    `counts` has shape (issue, draw), the result (issue, rank).
    """
    issues, draws = counts.shape
    shares = np.zeros((issues, issues))
    for k in range(issues):
        ranks = (counts > counts[k]).sum(axis=0)
        shares[k] = np.bincount(ranks, minlength=issues) / draws
    return shares
