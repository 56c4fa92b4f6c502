"""The probability of every score an issue can take, for every matrix the format allows; exact, or in bins."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from toolkit.methods.level_chances import Probability
from toolkit.methods.scoring import ExactArray
from toolkit.model.matrix import Combine, Matrix, Section

MOST_SCORES = 200_000
"""Beyond this many distinct scores they are put into bins, and the bound of the error is said."""

_BINS = 20_000


@dataclass(frozen=True)
class ScoreDistribution:
    """The probability of every score an issue can take.

    Attributes
    ----------
    low, high
        Shape (score,), rising: the exact scores. The two differ only for bins, whose scores lie between.
    probability
        Shape (issue, score).
    """

    low: ExactArray
    high: ExactArray
    probability: Probability

    @property
    def binned(self) -> bool:
        """Say whether scores were put into bins."""
        return self.low is not self.high and bool((self.low != self.high).any())


def score_distribution(levels: Probability, matrix: Matrix) -> ScoreDistribution:
    """Return the distribution of each issue's risk score, for scores independent between criteria.

    Parameters
    ----------
    levels
        Shape (issue, criterion, level): over the criteria of the matrix's risk sections in order; a criterion
        with fewer levels than the longest has zeros at the end.
    matrix
        Any matrix the format allows.

    References
    ----------
    Reproduced: three dice of Galileo (c. 1620), Sopra le scoperte dei dadi (nine 25 and ten 27 times in 216);
    the bet of de Mere, Pascal to Fermat, 29 July 1654 (a six in four throws, 671 of 1,296).
    """
    totals, start = [], 0
    for section in matrix.risk_sections:
        stop = start + len(section.criteria)
        totals.append(_section_distribution(levels[:, start:stop], section))
        start = stop
    weights = [Fraction(1) if s.weight is None else s.weight for s in matrix.risk_sections]
    return _folded(totals, matrix.risk.combine, weights)


def _section_distribution(levels: Probability, section: Section) -> ScoreDistribution:
    parts = []
    for k, criterion in enumerate(section.criteria):
        values = np.array(criterion.values, dtype=object)
        parts.append(ScoreDistribution(values, values, levels[:, k, : len(values)]))
    return _folded(parts, section.combine, section.weights)


def _folded(
    parts: list[ScoreDistribution], how: Combine, weights: list[Fraction] | tuple[Fraction, ...]
) -> ScoreDistribution:
    """Combine parts one after another; every way of the closed set can be taken two at a time."""
    if how is Combine.WEIGHTED_SUM:
        parts = [_weighted(part, weight) for part, weight in zip(parts, weights, strict=True)]
    total = parts[0]
    for part in parts[1:]:
        total = _joined(total, part, how)
    return total


def _weighted(part: ScoreDistribution, weight: Fraction) -> ScoreDistribution:
    """Multiply the scores by a weight; a weight of zero makes them one score."""
    low = part.low * weight
    return _merged(low, part.high * weight if part.binned else low, part.probability)


def _joined(one: ScoreDistribution, other: ScoreDistribution, how: Combine) -> ScoreDistribution:
    """Return the distribution of one part combined with another, over every pair of their scores."""
    operation = {Combine.MAX: np.maximum, Combine.PRODUCT: np.multiply}.get(how, np.add)
    low = high = operation(one.low[:, None], other.low[None, :]).ravel()
    if one.binned or other.binned:
        high = operation(one.high[:, None], other.high[None, :]).ravel()
    pairs = one.probability[:, :, None] * other.probability[:, None, :]
    return _merged(low, high, pairs.reshape(len(pairs), low.size))


def _merged(low: ExactArray, high: ExactArray, probability: Probability) -> ScoreDistribution:
    """Put equal scores together and, where they are too many, neighbouring ones into bins."""
    order, exact = np.argsort(low, kind="stable"), low is high
    low = low[order]
    high = low if exact else high[order]
    fresh = np.ones(len(low), dtype=np.bool_)
    fresh[1:] = low[1:] != low[:-1]
    if not exact:
        fresh[1:] |= high[1:] != high[:-1]
    starts = np.flatnonzero(fresh)
    together = np.add.reduceat(probability[:, order], starts, axis=1)
    low = low[starts]
    merged = ScoreDistribution(low, low if exact else high[starts], together)
    return merged if len(starts) <= MOST_SCORES else _in_bins(merged)


def _in_bins(scores: ScoreDistribution) -> ScoreDistribution:
    """Put neighbouring scores into bins that hold about the same chances: low from first, highest high."""
    place = np.cumsum(scores.probability.mean(axis=0))
    label = np.floor(place / place[-1] * _BINS)
    starts = np.flatnonzero(np.diff(label, prepend=-1.0))
    return ScoreDistribution(
        low=scores.low[starts],
        high=np.maximum.reduceat(scores.high, starts),
        probability=np.add.reduceat(scores.probability, starts, axis=1),
    )


def binning_error_bound(scores: ScoreDistribution) -> npt.NDArray[np.float64]:
    """Bound how far binning can move any rank probability of each issue; zero without bins.

    An issue's rank can come out wrong only if a rival's bin overlaps its own, so the chance that any does
    bounds the error of each of its rank, top-k and pairwise probabilities.

    Returns
    -------
    Shape (issue,), from 0 to 1.
    """
    if not scores.binned:
        return np.zeros(len(scores.probability))
    p, by_high = scores.probability, np.argsort(scores.high, kind="stable")
    below_low = np.searchsorted(scores.high[by_high], scores.low, side="left")
    above_high = np.searchsorted(scores.low, scores.high, side="right")
    ends = np.pad(np.cumsum(p, axis=1), ((0, 0), (1, 0)))
    ends_by_high = np.pad(np.cumsum(p[:, by_high], axis=1), ((0, 0), (1, 0)))
    clear = ends_by_high[:, below_low] + ends[:, -1:] - ends[:, above_high]
    points = (scores.low == scores.high).astype(np.float64)
    overlap = p @ np.clip(1 - clear - p * points, 0.0, 1.0).T
    np.fill_diagonal(overlap, 0.0)
    return np.asarray(np.clip(overlap.sum(axis=1), 0.0, 1.0))
