"""The probability of each rank, of the top k and of each issue above each other; exact, ties as ties."""

import numpy as np
import numpy.typing as npt

from toolkit.methods.level_chances import Probability

_ROUNDING = 1e-12
"""Sums of chances are exact to about this."""

_CELLS_AT_ONCE = 200_000
"""Complex numbers held at once: a few megabytes, which stay near the processor."""


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
    (2011), The VLDB Journal 20:129 (positional probability). Reproduced, as chances of the top k: Hua and Pei
    (2011), Ranking Queries on Uncertain Data, table 2.2 (.5, .3, .595, .45 for k = 2); the panda sightings of
    Hua, Pei, Zhang and Lin (2008), SIGMOD, p. 673 (.3, .4, .38, .202, .704, .014 for k = 2). Neither has
    ties; these are held against enumeration.
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


def _above(probability: Probability) -> Probability:
    """Probability of a score strictly above each score: (issue, score) to (issue, score)."""
    return np.cumsum(probability[:, ::-1], axis=1)[:, ::-1] - probability


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
    `k` or more. The published examples of `rank_acceptability` are of this.
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
    Goldstein and Spiegelhalter (1996), Journal of the Royal Statistical Society A 159:385. Their ranges are
    of other models; no published example of this one was found.
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
    Leskinen, Viitanen, Kangas and Kangas (2006), Forest Science 52:304 (pairwise winning index). Reproduced:
    Efron's dice, Gardner (1970), Scientific American 223(6):110 (each beats the next 2 times in 3); Miwin's
    dice of Winkelmann (of 36 throws 17 won, 16 lost, 3 tied).
    """
    below = np.cumsum(probability, axis=1) - probability
    wins, ties = probability @ below.T, probability @ probability.T
    np.fill_diagonal(wins, 0.0)
    np.fill_diagonal(ties, 0.0)
    return wins, ties
