"""What if this happens? Rankings with the factors that a horizon item moves taken one level along."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from toolkit.errors import Refused
from toolkit.language import say
from toolkit.methods.issue_count import IssueCounts, count_issues
from toolkit.methods.levels import CountedLevel
from toolkit.methods.ranking import Ranking, rank
from toolkit.methods.scoring import score
from toolkit.model.assessment import AGREED, Return, Score
from toolkit.model.horizon import Direction, Factor, HorizonItem
from toolkit.model.matrix import Criterion, Matrix, SectionRole
from toolkit.model.priorities import CountRules


class Step(IntEnum):
    """Which way every level moves, by one."""

    DOWN = -1
    UP = 1


STEP_OF: Final = {Direction.RISING: Step.UP, Direction.FALLING: Step.DOWN}
"""The way an item that is rising or falling would move levels; for any other a person says."""

_ROLE_OF: Final = {
    Factor.HARM: SectionRole.HARM,
    Factor.LIKELIHOOD: SectionRole.LIKELIHOOD,
    Factor.CAPACITY: SectionRole.SIDE,
}
"""The sections a factor moves. Capacity is graded beside the risk score and never changes it."""


@dataclass(frozen=True)
class AfterItem:
    """One district's ranking as it is, and as it would be if the item happened. Nothing of it is stored.

    Attributes
    ----------
    before, after
        The two rankings.
    issues
        Ids of scored issues that the item names.
    moved
        (issue, criterion) of every level that moves.
    at_end
        Those that stand on the end of their scale already and stay there.
    not_known
        Those without a level that counts; they stay not known.
    """

    before: Ranking
    after: Ranking
    issues: tuple[str, ...]
    moved: tuple[tuple[str, str], ...]
    at_end: tuple[tuple[str, str], ...]
    not_known: tuple[tuple[str, str], ...]

    @property
    def district(self) -> str:
        """The district's name."""
        return self.before.scored.return_.district


@dataclass(frozen=True)
class CountyAfterItem:
    """The county as it is, and as it would be if the item happened in every scored district."""

    item: HorizonItem
    step: Step
    districts: tuple[AfterItem, ...]
    before: IssueCounts
    after: IssueCounts


def item_criteria(item: HorizonItem, matrix: Matrix) -> tuple[Criterion, ...]:
    """Return the criteria of the sections that the item's factors move, in the order of the matrix."""
    roles = {_ROLE_OF[factor] for factor in item.moves}
    return tuple(c for section in matrix.sections if section.role in roles for c in section.criteria)


def if_it_happens(ranking: Ranking, item: HorizonItem, step: Step) -> AfterItem:
    """Return a district's ranking with every level that the item moves one level along.

    Assumed: each criterion of a section that the item moves goes one level along its scale, for each issue
    the item names; no level leaves its scale; a level that is not known stays not known; nothing else moves.
    The likelihood of the item itself does not enter: this is what would follow, not how likely it is.

    Raises
    ------
    Refused
        When the item names no issue or no factor.
    """
    _refuse_unfit(item)
    return_ = ranking.scored.return_
    criteria = {criterion.id: criterion for criterion in item_criteria(item, return_.matrix)}
    scored = [one for one in ranking.scored.issues if one.issue.id in item.issues]
    cells = [(one.issue.id, level) for one in scored for level in one.levels if level.criterion in criteria]
    moved: list[tuple[tuple[str, str], int]] = []
    at_end, not_known = [], []
    for issue, counted in cells:
        level = _along(criteria[counted.criterion], counted, step)
        cell = issue, counted.criterion
        if level is None:
            not_known.append(cell)
        elif level == counted.level:
            at_end.append(cell)
        else:
            moved.append((cell, level))
    after = rank(score(_with_levels(return_, dict(moved)))) if moved else ranking
    issues = tuple(one.issue.id for one in scored)
    return AfterItem(
        ranking, after, issues, tuple(cell for cell, _ in moved), tuple(at_end), tuple(not_known)
    )


def county_if_it_happens(
    rankings: Sequence[Ranking], item: HorizonItem, step: Step, rules: CountRules
) -> CountyAfterItem:
    """Return the county's counts with the item's levels moved in every district; see `if_it_happens`."""
    districts = tuple(if_it_happens(ranking, item, step) for ranking in rankings)
    before, after = count_issues(rankings, rules), count_issues([one.after for one in districts], rules)
    return CountyAfterItem(item, step, districts, before, after)


def _refuse_unfit(item: HorizonItem) -> None:
    if item.issues and item.moves:
        return
    if item.issues:
        missing = say("'{item}' names no factor that it would move.", item=item.title)
    elif item.moves:
        missing = say("'{item}' names no issue that it would move.", item=item.title)
    else:
        missing = say("'{item}' names no issue and no factor that it would move.", item=item.title)
    remedy = say("Say which issues it affects, and whether it moves their harm, likelihood or capacity.")
    raise Refused(f"{missing} {remedy}")


def _along(criterion: Criterion, counted: CountedLevel, step: Step) -> int | None:
    if counted.level is None:
        return None
    place = criterion.values.index(counted.level) + step
    return criterion.values[min(max(place, 0), len(criterion.values) - 1)]


def _with_levels(return_: Return, levels: Mapping[tuple[str, str], int]) -> Return:
    """Return `return_` as if the partners had agreed these levels; scorers' rows stay as they are."""
    agreed = (
        Score(issue=issue, criterion=criterion, scorer=AGREED, level=level)
        for (issue, criterion), level in levels.items()
    )
    others = (one for one in return_.scores if not (one.is_agreed and (one.issue, one.criterion) in levels))
    return return_.changed(scores=(*others, *agreed))
