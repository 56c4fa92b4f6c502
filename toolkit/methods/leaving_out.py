"""What the ranking becomes without one criterion or one scorer; exact."""

from collections.abc import Sequence

import numpy as np

from toolkit.methods.levels import CountedLevel, counted_level
from toolkit.methods.ranking import Ranking, exact_array
from toolkit.methods.reranking import (
    Remark,
    Rerank,
    level_bounds,
    reranked,
    risk_criteria,
    risk_level_bounds,
    risks_of,
)
from toolkit.methods.spread import scorers
from toolkit.model.assessment import Score
from toolkit.model.matrix import Matrix
from toolkit.model.rounds import last_round


def leave_one_criterion_out(ranking: Ranking, n: int) -> tuple[Rerank, ...]:
    """Rank again without each criterion of the risk sections in turn.

    The section's total is then made of its other criteria in the same way: the sum without the term, the
    product without the factor, the largest of the rest. A section left without criteria drops out of the
    risk score in the same way.

    References
    ----------
    Saisana, Saltelli and Tarantola (2005), Journal of the Royal Statistical Society A 168:307.
    """
    matrix = ranking.scored.return_.matrix
    low, high = risk_level_bounds(ranking)
    found = []
    for column, criterion in enumerate(risk_criteria(matrix)):
        reduced = without_criterion(matrix, criterion.id)
        if reduced is None:
            nothing = exact_array([0] * len(low))
            found.append(reranked(ranking, n, (nothing, nothing), criterion.id, remark=Remark.NOTHING_LEFT))
            continue
        ends = np.delete(low, column, axis=1), np.delete(high, column, axis=1)
        found.append(reranked(ranking, n, risks_of(ends, reduced), criterion.id))
    return tuple(found)


def without_criterion(matrix: Matrix, criterion: str) -> Matrix | None:
    """Return `matrix` without one criterion of its risk sections; None where that leaves no risk score."""
    sections = []
    for section in matrix.risk_sections:
        kept = tuple(c for c in section.criteria if c.id != criterion)
        if kept:
            sections.append(section.changed(criteria=kept))
    if not sections:
        return None
    return matrix.changed(sections=tuple(sections))


def leave_one_scorer_out(ranking: Ranking, n: int) -> tuple[Rerank, ...]:
    """Rank again without each scorer's rows of the last round in turn.

    The level that counts is found again by the usual rule: an agreed level stays, a disagreement may
    vanish, and a level only this scorer gave is then not scored, which leaves it open over the scale.
    """
    return_ = ranking.scored.return_
    rows: dict[tuple[str, str], list[Score]] = {}
    for score in last_round(return_.scores):
        rows.setdefault((score.issue, score.criterion), []).append(score)
    found = []
    for scorer in scorers(return_):
        counted = [
            tuple(
                _counted_without(scorer, level, rows.get((i.issue.id, level.criterion), ()))
                for level in i.levels
            )
            for i in ranking.scored.issues
        ]
        before = [[level.level for level in issue.levels] for issue in ranking.scored.issues]
        same = before == [[level.level for level in levels] for levels in counted]
        ends = level_bounds(counted, return_.matrix)
        remark = Remark.NOTHING_RESTS if same else None
        found.append(reranked(ranking, n, risks_of(ends, return_.matrix), scorer, remark=remark))
    return tuple(found)


def _counted_without(scorer: str, level: CountedLevel, rows: Sequence[Score]) -> CountedLevel:
    if all(row.scorer != scorer for row in rows):
        return level
    return counted_level(level.criterion, [row for row in rows if row.scorer != scorer])
