"""What the ranking becomes with other section weights or other level values; exact."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from toolkit.methods.comparison import TauB, TopOverlap, tau_b_of_totals, top_overlap
from toolkit.methods.ranking import Ranking, exact_array
from toolkit.methods.reranking import (
    Remark,
    Rerank,
    reranked,
    risk_criteria,
    risk_level_bounds,
    risk_totals,
    risks_of,
)
from toolkit.methods.scoring import ExactArray, risk_scores, section_totals
from toolkit.model.matrix import Combine, Criterion

SWINGS = (Fraction(3, 4), Fraction(5, 4))
"""Minus and plus a quarter."""


class ValueScheme(StrEnum):
    """A way to give values to levels by their place on the scale alone."""

    LINEAR = "linear"
    DOUBLING = "doubling"


def swing_section_weights(
    ranking: Ranking, n: int, factors: Sequence[Fraction] = SWINGS
) -> tuple[Rerank, ...]:
    """Rank again with each section of the risk score multiplied by each factor in turn.

    Where the risk score is a product, or has one section, every score is multiplied alike and no rank can
    change: the remark says so.
    """
    matrix = ranking.scored.return_.matrix
    sections = matrix.risk_sections
    remark = None
    if len(sections) == 1:
        remark = Remark.ONE_SECTION
    elif matrix.risk.combine is Combine.PRODUCT:
        remark = Remark.PRODUCT
    totals = [section_totals(levels, sections) for levels in risk_level_bounds(ranking)]
    found = []
    for column, section in enumerate(sections):
        for factor in factors:
            weights = exact_array([factor if k == column else Fraction(1) for k in range(len(sections))])
            low, high = (risk_scores(total * weights, matrix) for total in totals)
            found.append(reranked(ranking, n, (low, high), section.id, factor=factor, remark=remark))
    return tuple(found)


@dataclass(frozen=True)
class SchemeComparison:
    """The ranking with linear and with doubling level values, and how alike those two are.

    Attributes
    ----------
    linear, doubling
        The two rankings, each beside the ranking with the matrix's own values.
    overlap
        The certain top with linear values against that with doubling values.
    tau_b
        Agreement of the risk scores with linear and with doubling values.
    """

    linear: Rerank
    doubling: Rerank
    overlap: TopOverlap
    tau_b: TauB


def compare_value_schemes(ranking: Ranking, n: int) -> SchemeComparison:
    """Rank again with linear and with doubling level values; the ways of combining stay."""
    risks = {scheme: _risks_by(scheme, ranking) for scheme in ValueScheme}
    linear, doubling = (reranked(ranking, n, risks[scheme], scheme.value) for scheme in ValueScheme)
    totals = [risk_totals(risks[scheme]) for scheme in ValueScheme]
    return SchemeComparison(
        linear=linear,
        doubling=doubling,
        overlap=top_overlap(linear.top, doubling.top, n),
        tau_b=tau_b_of_totals(linear.issues, totals[0], totals[1]),
    )


def scheme_values(criterion: Criterion, scheme: ValueScheme) -> tuple[int, ...]:
    """Return the value of each level under a scheme.

    Linear 0, 1, 2, 3 ...; doubling 0, 1, 2, 4 .... A scale without a zero gets none, since a zero can wipe
    a product out: linear 1, 2, 3, 4 ...; doubling 1, 2, 4, 8 ....
    """
    from_zero = criterion.values[0] == 0
    places = range(len(criterion.values))
    if scheme is ValueScheme.LINEAR:
        return tuple(place if from_zero else place + 1 for place in places)
    if from_zero:
        return tuple(2 ** (place - 1) if place else 0 for place in places)
    return tuple(2**place for place in places)


def _risks_by(scheme: ValueScheme, ranking: Ranking) -> tuple[ExactArray, ExactArray]:
    matrix = ranking.scored.return_.matrix
    ends = risk_level_bounds(ranking)
    for column, criterion in enumerate(risk_criteria(matrix)):
        values = dict(zip(criterion.values, scheme_values(criterion, scheme), strict=True))
        for end in ends:
            end[:, column] = [values[value] for value in end[:, column]]
    return risks_of(ends, matrix)
