"""The probability of each level of one score: from a panel, from a confidence grade, or from nothing."""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import comb
from typing import Final

import numpy as np
import numpy.typing as npt

_CROWD: Final = 200
"""Scorers beyond any panel; with each more, what is counted grows longer."""

Probability = npt.NDArray[np.float64]
"""Probabilities; the last axis adds to one where it runs over levels, scores or ranks."""


def level_distribution(
    levels: int,
    *,
    votes: npt.ArrayLike | None = None,
    level: int | None = None,
    doubt: Sequence[Fraction | float] = (1,),
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


def confidence_distribution(level: int, levels: int, doubt: Sequence[Fraction | float]) -> Probability:
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

    References
    ----------
    A convention, settled in the matrix file; there is no published example to reproduce.
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
    Maritz and Jarrett (1978), Journal of the American Statistical Association 73:194. Reproduced: the
    probabilities of a median of thirteen in Efron (1979), Annals of Statistics 7:1, section 3 (.0015, .0142,
    .0550, .1242, .1936, .2230, to .0001); the standard error of the median of seven treated mice in Efron and
    Tibshirani (1993), An Introduction to the Bootstrap, chapter 2 (37.83). For even panels no example is
    published; they are held against every resample.
    """
    counts = np.asarray(votes, dtype=np.int64)
    scorers = counts.sum(axis=-1, keepdims=True)
    at_or_below = np.cumsum(counts, axis=-1)
    lower = _CHANCES_OF_DRAWS(scorers, at_or_below, (scorers + 1) // 2)
    upper = _CHANCES_OF_DRAWS(scorers, at_or_below, scorers // 2 + 1)
    below = ((lower + upper) / 2).astype(np.float64)
    return np.diff(below, axis=-1, prepend=0.0)


@lru_cache(maxsize=100_000)
def _chance_of_draws(scorers: int, among: int, least: int) -> float:
    """Return the chance that `scorers` draws with replacement hold at least `least` of the `among` meant.

    Counted in whole numbers and divided once: of ``scorers ** scorers`` ways to draw, all alike. For a crowd
    those numbers grow too long, and SciPy gives its chance to as many digits as a float holds.
    """
    if scorers > _CROWD:
        from scipy.special import bdtrc  # noqa: PLC0415 (a fifth of a second, which no panel needs)

        return float(bdtrc(least - 1, scorers, among / scorers))
    others = scorers - among
    ways = sum(comb(scorers, k) * among**k * others ** (scorers - k) for k in range(least, scorers + 1))
    return float(ways / scorers**scorers)


_CHANCES_OF_DRAWS: Final = np.frompyfunc(_chance_of_draws, 3, 1)
