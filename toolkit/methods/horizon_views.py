"""The horizon scan looked through: by heading, date and issue; when reviews are due; sectors and rings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from toolkit.methods.drivers import SETTLED
from toolkit.methods.horizon_dates import Window, read_window
from toolkit.model.horizon import HeadingSet, HorizonHeading, HorizonItem
from toolkit.model.horizon_rule import HorizonRule


@dataclass(frozen=True)
class Selection:
    """The items asked for, and those that would belong there but for a date that cannot be read."""

    items: tuple[HorizonItem, ...]
    undated: tuple[HorizonItem, ...] = ()


def select_items(
    items: Iterable[HorizonItem],
    *,
    headings: Iterable[str] = (),
    issues: Iterable[str] = (),
    window: Window | None = None,
) -> Selection:
    """Return the items under any of `headings` that name any of `issues` and may fall in `window`.

    What is not given does not narrow. With a window, items whose expected date cannot be read are never
    thrown away: they are listed apart.
    """
    of_headings, of_issues = set(headings), set(issues)
    fitting = [
        item
        for item in items
        if (not of_headings or item.heading in of_headings)
        and (not of_issues or of_issues & set(item.issues))
    ]
    if window is None:
        return Selection(tuple(fitting))
    dated = [(item, read_window(item.expected)) for item in fitting]
    return Selection(
        tuple(item for item, days in dated if days and days.touches(window)),
        tuple(item for item, days in dated if days is None),
    )


class Due(StrEnum):
    """Whether an item's review is due, most pressing first."""

    OVERDUE = "overdue"
    DUE = "due"
    SOON = "due soon"
    CANNOT_BE_READ = "date cannot be read"
    NO_DATE = "no review date"
    LATER = "later"


@dataclass(frozen=True)
class Reminder:
    """One item that is still watched, with whether its review is due."""

    item: HorizonItem
    due: Due
    window: Window | None


def review_reminders(items: Iterable[HorizonItem], today: date, rule: HorizonRule) -> tuple[Reminder, ...]:
    """Return a reminder for every item still watched, most pressing first and then by date.

    A review is overdue once the last day its date can mean has passed, due from the first day it can mean,
    and due soon within the rule's days before that. Closed and rejected items need no review.
    """
    found = [_reminder(item, today, rule) for item in items if item.status not in SETTLED]
    order = list(Due)
    return tuple(
        sorted(found, key=lambda one: (order.index(one.due), one.window.last if one.window else date.max))
    )


def _reminder(item: HorizonItem, today: date, rule: HorizonRule) -> Reminder:
    window = read_window(item.review_date)
    if window is None:
        return Reminder(item, Due.CANNOT_BE_READ if item.review_date else Due.NO_DATE, None)
    if window.last < today:
        due = Due.OVERDUE
    elif window.first <= today:
        due = Due.DUE
    elif (window.first - today).days <= rule.due_soon_days:
        due = Due.SOON
    else:
        due = Due.LATER
    return Reminder(item, due, window)


@dataclass(frozen=True)
class Radar:
    """Items by sector, one a heading of the scan, and by ring, the nearest first.

    `cells` holds the items of each (heading id, ring label); every pair is named.
    """

    headings: tuple[HorizonHeading, ...]
    rings: tuple[str, ...]
    cells: dict[tuple[str, str], tuple[HorizonItem, ...]]

    def in_ring(self, ring: str) -> int:
        """Return how many items lie in a ring."""
        return sum(len(items) for (_, name), items in self.cells.items() if name == ring)


def radar(items: Sequence[HorizonItem], headings: HeadingSet, today: date, rule: HorizonRule) -> Radar:
    """Place items still watched by heading and by how soon they are expected: the seven-sector view.

    An item lies in the innermost ring that some day of its expected date reaches. A date that cannot be read
    has a ring of its own, and is not taken for far off.
    """
    rings = (rule.past, *(ring.label for ring in rule.rings), rule.beyond, rule.undated)
    cells: dict[tuple[str, str], tuple[HorizonItem, ...]] = {
        (heading.id, ring): () for heading in headings.headings for ring in rings
    }
    for item in items:
        if item.status not in SETTLED:
            cells[item.heading, _ring(item, today, rule)] += (item,)
    return Radar(headings.headings, rings, cells)


def _ring(item: HorizonItem, today: date, rule: HorizonRule) -> str:
    window = read_window(item.expected)
    if window is None:
        return rule.undated
    if window.last < today:
        return rule.past
    for ring in rule.rings:
        if window.first <= today + timedelta(days=ring.within_days):
            return ring.label
    return rule.beyond
