"""How much more counts vary than chance alone would have them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from toolkit.language import say

MONTHS: Final = 24
_YEAR: Final = 12
WINSORISED: Final = 0.1
"""The share of scores at either end that are drawn in, as in Spiegelhalter's paper."""


@dataclass(frozen=True)
class Overdispersion:
    """The variance of monthly counts over that of Poisson counts.

    Attributes
    ----------
    phi
        1 or more: what intervals are widened by. 1 where nothing more is known.
    chi_square, df
        Pearson's chi-square of the months, and the degrees of freedom it has; None and 0 where the last 24
        months are not all known, or too many are 0.
    """

    phi: float
    chi_square: float | None
    df: int

    @property
    def is_known(self) -> bool:
        """Say whether phi was found; if not, an interval counts chance alone and is too narrow."""
        return self.chi_square is not None


def overdispersion(monthly: Sequence[int | None]) -> Overdispersion:
    """Return phi, Pearson's chi-square over its degrees of freedom, of the last 24 monthly counts.

    What a month is expected to hold is its year's total times the share of that calendar month in both
    years. So neither the season nor the change between the years, which is what the interval is about, counts
    as overdispersion; what is left are 11 degrees of freedom. Never below 1: counts that vary less than
    chance do so by chance. What varies from year to year alone is not seen, so phi is a least value.

    Parameters
    ----------
    monthly
        Counts by month in order, without gaps, None where not known; those before the last 24 are not used.

    Raises
    ------
    ValueError
        Where a count is below 0.

    Source: P. McCullagh and J. A. Nelder, Generalized Linear Models, 1989, section 6.2.3.
    """
    last = monthly[-MONTHS:]
    known = [count for count in last if count is not None]
    if any(count < 0 for count in known):
        raise ValueError(say("a count is a whole number, zero or more"))
    if len(known) < MONTHS:
        return Overdispersion(1.0, None, 0)
    chi_square, df = table_dispersion(np.reshape(known, (2, _YEAR)))
    if not df:
        return Overdispersion(1.0, None, 0)
    return Overdispersion(max(1.0, chi_square / df), chi_square, df)


def table_dispersion(table: ArrayLike) -> tuple[float, int]:
    """Return Pearson's chi-square of a table of counts and its degrees of freedom.

    Rows and columns whose counts are all 0 say nothing and are left out. Counts of shape (row, column), zero
    or more.

    >>> chi_square, df = table_dispersion([[762, 327, 468], [484, 239, 477]])
    >>> round(chi_square, 2), df
    (30.07, 2)
    """
    counts = np.asarray(table, dtype=float)
    counts = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
    if not counts.size:
        return 0.0, 0
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    rows, columns = counts.shape
    return float(((counts - expected) ** 2 / expected).sum()), (rows - 1) * (columns - 1)


def score_dispersion(scores: ArrayLike, share: float = WINSORISED) -> float:
    """Return the mean square of standardised scores, `share` of them at either end drawn in first.

    About 1 where only chance is at work. Drawing in (winsorising) keeps a few outlying districts from hiding
    themselves by making the limits wide. Scores are of shape (district,), at least one; `share` from 0 to
    below 0.5.

    Source: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in
    Medicine 24 (2005), 1185-1202, appendix; and "Handling over-dispersion of performance indicators", Quality
    and Safety in Health Care 14 (2005), 347-351.
    """
    found = np.asarray(scores, dtype=float)
    low, high = np.quantile(found, [share, 1 - share])
    return float((np.clip(found, low, high) ** 2).mean())
