"""Evidence for levels: which figures stand for an issue, what they show, and what became of a proposal."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from toolkit.errors import Unsound
from toolkit.language import say
from toolkit.model.evidence_source import Break, Month
from toolkit.model.matrix import ExactFraction, Frozen, unique
from toolkit.model.text import Identifier, Name, Text, Version

Count = Annotated[int, Field(strict=True, ge=0)]


class Denominator(StrEnum):
    """What a count is divided by."""

    RESIDENTS = "residents"
    HOUSEHOLDS = "households"
    OWN = "own"
    """The denominator written beside each own figure."""
    NOTHING = "nothing"


class IssueMeasure(Frozen):
    """Which figures stand for an issue; without a source it is a matter of judgement."""

    issue: Identifier
    source: Identifier | None = None
    labels: tuple[Identifier, ...] = ()
    """The types counted; none for all of the source."""
    denominator: Denominator = Denominator.RESIDENTS
    shows: Text = ""
    """What the figure can show."""
    cannot_show: Text = ""
    """What it cannot show; for a matter of judgement the reason why no open figure stands for it."""

    @model_validator(mode="after")
    def _judgement_gives_its_reason(self) -> Self:
        if self.source is None and not self.cannot_show:
            problem = say("issue '{issue}' has neither a source nor a reason", issue=self.issue)
            raise Unsound(problem, "E_BLANK")
        if self.source is None and self.labels:
            problem = say("issue '{issue}' has labels and no source", issue=self.issue)
            raise Unsound(problem, "E_BLANK")
        return self

    @property
    def is_judgement(self) -> bool:
        """Whether no open figure stands for the issue."""
        return self.source is None


class EvidenceMapping(Frozen):
    """Issues of one catalogue to the figures that stand for them."""

    kind: Literal["evidence_mapping"] = "evidence_mapping"
    id: Identifier
    version: Version
    title: Name
    source: Name
    catalogue: Identifier
    sources: Identifier
    """The list of sources the measures name."""
    measures: Annotated[tuple[IssueMeasure, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _each_issue_once(self) -> Self:
        unique("issue", [one.issue for one in self.measures])
        return self

    @property
    def by_issue(self) -> dict[str, IssueMeasure]:
        """Measures by issue."""
        return {one.issue: one for one in self.measures}


class FigureKind(StrEnum):
    """What sort of figure a card shows."""

    OPEN = "open"
    OWN = "own"
    JUDGEMENT = "judgement"


class Interval95(Frozen):
    """An estimate with the range in which it lies 95 times of 100 as the method counts."""

    estimate: float
    low: float
    high: float | None = None
    """None when there is no upper bound."""
    widened_by: float = 1.0
    """The overdispersion by whose root the range was widened; 1 for none."""


class MonthOfSeries(Frozen):
    """One point of a sparkline; no count where none was published."""

    month: Month
    count: Count | None


class EvidenceCard(Frozen):
    """One figure for an issue in a district with everything needed to say it honestly; numbers, no prose."""

    key: Identifier
    """District, issue and source in one id, for proposals to point at."""
    district: Identifier
    issue: Identifier
    figure: FigureKind
    source: Identifier | None = None
    edition: Text = ""
    first_month: Month | None = None
    last_month: Month | None = None
    count: Count | None = None
    """None when it is not known or may not be shown."""
    suppressed: bool = False
    denominator: Count | None = None
    denominator_kind: Denominator = Denominator.NOTHING
    rate: ExactFraction | None = None
    """Per 1,000 of the denominator, a year."""
    shrunken_rate: float | None = None
    county_rate: ExactFraction | None = None
    change: Interval95 | None = None
    """Ratio to the year before."""
    trend: Interval95 | None = None
    """Ratio a year over 24 months or more, season taken out."""
    funnel: Literal["", "below", "within", "above"] = ""
    breaks: tuple[Break, ...] = ()
    confidence: Literal["", "low", "medium", "high"] = ""
    reason: Text = ""
    """For a matter of judgement, why no figure stands for it."""
    series: tuple[MonthOfSeries, ...] = ()
    made_up: bool = False


class Proposal(Frozen):
    """A level that a figure suggests; it decides nothing."""

    district: Identifier
    issue: Identifier
    criterion: Identifier
    level: Identifier
    """The proposed level."""
    card: Identifier
    """The key of the card it rests on."""
    measure: Name
    """What was held against the thresholds, such as ``rate`` or ``change``."""
    figure: float
    threshold_low: float | None = None
    threshold_high: float | None = None
    made_up: bool = False


class Outcome(StrEnum):
    """What was made of a proposal."""

    ACCEPTED = "accepted"
    CHANGED = "changed"
    IGNORED = "ignored"


class ProposalDecision(Frozen):
    """What somebody made of a proposal, kept beside the score."""

    proposal: Proposal
    outcome: Outcome
    level: Identifier | None = None
    """The level taken; None when it was ignored."""
    by: Name
    at: datetime
    reason: Text = ""

    @model_validator(mode="after")
    def _level_fits_outcome(self) -> Self:
        if self.outcome is Outcome.ACCEPTED and self.level != self.proposal.level:
            raise Unsound(say("an accepted proposal takes the proposed level"), "E_CONFLICT")
        if self.outcome is Outcome.CHANGED and self.level in (None, self.proposal.level):
            raise Unsound(say("a changed proposal takes another level"), "E_CONFLICT")
        if self.outcome is Outcome.IGNORED and self.level is not None:
            raise Unsound(say("an ignored proposal takes no level"), "E_CONFLICT")
        return self
