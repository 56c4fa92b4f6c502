"""What the ranks would be if one level of one issue were another, all else as counted; exact."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from toolkit.methods.levels import CountedLevel
from toolkit.methods.scoring import Exact, ExactArray, risk_scores, section_totals
from toolkit.model.matrix import Criterion, Matrix

Places = npt.NDArray[np.int64]
"""Whole numbers in the order of the exact scores they stand for."""


Ends = Mapping[str, tuple[int, int]]
"""By criterion id, the lowest and highest value to reckon with where no level counts."""

_WHOLE_SCALE: Ends = MappingProxyType({})


def scores_if(
    levels: Sequence[CountedLevel],
    matrix: Matrix,
    criterion: str,
    values: Sequence[int],
    ends: Ends = _WHOLE_SCALE,
) -> tuple[ExactArray, ExactArray]:
    """Return one issue's risk score with `criterion` at each of `values`, all else as counted.

    Parameters
    ----------
    levels
        The counted level of every criterion, in matrix order.
    matrix
        Its matrix.
    criterion
        Id of the criterion to set; a criterion of a side section changes no score.
    values
        Level values.
    ends
        Narrower than the whole scale, for some criteria without a level that counts.

    Returns
    -------
    low, high
        Shape (value,): the ends that the issue's other unknown levels leave.
    """
    rows = [np.tile(row, (len(values), 1)) for row in _level_ends(levels, matrix, ends)]
    for column, c in enumerate(_risk_criteria(matrix)):
        if c.id == criterion:
            for row in rows:
                row[:, column] = values
    low, high = (risk_scores(section_totals(row, matrix.risk_sections), matrix) for row in rows)
    return low, high


def score_ends(
    levels: Sequence[CountedLevel], matrix: Matrix, ends: Ends = _WHOLE_SCALE
) -> tuple[Exact, Exact]:
    """Return the lowest and highest risk score of one issue as counted; arguments as for `scores_if`."""
    rows = (row[None] for row in _level_ends(levels, matrix, ends))
    low, high = (risk_scores(section_totals(row, matrix.risk_sections), matrix)[0] for row in rows)
    return low, high


def _level_ends(levels: Sequence[CountedLevel], matrix: Matrix, ends: Ends) -> tuple[ExactArray, ExactArray]:
    counted = {level.criterion: level.level for level in levels}
    pairs = []
    for c in _risk_criteria(matrix):
        level = counted[c.id]
        pairs.append(ends.get(c.id, (c.values[0], c.values[-1])) if level is None else (level, level))
    low, high = (np.array([pair[end] for pair in pairs], dtype=object) for end in (0, 1))
    return low, high


def _risk_criteria(matrix: Matrix) -> tuple[Criterion, ...]:
    return tuple(criterion for section in matrix.risk_sections for criterion in section.criteria)


def rank_bounds_if(
    low: ExactArray, high: ExactArray, row: int, new_low: ExactArray, new_high: ExactArray
) -> tuple[Places, Places]:
    """Return every issue's best and worst competition rank with other scores for one issue.

    Parameters
    ----------
    low, high
        Shape (issue,): the scores as they are, as for `toolkit.methods.ranking.rank_bounds`.
    row
        Which issue gets other scores.
    new_low, new_high
        Shape (case,): its scores in each case.

    Returns
    -------
    best, worst
        Shape (case, issue): what `rank_bounds` gives in each case.
    """
    low_, high_, new_low_, new_high_ = _places(low, high, new_low, new_high)
    others = np.arange(len(low_)) != row
    low_, high_ = low_[others], high_[others]
    best, worst = (np.ones((len(new_low_), len(low)), dtype=np.int64) for _ in range(2))
    best[:, others] += (low_ > high_[:, None]).sum(axis=1) + (new_low_[:, None] > high_)
    worst[:, others] += (high_ > low_[:, None]).sum(axis=1) - (high_ > low_) + (new_high_[:, None] > low_)
    best[:, row] += (low_ > new_high_[:, None]).sum(axis=1)
    worst[:, row] += (high_ > new_low_[:, None]).sum(axis=1)
    return best, worst


def _places(*scores: ExactArray) -> tuple[Places, ...]:
    """Exact scores as whole numbers in the same order, which compare much faster than fractions."""
    place = {score: k for k, score in enumerate(sorted({score for some in scores for score in some}))}
    return tuple(np.array([place[score] for score in some], dtype=np.int64) for some in scores)
