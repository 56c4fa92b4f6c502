"""What was decided about an issue that last year's return had: confirmed, rescored or dropped."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from toolkit.language import say
from toolkit.model.assessment import YearLabel
from toolkit.model.matrix import Frozen
from toolkit.model.text import Identifier, Text


class Decision(StrEnum):
    """What becomes of last year's levels of an issue."""

    CONFIRMED = "confirmed"
    """They stand again, with their reasons."""
    RESCORED = "rescored"
    """It is scored anew."""
    DROPPED = "dropped"
    """It is not scored this year."""


class Carried(Frozen):
    """The decision about one issue, and why; `issue` is its id this year."""

    issue: Identifier
    from_year: YearLabel
    decision: Decision
    reason: Text

    @model_validator(mode="after")
    def _has_a_reason(self) -> Self:
        if not self.reason:
            raise ValueError(say("the decision about '{issue}' has no reason; say why", issue=self.issue))
        return self


def dropped_issues(decisions: Mapping[str, Carried]) -> frozenset[str]:
    """Return the ids of the issues that were dropped this year."""
    return frozenset(issue for issue, one in decisions.items() if one.decision is Decision.DROPPED)
