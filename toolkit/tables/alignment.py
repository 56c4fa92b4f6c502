"""Tables of a county's count beside a policing plan."""

import textwrap
from collections.abc import Iterable

import pandas as pd

from toolkit.cells.numbers import listed
from toolkit.language import say
from toolkit.methods.alignment import Alignment, PlanCount
from toolkit.methods.priority_count import CategoryCount
from toolkit.tables.frames import frame_of, plain_word

_WIDE = 42
"""Characters of a label on a line that a phone shows whole."""

_NB = "\N{NO-BREAK SPACE}"
_WAITS = say("waits for a person")


def plan_table(found: Alignment) -> pd.DataFrame:
    """One row a priority of the plan: the distinct CSPs that name a category under it, and which."""
    columns = [
        say("Plan priority"),
        say("No. of CSPs"),
        say("Categories"),
        say("Placed"),
        "CSPs",
        say("Key area"),
    ]
    rows = [
        [
            one.priority.label,
            len(one.csps),
            _labels(one.categories),
            _placed(one),
            listed(one.csps),
            one.priority.area,
        ]
        for one in found.priorities
    ]
    if not any(one.priority.area for one in found.priorities):
        return frame_of(columns[:-1], [row[:-1] for row in rows])
    return frame_of(columns, rows)


def _labels(categories: Iterable[CategoryCount]) -> str:
    return "; ".join(one.category.label for one in categories)


def _placed(one: PlanCount) -> str:
    if not one.categories:
        return ""
    if not one.unconfirmed:
        return say("confirmed")
    return _WAITS if len(one.unconfirmed) == len(one.categories) else say("in part {waits}", waits=_WAITS)


def placing_table(found: Alignment) -> pd.DataFrame:
    """One row a category: where it falls in the plan, on what ground, and who confirmed it."""
    labels = {one.id: one.label for one in found.plan.priorities}
    rows = []
    for one in found.count.categories:
        row = found.rows.get(one.category.code)
        under = say("nobody has placed it")
        if row is not None:
            under = "; ".join(labels[name] for name in row.falls_under) or say(
                "none of the plan's priorities"
            )
        said = [plain_word(row.provenance), row.because, row.confirmed_by or _WAITS] if row else ["", "", ""]
        rows.append([one.category.label, one.count, under, *said])
    columns = [
        say("Category"),
        say("No. of CSPs"),
        say("Falls under"),
        say("Ground"),
        say("Because"),
        say("Confirmed by"),
    ]
    return frame_of(columns, rows)


def plan_bar_table(found: Alignment) -> pd.DataFrame:
    """Bars of the plan: one row a priority in its order, its label on two lines, and the CSPs under it."""
    of = len(found.count.reports)
    rows: list[list[object]] = []
    for place, one in enumerate(found.priorities):
        of_all = say("{number} of {csps}", number=len(one.csps), csps=of).replace(" ", _NB)
        told = f"{one.priority.label}:{_NB}{of_all}"
        first, *rest = textwrap.wrap(told, _WIDE)
        rows.append([place, first, " ".join(rest), len(one.csps), told])
    frame = frame_of(["Order", "Name", "Rest", "CSPs", "Told"], rows)
    return frame.astype({"Order": "int64", "CSPs": "int64"})
