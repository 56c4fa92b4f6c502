"""How firm a district's ranking is: what would change it, and where the doubt comes from."""

from dataclasses import dataclass

from toolkit.methods.doubt import level_distributions
from toolkit.methods.leaving_out import leave_one_criterion_out, leave_one_scorer_out
from toolkit.methods.other_values import (
    SchemeComparison,
    ValueScheme,
    compare_value_schemes,
    swing_section_weights,
)
from toolkit.methods.ranking import Ranking
from toolkit.methods.reranking import Remark, Rerank
from toolkit.methods.smallest_change import CellChange, SmallestChange, smallest_change, smallest_changes
from toolkit.methods.variance import VarianceShares, variance_shares

__all__ = [
    "CellChange",
    "Remark",
    "Rerank",
    "SchemeComparison",
    "Sensitivity",
    "SmallestChange",
    "ValueScheme",
    "VarianceShares",
    "compare_value_schemes",
    "leave_one_criterion_out",
    "leave_one_scorer_out",
    "sensitivity",
    "smallest_change",
    "smallest_changes",
    "swing_section_weights",
    "variance_shares",
]


@dataclass(frozen=True)
class Sensitivity:
    """What would change a district's ranking.

    Attributes
    ----------
    ranking, n
        The ranking, and the size of the top that is looked at.
    changes
        The smallest change that moves each issue into or out of the top n, in the order of the ranking.
    criteria, scorers, weights
        The ranking without each criterion, without each scorer, with each section weight swung.
    schemes
        The ranking with linear and with doubling level values.
    shares
        Shares of the variance of each risk score by criterion; issues in the order of
        ``ranking.scored.issues``.
    """

    ranking: Ranking
    n: int
    changes: tuple[SmallestChange, ...]
    criteria: tuple[Rerank, ...]
    scorers: tuple[Rerank, ...]
    weights: tuple[Rerank, ...]
    schemes: SchemeComparison
    shares: VarianceShares

    @property
    def survives_one_level(self) -> bool:
        """Say whether no change of one score by one level moves any issue into or out of the top n."""
        nearest = [*(c.single for c in self.changes), *(c.rival for c in self.changes)]
        return all(cells[0].steps > 1 for cells in nearest if cells)


def sensitivity(ranking: Ranking, n: int) -> Sensitivity:
    """Return what would change `ranking`, looking at its top `n`."""
    levels, _ = level_distributions(ranking)
    return Sensitivity(
        ranking=ranking,
        n=n,
        changes=smallest_changes(ranking, n),
        criteria=leave_one_criterion_out(ranking, n),
        scorers=leave_one_scorer_out(ranking, n),
        weights=swing_section_weights(ranking, n),
        schemes=compare_value_schemes(ranking, n),
        shares=variance_shares(levels, ranking.scored.return_.matrix),
    )
