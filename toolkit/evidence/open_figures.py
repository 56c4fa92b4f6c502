"""Figures of an issue from a publication, for every district that it counts anything in."""

from collections.abc import Iterable
from typing import Final

import pandas as pd

from toolkit.evidence.cards import Figure
from toolkit.evidence.series import Series
from toolkit.methods.monthly_trend import month_key, month_number
from toolkit.model.area import AreaSet
from toolkit.model.evidence import FigureKind, IssueMeasure
from toolkit.model.evidence_source import Break, EvidenceSource, Interval, Shape
from toolkit.model.text import fold

_STEP: Final = {Interval.MONTH: 1, Interval.QUARTER: 3, Interval.YEAR: 12}


def open_figures(
    counts: pd.DataFrame, measure: IssueMeasure, source: EvidenceSource, areas: AreaSet, as_at: int | None
) -> list[Figure]:
    """Return the figures of the districts of an area set, in its order; denominators are still to come.

    The 12 months end with the last whole period until `as_at` in which any district is known.
    """
    districts = [district.id for district in areas.districts]
    of_source = counts[(counts["source"] == source.id) & counts["district"].isin(districts)]
    step = _STEP[source.interval]
    found = _series(of_source, measure, step, as_at, everywhere=source.shape is Shape.COLLISIONS)
    if not found:
        return []
    first, last = min(one.first for one in found.values()), max(one.last for one in found.values())
    breaks = _breaks(source, measure, areas.county)
    return [
        Figure(
            key=f"{district}/{measure.issue}/{source.id}",
            district=district,
            measure=measure,
            kind=FigureKind.OPEN,
            series=found[district],
            last=last,
            edition=f"{month_key(first)}/{month_key(last)}",
            breaks=breaks,
        )
        for district in districts
        if district in found
    ]


def _series(
    of_source: pd.DataFrame, measure: IssueMeasure, step: int, as_at: int | None, *, everywhere: bool
) -> dict[str, Series]:
    """Return each district's series; a period is known where anything is counted in it, or `everywhere`."""
    known = _totals(of_source, step, as_at)
    counted = of_source[of_source["type"].isin(measure.labels)] if measure.labels else of_source
    counts = _totals(counted, step, as_at)
    starts = {at for _, at in known}
    by_district: dict[str, Iterable[int]] = {}
    for district in {district for district, _ in known}:
        by_district[district] = starts if everywhere else {at for at in starts if (district, at) in known}
    return {
        district: Series.of({at: counts.get((district, at), 0) for at in periods}, step)
        for district, periods in by_district.items()
    }


def _totals(counts: pd.DataFrame, step: int, as_at: int | None) -> dict[tuple[str, int], int]:
    """Return the counts of all types by district and number of the month, of whole periods until `as_at`."""
    sums = counts.groupby(["district", "month"], as_index=False)["count"].sum()
    places = zip(sums["district"], sums["month"], sums["count"], strict=True)
    found = {(district, month_number(month)): int(count) for district, month, count in places}
    return {place: n for place, n in found.items() if as_at is None or place[1] + step - 1 <= as_at}


def _breaks(source: EvidenceSource, measure: IssueMeasure, county: str) -> tuple[Break, ...]:
    """Return the breaks of the types counted and of the county's force, told by the county in its name."""
    return tuple(
        one
        for one in source.breaks
        if (not one.labels or not measure.labels or set(one.labels) & set(measure.labels))
        and (not one.forces or any(_is_force_of(force, county) for force in one.forces))
    )


def _is_force_of(force: str, county: str) -> bool:
    named, place = fold(force).removesuffix(" police"), fold(county)
    return named in place or place in named
