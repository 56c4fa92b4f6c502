"""How sure the ranking is: one probability over levels for each score, everything else read off it exactly.

Axis order throughout: (district, issue, criterion, level).
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt
from scipy.special import bdtrc

from toolkit.methods.scoring import ExactArray
from toolkit.model.matrix import Combine, Matrix, Section

Probability = npt.NDArray[np.float64]
"""Probabilities; the last axis adds to one where it runs over levels, scores or ranks."""

MOST_SCORES = 200_000
"""Beyond this many distinct scores they are put into bins, and the bound of the error is said."""

_BINS = 20_000

_ROUNDING = 1e-12
"""Sums of chances are exact to about this."""

_CELLS_AT_ONCE = 200_000
"""Complex numbers held at once: a few megabytes, which stay near the processor."""


def level_distribution(
    levels: int,
    *,
    votes: npt.ArrayLike | None = None,
    level: int | None = None,
    doubt: tuple[Fraction, ...] = (Fraction(1),),
) -> Probability:
    """Return the probability of each of `levels` levels, shape (level,).

    From a panel's `votes` (scorers by level) the exact bootstrap of its median; from one `level` (position
    from 0) the doubt its confidence grade means; from neither, every level alike: an assumption to declare.
    """
    if votes is not None:
        return panel_distribution(votes)
    if level is not None:
        return confidence_distribution(level, levels, doubt)
    return np.full(levels, 1 / levels)


def confidence_distribution(level: int, levels: int, doubt: tuple[Fraction, ...]) -> Probability:
    """Return the probability of each level when `level` was given with a grade of confidence.

    Parameters
    ----------
    level
        Position of the level given, from 0.
    levels
        Number of levels.
    doubt
        Probability that the level is right, one step away, two steps away ..., half on either side;
        what falls off the scale stays on its end level.

    Returns
    -------
    Shape (level,).
    """
    distribution = np.zeros(levels)
    for steps, share in enumerate(doubt):
        for step in (-steps, steps):
            distribution[min(max(level + step, 0), levels - 1)] += float(share) / 2
    return distribution


def panel_distribution(votes: npt.ArrayLike) -> Probability:
    """Return the exact bootstrap distribution of a panel's median.

    With F(l) the share of R scorers at level l or below, the median of R scorers drawn with replacement is at
    l or below with probability P(Bin(R, F(l)) >= (R + 1) / 2). For an even panel the distributions of the
    lower and the upper median are averaged.

    Parameters
    ----------
    votes
        Shape (..., level): how many scorers gave each level; at least one in all.

    Returns
    -------
    Shape (..., level).

    References
    ----------
    Maritz and Jarrett (1978), Journal of the American Statistical Association 73:194; Efron (1979).
    """
    counts = np.asarray(votes, dtype=np.int64)
    scorers = counts.sum(axis=-1, keepdims=True)
    share = np.cumsum(counts, axis=-1) / scorers
    lower = bdtrc((scorers + 1) // 2 - 1, scorers, share)
    upper = bdtrc(scorers // 2, scorers, share)
    below = (lower + upper) / 2
    return np.diff(below, axis=-1, prepend=0.0)


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


def _above(probability: Probability) -> Probability:
    """Probability of a score strictly above each score: (issue, score) to (issue, score)."""
    return np.cumsum(probability[:, ::-1], axis=1)[:, ::-1] - probability


def rank_acceptability(probability: Probability, *, average: bool = False) -> Probability:
    """Return the probability that each issue takes each rank, ties exact.

    Given its own score, an issue's rank is one more than the number of rivals strictly above: a sum of
    independent chances (Poisson-binomial). Its generating function is evaluated at roots of unity, each
    issue left out in turn by prefix and suffix products, summed over the issue's scores, and inverted.

    Parameters
    ----------
    probability
        Shape (issue, score): each row a distribution over the same rising scores.
    average
        False for competition ranks (as RANK.EQ); True for average ranks (as RANK.AVG).

    Returns
    -------
    Competition ranks: shape (issue, rank), rank r at position r - 1. Average ranks: shape
    (issue, 2 * issues - 1), rank 1 + h / 2 at position h. Rows add to one.

    References
    ----------
    Lahdelma and Salminen (2001), Operations Research 49:444 (rank acceptability index); Hua, Pei and Lin
    (2011), The VLDB Journal 20:129 (positional probability).
    """
    issues, scores = probability.shape
    if not issues:
        return np.zeros((0, 0))
    places = 2 * issues - 1 if average else issues
    roots = np.exp(-2j * np.pi * np.arange(places // 2 + 1) / places)
    transform = np.zeros((issues, len(roots)), dtype=np.complex128)
    above = _above(probability)
    chunk = max(1, _CELLS_AT_ONCE // (issues * len(roots)))
    for start in range(0, scores, chunk):
        part = slice(start, start + chunk)
        g, e = above[:, part, None], probability[:, part, None]
        factor = e * (roots - 1) + g * (roots**2 - 1) if average else g * (roots - 1)
        factor += 1
        others = _others_product(factor).view(np.float64)
        transform += (probability[:, None, part] @ others)[:, 0].view(np.complex128)
    return np.asarray(np.clip(np.fft.irfft(transform, n=places, axis=1), 0.0, 1.0))


def _others_product(factor: npt.NDArray[np.complex128]) -> npt.NDArray[np.complex128]:
    """Product over every issue but one, along the first axis, without division."""
    product, before = np.ones_like(factor), np.ones_like(factor[0])
    for i in range(len(factor) - 1, 0, -1):
        np.multiply(product[i], factor[i], out=product[i - 1])
    for i in range(len(factor)):
        product[i] *= before
        before *= factor[i]
    return product


def top_k_probability(acceptability: Probability, k: int) -> npt.NDArray[np.float64]:
    """Return the probability that each issue is in the top `k`, a tie at the edge being in.

    `acceptability` is of competition ranks, shape (issue, rank); the result has shape (issue,) and adds to
    `k` or more.
    """
    return np.asarray(np.clip(acceptability[:, :k].sum(axis=1), 0.0, 1.0))


def rank_ranges(
    acceptability: Probability, share: float
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the central range of each issue's rank that holds `share` of its chances.

    At most (1 - share) / 2 is left out on either side. It describes the chances of one ranking; it is not a
    confidence interval.

    Returns
    -------
    best, worst
        Shape (issue,), ranks from 1.

    References
    ----------
    Goldstein and Spiegelhalter (1996), Journal of the Royal Statistical Society A 159:385.
    """
    tail = (1 - share) / 2 + _ROUNDING
    below = np.cumsum(acceptability, axis=1)
    above = np.cumsum(acceptability[:, ::-1], axis=1)
    best = 1 + (below <= tail).sum(axis=1)
    worst = acceptability.shape[1] - (above <= tail).sum(axis=1)
    return best, worst


