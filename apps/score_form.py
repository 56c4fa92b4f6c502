"""The inputs of scores, and what was typed in them or in the grid as rows of a return."""

from collections.abc import Iterable, Mapping

import streamlit as st

from apps.drafts import Change, score_changes
from apps.entry import all_entered
from apps.widgets import score_inputs
from toolkit.cells import level_of
from toolkit.model.assessment import Return, Score
from toolkit.model.issues import Issue
from toolkit.model.matrix import Matrix
from toolkit.model.rounds import latest_score_of
from toolkit.wording import inert_markdown

Rows = Mapping[str, Score]
"""A scorer's rows for one issue, by criterion."""


def score_tabs(matrix: Matrix, seen: Rows, key: str, *, disabled: bool) -> dict[str, dict[str, object]]:
    """Ask for every level of one scorer, a tab a section; return what was typed, by criterion."""
    typed = {}
    tabs = st.tabs([inert_markdown(section.label) for section in matrix.sections])
    for section, tab in zip(matrix.sections, tabs, strict=True):
        with tab:
            for criterion in section.criteria:
                row = seen[criterion.id]
                typed[criterion.id] = score_inputs(criterion, matrix.confidence, row, key, disabled=disabled)
    return typed


def scores_typed(
    return_: Return, seen: Rows, typed: Mapping[str, Mapping[str, object]], agency: str
) -> tuple[Change, ...]:
    """Return what was typed as changes of the rows seen.

    Raises
    ------
    InputRejected
        With every fault of every criterion.
    """
    rows = [
        (
            return_.matrix.criterion(one).label,
            {
                **seen[one].model_dump(include={"issue", "scorer", "round"}),
                "agency": agency,
                "criterion": one,
                **values,
            },
        )
        for one, values in typed.items()
    ]
    return score_changes(return_, zip(seen.values(), all_entered(Score, rows), strict=True))


def scores_shown(seen: Rows, changes: Iterable[Change]) -> dict[str, Score]:
    """Return the rows a form shows once `changes` are saved."""
    new = {one.mine.criterion: one.mine for one in changes if isinstance(one.mine, Score)}
    return {**seen, **new}


def next_issue(return_: Return, issue: Issue) -> str | None:
    """Return the id of the issue after this one, or None after the last."""
    ids = list(return_.issues)
    place = ids.index(issue.id) + 1
    return ids[place] if place < len(ids) else None


def cells_typed(
    seen: Return, scorer: str, agency: str, cells: dict[int, dict[str, object]]
) -> list[tuple[Score, Score]]:
    """Return each edited row as it was seen and as it should be; what was put back is no change."""
    issues, matrix = list(seen.issues), seen.matrix
    edited = [
        (
            latest_score_of(seen, issues[row], column, scorer),
            level_of(matrix.criterion(column), str(text or "")),
        )
        for row, columns in cells.items()
        for column, text in columns.items()
    ]
    return [
        (was, was.model_copy(update={"level": level, "agency": agency or was.agency}))
        for was, level in edited
        if was.level != level
    ]
