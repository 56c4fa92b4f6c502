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
Finite = Annotated[float, Field(allow_inf_nan=False)]
"""A number that can be written down: what has no limit is None."""


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

    estimate: Finite | None
    """None for a ratio to a count of 0: nothing can be a multiple of it."""
    low: Finite
    high: Finite | None = None
    """None when there is no upper bound."""
    widened_by: Finite = 1.0
    """The overdispersion by whose root the range was widened; 1 for none."""
    chance_alone: bool = False
    """Whether overdispersion could not be found, so that the range counts chance alone and is too narrow."""


class Trend(Frozen):
    """What a year multiplies monthly counts by, the season taken out."""

    per_year: Interval95
    first_month: Month
    last_month: Month
    months: int
    """How many of them have a known count, 24 or more."""
    cut_at: Month | None = None
    """The month from which on the trend is taken because of a break; None without one."""
    season_high: Annotated[int, Field(ge=1, le=12)] | None = None
    """The calendar month with most; None where months differ no more than by chance."""
    season_low: Annotated[int, Field(ge=1, le=12)] | None = None


class InFunnel(Frozen):
    """Where a district's count lies around what the county's rate would give it."""

    position: Literal["below 99.8%", "below 95%", "inside", "above 95%", "above 99.8%"]
    expected: Finite
    low: Finite
    """Limits at 95%."""
    high: Finite
    chance_alone: bool = False
    """Whether too few districts are known to see how unevenly they vary."""


class Gap(StrEnum):
    """Why a part of a card is empty: a closed set."""

    NOT_LOADED = "not loaded"
    """The files loaded hold nothing of it for the district."""
    YEAR_NOT_KNOWN = "year not known"
    """Not every part of the last 12 months is known."""
    YEAR_BEFORE_NOT_KNOWN = "year before not known"
    NO_DENOMINATOR = "no denominator"
    OTHER_DENOMINATOR = "another denominator"
    """Residents stand in for the denominator meant, which was not given."""
    NO_TREND = "no trend"
    """Fewer than 24 months counted in one way, or nearly all of them 0."""
    FEW_DISTRICTS = "few districts"
    """Too few districts are known for one to be held against the county."""
    SMALL_NUMBERS = "small numbers"
    """Something is hidden because it is small."""


class MonthOfSeries(Frozen):
    """One point of a sparkline, by the first month it covers; no count where none is known."""

    month: Month
    count: Count | None


class EvidenceCard(Frozen):
    """One figure for an issue in a district with everything needed to say it honestly; numbers, no prose."""

    key: Text
    """District, issue and source, ``ashford/burglary/police-uk-street``, for proposals to point at."""
    district: Identifier
    issue: Identifier
    figure: FigureKind
    source: Identifier | None = None
    given_by: Text = ""
    """For an own figure who gave it, as the file says."""
    edition: Text = ""
    """First and last month of all that was loaded of the source: ``2022-04/2025-03``."""
    labels: tuple[Identifier, ...] = ()
    first_month: Month | None = None
    """The 12 months counted."""
    last_month: Month | None = None
    count: Count | None = None
    """None when it is not known or may not be shown."""
    count_before: Count | None = None
    """The same in the 12 months before."""
    suppressed: bool = False
    """Whether `count` is hidden because it is small."""
    denominator: Count | None = None
    denominator_kind: Denominator = Denominator.NOTHING
    rate: ExactFraction | None = None
    """Per 1,000 of the denominator, a year."""
    rate_range: Interval95 | None = None
    shrunken_rate: Finite | None = None
    county_rate: ExactFraction | None = None
    """Of all districts whose count and denominator are known and shown."""
    change: Interval95 | None = None
    """Ratio to the year before."""
    trend: Trend | None = None
    funnel: InFunnel | None = None
    breaks: tuple[Break, ...] = ()
    """Those that touch any month of the series."""
    gaps: tuple[Gap, ...] = ()
    confidence: Literal["", "low", "moderate"] = ""
    """One source is never more than moderate; empty without a count."""
    shows: Text = ""
    cannot_show: Text = ""
    """What the figure cannot show; for a matter of judgement the reason why no figure stands for it."""
    series: tuple[MonthOfSeries, ...] = ()
    made_up: bool = False

    @property
    def first_compared(self) -> Month | None:
        """The first of the 24 months compared; None without a year."""
        if self.first_month is None:
            return None
        return f"{int(self.first_month[:4]) - 1:04d}{self.first_month[4:]}"

    @property
    def breaks_compared(self) -> tuple[Break, ...]:
        """The breaks that touch the two years compared."""
        if self.first_compared is None or self.last_month is None:
            return ()
        first, last = self.first_compared, self.last_month
        return tuple(one for one in self.breaks if one.touches(first, last))


class Measure(StrEnum):
    """What is held against the bounds of levels: a closed set."""

    CASES = "cases_in_12_months"
    CHANGE = "change_on_the_year"
    """The ratio to the year before less 1: -1/4 is down by a quarter."""
    RATE = "rate_per_1000"


class Proposal(Frozen):
    """A level that a figure suggests; it decides nothing."""

    district: Identifier
    issue: Identifier
    criterion: Identifier
    level: int
    """The value of the proposed level: that of the figure itself."""
    lowest: int
    """The lowest level that the figure's range reaches into; `level` where it reaches no other."""
    highest: int
    card: Text
    """The key of the card it rests on."""
    rule: Name
    """Id and version of the rule with the bounds."""
    measure: Measure
    figure: ExactFraction | None
    """What was held against the bounds; None for a change from 0, above every bound."""
    low: Finite | None = None
    """The range of the figure; None where it has none or no limit on that side."""
    high: Finite | None = None
    chance_alone: bool = False
    only_part: bool = False
    """Whether the figure counts only a part of what the question asks about, so that more is possible."""
    made_up: bool = False

    @model_validator(mode="after")
    def _level_within_its_range(self) -> Self:
        if not self.lowest <= self.level <= self.highest:
            raise Unsound(say("the proposed level lies outside the levels of its range"), "E_ORDER")
        return self

    @property
    def is_firm(self) -> bool:
        """Say whether the figure's range lies within one level."""
        return self.lowest == self.highest


class Outcome(StrEnum):
    """What was made of a proposal."""

    ACCEPTED = "accepted"
    CHANGED = "changed"
    IGNORED = "ignored"


class ProposalDecision(Frozen):
    """What somebody made of a proposal, kept beside the score."""

    proposal: Proposal
    outcome: Outcome
    level: int | None = None
    """The value of the level taken; None when it was ignored."""
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
