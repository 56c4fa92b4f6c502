"""Last year's issues and levels beside this year's, as tables."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from toolkit.cells.numbers import listed
from toolkit.cells.ranking import level_text
from toolkit.language import say
from toolkit.methods.carrying_forward import CarriedIssue, LastLevel
from toolkit.model.assessment import Return
from toolkit.model.matrix import Matrix
from toolkit.tables.frames import frame_of, plain_word


def carried_table(issues: Iterable[CarriedIssue], last: Return, now: Return) -> pd.DataFrame:
    """One row an issue: what it was last year, what has become of it, and why."""
    columns = [
        say("Issue"),
        say("In {year}", year=last.assessment_year),
        say("In {year}", year=now.assessment_year),
        say("Levels changed"),
        say("Reason"),
    ]
    labels = {criterion.id: criterion.label for criterion in now.matrix.criteria}
    rows = [
        [
            one.issue.name,
            listed([last.issues[name].name for name in one.before]) or say("not scored"),
            plain_word(one.standing),
            ", ".join(labels[name] for name in one.changed),
            one.reason,
        ]
        for one in issues
    ]
    return frame_of(columns, rows)


def last_level_table(levels: Sequence[Mapping[str, LastLevel]], last: Return) -> pd.DataFrame:
    """One row a level that counted last year, of each issue it was given for, with its reason."""
    columns = [
        say("Issue then"),
        say("Criterion"),
        say("Level then"),
        say("Reason then"),
        say("Evidence then"),
    ]
    matrix: Matrix = last.matrix
    rows = [
        [
            last.issues[one.issue].name,
            matrix.criterion(one.criterion).label,
            level_text(matrix.criterion(one.criterion), one.level) or say("none counted"),
            one.rationale,
            one.evidence,
        ]
        for of_issue in levels
        for one in of_issue.values()
    ]
    return frame_of(columns, rows)
