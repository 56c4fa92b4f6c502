"""The counts of a card over time: as the points of a line, and as a table of years."""

import pandas as pd

from toolkit.cells.dates import month_name, month_text
from toolkit.language import say
from toolkit.methods.monthly_trend import month_key, month_number
from toolkit.model.evidence import EvidenceCard
from toolkit.tables.frames import frame_of

_YEAR, _QUARTER = 12, 3


def series_step(card: EvidenceCard) -> int:
    """Return how many months each point of a card's series covers: 1, 3 or 12; 1 for a single point."""
    if len(card.series) < 2:  # noqa: PLR2004 (a step needs two points)
        return 1
    return month_number(card.series[1].month) - month_number(card.series[0].month)


def has_line(card: EvidenceCard) -> bool:
    """Say whether a card has two known counts or more, so that there is something to draw."""
    return sum(point.count is not None for point in card.series) > 1


def line_points(card: EvidenceCard) -> pd.DataFrame:
    """Return the points of a card's line: `Said` is when, `Break` is ``yes`` where figures mean otherwise.

    `Mark` has a word where a break begins. A count that is not known is empty and never 0.
    """
    step = series_step(card)
    rows: list[list[object]] = []
    for order, point in enumerate(card.series):
        last = month_key(month_number(point.month) + step - 1)
        is_broken = any(one.touches(point.month, last) for one in card.breaks)
        when = month_text(point.month) if step == 1 else _part_and_year(point.month, step)
        count = say("not known") if point.count is None else f"{point.count:,}"
        begins = is_broken and not (rows and rows[-1][3])
        mark = say("break") if begins else ""
        told = say("{when}: {count}", when=when, count=count)
        rows.append([order, when, point.count, "yes" if is_broken else "", mark, told])
    frame = frame_of(["Order", "Said", "Count", "Break", "Mark", "Told"], rows)
    return frame.astype({"Count": "float"})


def years_table(card: EvidenceCard) -> pd.DataFrame:
    """One row for each part of the year, one column for each year; blank where the series does not reach."""
    step = series_step(card)
    counts = {point.month: point.count for point in card.series}
    years = sorted({month[:4] for month in counts})
    starts = sorted({month[5:] for month in counts})
    rows = [
        [_part_text(int(start), step), *(_cell(counts, f"{year}-{start}") for year in years)]
        for start in starts
    ]
    heading = {1: say("Month"), _QUARTER: say("Quarter")}.get(step, say("From"))
    return frame_of([heading, *years], rows)


def _cell(counts: dict[str, int | None], month: str) -> object:
    if month not in counts:
        return ""
    count = counts[month]
    return say("not known") if count is None else count


def _part_text(start: int, step: int) -> str:
    if step != _QUARTER:
        return month_name(start)
    last = (start + step - 2) % _YEAR + 1
    return say("{first} to {last}", first=month_name(start), last=month_name(last))


def _part_and_year(month: str, step: int) -> str:
    return say("from {first}", first=month_text(month)) if step != _QUARTER else month_text(month)
