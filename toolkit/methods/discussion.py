"""What to talk about first: cells on which scorers differ, and whether settling them could change the top."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.methods.agreement import Consensus, consensus
from toolkit.methods.levels import Basis, CountedLevel
from toolkit.methods.panel import PANEL, AgencyLevels, agency_levels, positions
from toolkit.methods.ranking import Ranking, exact_array, rank_bounds
from toolkit.methods.spread import Spread, scorers, spreads
from toolkit.methods.what_if import Ends, Places, rank_bounds_if, score_ends, scores_if
from toolkit.model.agreement_rule import AgreementRule
from toolkit.model.issues import Issue


@dataclass(frozen=True)
class Settled:
    """What the top k would be with one level settled, against what it is now.

    Attributes
    ----------
    level
        The level value settled on.
    enters
        Ids of issues that would then be certain to be in the top k, and are not yet.
    leaves
        Ids of issues that would then certainly be out of the top k, and are not yet.
    opens
        Ids of issues now certainly in or out whose place would then be open.
    """

    level: int
    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    opens: tuple[str, ...]

    @property
    def changes_top(self) -> bool:
        """Say whether anything in the top k would be other than now."""
        return bool(self.enters or self.leaves or self.opens)


@dataclass(frozen=True)
class DiscussionItem:
    """One cell to talk about, with what a facilitator would ask for.

    Attributes
    ----------
    issue
        The issue.
    spread
        The criterion, each scorer's row, the agreed row if there is one, lowest and highest level.
    agencies
        The levels agency by agency, with their medians.
    consensus
        Median, quartiles and share within one level, and what the rule says of them.
    settled
        What each level from the lowest to the highest given would make of the top k, rising.
    """

    issue: Issue
    spread: Spread
    agencies: tuple[AgencyLevels, ...]
    consensus: Consensus
    settled: tuple[Settled, ...]

    @property
    def could_change_top(self) -> bool:
        """Say whether some level within the panel's range would change the top k."""
        return any(case.changes_top for case in self.settled)

    @property
    def is_agreed(self) -> bool:
        """Say whether an agreed level stands already."""
        return self.spread.agreed is not None and isinstance(self.spread.agreed.level, int)


def discussion_list(ranking: Ranking, rule: AgreementRule, k: int) -> tuple[DiscussionItem, ...]:
    """Return the cells on which a panel's levels differ from one another or from the level that counts.

    A cell comes first if settling it on some level within the panel's range, all else as it is, would change
    which issues are certainly or possibly in the top `k`; then by disagreement: thresholds of the rule not
    met, wider interquartile range, larger share of scorers beyond one level of the median; then as catalogue
    and matrix have it.

    As it is: every level that counts, and where a panel has not agreed, anything from its lower to its upper
    median. Over the whole scale a first round, with nothing agreed, would leave every place open and so
    say of no cell that it matters. Settling changes one issue's score only, so each case is exact.
    """
    return tuple(sorted(_items(ranking, rule, k), key=_order))


def not_yet_agreed(items: Iterable[DiscussionItem]) -> tuple[DiscussionItem, ...]:
    """Return the cells without an agreed level, in their order."""
    return tuple(item for item in items if not item.is_agreed)


def _order(item: DiscussionItem) -> tuple[object, ...]:
    found = item.consensus
    return not item.could_change_top, found.holds, -found.iqr, found.within_one


def _items(ranking: Ranking, rule: AgreementRule, k: int) -> Iterator[DiscussionItem]:
    return_, issues = ranking.scored.return_, ranking.scored.issues
    panels = [spreads(return_, issue.issue.id) for issue in issues]
    agency_of, top = scorers(return_), _Top(ranking, panels, k)
    for row, scored in enumerate(issues):
        for spread, counted in zip(panels[row], scored.levels, strict=True):
            if len(spread.levels) >= PANEL and set(spread.levels) != {counted.level}:
                yield DiscussionItem(
                    issue=scored.issue,
                    spread=spread,
                    agencies=agency_levels(spread.given, agency_of),
                    consensus=consensus(positions(spread), rule),
                    settled=tuple(top.settled(row, spread)),
                )


_OUT, _OPEN, _IN = 0, 1, 2


class _Top:
    """Which issues are in the top `k` as it is, and with a level settled."""

    def __init__(self, ranking: Ranking, panels: Sequence[Sequence[Spread]], k: int) -> None:
        self._matrix = ranking.scored.return_.matrix
        self._ids = np.array([issue.issue.id for issue in ranking.scored.issues], dtype=object)
        self._levels = [issue.levels for issue in ranking.scored.issues]
        self._ends = [_medians(levels, row) for levels, row in zip(self._levels, panels, strict=True)]
        both = zip(self._levels, self._ends, strict=True)
        scores = [score_ends(levels, self._matrix, ends) for levels, ends in both]
        self._scores = exact_array([low for low, _ in scores]), exact_array([high for _, high in scores])
        self._k = k
        self._now = self._standing(*rank_bounds(*self._scores))

    def _standing(self, best: Places, worst: Places) -> Places:
        """Say of each issue whether it is certainly out, open or certainly in."""
        return np.asarray((best <= self._k).astype(np.int64) + (worst <= self._k))

    def settled(self, row: int, spread: Spread) -> Iterator[Settled]:
        """Yield what each level in the range of `spread` would make of the top."""
        first, *_, last = positions(spread)
        values = spread.criterion.values[first : last + 1]
        new = scores_if(self._levels[row], self._matrix, spread.criterion.id, values, self._ends[row])
        for value, then in zip(
            values, self._standing(*rank_bounds_if(*self._scores, row, *new)), strict=True
        ):
            moved = [self._ids[(then == place) & (self._now != place)] for place in (_IN, _OUT, _OPEN)]
            yield Settled(value, *(tuple(ids) for ids in moved))


def _medians(counted: Sequence[CountedLevel], panels: Sequence[Spread]) -> Ends:
    """Return the lower and upper median of each panel that has not agreed, by criterion id."""
    return {
        level.criterion: (
            spread.levels[(len(spread.levels) - 1) // 2],
            spread.levels[len(spread.levels) // 2],
        )
        for level, spread in zip(counted, panels, strict=True)
        if level.basis is Basis.NOT_AGREED and len(spread.levels) >= PANEL
    }
