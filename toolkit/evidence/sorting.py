"""Sort the counts of a file into districts and types, and say what became of every row."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from toolkit.evidence.loaded import COUNT_COLUMNS, LEFT_OUT_COLUMNS, WhyLeftOut, empty_frame
from toolkit.model.area import AreaSet
from toolkit.model.evidence_source import EvidenceSource, Shape
from toolkit.model.text import fold

_MONTH: Final = re.compile(r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])")
_QUARTER: Final = re.compile(
    r"((?:19|20)[0-9]{2})[/-]([0-9]{2}|[0-9]{4}) Q(?:Q|Quarter )?([1-4])", re.IGNORECASE
)
_ELSEWHERE: Final = (WhyLeftOut.OTHER_AREA, WhyLeftOut.SHARED_AREA)


@dataclass(frozen=True, eq=False)
class Sorted:
    """The counts of some files, those of other areas, and the rows left out by reason."""

    counts: pd.DataFrame
    elsewhere: pd.DataFrame
    left_out: pd.DataFrame
    counted: "pd.Series[int]"
    """Rows counted, by file."""
    months: dict[str, tuple[str, ...]]
    """Readable months, by file."""


def sorted_out(groups: pd.DataFrame, source: EvidenceSource, areas: AreaSet) -> Sorted:
    """Sort `groups` of a source into districts and types.

    `groups` has the columns ``file`` (as its author named it), ``area``, ``month``, ``label``, ``rows``,
    ``number`` and ``bad_numbers``; texts may be missing. A row is counted, stands elsewhere or is left
    out; a group with an unreadable number is left out whole, so that no count is partly one.
    """
    frame = groups.copy()
    for column in ("area", "month", "label"):
        frame[column] = frame[column].fillna("").astype(str)
    frame["type"] = _mapped(frame["label"], lambda text: _label(source, text))
    frame["published"] = frame["month"]
    frame["month"] = _mapped(frame["month"], _month)
    frame["district"], why_area = _districts(frame, source, areas)
    frame["reason"] = why_area
    frame["value"] = frame["area"].where(frame["reason"] != "", "")
    for bad, why, column in (
        (frame["type"] == "", WhyLeftOut.UNKNOWN_TYPE, "label"),
        (frame["month"] == "", WhyLeftOut.BAD_MONTH, "published"),
        (frame["bad_numbers"] > 0, WhyLeftOut.BAD_NUMBER, "published"),
        (frame["area"] == "", WhyLeftOut.NO_AREA, "area"),
    ):
        frame.loc[bad, "reason"] = why.value
        frame.loc[bad, "value"] = frame.loc[bad, column]
    frame["source"] = source.id
    inside = frame[frame["reason"] == ""]
    others = frame[frame["reason"].isin([why.value for why in _ELSEWHERE])]
    return Sorted(
        _summed(inside),
        _summed(others.assign(district=others["area"])),
        _left_out(frame[frame["reason"] != ""]),
        inside.groupby("file")["rows"].sum(),
        _months_by_file(frame),
    )


def _mapped(texts: "pd.Series[str]", meaning: Callable[[str], str]) -> "pd.Series[str]":
    """Look each text up once however many groups have it."""
    return texts.map({text: meaning(text) for text in texts.unique()})


def _label(source: EvidenceSource, text: str) -> str:
    label = source.label_by_name.get(fold(text))
    return label.id if label else ""


def _month(text: str) -> str:
    """Return the month, the first month of a financial quarter (``2023/24 Q1``), or blank."""
    text = text.strip()
    if _MONTH.fullmatch(text):
        return text
    if quarter := _QUARTER.fullmatch(text):
        year, following, number = int(quarter[1]), quarter[2], int(quarter[3])
        if int(following) % 100 == (year + 1) % 100:
            return f"{year}-{1 + 3 * number:02d}" if number < 4 else f"{year + 1}-01"  # noqa: PLR2004
    return ""


def _districts(
    frame: pd.DataFrame, source: EvidenceSource, areas: AreaSet
) -> tuple["pd.Series[str]", "pd.Series[str]"]:
    if source.shape is not Shape.RECORDED_CRIME:
        found = _mapped(frame["area"], lambda name: _district(areas, name))
        return found, (found == "").map({True: WhyLeftOut.OTHER_AREA.value, False: ""})
    pairs = {
        (name, month): _csp_district(areas, name, month)
        for name, month in frame[["area", "month"]].drop_duplicates().itertuples(index=False)
    }
    keys = list(zip(frame["area"], frame["month"], strict=True))
    return (
        pd.Series([pairs[key][0] for key in keys], index=frame.index, dtype="str"),
        pd.Series([pairs[key][1] for key in keys], index=frame.index, dtype="str"),
    )


def _district(areas: AreaSet, name: str) -> str:
    try:
        return areas.district(name).id
    except KeyError:
        return ""


def _csp_district(areas: AreaSet, name: str, month: str) -> tuple[str, str]:
    """Return the one district of a CSP in a month, or why there is none."""
    key = fold(name)
    csp = next((c for c in areas.csps if key in {fold(n) for n in (c.id, c.name, *c.aliases)}), None)
    if csp is None:
        return "", WhyLeftOut.OTHER_AREA.value
    if not month:
        return "", WhyLeftOut.BAD_MONTH.value
    day = date.fromisoformat(f"{month}-01")
    held = [d.id for d in areas.districts if any(m.csp == csp.id and m.holds(day) for m in d.memberships)]
    if len(held) == 1:
        return held[0], ""
    return "", (WhyLeftOut.SHARED_AREA if held else WhyLeftOut.OTHER_AREA).value


def _summed(frame: pd.DataFrame) -> pd.DataFrame:
    if frame.empty:
        return empty_frame(COUNT_COLUMNS)
    keys = list(COUNT_COLUMNS[:-1])
    summed = frame.groupby(keys, sort=True)["number"].sum().rename("count")
    return summed.astype("int64").reset_index()


def _left_out(frame: pd.DataFrame) -> pd.DataFrame:
    if frame.empty:
        return empty_frame(LEFT_OUT_COLUMNS)
    keys = list(LEFT_OUT_COLUMNS[:-1])
    return frame.groupby(keys, sort=True)["rows"].sum().reset_index()


def _months_by_file(frame: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    readable = frame.loc[frame["month"] != "", ["file", "month"]].drop_duplicates()
    return {str(file): tuple(sorted(of["month"])) for file, of in readable.groupby("file")}


def joined(frames: Iterable[pd.DataFrame], columns: tuple[str, ...]) -> pd.DataFrame:
    """Return frames of the same columns one below the other, equal keys added up, in order."""
    found = [frame for frame in frames if len(frame)]
    if not found:
        return empty_frame(columns)
    whole = pd.concat(found, ignore_index=True)
    return whole.groupby(list(columns[:-1]), sort=True)[columns[-1]].sum().reset_index()
