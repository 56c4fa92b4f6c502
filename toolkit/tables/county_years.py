"""The picture of two years of a county: each category's place by number of CSPs, joined by a line."""

from collections.abc import Iterator, Sequence

import pandas as pd

from toolkit.language import say
from toolkit.methods.county_trends import CountChange
from toolkit.methods.priority_count import CategoryCount
from toolkit.tables.frames import frame_of
from toolkit.tables.strips import in_lines

_WIDTH = 34


def county_slope_table(changes: Sequence[CountChange]) -> pd.DataFrame:
    """One row an end of a line, places by number of CSPs; a category new or dropped has one end.

    Ties keep the order of the later year; the number stands in each label, so none is broken.
    """
    rows = [*_side(changes, 0), *_side(changes, 1)]
    frame = frame_of(["Side", "Place", "Line", "Kind", "Label", "Told"], rows)
    return frame.astype(dict.fromkeys(["Side", "Place", "Line"], "int64"))


def _side(changes: Sequence[CountChange], side: int) -> Iterator[list[object]]:
    here = [(k, one) for k, one in enumerate(changes) if (one.new if side else one.old)]
    here.sort(key=lambda pair: -_csps(pair[1], side))
    for place, (line, one) in enumerate(here, 1):
        name = in_lines(_labels(one.new if side else one.old), _WIDTH)
        yield [side, place, line, _kind(one), f"{name} ({_csps(one, side)})", _told(one)]


def _csps(change: CountChange, side: int) -> int:
    return len(change.csps_now if side else change.csps_before)


def _labels(counts: Sequence[CategoryCount]) -> str:
    return "; ".join(count.category.label for count in counts)


def _kind(change: CountChange) -> str:
    if not (change.old and change.new):
        return "new" if change.new else "dropped"
    before, now = _csps(change, 0), _csps(change, 1)
    return "rose" if now > before else "fell" if now < before else "stayed"


def _told(change: CountChange) -> str:
    name = _labels(change.new or change.old)
    if not change.old:
        return say("{name}: new, {csps} CSPs", name=name, csps=_csps(change, 1))
    if not change.new:
        return say("{name}: dropped, {csps} CSPs before", name=name, csps=_csps(change, 0))
    return say(
        "{name}: {before} CSPs, then {now}",
        name=name,
        before=_csps(change, 0),
        now=_csps(change, 1),
    )
