"""Sort the counts of a file into districts and types, and say what became of every row."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
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
_COUNTED: Final = 0
_NUMBER: Final = {reason: number for number, reason in enumerate(WhyLeftOut, start=_COUNTED + 1)}
"""What stands for a reason in an array of reasons, one for each group."""
_SHOWN: Final = {
    WhyLeftOut.UNKNOWN_TYPE: "label",
    WhyLeftOut.BAD_MONTH: "published",
    WhyLeftOut.BAD_NUMBER: "published",
}
"""The column that shows why; the area for the other reasons."""


@dataclass(frozen=True, eq=False)
class Sorted:
    """The counts of some files, those of other areas, the rows left out by reason, and facts by file."""

    counts: pd.DataFrame
    elsewhere: pd.DataFrame
    left_out: pd.DataFrame
    facts: Mapping[str, Mapping[str, int]]
    """By the file's name: ``read``, ``counted``, ``bad_codes``, ``negative`` (groups below zero)."""
    months: Mapping[str, Mapping[str, int]]
    """Rows by file and month; an unreadable month is blank."""


def sorted_out(groups: pd.DataFrame, source: EvidenceSource, areas: AreaSet) -> Sorted:
    """Sort `groups` (see `Batch`) of a source into districts and types.

    A row is counted, stands elsewhere or is left out; a group with an unreadable number is left out
    whole, so that no count is partly one.
    """
    frame = groups.copy()
    frame["type"] = _meant(frame["label"], lambda text: _label(source, text))
    frame["published"] = frame["month"]
    frame["month"] = _meant(frame["month"], _month)
    frame["area"] = _meant(frame["area"], str.strip)
    frame["district"], why = _districts(frame, source, areas)
    for bad, reason in (
        (frame["type"] == "", WhyLeftOut.UNKNOWN_TYPE),
        (frame["month"] == "", WhyLeftOut.BAD_MONTH),
        (frame["bad_numbers"] > 0, WhyLeftOut.BAD_NUMBER),
        (frame["area"] == "", WhyLeftOut.NO_AREA),
    ):
        why[bad.to_numpy()] = _NUMBER[reason]
    others = frame[np.isin(why, [_NUMBER[reason] for reason in _ELSEWHERE])]
    return Sorted(
        _summed(frame[why == _COUNTED], "district", source),
        _summed(others, "area", source),
        _left_out(frame, why, source),
        _facts(frame, why == _COUNTED),
        _months_by_file(frame),
    )


def _facts(frame: pd.DataFrame, is_counted: npt.NDArray[np.bool_]) -> dict[str, dict[str, int]]:
    codes = frame["bad_codes"].where(frame["area"] != "", 0)
    noted = frame.assign(
        read=frame["rows"],
        counted=frame["rows"].where(is_counted, 0),
        bad_codes=codes,
        negative=(frame["number"] < 0).astype("int64"),
    )
    names = ["read", "counted", "bad_codes", "negative"]
    whole = noted.groupby("file", observed=True)[names].sum()
    rows = whole.to_numpy(dtype=np.int64).tolist()
    return {
        str(file): dict(zip(names, row, strict=True)) for file, row in zip(whole.index, rows, strict=True)
    }


def _meant(texts: pd.Series, meaning: Callable[[str], str]) -> pd.Series:
    """Look each text up once however many groups have it; a missing text is blank."""
    means = [meaning(str(text)) for text in texts.cat.categories] + [meaning("")]
    distinct = sorted(set(means))
    place = {text: number for number, text in enumerate(distinct)}
    # The code of a missing text is -1, which picks the last.
    codes = np.array([place[text] for text in means], dtype=np.int64)[texts.cat.codes.to_numpy()]
    dtype = pd.CategoricalDtype(distinct)
    return pd.Series(pd.Categorical.from_codes(codes, dtype=dtype), index=texts.index)


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
) -> tuple[pd.Series, npt.NDArray[np.int8]]:
    """Return the district of each group, blank for none, and the number of why there is none."""
    if source.shape is not Shape.RECORDED_CRIME:
        found = _meant(frame["area"], lambda name: _district(areas, name))
        return found, np.where(found == "", _NUMBER[WhyLeftOut.OTHER_AREA], _COUNTED).astype(np.int8)
    keys = list(zip(frame["area"], frame["month"], strict=True))
    pairs = {key: _csp_district(areas, *key) for key in set(keys)}
    return (
        pd.Series([pairs[key][0] for key in keys], index=frame.index, dtype="category"),
        np.array([pairs[key][1] for key in keys], dtype=np.int8),
    )


