"""Which criteria the doubt about a risk score comes from: shares of its variance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.methods.reranking import risk_criteria
from toolkit.methods.uncertainty import Probability
from toolkit.methods.variance_enumerated import Moments, enumerated_parts
from toolkit.model.matrix import Combine, Matrix

_NOISE = 1e-12


@dataclass(frozen=True)
class VarianceShares:
    """Shares of the variance of each issue's risk score, for criteria independent of one another.

    Attributes
    ----------
    criteria
        Ids of the criteria of the risk sections, in order.
    variance
        Shape (issue,): the variance of the risk score.
    first
        Shape (issue, criterion): the share that would go if only this criterion's level became known (S1).
    total
        Shape (issue, criterion): the share that would stay if every level but this one became known (ST),
        so it counts what the criterion does together with others too. At least `first`; not a number where
        the score is certain.
    """

    criteria: tuple[str, ...]
    variance: Moments
    first: Moments
    total: Moments

    @property
    def of_all(self) -> tuple[Moments, Moments]:
        """`first` and `total` over all issues, each weighing as its variance; shape (criterion,)."""
        doubtful = self.variance > 0
        if not doubtful.any():
            nothing = np.full(len(self.criteria), np.nan)
            return nothing, nothing
        weights = self.variance[doubtful] / self.variance[doubtful].sum()
        return weights @ self.first[doubtful], weights @ self.total[doubtful]


def variance_shares(levels: Probability, matrix: Matrix) -> VarianceShares:
    """Return how much of the variance of each risk score each criterion accounts for.

    A score made of sums and products is a + b x in the value x of any one criterion, with a and b
    independent of x; then S1 = Var(x) E[b]^2 / Var(S) and ST = Var(x) E[b^2] / Var(S), in closed form. Where
    anything combines by `max` the same two are found by going through the distributions.

    Parameters
    ----------
    levels
        Shape (issue, criterion, level): the probability of each level of the criteria of the risk sections,
        as `toolkit.methods.doubt.level_distributions` gives it.
    matrix
        Any matrix the format allows.

    References
    ----------
    Sobol' (1993), Mathematical Modelling and Computational Experiments 1:407; Homma and Saltelli (1996),
    Reliability Engineering and System Safety 52:1. Reproduces the product of three factors of Sudret (2008),
    Reliability Engineering and System Safety 93:964 (S1 = 0.2747 each), and the g-function with a = 0, 0.5,
    3, 9, 99, 99 of Saltelli (2002), Computer Physics Communications 145:280 (0.5868, 0.2608, 0.0367 ...).
    """
    ways = {matrix.risk.combine, *(section.combine for section in matrix.risk_sections)}
    variance, first, total = (enumerated_parts if Combine.MAX in ways else _closed)(levels, matrix)
    doubtful = (variance > 0)[:, None]
    of = np.where(doubtful, variance[:, None], 1.0)
    return VarianceShares(
        criteria=tuple(criterion.id for criterion in risk_criteria(matrix)),
        variance=variance,
        first=np.where(doubtful, first / of, np.nan),
        total=np.where(doubtful, total / of, np.nan),
    )


def _moments(levels: Probability, matrix: Matrix) -> tuple[Moments, Moments, Moments]:
    """Mean, mean square and variance of each criterion's value."""
    means, squares = [], []
    for column, criterion in enumerate(risk_criteria(matrix)):
        values = np.array(criterion.values, dtype=np.float64)
        probability = levels[:, column, : len(values)]
        means.append(probability @ values)
        squares.append(probability @ values**2)
    mean, square = np.stack(means, axis=1), np.stack(squares, axis=1)
    return mean, square, _variance(mean, square)


def _variance(mean: Moments, square: Moments) -> Moments:
    """Variance from mean and mean square; what rounding leaves of none is none."""
    variance = square - mean**2
    return np.where(variance > _NOISE * square, variance, 0.0)


def _closed(levels: Probability, matrix: Matrix) -> tuple[Moments, Moments, Moments]:
    """Variance of the score, and of each criterion its first and total part, from two moments each."""
    mean, square, spread = _moments(levels, matrix)
    slopes, slope_squares, totals, start = [], [], [], 0
    for section in matrix.risk_sections:
        part = slice(start, start + len(section.criteria))
        weights = [float(weight) for weight in section.weights]
        slope, slope_square, total = _slopes(mean[:, part], square[:, part], section.combine, weights)
        slopes.append(slope)
        slope_squares.append(slope_square)
        totals.append(total)
        start = part.stop
    weights = [1.0 if section.weight is None else float(section.weight) for section in matrix.risk_sections]
    section_mean, section_square = (np.stack(moment, axis=1) for moment in zip(*totals, strict=True))
    outer, outer_square, (score_mean, score_square) = _slopes(
        section_mean, section_square, matrix.risk.combine, weights
    )
    first = [inner * outer[:, [k]] for k, inner in enumerate(slopes)]
    total_ = [inner * outer_square[:, [k]] for k, inner in enumerate(slope_squares)]
    variance = _variance(score_mean, score_square)
    return variance, spread * np.concatenate(first, axis=1) ** 2, spread * np.concatenate(total_, axis=1)


def _slopes(
    mean: Moments, square: Moments, how: Combine, weights: Sequence[float]
) -> tuple[Moments, Moments, tuple[Moments, Moments]]:
    """Return E[b] and E[b^2], what a total gains for one more of each part, and the total's two moments."""
    if how is Combine.PRODUCT:
        columns = range(mean.shape[1])
        rest = [np.delete(mean, k, axis=1).prod(axis=1) for k in columns]
        rest_square = [np.delete(square, k, axis=1).prod(axis=1) for k in columns]
        own = mean.prod(axis=1), square.prod(axis=1)
        return np.stack(rest, axis=1), np.stack(rest_square, axis=1), own
    weight = np.array(weights if how is Combine.WEIGHTED_SUM else [1.0] * len(weights))
    slope = np.broadcast_to(weight, mean.shape)
    total = mean @ weight
    return slope, slope**2, (total, total**2 + _variance(mean, square) @ weight**2)
