"""What counts are set against: residents or households of each district."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from toolkit.model.evidence import Denominator


@dataclass(frozen=True, eq=False)
class People:
    """Residents and households by district and year, each a frame of `POPULATION_COLUMNS`."""

    residents: pd.DataFrame
    households: pd.DataFrame | None = None

    def of(
        self, kind: Denominator, year: int, districts: Sequence[str]
    ) -> tuple[Denominator, Mapping[str, int]]:
        """Return what the counts of a year are set against, the same kind for all districts.

        Residents stand in for households unless all districts have them. Of several years the latest counts
        that is not after `year`, or else the earliest.
        """
        if kind is Denominator.NOTHING:
            return Denominator.NOTHING, {}
        if kind is Denominator.HOUSEHOLDS and self.households is not None:
            found = _in_year(self.households, year)
            if all(district in found for district in districts):
                return kind, found
        found = _in_year(self.residents, year)
        return (Denominator.RESIDENTS, found) if found else (Denominator.NOTHING, {})


def _in_year(frame: pd.DataFrame, year: int) -> dict[str, int]:
    rows = [
        (str(district), int(at), int(number))
        for district, at, number in zip(frame["district"], frame["year"], frame["population"], strict=True)
        if number > 0
    ]
    by_district: dict[str, list[tuple[int, int]]] = {}
    for district, at, number in rows:
        by_district.setdefault(district, []).append((at, number))
    return {
        district: max([one for one in years if one[0] <= year] or [min(years)])[1]
        for district, years in by_district.items()
    }
