"""A count per 1,000 of a named denominator, with the exact interval of a Poisson count."""

import math
from dataclasses import dataclass
from typing import Final

from toolkit.language import say

PER: Final = 1000
LEVEL: Final = 0.95


@dataclass(frozen=True)
class Rate:
    """A rate with its working.

    Attributes
    ----------
    count
        Events in the period, zero or more; None where the count is not known or may not be shown.
    denominator
        What the count is set against, above 0, such as a number of residents; None where not known.
    label
        What the denominator counts, in words: ``residents, mid-2024``. A rate is never shown without it.
    per
        The rate is per this many of the denominator.
    value, low, high
        The rate and its interval, zero or more; None where count or denominator is not known.
    """

    count: int | None
    denominator: float | None
    label: str
    per: int
    value: float | None
    low: float | None
    high: float | None


def rate(
    count: int | None,
    denominator: float | None,
    label: str,
    *,
    per: int = PER,
    level: float = LEVEL,
) -> Rate:
    """Return a count per 1,000 of its denominator with Garwood's exact interval; unknown stays unknown.

    The denominator is taken as exact.

    Raises
    ------
    ValueError
        Where the count is no whole number of zero or more, the denominator not above 0, the label empty, or
        `level` not between 0 and 1.

    >>> found = rate(10, 5000, "residents")
    >>> found.value, round(found.low, 3), round(found.high, 3)
    (2.0, 0.959, 3.678)
    """
    if not label.strip():
        raise ValueError(say("a rate says what its denominator counts"))
    if count is not None:
        checked_count(count)
    if denominator is not None:
        checked_exposure(denominator)
    if count is None or denominator is None:
        return Rate(count, denominator, label, per, None, None, None)
    low, high = poisson_interval(count, level)
    each = per / denominator
    return Rate(count, denominator, label, per, count * each, low * each, high * each)


def poisson_interval(count: int, level: float = LEVEL) -> tuple[float, float]:
    """Return the exact interval for the expected number behind a Poisson count, half outside on either side.

    Source: F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28 (1936), 437-442. For a
    count of zero the lower limit is zero. Raises ValueError as `rate` does.

    >>> [round(limit, 3) for limit in poisson_interval(10)]
    [4.795, 18.39]
    """
    from scipy.special import gammaincinv  # noqa: PLC0415 (a fifth of a second, once a figure needs it)

    checked_count(count)
    tail = outside(level) / 2
    low = float(gammaincinv(count, tail)) if count else 0.0
    return low, float(gammaincinv(count + 1, 1 - tail))


def outside(level: float) -> float:
    """Return the share of cases that an interval of `level` leaves out; refuse what is no share."""
    if not 0 < level < 1:
        raise ValueError(say("the level of an interval lies between 0 and 1"))
    return 1 - level


def checked_count(count: int) -> None:
    """Refuse what is no count: ValueError."""
    if count < 0 or count != int(count):
        raise ValueError(say("a count is a whole number, zero or more"))


def checked_exposure(exposure: float) -> None:
    """Refuse what nothing can be set against: ValueError."""
    if not (math.isfinite(exposure) and exposure > 0):
        raise ValueError(say("a denominator is a number above zero"))
