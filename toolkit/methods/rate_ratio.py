"""How many times as high one rate is as another, with an interval that is exact and then widened."""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from toolkit.language import say
from toolkit.methods.rates import LEVEL, checked_count, checked_exposure, outside

_ALIKE = 1 + 1e-7
"""Chances this close count as equal, as in R's ``binom.test``."""


class Change(StrEnum):
    """What an interval lets one say of a change."""

    UP = "up"
    DOWN = "down"
    COULD_BE_CHANCE = "could be chance"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class RateRatio:
    """The first rate over the second.

    Attributes
    ----------
    counts, exposures
        What was compared, the first (or later) before the second (or earlier).
    ratio
        Zero or more; None where the second count is 0, so that nothing can be a multiple of it.
    low, high
        Limits of the widened interval. With both counts 0 both are None: nothing is known. With a second
        count of 0 alone `high` is None: there is no upper limit.
    exact
        The limits before widening, in the same form.
    p
        Two-sided p of the exact test that the rates are equal, *not* widened; None where nothing is known.
    phi
        The overdispersion the interval was widened by, 1 or more.
    """

    counts: tuple[int, int]
    exposures: tuple[float, float]
    ratio: float | None
    low: float | None
    high: float | None
    exact: tuple[float | None, float | None]
    p: float | None
    phi: float

    @property
    def change(self) -> Change:
        """Say whether the widened interval leaves out 1: read off the interval, never off `p`."""
        return changed(self.low, self.high)


def changed(low: float | None, high: float | None) -> Change:
    """Say what an interval for a ratio lets one say; no lower limit means that nothing is known."""
    if low is None:
        return Change.UNKNOWN
    if low > 1:
        return Change.UP
    return Change.DOWN if high is not None and high < 1 else Change.COULD_BE_CHANCE


def rate_ratio(
    count_1: int,
    exposure_1: float,
    count_2: int,
    exposure_2: float,
    phi: float = 1.0,
    *,
    level: float = LEVEL,
) -> RateRatio:
    """Return the first rate over the second with its interval, widened for overdispersion.

    Given the sum of two Poisson counts the first is binomial (J. Przyborowski and H. Wilenski, Biometrika 31
    (1940), 313-323), so the limits of Clopper and Pearson (Biometrika 26 (1934), 404-413) for its share
    become exact limits for the ratio. The test is R's ``poisson.test``: p is the chance of all outcomes no
    likelier than this one, so that near the edge it may not agree with the interval.

    Counts of crime vary more than chance alone would have them: repeat victims, campaigns, recording. So the
    distance of either limit from the ratio is multiplied by sqrt(`phi`) on the log scale, as a quasi-Poisson
    model does with its standard errors (R. W. M. Wedderburn, Biometrika 61 (1974), 439-447; P. McCullagh and
    J. A. Nelder, Generalized Linear Models, 1989, section 6.2). Where a count is 0 there is no log, and the
    limit is the exact one for both counts divided by `phi`: as much evidence as is left of them.

    Parameters
    ----------
    count_1, count_2
        Events, whole numbers of zero or more.
    exposure_1, exposure_2
        Residents, households or months the events were counted over, above 0, in the same unit.
    phi
        As found by `overdispersion`, 1 or more.

    Raises
    ------
    ValueError
        Where an argument is none of these.

    >>> found = rate_ratio(11, 800, 21, 3011)
    >>> round(found.ratio, 6), round(found.low, 6), round(found.high, 6), found.change.value
    (1.971488, 0.858426, 4.277266, 'could be chance')
    """
    for count, exposure in ((count_1, exposure_1), (count_2, exposure_2)):
        checked_count(count)
        checked_exposure(exposure)
    if not (math.isfinite(phi) and phi >= 1):
        raise ValueError(say("overdispersion is 1 or more"))
    tail, times = outside(level) / 2, exposure_2 / exposure_1
    exact = _limits(count_1, count_2, times, tail)
    ratio = count_1 / count_2 * times if count_2 else None
    if phi == 1:
        low, high = exact
    elif ratio:
        low, high = (_widened(ratio, limit, phi) for limit in exact)
    else:
        low, high = _limits(count_1 / phi, count_2 / phi, times, tail)
    p = _two_sided(count_1, count_1 + count_2, exposure_1 / (exposure_1 + exposure_2))
    return RateRatio((count_1, count_2), (exposure_1, exposure_2), ratio, low, high, exact, p, phi)


def _limits(first: float, second: float, times: float, tail: float) -> tuple[float | None, float | None]:
    """Return Clopper and Pearson's limits for the share of the first, as odds on the scale of the ratio."""
    from scipy.special import betaincinv  # noqa: PLC0415 (a fifth of a second, once a figure needs it)

    if not first and not second:
        return None, None
    low = float(betaincinv(first, second + 1, tail)) if first else 0.0
    high = float(betaincinv(first + 1, second, 1 - tail)) if second else 1.0
    return low / (1 - low) * times, high / (1 - high) * times if second else None


def _widened(ratio: float, limit: float | None, phi: float) -> float | None:
    return None if limit is None else ratio * (limit / ratio) ** math.sqrt(phi)


def _two_sided(count: int, of: int, share: float) -> float | None:
    """Return the chance of all binomial outcomes no likelier than `count`."""
    from scipy.special import gammaln, xlog1py, xlogy  # noqa: PLC0415 (a fifth of a second, once a figure needs it)

    if not of:
        return None
    far = 40 * (1 + math.sqrt(of * share * (1 - share)))  # beyond it no chance is above 1e-300
    first = min(count, max(0, math.floor(of * share - far)))
    last = max(count, min(of, math.ceil(of * share + far)))
    k = np.arange(first, last + 1)
    log_chance = gammaln(of + 1) - gammaln(k + 1) - gammaln(of - k + 1)
    chances = np.exp(log_chance + xlogy(k, share) + xlog1py(of - k, -share))
    return min(float(chances[chances <= chances[count - first] * _ALIKE].sum()), 1.0)
