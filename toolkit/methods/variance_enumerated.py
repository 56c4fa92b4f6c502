"""The parts of a score's variance where no closed form holds: by going through the distributions."""

import numpy as np
import numpy.typing as npt

from toolkit.methods.reranking import risk_criteria
from toolkit.methods.uncertainty import Probability, score_distribution
from toolkit.model.matrix import Combine, Criterion, Matrix, Section

Moments = npt.NDArray[np.float64]
"""Means, mean squares or variances by issue: shape (issue,) or (issue, part)."""

_CELLS_AT_ONCE = 2_000_000

_OPERATIONS = {Combine.MAX: np.maximum, Combine.PRODUCT: np.multiply}

_Distribution = tuple[Moments, Probability]
"""Scores of shape (score,), and their probability of shape (issue, score)."""


def enumerated_parts(levels: Probability, matrix: Matrix) -> tuple[Moments, Moments, Moments]:
    """Return the variance of each score, and the first and total part of it by criterion.

    The score is the criterion's value joined to the rest of its section, and that total joined to the other
    sections: the three are independent, and every case of them is gone through.

    Parameters
    ----------
    levels
        Shape (issue, criterion, level), over the criteria of the risk sections.
    matrix
        Any matrix the format allows.

    Returns
    -------
    variance, first, total
        Shapes (issue,), (issue, criterion) and (issue, criterion), in squared score units.
    """
    parts = [
        _parts(levels, matrix, section, criterion)
        for section in matrix.risk_sections
        for criterion in section.criteria
    ]
    variance, first, total = (np.stack(part, axis=1) for part in zip(*parts, strict=True))
    return variance[:, 0], first, total


def _parts(
    levels: Probability, matrix: Matrix, section: Section, criterion: Criterion
) -> tuple[Moments, Moments, Moments]:
    """Return the score's variance, that of its mean given the criterion, and what it leaves on average."""
    column = risk_criteria(matrix).index(criterion)
    own = levels[:, column, : len(criterion.levels)]
    beside, beside_chance = _rest_of_section(levels, matrix, section, criterion)
    elsewhere, elsewhere_chance = _other_sections(levels, matrix, section)
    values = np.array([float(value) for value in _weighted_values(section, criterion)])
    given, stays, square = np.zeros_like(own), np.zeros(len(own)), np.zeros(len(own))
    step = max(1, _CELLS_AT_ONCE // (max(len(own), len(values)) * len(elsewhere)))
    for start in range(0, len(beside), step):
        rows = slice(start, start + step)
        total = _joined(values[:, None], beside[rows], section.combine)
        weight = 1.0 if section.weight is None else float(section.weight)
        score = _joined(weight * total[:, :, None], elsewhere, matrix.risk.combine).reshape(len(values), -1)
        chance = (beside_chance[:, rows, None] * elsewhere_chance[:, None, :]).reshape(len(own), -1)
        mean_square = own @ score**2
        stays += (chance * (mean_square - (own @ score) ** 2)).sum(axis=1)
        square += (chance * mean_square).sum(axis=1)
        given += chance @ score.T
    mean = (own * given).sum(axis=1)
    variance = _cleared(square - mean**2, square)
    first = _cleared((own * given**2).sum(axis=1) - mean**2, square)
    return variance, first, _cleared(stays, square)


def _weighted_values(section: Section, criterion: Criterion) -> list[float]:
    weighs = section.combine is Combine.WEIGHTED_SUM
    weight = float(section.weights[section.criteria.index(criterion)]) if weighs else 1.0
    return [weight * value for value in criterion.values]


def _joined(one: Moments, other: Moments, how: Combine) -> Moments:
    """Join totals; a single nothing (shape (1,), not a number) leaves the one as it is."""
    if np.isnan(other).all():
        return one + np.zeros(other.shape)
    return np.asarray(_OPERATIONS.get(how, np.add)(one, other))


def _rest_of_section(
    levels: Probability, matrix: Matrix, section: Section, criterion: Criterion
) -> _Distribution:
    others = tuple(other for other in section.criteria if other is not criterion)
    if not others:
        return _nothing(levels)
    alone = section.changed(weight=None, criteria=others)
    part = matrix.changed(sections=(alone,), risk=matrix.risk.changed(combine=Combine.SUM))
    return _distribution(levels, matrix, part)


def _other_sections(levels: Probability, matrix: Matrix, section: Section) -> _Distribution:
    others = tuple(other for other in matrix.risk_sections if other is not section)
    return _distribution(levels, matrix, matrix.changed(sections=others)) if others else _nothing(levels)


def _nothing(levels: Probability) -> _Distribution:
    return np.array([np.nan]), np.ones((len(levels), 1))


def _distribution(levels: Probability, matrix: Matrix, part: Matrix) -> _Distribution:
    columns = [risk_criteria(matrix).index(criterion) for criterion in risk_criteria(part)]
    scores = score_distribution(levels[:, columns], part)
    return (scores.low.astype(np.float64) + scores.high.astype(np.float64)) / 2, scores.probability


def _cleared(variance: Moments, square: Moments) -> Moments:
    """Return a variance; what rounding leaves of none is none."""
    return np.where(variance > 1e-12 * square, variance, 0.0)
