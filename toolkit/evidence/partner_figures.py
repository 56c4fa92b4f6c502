"""Figures of an issue that partners gave: each giver's by month, quarter or year, small numbers hidden."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pandas as pd

from toolkit.evidence.cards import Figure
from toolkit.evidence.series import STEPS, YEAR, Series
from toolkit.methods.monthly_trend import month_key, month_number
from toolkit.model.evidence import Denominator, EvidenceMapping, FigureKind, IssueMeasure
from toolkit.model.text import fold

OWN: Final = "own-figures"
_NOT_OF_AN_ID: Final = re.compile(r"[^a-z0-9]+")
_LONGEST_ID: Final = 80
_Rows = dict[str, list[Any]]


def partner_figures(
    own: pd.DataFrame, mapping: EvidenceMapping, districts: Sequence[str], as_at: int | None
) -> Iterator[list[Figure]]:
    """Yield the figures of all districts for each issue, giver and kind of period, never an empty list.

    A period of another length than a month, a quarter or a year adds up to no 12 months: its figure is
    yielded too, and the count is not known. Counts of 1 to 4 are marked to be hidden.

    Parameters
    ----------
    own
        As `Loaded.own`.
    as_at
        Number of the last month to be counted, or None for the last that is given.
    """
    groups: dict[tuple[str, str, int, int], _Rows] = {}
    for row in own[own["district"].isin(districts)].to_dict("records"):
        first, last = month_number(row["first_month"]), month_number(row["last_month"])
        if as_at is not None and last > as_at:
            continue
        step = last - first + 1
        giver = "" if pd.isna(row["source"]) else str(row["source"]).strip()
        group = groups.setdefault((issue_id(str(row["issue"]), mapping), giver, step, first % step), {})
        group.setdefault(row["district"], []).append(row)
    for (issue, giver, step, phase), by_district in sorted(groups.items()):
        name = f"{issue}/{OWN}/{giver}/{step}-{phase}"
        yield _of_group(name, _measure(issue, mapping), giver, step, by_district)


def issue_id(named: str, mapping: EvidenceMapping) -> str:
    """Return the id of an issue that is named by its id or in words; of an unknown one an id made of it."""
    if named in mapping.by_issue:
        return named
    return _NOT_OF_AN_ID.sub("-", fold(named)).strip("-")[:_LONGEST_ID].strip("-") or "unnamed"


def _measure(issue: str, mapping: EvidenceMapping) -> IssueMeasure:
    found = mapping.by_issue.get(issue)
    if found is not None and found.source == OWN:
        return found
    return IssueMeasure(issue=issue, source=OWN, denominator=Denominator.OWN)


def _of_group(name: str, measure: IssueMeasure, giver: str, step: int, by_district: _Rows) -> list[Figure]:
    starts = [month_number(row["first_month"]) for rows in by_district.values() for row in rows]
    last = max(starts) + step - 1
    return [
        Figure(
            key=f"{district}/{name}",
            district=district,
            measure=measure,
            kind=FigureKind.OWN,
            series=_series(rows, step),
            last=last,
            edition=f"{month_key(min(starts))}/{month_key(last)}",
            given_by=giver,
            denominator=_denominator(rows, last),
            hides=True,
        )
        for district, rows in by_district.items()
    ]


def _series(rows: Sequence[Any], step: int) -> Series:
    """Return the counts by period; rows of one period add up, to nothing known where one is not known."""
    by_month: dict[int, int | None] = {}
    for row in rows:
        at, count = month_number(row["first_month"]), None if pd.isna(row["count"]) else int(row["count"])
        before = by_month.get(at, 0)
        by_month[at] = None if count is None or before is None else before + count
    return Series.of(by_month, step) if step in STEPS else Series(min(by_month), YEAR, ())


def _denominator(rows: Sequence[Any], last: int) -> int | None:
    """Return the denominator beside the latest period, or None."""
    latest = [row["denominator"] for row in rows if month_number(row["last_month"]) == last]
    given = [int(one) for one in latest if not pd.isna(one)]
    return max(given, default=0) or None
