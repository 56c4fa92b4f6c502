"""Whether a district's count lies within what chance would do around the county's rate."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from toolkit.errors import Refused
from toolkit.language import say_number
from toolkit.methods.overdispersion import score_dispersion
from toolkit.methods.rates import checked_count, checked_exposure

FEWEST: Final = 8
"""Districts without which overdispersion between them is not estimated."""

_TAILS: Final = (0.001, 0.025)
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

    Limits are those of `poisson_limits`, their distance from the expected count multiplied by sqrt(phi). Phi
    is the winsorised mean of (count - expected)^2 / expected, with eight known districts or more. A funnel
    says who differs by more than chance would explain; it puts nobody in order.

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
    Medicine 24 (2005), 1185-1202.
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
    spread = math.sqrt(phi)
    (low_998, high_998), (low_95, high_95) = (
        tuple(max(0.0, expected + spread * (limit - expected)) for limit in poisson_limits(expected, tail))
        for tail in _TAILS
    )
    limits = low_998, low_95, high_95, high_998
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


def poisson_limits(expected: float, tail: float) -> tuple[float, float]:
    """Return the limits that a Poisson count passes with a chance of at most `tail` on either side.

    A count k lies above if and only if P(X >= k) is at most `tail`, below if and only if P(X <= k) is; in
    between, the limits are interpolated on those chances. Spiegelhalter's own interpolation has the upper
    limit one lower, so that with small numbers the chance of a false alarm is several times `tail`; these are
    the first of B. N. Manktelow and S. E. Seaton, "Specifying the probability characteristics of funnel plot
    control limits", PLOS ONE 7 (2012), e45723, and the prediction limits of BMC Medical Research Methodology
    12:98.

    Parameters
    ----------
    expected
        The mean, zero or more; of 0 both limits are 0.
    tail
        Above 0 and below 0.5.

    >>> [round(limit, 2) for limit in poisson_limits(10, 0.025)]
    [3.78, 17.16]
    """
    from scipy.special import pdtr, pdtrc, pdtrik  # noqa: PLC0415 (a fifth of a second, once a figure needs it)

    if not expected:
        return 0.0, 0.0
    low = _least(float(pdtrik(tail, expected)), lambda k: bool(pdtr(k, expected) >= tail))
    high = _least(float(pdtrik(1 - tail, expected)), lambda k: bool(pdtrc(k, expected) <= tail))
    at, beyond = (float(pdtrc(k, expected)) if k >= 0 else 1.0 for k in (high - 1, high))
    upper = high + (at - tail) / (at - beyond)
    if not low:
        return 0.0, upper
    at, before = float(pdtr(low, expected)), float(pdtr(low - 1, expected))
    return low - (at - tail) / (at - before), upper


def _least(near: float, holds: Callable[[int], bool]) -> int:
    """Return the least whole number from 0, near `near`, from which on something holds."""
    k = max(0, math.floor(near))
    while not holds(k):
        k += 1
    while k and holds(k - 1):
        k -= 1
    return k
