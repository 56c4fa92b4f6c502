"""Section totals and risk scores, exact, with the range that unknown levels leave open."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from toolkit.errors import Refused
from toolkit.language import say
from toolkit.methods.levels import CountedLevel, counted_levels
from toolkit.model.assessment import Return
from toolkit.model.issues import Issue
from toolkit.model.matrix import Combine, Criterion, Matrix, Section

Exact = int | Fraction
"""A score that is never rounded."""

ExactArray = npt.NDArray[np.object_]
"""An array of whole numbers or fractions, kept as Python numbers so that no total is ever rounded."""


def combined(parts: ExactArray, how: Combine, weights: Sequence[Fraction]) -> ExactArray:
    """Combine the last axis of `parts` into one exact total.

    Parameters
    ----------
    parts
        Shape (..., part): not negative.
    how
        One of the closed set of ways.
    weights
        One a part; counts for a weighted sum only.

    Returns
    -------
    Shape (...): sum, largest, product or weighted sum. Each grows, or stays, when a part grows.
    """
    if how is Combine.MAX:
        return np.asarray(parts.max(axis=-1), dtype=object)
    if how is Combine.PRODUCT:
        return np.asarray(parts.prod(axis=-1), dtype=object)
    weighted = parts * np.array(weights, dtype=object) if how is Combine.WEIGHTED_SUM else parts
    return np.asarray(weighted.sum(axis=-1), dtype=object)


def section_totals(levels: ExactArray, sections: Sequence[Section]) -> ExactArray:
    """Return the total of each section: (..., criterion) level values to (..., section) totals.

    The last axis of `levels` holds the criteria of `sections` in order, one after another.
    """
    totals, start = [], 0
    for section in sections:
        stop = start + len(section.criteria)
        totals.append(combined(levels[..., start:stop], section.combine, section.weights))
        start = stop
    return np.stack(totals, axis=-1) if totals else np.empty((*levels.shape[:-1], 0), dtype=object)


def risk_scores(totals: ExactArray, matrix: Matrix) -> ExactArray:
    """Return the risk score: (..., section) totals of the risk sections to (...) scores."""
    weights = [Fraction(1) if s.weight is None else s.weight for s in matrix.risk_sections]
    return combined(totals, matrix.risk.combine, weights)


@dataclass(frozen=True)
class Total:
    """A total between `low` and `high`; the two are the same when every level is known."""

    low: Exact
    high: Exact

    @property
    def value(self) -> Exact | None:
        """The total, or None where unknown levels leave it open."""
        return self.low if self.low == self.high else None


@dataclass(frozen=True)
class ScoredIssue:
    """One issue's risk score with its working.

    Attributes
    ----------
    issue
        The issue scored.
    levels
        The counted level of every criterion, in matrix order.
    sections, side
        Totals by section id: those that enter the risk score, and those shown beside it.
    risk
        The risk score.
    zeroed_by
        Sections whose total of zero makes the whole product zero, though another section is above zero.
    """

    issue: Issue
    levels: tuple[CountedLevel, ...]
    sections: dict[str, Total]
    side: dict[str, Total]
    risk: Total
    zeroed_by: tuple[str, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """Ids of the criteria without a level that counts."""
        return tuple(level.criterion for level in self.levels if level.level is None)


@dataclass(frozen=True)
class Scored:
    """A district's issues with their scores, in catalogue order, not yet ranked."""

    return_: Return
    issues: tuple[ScoredIssue, ...]


def score(return_: Return) -> Scored:
    """Score every issue of `return_` that has a score row.

    A criterion without a level that counts is open over the whole scale: each total then has a lowest and a
    highest value. Totals grow with every level, so the two ends bound every completion and both are reached.

    Raises
    ------
    Refused
        When the matrix is a template without level values.
    """
    matrix = return_.matrix
    if matrix.template:
        raise Refused(
            say(
                "Matrix {matrix} cannot be scored with. {template}",
                matrix=matrix.ref,
                template=matrix.template,
            )
        )
    counted = counted_levels(return_)
    low, high = _bounds(list(counted.values()), matrix.criteria)
    by_section = [
        _section_columns(matrix, matrix.risk_sections),
        _section_columns(matrix, matrix.side_sections),
    ]
    sections, side = ((section_totals(low[:, c], s), section_totals(high[:, c], s)) for c, s in by_section)
    risk = (risk_scores(sections[0], matrix), risk_scores(sections[1], matrix))
    issues = []
    for row, (issue_id, levels) in enumerate(counted.items()):
        totals = _totals(matrix.risk_sections, sections, row)
        issues.append(
            ScoredIssue(
                issue=return_.issues[issue_id],
                levels=levels,
                sections=totals,
                side=_totals(matrix.side_sections, side, row),
                risk=Total(risk[0][row], risk[1][row]),
                zeroed_by=_zeroed_by(totals, matrix),
            )
        )
    return Scored(return_, tuple(issues))


def _bounds(
    counted: Sequence[Sequence[CountedLevel]], criteria: Sequence[Criterion]
) -> tuple[ExactArray, ExactArray]:
    """Lowest and highest level value of each (issue, criterion)."""
    low, high = (np.empty((len(counted), len(criteria)), dtype=object) for _ in range(2))
    for row, levels in enumerate(counted):
        for column, (counted_, criterion) in enumerate(zip(levels, criteria, strict=True)):
            known = counted_.level
            low[row, column] = criterion.values[0] if known is None else known
            high[row, column] = criterion.values[-1] if known is None else known
    return low, high


def _section_columns(matrix: Matrix, sections: Sequence[Section]) -> tuple[list[int], Sequence[Section]]:
    column = {criterion.id: index for index, criterion in enumerate(matrix.criteria)}
    return [column[criterion.id] for section in sections for criterion in section.criteria], sections


def _totals(sections: Sequence[Section], ends: tuple[Any, Any], row: int) -> dict[str, Total]:
    low, high = ends
    return {section.id: Total(low[row, k], high[row, k]) for k, section in enumerate(sections)}


def _zeroed_by(totals: dict[str, Total], matrix: Matrix) -> tuple[str, ...]:
    if matrix.risk.combine is not Combine.PRODUCT:
        return ()
    zero = tuple(section for section, total in totals.items() if total.high == 0)
    return zero if any(total.low > 0 for total in totals.values()) else ()
