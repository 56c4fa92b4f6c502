"""What a district's pack still lacks: looked for part by part, never filled in."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from toolkit.methods.horizon_views import Due, review_reminders
from toolkit.methods.levels import Basis, counted_levels
from toolkit.methods.progress import open_criteria
from toolkit.methods.ranking import Ranking, rank
from toolkit.methods.scoring import score
from toolkit.model.assessment import Return, ReturnStatus, Score
from toolkit.model.horizon_rule import HorizonRule
from toolkit.model.rounds import last_round
from toolkit.model.statements import StatementHeadings


class Missing(StrEnum):
    """What may be missing, in the order of the work."""

    SCORES = "scores"
    """Nothing is scored at all."""
    LEVELS = "levels"
    """Criteria on which nobody has given a level for an issue."""
    AGREEMENT = "agreement"
    """Criteria on which scorers differ and no level is agreed."""
    REASONS = "reasons"
    """Levels of an issue in the top for which nobody has written a reason."""
    EVIDENCE = "evidence"
    """Levels of an issue in the top for which nobody has named evidence."""
    PRIORITIES = "priorities"
    CATEGORIES = "categories"
    """Priorities whose categories nobody has confirmed."""
    HORIZON = "horizon"
    """No horizon item."""
    REVIEW = "review"
    """Horizon items whose review is overdue, or has no date that can be read."""
    STATEMENTS = "statements"
    ASSUMPTIONS = "assumptions"
    ROLES = "roles"
    SIGN_OFF = "sign_off"


@dataclass(frozen=True)
class Gap:
    """One thing that is missing: of which issue (its id), if it is of one, and what by name.

    `names` are ids of criteria, of statement headings or of roles, wordings of priorities, or titles of
    horizon items, as `what` says.
    """

    what: Missing
    issue: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Completeness:
    """Everything that a pack lacks; `top` is the size of the top whose reasons are asked for."""

    return_: Return
    headings: StatementHeadings
    top: int
    gaps: tuple[Gap, ...]

    @property
    def is_complete(self) -> bool:
        """Say whether nothing is missing."""
        return not self.gaps

    def of(self, what: Missing) -> tuple[Gap, ...]:
        """Return the gaps of one sort."""
        return tuple(gap for gap in self.gaps if gap.what is what)


def completeness(
    return_: Return,
    headings: StatementHeadings,
    today: date,
    rule: HorizonRule,
    dropped: Collection[str] = (),
) -> Completeness:
    """Return what the pack of `return_` lacks on the day `today`.

    Issues `dropped` this year (ids) are not asked for; an issue nobody has begun to score is. Reasons and
    evidence are asked for in the top n of the return's category set, places that are only possible included.
    """
    top = return_.category_set.rules.top_n
    gaps = (
        *_scoring(return_, dropped),
        *_reasons(return_, top),
        *_lists(return_, today, rule),
        *_writing(return_, headings),
    )
    return Completeness(return_, headings, top, gaps)


def _scoring(return_: Return, dropped: Collection[str]) -> Iterator[Gap]:
    if not any(row.level is not None for row in return_.scores):
        yield Gap(Missing.SCORES)
        return
    answered = [row for row in last_round(return_.scores) if row.level is not None]
    counted = counted_levels(return_)
    for issue in return_.issues:
        if issue in dropped:
            continue
        if left := open_criteria(return_, issue, answered):
            yield Gap(Missing.LEVELS, issue, left)
        differ = (one.criterion for one in counted.get(issue, ()) if one.basis is Basis.NOT_AGREED)
        if names := tuple(differ):
            yield Gap(Missing.AGREEMENT, issue, names)


def _reasons(return_: Return, top: int) -> Iterator[Gap]:
    if return_.matrix.template:
        return
    rows: dict[tuple[str, str], list[Score]] = {}
    for row in last_round(return_.scores):
        if row.level is not None:
            rows.setdefault((row.issue, row.criterion), []).append(row)
    for issue in top_issues(rank(score(return_)), top):
        for what, part in ((Missing.REASONS, "rationale"), (Missing.EVIDENCE, "evidence")):
            if names := _without(rows, issue, part):
                yield Gap(what, issue, names)


def top_issues(ranking: Ranking, top: int) -> tuple[str, ...]:
    """Return the ids of the issues in the top n, places that are only possible included."""
    return tuple(ranked.scored.issue.id for ranked in ranking.possible_top(top))


def _without(rows: Mapping[tuple[str, str], list[Score]], issue: str, part: str) -> tuple[str, ...]:
    return tuple(
        criterion
        for (of, criterion), given in rows.items()
        if of == issue and not any(getattr(row, part) for row in given)
    )


def _lists(return_: Return, today: date, rule: HorizonRule) -> Iterator[Gap]:
    if not return_.priorities:
        yield Gap(Missing.PRIORITIES)
    waiting = tuple(one.worded for one in return_.priorities if one.categories is None)
    if waiting:
        yield Gap(Missing.CATEGORIES, names=waiting)
    if not return_.horizon:
        yield Gap(Missing.HORIZON)
    reminders = review_reminders(return_.horizon, today, rule)
    unseen = (Due.OVERDUE, Due.NO_DATE, Due.CANNOT_BE_READ)
    if late := tuple(one.item.title for one in reminders if one.due in unseen):
        yield Gap(Missing.REVIEW, names=late)


def _writing(return_: Return, headings: StatementHeadings) -> Iterator[Gap]:
    written = {statement.heading for statement in return_.statements}
    if unwritten := tuple(heading for heading in headings.by_id if heading not in written):
        yield Gap(Missing.STATEMENTS, names=unwritten)
    if not return_.assumptions:
        yield Gap(Missing.ASSUMPTIONS)
    if return_.roles.missing:
        yield Gap(Missing.ROLES, names=return_.roles.missing)
    if return_.status not in (ReturnStatus.AGREED, ReturnStatus.ADOPTED):
        yield Gap(Missing.SIGN_OFF)
