"""What the minutes of a workshop report: who was there, what was agreed, what moved, what was put aside."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from toolkit.model.assessment import Return, Score
from toolkit.model.issues import Issue
from toolkit.model.matrix import Criterion
from toolkit.model.rounds import last_round
from toolkit.model.workshop import Attendance, Attendee, IssueProgress, Workshop


@dataclass(frozen=True)
class Move:
    """A level that someone gave otherwise in a later round than before."""

    criterion: Criterion
    before: Score
    after: Score


@dataclass(frozen=True)
class Agreement:
    """A level agreed in the workshop, and what everyone had given in the last round."""

    criterion: Criterion
    agreed: Score
    given: tuple[Score, ...]


@dataclass(frozen=True)
class IssueMinutes:
    """What became of one issue.

    Attributes
    ----------
    issue
        The issue.
    rounds
        How many rounds were scored and revealed in this workshop.
    agreements
        The levels agreed, in matrix order.
    open_criteria
        Criteria on which no level was agreed in this workshop, in matrix order.
    moves
        Who changed what between one revealed round and the next.
    parked
        Why it was put aside, or nothing.
    """

    issue: Issue
    rounds: int
    agreements: tuple[Agreement, ...]
    open_criteria: tuple[Criterion, ...]
    moves: tuple[Move, ...]
    parked: str


@dataclass(frozen=True)
class Minutes:
    """What a workshop came to; `missing` are expected agencies that had nobody there."""

    return_: Return
    workshop: Workshop
    attendance: Attendance
    taken: tuple[IssueMinutes, ...]
    """The issues opened, in the workshop's order, those put aside among them."""
    not_reached: tuple[Issue, ...]

    @property
    def people_by_agency(self) -> tuple[tuple[str, tuple[Attendee, ...]], ...]:
        """Who was there, agency by agency; those shut out are left out."""
        there = [one for one in self.attendance.people if not one.revoked]
        agencies = sorted({one.agency for one in there})
        return tuple((name, tuple(one for one in there if one.agency == name)) for name in agencies)

    @property
    def dissent(self) -> tuple[tuple[Issue, Agreement], ...]:
        """Agreed levels that somebody saw otherwise."""
        return tuple(
            (one.issue, each) for one in self.taken for each in one.agreements if each.agreed.dissent
        )


def minutes(return_: Return, workshop: Workshop, attendance: Attendance) -> Minutes:
    """Return what a workshop came to, from its return as everybody may see it.

    Rounds not revealed are left out, whatever `return_` holds of them.
    """
    reached = [issue for issue in workshop.issues if workshop.progress_of(issue)]
    return Minutes(
        return_=return_,
        workshop=workshop,
        attendance=attendance,
        taken=tuple(
            _of_issue(return_, found)
            for issue in reached
            if (found := workshop.progress_of(issue)) is not None and issue in return_.issues
        ),
        not_reached=tuple(
            return_.issues[issue]
            for issue in workshop.issues
            if issue not in reached and issue in return_.issues
        ),
    )


def _of_issue(return_: Return, progress: IssueProgress) -> IssueMinutes:
    last = progress.round if progress.revealed else progress.round - 1
    rows = [score for score in return_.scores if score.issue == progress.issue and score.level is not None]
    given = [row for row in rows if not row.is_agreed and progress.first_round <= row.round <= last]
    agreed = {row.criterion: row for row in rows if row.is_agreed and row.criterion in progress.agreed}
    criteria = return_.matrix.criteria
    return IssueMinutes(
        issue=return_.issues[progress.issue],
        rounds=max(0, last - progress.first_round + 1),
        agreements=tuple(
            Agreement(
                criterion=one,
                agreed=agreed[one.id],
                given=tuple(row for row in last_round(given) if row.criterion == one.id),
            )
            for one in criteria
            if one.id in agreed
        ),
        open_criteria=tuple(one for one in criteria if one.id not in agreed),
        moves=tuple(_moves(criteria, given)),
        parked=progress.parked,
    )


def _moves(criteria: tuple[Criterion, ...], given: list[Score]) -> Iterator[Move]:
    for criterion in criteria:
        by_scorer: dict[str, list[Score]] = {}
        for row in given:
            if row.criterion == criterion.id:
                by_scorer.setdefault(row.scorer, []).append(row)
        for rows in by_scorer.values():
            ordered = sorted(rows, key=lambda row: row.round)
            for before, after in pairwise(ordered):
                if before.level != after.level:
                    yield Move(criterion, before, after)
