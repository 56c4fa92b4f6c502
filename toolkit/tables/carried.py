"""Last year's issues and levels beside this year's, as tables."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from toolkit.cells import level_text, listed
from toolkit.methods.carrying_forward import CarriedIssue, LastLevel
from toolkit.model.assessment import Return
from toolkit.model.matrix import Matrix
from toolkit.tables.frames import frame_of


def carried_table(issues: Iterable[CarriedIssue], last: Return, now: Return) -> pd.DataFrame:
    """One row an issue: what it was last year, what has become of it, and why."""
    columns = ["Issue", f"In {last.assessment_year}", f"In {now.assessment_year}", "Levels changed", "Reason"]
    labels = {criterion.id: criterion.label for criterion in now.matrix.criteria}
    rows = [
        [
            one.issue.name,
            listed([last.issues[name].name for name in one.before]) or "not scored",
            one.standing.value,
            ", ".join(labels[name] for name in one.changed),
            one.reason,
        ]
        for one in issues
    ]
    return frame_of(columns, rows)


def last_level_table(levels: Sequence[Mapping[str, LastLevel]], last: Return) -> pd.DataFrame:
    """One row a level that counted last year, of each issue it was given for, with its reason."""
    columns = ["Issue then", "Criterion", "Level then", "Reason then", "Evidence then"]
    matrix: Matrix = last.matrix
    rows = [
        [
            last.issues[one.issue].name,
            matrix.criterion(one.criterion).label,
            level_text(matrix.criterion(one.criterion), one.level) or "none counted",
            one.rationale,
            one.evidence,
        ]
        for of_issue in levels
        for one in of_issue.values()
    ]
    return frame_of(columns, rows)
