"""What was typed in a form or in the grid as rows of a return."""

from collections.abc import Iterable, Mapping

from apps.drafts import Change
from toolkit.cells.ranking import level_of
from toolkit.model.assessment import Return, Score
from toolkit.model.rounds import latest_score_of

Rows = Mapping[str, Score]
"""A scorer's rows for one issue, by criterion."""


def scores_shown(seen: Rows, changes: Iterable[Change]) -> dict[str, Score]:
    """Return the rows a form shows once `changes` are saved."""
    new = {one.mine.criterion: one.mine for one in changes if isinstance(one.mine, Score)}
    return {**seen, **new}


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
