"""Tables of what returns hold: progress, scores to enter, priorities and horizon items."""

from collections.abc import Mapping, Sequence

import pandas as pd

from toolkit.cells.ranking import level_text
from toolkit.language import say
from toolkit.model.assessment import Return
from toolkit.model.horizon import HeadingSet, HorizonItem
from toolkit.model.priorities import Priority
from toolkit.tables.frames import frame_of, plain_word


def progress_table(returns: Sequence[Return]) -> pd.DataFrame:
    """One row a return: its status and how far its scores, priorities and horizon scan have come."""
    columns = [
        say("District"),
        say("Assessment year"),
        say("Status"),
        say("Issues scored"),
        say("Priorities confirmed"),
        say("Horizon items"),
    ]
    rows = [
        [
            return_.district,
            return_.assessment_year,
            return_.status.label,
            say(
                "{scored} of {issues}",
                scored=len(return_.scored_issues),
                issues=len(return_.issues),
            ),
            say(
                "{confirmed} of {priorities}",
                confirmed=sum(p.categories is not None for p in return_.priorities),
                priorities=len(return_.priorities),
            ),
            str(len(return_.horizon)),
        ]
        for return_ in returns
    ]
    return frame_of(columns, rows)


def score_grid(return_: Return, scorer: str) -> pd.DataFrame:
    """One row an issue, one column a criterion by its id: the latest levels of one scorer, for editing."""
    own = sorted((s for s in return_.scores if s.scorer == scorer), key=lambda s: s.round)
    given = {(s.issue, s.criterion): s.level for s in own}
    criteria = return_.matrix.criteria
    rows = [[level_text(c, given.get((issue, c.id))) or None for c in criteria] for issue in return_.issues]
    frame = frame_of([criterion.id for criterion in criteria], rows).astype("string")
    return frame.set_index(pd.Index([issue.name for issue in return_.issues.values()], name=say("Issue")))


def priority_table(priorities: Sequence[Priority]) -> pd.DataFrame:
    """One row a priority as worded, with its level and what a person confirmed."""
    columns = [
        say("Priority as worded"),
        say("Level"),
        say("Categories"),
        say("Other focus areas"),
        say("Confirmed by"),
        say("Source"),
    ]
    rows = [
        [
            priority.worded,
            priority.level.label,
            say("not confirmed")
            if priority.categories is None
            else ", ".join(priority.categories) or say("none"),
            ", ".join(priority.other_focus),
            priority.confirmed_by,
            priority.source,
        ]
        for priority in priorities
    ]
    return frame_of(columns, rows)


def proposal_table(proposals: Sequence[Mapping[str, str | list[str]]]) -> pd.DataFrame:
    """One row a wording: the categories proposed for it, and why."""
    columns = [
        "CSP",
        say("Year"),
        say("Level"),
        say("Priority as worded"),
        say("Categories"),
        say("Other focus areas"),
        say("Because"),
    ]
    keys = ["csp", "year", "level", "priority_as_worded", "categories", "other_focus", "because"]
    return frame_of(columns, [[_joined(proposal[key]) for key in keys] for proposal in proposals])


def _joined(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value) or say("none")


def horizon_table(items: Sequence[HorizonItem], headings: HeadingSet) -> pd.DataFrame:
    """One row a horizon item under its heading's label."""
    labels = {heading.id: heading.label for heading in headings.headings}
    order = list(labels)
    columns = [
        say("Heading"),
        say("Item"),
        say("Kind"),
        say("Expected"),
        say("Likelihood"),
        say("Impact"),
        say("Status"),
        say("Owner"),
        say("Review date"),
    ]
    rows = [
        [
            labels[item.heading],
            item.title,
            plain_word(item.kind),
            item.expected,
            plain_word(item.likelihood),
            plain_word(item.impact),
            plain_word(item.status),
            item.owner,
            item.review_date,
        ]
        for item in sorted(items, key=lambda item: order.index(item.heading))
    ]
    return frame_of(columns, rows)
