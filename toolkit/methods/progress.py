"""How far a return has come, part by part, and what to do next."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from toolkit.model.assessment import Return, ReturnStatus, Score
from toolkit.model.rounds import last_round


class Step(StrEnum):
    """What to do next with a return."""

    SCORE = "score"
    REASONS = "reasons"
    PRIORITIES = "priorities"
    CONFIRM = "confirm"
    HORIZON = "horizon"
    SIGN_OFF = "sign off"
    DONE = "done"


@dataclass(frozen=True)
class Count:
    """How many of how many."""

    done: int
    of: int

    @property
    def is_whole(self) -> bool:
        """Say whether nothing is left."""
        return self.done == self.of


@dataclass(frozen=True)
class Progress:
    """How far a return has come.

    Attributes
    ----------
    issues
        Issues with an answer (a level, or unknown) by somebody on every criterion, of those to be scored.
    reasons
        Issues and criteria with a rationale, of those with an answer.
    priorities
        Priorities whose categories a person confirmed, of those worded.
    horizon
        Horizon items.
    left
        Ids of the issues with an answer still to give, in the order of the list.
    signed_off
        Whether the partnership has signed the return off.
    """

    issues: Count
    reasons: Count
    priorities: Count
    horizon: int
    left: tuple[str, ...]
    signed_off: bool

    @property
    def next_step(self) -> Step:
        """What to do next: the first part, in the order of the work, that is not whole."""
        parts = {
            Step.DONE: not self.signed_off,
            Step.SCORE: not self.left,
            Step.REASONS: self.reasons.is_whole,
            Step.PRIORITIES: self.priorities.of > 0,
            Step.CONFIRM: self.priorities.is_whole,
            Step.HORIZON: self.horizon > 0,
        }
        return next((step for step, whole in parts.items() if not whole), Step.SIGN_OFF)


def progress(return_: Return, dropped: Collection[str] = ()) -> Progress:
    """Return how far `return_` has come; issues `dropped` this year (ids) are not to be scored."""
    answered = [row for row in last_round(return_.scores) if row.level is not None]
    cells = {(row.issue, row.criterion) for row in answered}
    wanted = [issue for issue in return_.issues if issue not in dropped]
    left = tuple(issue for issue in wanted if open_criteria(return_, issue, answered))
    confirmed = sum(priority.categories is not None for priority in return_.priorities)
    return Progress(
        issues=Count(len(wanted) - len(left), len(wanted)),
        reasons=Count(len({(row.issue, row.criterion) for row in answered if row.rationale}), len(cells)),
        priorities=Count(confirmed, len(return_.priorities)),
        horizon=len(return_.horizon),
        left=left,
        signed_off=return_.status in {ReturnStatus.AGREED, ReturnStatus.ADOPTED},
    )


def open_criteria(return_: Return, issue: str, rows: Collection[Score] | None = None) -> tuple[str, ...]:
    """Return the ids of the criteria on which nobody has given an answer for an issue, in matrix order."""
    known = last_round(return_.scores) if rows is None else rows
    given = {row.criterion for row in known if row.issue == issue and row.level is not None}
    return tuple(one.id for one in return_.matrix.criteria if one.id not in given)
