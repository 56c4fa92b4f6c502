"""Competition ranks with ties as ties, and the best and worst rank that unknown levels allow."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from toolkit.methods.scoring import ExactArray, Scored, ScoredIssue

Ranks = npt.NDArray[np.int64]
"""Whole ranks from 1, shape (issue,)."""


def rank_bounds(low: ExactArray, high: ExactArray) -> tuple[Ranks, Ranks]:
    """Return the best and the worst competition rank of each issue over every completion of the unknowns.

    Parameters
    ----------
    low, high
        Shape (issue,): the lowest and highest score each issue can take, independently of the others.

    Returns
    -------
    best, worst
        Shape (issue,), from 1. An issue is best when it takes its highest score and every rival its lowest:
        1 + the rivals still strictly above (competition rank, as RANK.EQ in a spreadsheet).
    """
    certain_above = (low[None, :] > high[:, None]).astype(np.int64)
    possible_above = (high[None, :] > low[:, None]).astype(np.int64)
    np.fill_diagonal(possible_above, 0)
    return 1 + certain_above.sum(axis=1), 1 + possible_above.sum(axis=1)


def average_rank_bounds(low: ExactArray, high: ExactArray) -> tuple[ExactArray, ExactArray]:
    """Return the best and worst average rank (as RANK.AVG): ties share the mean of their places.

    Shapes as in `rank_bounds`; exact halves as fractions. Average ranks are for means over districts,
    competition ranks for print.

    References
    ----------
    Ordering by their sums is the count of de Borda (1781). Reproduced: his 21 voters (37, 42 and 47 points);
    the capital of Tennessee, as textbooks of voting have it (126, 194, 173, 107).
    """
    rank = []
    for mine, rival in ((high, low), (low, high)):
        above = (rival[None, :] > mine[:, None]).astype(np.int64)
        level = (rival[None, :] == mine[:, None]).astype(np.int64)
        np.fill_diagonal(above, 0)
        np.fill_diagonal(level, 0)
        halves = 2 + 2 * above.sum(axis=1) + level.sum(axis=1)
        rank.append(np.array([Fraction(int(half), 2) for half in halves], dtype=object))
    return rank[0], rank[1]


def certain_ties(low: ExactArray, high: ExactArray) -> npt.NDArray[np.bool_]:
    """Return (issue, issue): True where two issues have the same score whatever the unknowns are."""
    known = low == high
    ties: npt.NDArray[np.bool_] = (low[None, :] == low[:, None]) & known[None, :] & known[:, None]
    np.fill_diagonal(ties, val=False)
    return ties


@dataclass(frozen=True)
class RankedIssue:
    """A scored issue with its place.

    Attributes
    ----------
    scored
        The score and its working.
    rank_low, rank_high
        The best and the worst competition rank over every completion of all unknowns.
    tied_with
        Ids of issues with the same score in every completion, in catalogue order.
    theme_rank_low, theme_rank_high
        The same among issues of its theme.
    """

    scored: ScoredIssue
    rank_low: int
    rank_high: int
    tied_with: tuple[str, ...]
    theme_rank_low: int
    theme_rank_high: int

    @property
    def rank(self) -> int | None:
        """The rank, or None where unknown levels leave it open."""
        return self.rank_low if self.rank_low == self.rank_high else None

    @property
    def theme_rank(self) -> int | None:
        """The rank within the theme, or None where it is open."""
        return self.theme_rank_low if self.theme_rank_low == self.theme_rank_high else None


@dataclass(frozen=True)
class Ranking:
    """A district's issues in order of risk: by best rank, then worst, then as the catalogue has them."""

    scored: Scored
    issues: tuple[RankedIssue, ...]

    def issue(self, name: str) -> RankedIssue:
        """Return the issue with this id; raises KeyError when it is not ranked."""
        return {one.scored.issue.id: one for one in self.issues}[name]

    def top(self, n: int) -> tuple[RankedIssue, ...]:
        """Return the issues certain to be in the top `n`; a tie at the edge is never cut."""
        return tuple(issue for issue in self.issues if issue.rank_high <= n)

    def possible_top(self, n: int) -> tuple[RankedIssue, ...]:
        """Return the issues that some completion of the unknowns puts in the top `n`."""
        return tuple(issue for issue in self.issues if issue.rank_low <= n)


def rank(scored: Scored) -> Ranking:
    """Rank scored issues, over all and within their themes. Ties are ties; nothing else breaks them."""
    issues = scored.issues
    low, high = exact_array([i.risk.low for i in issues]), exact_array([i.risk.high for i in issues])
    best, worst = rank_bounds(low, high)
    ties = certain_ties(low, high)
    theme_best, theme_worst = _within_themes([issue.issue.theme for issue in issues], low, high)
    ranked = [
        RankedIssue(
            scored=issue,
            rank_low=int(best[row]),
            rank_high=int(worst[row]),
            tied_with=tuple(issues[other].issue.id for other in np.flatnonzero(ties[row])),
            theme_rank_low=int(theme_best[row]),
            theme_rank_high=int(theme_worst[row]),
        )
        for row, issue in enumerate(issues)
    ]
    return Ranking(scored, tuple(sorted(ranked, key=lambda issue: (issue.rank_low, issue.rank_high))))


def exact_array(numbers: Sequence[object]) -> ExactArray:
    """Return numbers as an exact array of shape (number,)."""
    array = np.empty(len(numbers), dtype=object)
    array[:] = numbers
    return array


def _within_themes(themes: Sequence[str], low: ExactArray, high: ExactArray) -> tuple[Ranks, Ranks]:
    best, worst = np.ones(len(themes), dtype=np.int64), np.ones(len(themes), dtype=np.int64)
    for theme in set(themes):
        rows = np.array([row for row, name in enumerate(themes) if name == theme])
        best[rows], worst[rows] = rank_bounds(low[rows], high[rows])
    return best, worst
