"""Tables of the horizon scan: reminders, drivers, sectors, and what would follow."""

from collections.abc import Sequence

import pandas as pd

from toolkit.cells.numbers import total_text
from toolkit.language import say
from toolkit.methods.drivers import GRADES, DriverMap
from toolkit.methods.horizon_views import Radar, Reminder
from toolkit.methods.horizon_what_if import AfterItem, CountyAfterItem
from toolkit.model.horizon import Grade, HeadingSet, HorizonItem
from toolkit.tables.frames import frame_of, plain_word, rank_cell, span
from toolkit.tables.grids import GridRow, grid_frame
from toolkit.tables.strips import in_lines

_CRITICAL = (Grade.HIGH, Grade.LOW)


def reminder_table(reminders: Sequence[Reminder], headings: HeadingSet) -> pd.DataFrame:
    """One row an item still watched, most pressing first, with its review date as written."""
    labels = {heading.id: heading.label for heading in headings.headings}
    columns = [
        say("Review"),
        say("Item"),
        say("Review date, as written"),
        say("Owner"),
        say("Heading"),
        say("Status"),
    ]
    rows = [
        [
            plain_word(one.due),
            one.item.title,
            one.item.review_date,
            one.item.owner,
            labels.get(one.item.heading, ""),
            plain_word(one.item.status),
        ]
        for one in reminders
    ]
    return frame_of(columns, rows)


def driver_table(found: DriverMap) -> pd.DataFrame:
    """One row an item on the map, the most important and least certain first; then those not placed."""
    cells = [(i, c) for i in reversed(GRADES) for c in GRADES]
    rows = [
        [item.title, plain_word(item.impact), plain_word(item.confidence)]
        for cell in cells
        for item in found.cells[cell]
    ]
    rows += [[item.title, plain_word(item.impact), plain_word(item.confidence)] for item in found.not_placed]
    return frame_of([say("Item"), say("Importance (impact)"), say("Certainty (confidence)")], rows)


def driver_grid(found: DriverMap) -> pd.DataFrame:
    """One row a cell of the driver map: certainty rises to the right, importance upwards."""
    rows: list[GridRow] = []
    for down, importance in enumerate(reversed(GRADES)):
        for across, certainty in enumerate(GRADES):
            items = found.cells[importance, certainty]
            told = say(
                "importance {importance}, certainty {certainty}: {titles}",
                importance=plain_word(importance),
                certainty=plain_word(certainty),
                titles=_titles(items),
            )
            column = say("certainty {certainty}", certainty=plain_word(certainty))
            row = say("importance\n{importance}", importance=plain_word(importance))
            shade = _shade(items, strong=(importance, certainty) == _CRITICAL)
            rows.append((across, down, column, row, str(len(items)), shade, told))
    return grid_frame(rows)


def radar_table(found: Radar) -> pd.DataFrame:
    """One row a sector, one column a ring: the titles of the items there."""
    rows = [
        [heading.label, *("; ".join(i.title for i in found.cells[heading.id, ring]) for ring in found.rings)]
        for heading in found.headings
    ]
    return frame_of([say("Sector"), *(ring[:1].upper() + ring[1:] for ring in found.rings)], rows)


def radar_grid(found: Radar) -> pd.DataFrame:
    """One row a cell of the radar laid flat: sectors down, rings across, the number of items in each."""
    rows: list[GridRow] = []
    for down, heading in enumerate(found.headings):
        for across, ring in enumerate(found.rings):
            items = found.cells[heading.id, ring]
            told = f"{heading.label}, {ring}: {_titles(items)}"
            shade = _shade(items, strong=bool(items) and across == 1)
            names = in_lines(ring, 14), in_lines(heading.label, 18)
            rows.append((across, down, *names, str(len(items)), shade, told))
    return grid_frame(rows)


def _titles(items: Sequence[HorizonItem]) -> str:
    return "; ".join(item.title for item in items) or say("no item")


def _shade(items: Sequence[HorizonItem], *, strong: bool) -> str:
    return ("strong" if strong else "medium") if items else "none"


def after_table(found: CountyAfterItem) -> pd.DataFrame:
    """One row a district and issue of the item: its rank as it is, and as it would be."""
    rows = [_after_row(one, issue) for one in found.districts for issue in one.issues]
    return frame_of(
        [
            say("District"),
            say("Issue"),
            say("Risk score now"),
            say("Then"),
            say("Rank now"),
            say("Rank then"),
        ],
        rows,
    )


def _after_row(one: AfterItem, issue: str) -> list[object]:
    now, then = one.before.issue(issue), one.after.issue(issue)
    ranks = [rank_cell(ranked.rank_low, ranked.rank_high) for ranked in (now, then)]
    risks = [total_text(ranked.scored.risk) for ranked in (now, then)]
    return [one.district, now.scored.issue.name, *risks, *ranks]


def county_after_table(found: CountyAfterItem) -> pd.DataFrame:
    """One row an issue whose count or place would change: districts in whose top it is, now and then."""
    then = {one.issue.id: one for one in found.after.issues}
    rows = [
        [
            one.issue.name,
            span(one.count_low, one.count_high),
            span(then[one.issue.id].count_low, then[one.issue.id].count_high),
            one.place_by_count,
            then[one.issue.id].place_by_count,
        ]
        for one in found.before.issues
        if (one.count_low, one.count_high, one.place_by_count)
        != tuple(getattr(then[one.issue.id], name) for name in ("count_low", "count_high", "place_by_count"))
    ]
    columns = [
        say("Issue"),
        say("Districts now"),
        say("Districts then"),
        say("Place by count now"),
        say("Place by count then"),
    ]
    return frame_of(columns, rows)