def _district(areas: AreaSet, name: str) -> str:
    try:
        return areas.district(name).id
    except KeyError:
        return ""


def _csp_district(areas: AreaSet, name: str, month: str) -> tuple[str, int]:
    """Return the one district of a CSP in a month, or the number of why there is none."""
    try:
        csp = areas.csp(name)
    except KeyError:
        return "", _NUMBER[WhyLeftOut.OTHER_AREA]
    if not month:
        return "", _NUMBER[WhyLeftOut.BAD_MONTH]
    day = date.fromisoformat(f"{month}-01")
    held = [d.id for d in areas.districts if any(m.csp == csp.id and m.holds(day) for m in d.memberships)]
    if len(held) == 1:
        return held[0], _COUNTED
    return "", _NUMBER[WhyLeftOut.SHARED_AREA if held else WhyLeftOut.OTHER_AREA]


def _summed(frame: pd.DataFrame, area: str, source: EvidenceSource) -> pd.DataFrame:
    """Return the counts of groups by the column `area`, month and type."""
    if frame.empty:
        return empty_frame(COUNT_COLUMNS)
    summed = frame.groupby([area, "month", "type"], observed=True, sort=True)["number"].sum()
    flat = summed.rename("count").rename_axis(index={area: "district"}).reset_index()
    flat.insert(0, "source", source.id)
    return flat


def _left_out(frame: pd.DataFrame, why: npt.NDArray[np.int8], source: EvidenceSource) -> pd.DataFrame:
    """Return the rows left out by file, reason and the text that was the reason."""
    found = []
    for reason, number in _NUMBER.items():
        column = _SHOWN.get(reason, "area")
        some = frame[why == number].groupby(["file", column], observed=True, dropna=False)["rows"].sum()
        flat = some.rename_axis(index={column: "value"}).reset_index().astype({"file": "str", "value": "str"})
        found.append(flat.fillna({"value": ""}).assign(source=source.id, reason=reason.value))
    keys = list(LEFT_OUT_COLUMNS[:-1])
    whole = pd.concat(found, ignore_index=True)[list(LEFT_OUT_COLUMNS)]
    texts: pd.DataFrame = whole.astype(dict.fromkeys(keys, "str"))
    return texts.sort_values(keys, ignore_index=True)


def _months_by_file(frame: pd.DataFrame) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    summed = frame.groupby(["file", "month"], observed=True)["rows"].sum().reset_index()
    for file, month, rows in summed.itertuples(index=False):
        found.setdefault(str(file), {})[str(month)] = int(rows)
    return found


def joined(frames: Iterable[pd.DataFrame], columns: tuple[str, ...]) -> pd.DataFrame:
    """Return frames of the same columns one below the other, equal keys added up, in order, as texts."""
    found = [frame for frame in frames if len(frame)]
    if not found:
        return empty_frame(columns)
    keys, number = list(columns[:-1]), columns[-1]
    texts = dict.fromkeys(keys, "str")
    if len(found) == 1:
        return found[0].astype({**texts, number: "int64"})[list(columns)]
    whole = pd.concat([frame.astype(texts) for frame in found], ignore_index=True)
    return whole.groupby(keys, sort=True)[number].sum().astype("int64").reset_index()
