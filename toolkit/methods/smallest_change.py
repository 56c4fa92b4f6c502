"""The smallest change of levels that moves an issue into or out of the top n; exact."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from toolkit.methods.fewest_steps import fewest_steps, values_ahead
from toolkit.methods.ranking import Ranking, exact_array
from toolkit.methods.reranking import risk_criteria
from toolkit.methods.scoring import Exact, ScoredIssue
from toolkit.methods.what_if import rank_bounds_if, scores_if
from toolkit.model.matrix import Criterion, Matrix


@dataclass(frozen=True)
class CellChange:
    """One issue's level on one criterion, changed.

    Attributes
    ----------
    issue, criterion
        Ids.
    from_level
        The level's value now; None where it is not known.
    to_level
        The value to change it to.
    steps
        How many levels that is. A level not known is counted from the end of the scale that `certain`
        membership rests on: the lowest for the issue itself, the highest for its rivals.
    """

    issue: str
    criterion: str
    from_level: int | None
    to_level: int
    steps: int


@dataclass(frozen=True)
class SmallestChange:
    """What it takes to move one issue into or out of the top n.

    An issue is in the top n when it is there in every completion of the unknown levels, ties at the edge
    being in. One that is in is to be moved so that this is no longer certain; one that is not, so that it
    becomes certain.

    Attributes
    ----------
    issue
        Its id.
    n
        The size of the top.
    is_in
        Whether the issue is in now.
    single
        Every change of one of its own levels that does it with the fewest steps, in matrix order; empty
        where no single one can.
    together
        Changes of its own levels that do it with the fewest steps in all: one change where that is enough,
        else several at once; empty where no change of its own levels can.
    rival
        Every change of one level of another issue that does it with the fewest steps; empty where none can.
    """

    issue: str
    n: int
    is_in: bool
    single: tuple[CellChange, ...]
    together: tuple[CellChange, ...]
    rival: tuple[CellChange, ...]

    @property
    def possible(self) -> bool:
        """Say whether any change of the issue's own levels can do it."""
        return bool(self.together)

    @property
    def steps(self) -> int | None:
        """The fewest steps of its own levels that do it, or None."""
        return sum(change.steps for change in self.together) or None


def smallest_changes(ranking: Ranking, n: int) -> tuple[SmallestChange, ...]:
    """Return for every issue, in the order of the ranking, the smallest change that moves it in or out.

    One level of one issue is changed to every other level and the top n found again, exactly. For several
    levels of an issue together every total grows with every level, so all steps go one way, and the best
    total to be had with each number of steps is found criterion by criterion (dynamic programming).
    """
    issues = ranking.scored.issues
    matrix = ranking.scored.return_.matrix
    is_in = {ranked.scored.issue.id: ranked.rank_high <= n for ranked in ranking.issues}
    singles: dict[str, list[CellChange]] = {name: [] for name in is_in}
    rivals: dict[str, list[CellChange]] = {name: [] for name in is_in}
    for row, changed in enumerate(issues):
        cells, inside = _single_changes(ranking, row, n)
        for column, other in enumerate(issues):
            name = other.issue.id
            changes_hands = [cells[case] for case in np.flatnonzero(inside[:, column] != is_in[name])]
            if other is changed:
                singles[name] += [_cell_change(cell, changed, unknown_counts_at=0) for cell in changes_hands]
            else:
                rivals[name] += [_cell_change(cell, changed, unknown_counts_at=-1) for cell in changes_hands]
    thresholds = _thresholds(issues, n)
    found = []
    for ranked in ranking.issues:
        name = ranked.scored.issue.id
        single = _fewest(singles[name])
        together = _together(ranked.scored, matrix, thresholds[name], upwards=not is_in[name])
        if single and sum(cell.steps for cell in together) == single[0].steps:
            together = single[:1]
        found.append(SmallestChange(name, n, is_in[name], single, together, _fewest(rivals[name])))
    return tuple(found)


def smallest_change(ranking: Ranking, issue: str, n: int) -> SmallestChange:
    """Return the smallest change that moves one issue in or out; raises KeyError when it is not scored."""
    found = {change.issue: change for change in smallest_changes(ranking, n)}
    return found[issue]


def _levels(issue: ScoredIssue) -> dict[str, int | None]:
    return {level.criterion: level.level for level in issue.levels}


def _single_changes(
    ranking: Ranking, row: int, n: int
) -> tuple[list[tuple[Criterion, int]], npt.NDArray[np.bool_]]:
    """Every other level of every cell of one issue, and (case, issue): who is in the top n then."""
    issues, matrix = ranking.scored.issues, ranking.scored.return_.matrix
    now = _levels(issues[row])
    cells: list[tuple[Criterion, int]] = []
    ends: tuple[list[Exact], list[Exact]] = ([], [])
    for criterion in risk_criteria(matrix):
        values = [value for value in criterion.values if value != now[criterion.id]]
        cells += [(criterion, value) for value in values]
        for end, scores in zip(
            ends, scores_if(issues[row].levels, matrix, criterion.id, values), strict=True
        ):
            end.extend(scores)
    low, high = exact_array([i.risk.low for i in issues]), exact_array([i.risk.high for i in issues])
    _, worst = rank_bounds_if(low, high, row, exact_array(ends[0]), exact_array(ends[1]))
    return cells, worst <= n


def _cell_change(cell: tuple[Criterion, int], issue: ScoredIssue, *, unknown_counts_at: int) -> CellChange:
    criterion, to_level = cell
    now = _levels(issue)[criterion.id]
    start = criterion.values[unknown_counts_at] if now is None else now
    steps = abs(criterion.values.index(to_level) - criterion.values.index(start))
    return CellChange(issue.issue.id, criterion.id, now, to_level, steps)


def _fewest(changes: Sequence[CellChange]) -> tuple[CellChange, ...]:
    least = min((change.steps for change in changes), default=0)
    return tuple(change for change in changes if change.steps == least)


def _thresholds(issues: Sequence[ScoredIssue], n: int) -> dict[str, Exact | None]:
    """Return the score each issue must reach to be in: its n-th rival's highest; None with fewer rivals."""
    found: dict[str, Exact | None] = {}
    for issue in issues:
        rivals = sorted((other.risk.high for other in issues if other is not issue), reverse=True)
        found[issue.issue.id] = rivals[n - 1] if len(rivals) >= n else None
    return found


def _together(
    issue: ScoredIssue, matrix: Matrix, threshold: Exact | None, *, upwards: bool
) -> tuple[CellChange, ...]:
    """Return the changes of an issue's own levels that cross the threshold with the fewest steps in all."""
    if threshold is None:
        return ()
    now = _levels(issue)
    steps = fewest_steps(now, matrix, threshold, upwards=upwards)
    if steps is None:
        return ()
    return tuple(
        CellChange(issue.issue.id, c.id, now[c.id], values_ahead(c, now[c.id], upwards=upwards)[step], step)
        for c, step in zip(risk_criteria(matrix), steps, strict=True)
        if step
    )
