"""Rates drawn towards the county's, the more so the fewer people they rest on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from toolkit.errors import Refused
from toolkit.language import say_number
from toolkit.methods.rates import PER, checked_count, checked_exposure

FEWEST: Final = 6


@dataclass(frozen=True)
class ShrunkenRate:
    """A rate as it is, and drawn towards the mean; both None where the count is not known.

    `weight` is the part of the raw rate in the shrunken one: 1 keeps it as it is, 0 is the mean.
    """

    raw: float | None
    shrunken: float | None
    weight: float | None


@dataclass(frozen=True)
class Shrinkage:
    """The rates of all areas, with what they were drawn by.

    Attributes
    ----------
    mean
        All known events over their denominators, not per 1,000.
    variance
        The variance of true rates between areas, on the same scale squared; 0 where the rates differ no more
        than by chance, so that every shrunken rate is the mean.
    per
        The rates in `rates` are per this many of the denominator.
    rates
        One an area, in the order given.
    """

    mean: float
    variance: float
    per: int
    rates: tuple[ShrunkenRate, ...]


def shrunken_rates(
    counts: Sequence[int | None], denominators: Sequence[float], *, per: int = PER
) -> Shrinkage:
    """Return every area's raw rate and its empirical-Bayes rate, the raw always beside the shrunken.

    The global estimator by the method of moments: mean + w (raw - mean) with w = A / (A + mean / n), where A
    is the variance between areas and n the area's denominator. Source: R. J. Marshall, "Mapping disease and
    mortality rates using empirical Bayes estimators", Applied Statistics 40 (1991), 283-294.

    Parameters
    ----------
    counts
        Events by area, zero or more; None where not known, which is left out of mean and variance.
    denominators
        What they are set against, as many, above 0.

    Raises
    ------
    Refused
        Where fewer than six areas are known: a variance between so few says nothing.
    ValueError
        Where a count or denominator is none, or their numbers differ.
    """
    areas = list(zip(counts, denominators, strict=True))
    known = [(count, n) for count, n in areas if count is not None]
    for count, n in known:
        checked_count(count)
        checked_exposure(n)
    if len(known) < FEWEST:
        raise Refused(
            say_number(
                "Shrunken rates need at least {fewest} areas with a known count; there is {number}.",
                "Shrunken rates need at least {fewest} areas with a known count; there are {number}.",
                len(known),
                fewest=FEWEST,
            )
        )
    mean, variance = _moments(*(np.array(values, dtype=float) for values in zip(*known, strict=True)))
    return Shrinkage(mean, variance, per, tuple(_shrunken(*area, mean, variance, per) for area in areas))


def _moments(counts: np.ndarray, denominators: np.ndarray) -> tuple[float, float]:
    """Return the mean rate and the variance between areas, which is never below 0."""
    mean = counts.sum() / denominators.sum()
    spread = (denominators * (counts / denominators - mean) ** 2).sum() / denominators.sum()
    return float(mean), max(0.0, float(spread - mean / denominators.mean()))


def _shrunken(count: int | None, n: float, mean: float, variance: float, per: int) -> ShrunkenRate:
    if count is None:
        return ShrunkenRate(None, None, None)
    weight = variance / (variance + mean / n) if variance else 0.0
    raw = count / n
    return ShrunkenRate(per * raw, per * (mean + weight * (raw - mean)), weight)