def pairwise_winning(probability: Probability) -> tuple[Probability, Probability]:
    """Return the probability that each issue scores strictly above each other, and that they tie.

    Parameters
    ----------
    probability
        Shape (issue, score).

    Returns
    -------
    wins, ties
        Shape (issue, issue): row above column. wins + wins transposed + ties is one off the diagonal; the
        diagonal is zero.

    References
    ----------
    Leskinen, Viitanen, Kangas and Kangas (2006), Forest Science 52:304 (pairwise winning index).
    """
    below = np.cumsum(probability, axis=1) - probability
    wins, ties = probability @ below.T, probability @ probability.T
    np.fill_diagonal(wins, 0.0)
    np.fill_diagonal(ties, 0.0)
    return wins, ties


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


def priority_count_distribution(top_k: npt.NDArray[np.float64]) -> Probability:
    """Return the distribution of the number of districts whose top k holds each issue.

    Parameters
    ----------
    top_k
        Shape (district, issue): the probability in each district, independent between districts; 0 where the
        district did not score the issue.

    Returns
    -------
    Shape (issue, district + 1): Poisson-binomial; columns are counts from 0.

    References
    ----------
    Hong (2013), Computational Statistics and Data Analysis 59:41.
    """
    districts, issues = top_k.shape
    counts = np.zeros((issues, districts + 1))
    counts[:, 0] = 1.0
    for chance in top_k:
        counts[:, 1:] = counts[:, 1:] * (1 - chance)[:, None] + counts[:, :-1] * chance[:, None]
        counts[:, 0] *= 1 - chance
    return counts
