"""A district's figure beside those of the other districts of its county."""

from collections.abc import Sequence
from fractions import Fraction

from toolkit.errors import Refused
from toolkit.evidence.cards import Against, Figure
from toolkit.methods.funnel import Funnel, FunnelPoint, Position, funnel
from toolkit.methods.rates import PER
from toolkit.methods.shrinkage import shrunken_rates
from toolkit.model.evidence import InFunnel


def against_county(found: Sequence[Figure]) -> list[Against]:
    """Return what each figure is beside all of them, in their order.

    Only counts that may be shown enter, so that nothing can be worked back to one that may not. Where there
    is none in the whole county, that is all there is to say.
    """
    counts = [one.count if one.denominator else None for one in found]
    denominators = [float(one.denominator or 1) for one in found]
    around = _funnel(counts, denominators)
    shrunken = _shrunken(counts, denominators)
    county = None if around is None else _county_rate(found)
    if around is None or not county:
        return [Against(county_rate=county) for _ in found]
    return [
        Against(county, rate, _place(point, around))
        for point, rate in zip(around.points, shrunken, strict=True)
    ]


def _funnel(counts: Sequence[int | None], denominators: Sequence[float]) -> Funnel | None:
    try:
        return funnel(counts, denominators)
    except Refused:
        return None


def _shrunken(counts: Sequence[int | None], denominators: Sequence[float]) -> Sequence[float | None]:
    try:
        return [one.shrunken for one in shrunken_rates(counts, denominators).rates]
    except Refused:
        return [None] * len(counts)


def _county_rate(found: Sequence[Figure]) -> Fraction | None:
    known = [
        (one.count, one.denominator) for one in found if one.count is not None and one.denominator is not None
    ]
    people = sum(n for _, n in known)
    return Fraction(sum(count for count, _ in known) * PER, people) if people else None


def _place(point: FunnelPoint, around: Funnel) -> InFunnel | None:
    if point.position is Position.UNKNOWN:
        return None
    return InFunnel(
        position=point.position.value,
        expected=point.expected,
        low=point.low_95,
        high=point.high_95,
        chance_alone=around.phi_found is None,
    )
