"""Made-up counts of a county's districts, in the frames that a load gives."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from toolkit.evidence.loaded import COUNT_COLUMNS, OWN_COLUMNS, POPULATION_COLUMNS, Loaded, LoadReport
from toolkit.files.library import Library
from toolkit.methods.monthly_trend import month_key, month_number
from toolkit.model.area import AreaSet
from toolkit.model.evidence import EvidenceCard, EvidenceMapping
from toolkit.model.evidence_source import EvidenceSources

LIBRARY = Library()
AREAS = LIBRARY.find(AreaSet, "kent-areas")
MAPPING = LIBRARY.find(EvidenceMapping, "kent-evidence-mapping")
SOURCES = LIBRARY.find(EvidenceSources, "evidence-sources")
DISTRICTS = [district.id for district in AREAS.districts]
FIRST = "2023-04"
PEOPLE = 120_000


def months(number: int, first: str = FIRST, step: int = 1) -> list[str]:
    return [month_key(month_number(first) + k * step) for k in range(number)]


def counted(
    by_district: Mapping[str, Sequence[int]],
    kind: str = "burglary",
    source: str = "police-uk-street",
    first: str = FIRST,
    step: int = 1,
) -> pd.DataFrame:
    """Return counts of one type; a count of 0 is no row, as in what is published."""
    rows = [
        (source, district, month, kind, count)
        for district, counts in by_district.items()
        for month, count in zip(months(len(counts), first, step), counts, strict=True)
        if count
    ]
    return pd.DataFrame(rows, columns=list(COUNT_COLUMNS))


def residents(number: int = PEOPLE, year: int = 2024) -> pd.DataFrame:
    rows = [(district, year, number + 1000 * k) for k, district in enumerate(DISTRICTS)]
    return pd.DataFrame(rows, columns=list(POPULATION_COLUMNS))


def own(*rows: tuple[Any, ...]) -> pd.DataFrame:
    """Return own figures of rows: district, issue, first and last month, count, denominator, source."""
    table = [(first, first, last, district, issue, n, base, giver, "")
             for district, issue, first, last, n, base, giver in rows]  # fmt: skip
    return pd.DataFrame(table, columns=list(OWN_COLUMNS)).astype({"count": "Int64", "denominator": "Int64"})


def loaded(*counts: pd.DataFrame, made_up: bool = False, **frames: pd.DataFrame) -> Loaded:
    given = {"population": residents(), **frames}
    if counts:
        given["counts"] = pd.concat(counts, ignore_index=True)
    return Loaded(report=LoadReport((), made_up=made_up), **given)


def card(cards: Sequence[EvidenceCard], district: str, issue: str) -> EvidenceCard:
    (found,) = (one for one in cards if (one.district, one.issue) == (district, issue))
    return found
