"""What the ranking becomes when one thing is left out, weighed or valued otherwise; exact."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np

from toolkit.methods.comparison import TauB, TopOverlap, tau_b_of_totals, top_overlap
from toolkit.methods.levels import CountedLevel
from toolkit.methods.ranking import Ranking, rank_bounds
from toolkit.methods.scoring import ExactArray, Total, risk_scores, section_totals
from toolkit.model.matrix import Criterion, Matrix


class Remark(StrEnum):
    """Why a change of this kind says nothing about the ranking."""

    PRODUCT = "the risk score is a product, so weighting a section multiplies every score alike"
    ONE_SECTION = "only one section enters the risk score, so weighting it multiplies every score alike"
    NOTHING_RESTS = "no level that counts rests on this scorer"
    NOTHING_LEFT = "it is the only criterion of the risk score, so nothing is left to rank by"


@dataclass(frozen=True)
class Rerank:
    """A ranking with one thing changed, beside the ranking as it is. The issues are the same.

    Attributes
    ----------
    changed
        What was changed: id of a criterion or section, name of a scorer, or name of a scheme.
    factor
        What a section was multiplied by; None where nothing was weighed.
    issues
        Issue ids in catalogue order, the order of `best` and `worst`.
    best, worst
        The best and the worst competition rank of each over every completion of the unknowns.
    top
        Ids certain to be in the top n now (ties at the edge in), best first.
    possible
        Ids that some completion puts in the top n now, though not every one.
    overlap
        The certain top as it was against the certain top now: who entered, who left.
    tau_b
        Agreement of the risk scores before and now.
    largest_move
        The largest move of either end of an issue's range of ranks.
    moved
        Ids that move so far; empty when nothing moves.
    remark
        Why a change of this kind cannot say anything here; None where it can.
    """

    changed: str
    factor: Fraction | None
    issues: tuple[str, ...]
    best: tuple[int, ...]
    worst: tuple[int, ...]
    top: tuple[str, ...]
    possible: tuple[str, ...]
    overlap: TopOverlap
    tau_b: TauB
    largest_move: int
    moved: tuple[str, ...]
    remark: Remark | None


def risk_criteria(matrix: Matrix) -> tuple[Criterion, ...]:
    """Return the criteria of the risk sections, in order."""
    return tuple(criterion for section in matrix.risk_sections for criterion in section.criteria)


def risk_level_bounds(ranking: Ranking) -> tuple[ExactArray, ExactArray]:
    """Return the lowest and highest level value each (issue, risk criterion) can have."""
    return level_bounds([issue.levels for issue in ranking.scored.issues], ranking.scored.return_.matrix)


def level_bounds(counted: Sequence[Sequence[CountedLevel]], matrix: Matrix) -> tuple[ExactArray, ExactArray]:
    """Return the lowest and highest level value of each (issue, risk criterion) of counted levels."""
    criteria = risk_criteria(matrix)
    low, high = (np.empty((len(counted), len(criteria)), dtype=object) for _ in range(2))
    for row, levels in enumerate(counted):
        level_of = {level.criterion: level.level for level in levels}
        for column, criterion in enumerate(criteria):
            known = level_of[criterion.id]
            low[row, column] = criterion.values[0] if known is None else known
            high[row, column] = criterion.values[-1] if known is None else known
    return low, high


def risks_of(ends: tuple[ExactArray, ExactArray], matrix: Matrix) -> tuple[ExactArray, ExactArray]:
    """Return each issue's lowest and highest risk score from (issue, risk criterion) level values."""
    low, high = (risk_scores(section_totals(end, matrix.risk_sections), matrix) for end in ends)
    return low, high


def risk_totals(risks: tuple[ExactArray, ExactArray]) -> list[Total]:
    """Return lowest and highest risk scores as one total an issue."""
    return [Total(low, high) for low, high in zip(*risks, strict=True)]


def reranked(
    ranking: Ranking,
    n: int,
    risks: tuple[ExactArray, ExactArray],
    changed: str,
    *,
    factor: Fraction | None = None,
    remark: Remark | None = None,
) -> Rerank:
    """Return what the ranking becomes when its issues' lowest and highest risk scores are `risks`."""
    scored = ranking.scored.issues
    ids = tuple(issue.issue.id for issue in scored)
    best, worst = rank_bounds(*risks)
    places = {i.scored.issue.id: i for i in ranking.issues}
    moves = {
        name: max(abs(int(b) - places[name].rank_low), abs(int(w) - places[name].rank_high))
        for name, b, w in zip(ids, best, worst, strict=True)
    }
    order = sorted(range(len(ids)), key=lambda row: (best[row], worst[row]))
    top = tuple(ids[row] for row in order if worst[row] <= n)
    furthest = max(moves.values(), default=0)
    return Rerank(
        changed=changed,
        factor=factor,
        issues=ids,
        best=tuple(int(rank) for rank in best),
        worst=tuple(int(rank) for rank in worst),
        top=top,
        possible=tuple(ids[row] for row in order if best[row] <= n < worst[row]),
        overlap=top_overlap([i.scored.issue.id for i in ranking.top(n)], top, n),
        tau_b=tau_b_of_totals(ids, [issue.risk for issue in scored], risk_totals(risks)),
        largest_move=furthest,
        moved=tuple(name for name, move in moves.items() if move == furthest and furthest),
        remark=remark,
    )
