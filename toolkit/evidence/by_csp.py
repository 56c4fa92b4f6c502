"""Counts by Community Safety Partnership, which are not always those of one district each."""

from collections.abc import Callable
from datetime import date
from typing import Final

import pandas as pd

from toolkit.evidence.loaded import Loaded
from toolkit.evidence.sorting import joined
from toolkit.model.area import AreaSet

CSP_COLUMNS: Final = ("source", "csp", "month", "type", "count")


def counts_by_csp(loaded: Loaded, areas: AreaSet) -> pd.DataFrame:
    """Return the counts of a load by CSP, each month by the memberships of its first day.

    Columns are `CSP_COLUMNS`, with ids of CSPs, sorted as they stand. What was published under a CSP of
    several districts, and so counts for none of them, counts here. Counts of other areas and of a district
    that belonged to no CSP are left out.
    """
    whole = _by_csp(loaded.counts, lambda name, day: _of_district(areas, name, day))
    shared = _by_csp(loaded.elsewhere, lambda name, day: _published(areas, name, day))
    return joined([whole, shared], CSP_COLUMNS)


def _by_csp(counts: pd.DataFrame, csp_of: Callable[[str, date], str]) -> pd.DataFrame:
    pairs = list(zip(counts["district"], counts["month"], strict=True))
    found = {(name, month): csp_of(name, date.fromisoformat(f"{month}-01")) for name, month in set(pairs)}
    by_csp = counts.assign(csp=pd.Series([found[pair] for pair in pairs], index=counts.index, dtype="str"))
    kept = by_csp.loc[by_csp["csp"] != "", list(CSP_COLUMNS)]
    return kept.groupby(list(CSP_COLUMNS[:-1]), sort=True)["count"].sum().reset_index()


def _of_district(areas: AreaSet, name: str, day: date) -> str:
    try:
        return areas.csp_of(areas.district(name), day).id
    except KeyError:
        return ""


def _published(areas: AreaSet, name: str, day: date) -> str:
    """Return the CSP of the area set that a count was published under, where it was one on the day."""
    try:
        csp = areas.csp(name)
    except KeyError:
        return ""
    return csp.id if csp in areas.csps_on(day) else ""
