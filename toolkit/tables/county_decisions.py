"""Tables of what a county decided: its priorities, what was dropped, and what stays with districts."""

from collections.abc import Sequence

import pandas as pd

from toolkit.cells.numbers import listed
from toolkit.language import say
from toolkit.methods.issue_count import IssueCounts
from toolkit.model.county import CountyPriority, CountyStanding, NotEscalated
from toolkit.model.priorities import CategorySet
from toolkit.tables.frames import frame_of


def county_priority_table(priorities: Sequence[CountyPriority], categories: CategorySet) -> pd.DataFrame:
    """One row a decision: priorities first, then cross-cutting themes, then what was dropped."""
    labels = {category.code: category.label for category in categories.categories}
    order = list(CountyStanding)
    rows = [
        [
            one.worded,
            one.standing.label,
            one.lead,
            one.reason,
            listed([labels[code] for code in one.categories]),
            listed(one.evidence),
        ]
        for one in sorted(priorities, key=lambda one: order.index(one.standing))
    ]
    return frame_of(
        [say("Priority"), say("Decided"), say("Lead"), say("Reason"), say("Categories"), say("Evidence")],
        rows,
    )


def not_escalated_table(rows: Sequence[NotEscalated], counts: IssueCounts | None) -> pd.DataFrame:
    """One row a severe but local issue with the reason it was not escalated, then every other reason."""
    severe = {} if counts is None else {(o.district, o.issue.id): o.issue.name for o in counts.severe_local}
    names = {} if counts is None else {one.issue.id: one.issue.name for one in counts.issues}
    because = {(row.district, row.issue): row.because for row in rows}
    found = [
        [district, name, say("yes"), because.get((district, issue), say("no reason yet"))]
        for (district, issue), name in severe.items()
    ]
    found += [
        [row.district, names.get(row.issue, row.issue), say("no"), row.because]
        for row in rows
        if (row.district, row.issue) not in severe
    ]
    return frame_of(
        [say("District"), say("Issue"), say("Severe but local"), say("Not escalated because")], found
    )
