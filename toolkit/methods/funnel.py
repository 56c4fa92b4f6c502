"""Whether a district's count lies within what chance would do around the county's rate."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from scipy.special import pdtr, pdtrik

from toolkit.errors import Refused
from toolkit.language import say_number
from toolkit.methods.overdispersion import score_dispersion
from toolkit.methods.rates import checked_count, checked_exposure

FEWEST: Final = 8
"""Districts without which overdispersion between them is not estimated."""

_TAILS: Final = (0.001, 0.025, 0.975, 0.999)
_CLOSE: Final = 1e-9
"""Limits and counts this close are the same: a limit may be a whole number up to rounding."""


class Position(StrEnum):
    """Where a count lies in the funnel."""

    BELOW_998 = "below 99.8%"
    BELOW_95 = "below 95%"
    INSIDE = "inside"
    ABOVE_95 = "above 95%"
    ABOVE_998 = "above 99.8%"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class FunnelPoint:
    """A district in the funnel.

    Attributes
    ----------
    count
        Its events; None where not known.
    expected
        What the county's rate would give it, zero or more.
    low_998, low_95, high_95, high_998
        Limits for its count, zero or more, rising; not whole numbers, since they are interpolated.
    position
        Where the count lies; a count on a limit is within it.
    """

    count: int | None
    expected: float
    low_998: float
    low_95: float
    high_95: float
    high_998: float
    position: Position


@dataclass(frozen=True)
class Funnel:
    """All districts around the county's rate.

    Attributes
    ----------
    rate
        Known events of the county over their denominators, not per 1,000.
    phi
        The overdispersion that the limits were inflated by, 1 or more.
    phi_found
        The winsorised mean square score before it was held at 1 or more; None with fewer than eight
        districts, where the limits count chance alone.
    points
        One a district, in the order given.
    """

    rate: float
    phi: float
    phi_found: float | None
    points: tuple[FunnelPoint, ...]


def funnel(counts: Sequence[int | None], denominators: Sequence[float]) -> Funnel:
    """Return every district's place around the county's rate, with limits at 95% and 99.8%.

    Limits are quantiles of the Poisson distribution around the expected count, interpolated between whole
    numbers, and their distance from it multiplied by sqrt(phi). Phi is the winsorised mean of (count -
    expected)^2 / expected, with eight known districts or more. A funnel says who differs by more than chance;
    it puts nobody in order.

    Parameters
    ----------
    counts
        Events by district, zero or more; None where not known, which is left out of the county's rate.
    denominators
        What they are set against, as many, above 0.

    Raises
    ------
    Refused
        Where fewer than two districts are known: there is nothing to compare.
    ValueError
        Where a count or denominator is none, or their numbers differ.

    Source: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in
    Medicine 24 (2005), 1185-1202: limits in section 2 and appendix A, overdispersion in section 6.
    """
    districts = list(zip(counts, denominators, strict=True))
    for _, n in districts:
        checked_exposure(n)
    known = [(count, n) for count, n in districts if count is not None]
    for count, _ in known:
        checked_count(count)
    if len(known) < 2:  # noqa: PLR2004 (one has nobody to differ from)
        raise Refused(
            say_number(
                "A comparison needs at least two districts with a known count; there is {number}.",
                "A comparison needs at least two districts with a known count; there are {number}.",
                len(known),
            )
        )
    rate = sum(count for count, _ in known) / sum(n for _, n in known)
    found = None
    if len(known) >= FEWEST and rate:
        found = score_dispersion([(count - n * rate) / math.sqrt(n * rate) for count, n in known])
    phi = max(1.0, found or 1.0)
    return Funnel(rate, phi, found, tuple(_point(count, n * rate, phi) for count, n in districts))


def _point(count: int | None, expected: float, phi: float) -> FunnelPoint:
    """Place a district, its limits inflated around what is expected; none of them is below 0."""
    low_998, low_95, high_95, high_998 = limits = [
        max(0.0, expected + math.sqrt(phi) * (poisson_limit(expected, chance) - expected))
        for chance in _TAILS
    ]
    return FunnelPoint(count, expected, low_998, low_95, high_95, high_998, _position(count, limits))


def _position(count: int | None, limits: Sequence[float]) -> Position:
    if count is None:
        return Position.UNKNOWN
    low_998, low_95, high_95, high_998 = limits
    if count > high_95 + _CLOSE:
        return Position.ABOVE_998 if count > high_998 + _CLOSE else Position.ABOVE_95
    if count < low_95 - _CLOSE:
        return Position.BELOW_998 if count < low_998 - _CLOSE else Position.BELOW_95
    return Position.INSIDE


def poisson_limit(expected: float, chance: float) -> float:
    """Return the count that a Poisson count of mean `expected` stays below with `chance`, interpolated.

    With r the least whole number that has F(r) >= `chance`, the limit is r - (F(r) - chance) / (F(r) -
    F(r - 1)), and never below 0. `expected` is zero or more; `chance` lies between 0 and 1.

    >>> round(poisson_limit(10, 0.975), 2)
    16.16
    """
    if not expected:
        return 0.0
    r = max(0, math.floor(pdtrik(chance, expected)))
    while pdtr(r, expected) < chance:
        r += 1
    while r and pdtr(r - 1, expected) >= chance:
        r -= 1
    at, before = float(pdtr(r, expected)), float(pdtr(r - 1, expected)) if r else 0.0
    return max(0.0, r - (at - chance) / (at - before))
