"""What the ranking and its doubt would be if the partners agreed another level in one cell."""

from dataclasses import dataclass
from typing import Literal

from toolkit.methods.doubt import Doubt, cell_distribution, doubt_from
from toolkit.methods.levels import Basis, CountedLevel
from toolkit.methods.ranking import RankedIssue, Ranking, rank
from toolkit.methods.reranking import risk_criteria
from toolkit.methods.scoring import score
from toolkit.model.assessment import AGREED, UNKNOWN, Return, Score
from toolkit.model.rounds import last_round

Level = int | Literal["unknown"]
"""A level's value, or that nobody knows."""


@dataclass(frozen=True)
class MovedLevel:
    """A ranking with one level moved, beside the ranking as it is. Nothing of it is stored.

    Attributes
    ----------
    issue, criterion
        Ids of the cell.
    now, level
        The level that counts there, and the one it is moved to.
    before, after
        The doubt as it is and with the level moved, each with its ranking.
    enters, leaves, opens
        Ids of issues, best first, that become certain of the top k, certain to be out of it, or that were
        certainly in or out and whose place unknown levels then leave open.
    """

    issue: str
    criterion: str
    now: CountedLevel
    level: Level
    before: Doubt
    after: Doubt
    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    opens: tuple[str, ...]

    @property
    def is_as_now(self) -> bool:
        """Say whether the level counts already."""
        return self.level == (UNKNOWN if self.now.basis is Basis.UNKNOWN else self.now.level)


def level_now(ranking: Ranking, issue: str, criterion: str) -> CountedLevel:
    """Return the level that counts for a scored issue on a criterion.

    Raises
    ------
    StopIteration
        When the issue is not scored or there is no such criterion.
    """
    scored = next(one for one in ranking.scored.issues if one.issue.id == issue)
    return next(level for level in scored.levels if level.criterion == criterion)


def with_agreed_level(
    return_: Return, issue: str, criterion: str, level: Level, confidence: str | None
) -> Return:
    """Return `return_` as if the partners had agreed `level`; scorers' rows stay as they are."""
    agreed = Score(issue=issue, criterion=criterion, scorer=AGREED, level=level, confidence=confidence)
    others = (s for s in return_.scores if not (s.is_agreed and (s.issue, s.criterion) == (issue, criterion)))
    return return_.model_copy(update={"scores": (*others, agreed)})


def move_level(before: Doubt, issue: str, criterion: str, level: Level) -> MovedLevel:
    """Return what would follow if the partners agreed `level` for one scored issue on one risk criterion.

    The doubt about the moved level follows the same rules as that about any other: a panel speaks where its
    median is the level, else the confidence stated about the level that counts now does. All else stays, so
    only one cell is worked out anew.

    Raises
    ------
    ValueError
        When the issue is not scored or the criterion is not part of the risk score.
    """
    matrix = before.ranking.scored.return_.matrix
    row = [one.issue.id for one in before.ranking.scored.issues].index(issue)
    column = [one.id for one in risk_criteria(matrix)].index(criterion)
    place = [one.id for one in matrix.criteria].index(criterion)
    now = before.ranking.scored.issues[row].levels[place]
    return_ = with_agreed_level(before.ranking.scored.return_, issue, criterion, level, now.confidence)
    ranking = rank(score(return_))
    counted = ranking.scored.issues[row].levels[place]
    given = last_round(one for one in return_.scores if (one.issue, one.criterion) == (issue, criterion))
    distribution, source = cell_distribution(matrix, matrix.criterion(criterion), counted, given)
    levels, sources = before.levels.copy(), [list(found) for found in before.sources]
    levels[row, column, : len(distribution)] = distribution
    sources[row][column] = source
    after = doubt_from(ranking, before.k, levels, tuple(map(tuple, sources)))
    return MovedLevel(issue, criterion, now, level, before, after, *_moves(before, after))


_OUT, _OPEN, _IN = 0, 1, 2


def _moves(before: Doubt, after: Doubt) -> tuple[tuple[str, ...], ...]:
    """Return the ids that become certainly in, certainly out, or open."""
    k = before.k
    then = {one.scored.issue.id: _standing(one, k) for one in before.ranking.issues}
    now = {one.scored.issue.id: _standing(one, k) for one in after.ranking.issues}
    return tuple(
        tuple(name for name, standing in now.items() if standing == wanted != then[name])
        for wanted in (_IN, _OUT, _OPEN)
    )


def _standing(ranked: RankedIssue, k: int) -> int:
    """Say whether an issue is certainly out of the top `k`, open or certainly in."""
    return (ranked.rank_low <= k) + (ranked.rank_high <= k)
