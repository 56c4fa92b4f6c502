"""Workshops: partners come together, score issues in private, see how far apart they are, and agree."""

from enum import StrEnum
from typing import Annotated, Final, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from toolkit.language import say
from toolkit.model.assessment import FIRST_ROUND, MOST_ROUNDS, Marking, Score
from toolkit.model.issues import Issue
from toolkit.model.matrix import Frozen, Matrix, WholeNumber, unique
from toolkit.model.text import Identifier, Name, Text

MOST_PARTICIPANTS: Final = 60
"""How many may join one workshop."""

WORKSHOP_TEXT_LIMIT: Final = 2_000
"""How long a text written in a workshop may be, in characters."""

ShortText = Annotated[Text, StringConstraints(max_length=WORKSHOP_TEXT_LIMIT)]
"""A text that a participant writes."""


class Stage(StrEnum):
    """How far a workshop has come."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class IssueProgress(Frozen):
    """How far one issue has come in a workshop.

    `first_round` is where its rounds in this workshop begin; earlier ones were given elsewhere.
    """

    issue: Identifier
    first_round: Annotated[int, Field(ge=FIRST_ROUND, le=MOST_ROUNDS)] = FIRST_ROUND
    round: Annotated[int, Field(ge=FIRST_ROUND, le=MOST_ROUNDS)] = FIRST_ROUND
    revealed: bool = False
    """Whether everyone may see the levels of `round`."""
    agreed: tuple[Identifier, ...] = ()
    """The criteria whose level was agreed in this workshop."""
    parked: Text = ""
    """Why it was put aside, or nothing."""


class Workshop(Frozen):
    """One workshop on a district's return, as its facilitators have arranged it and how far it has come.

    Times are UTC as they are stored, or None. `agencies` are those expected; `quorum` is how many agencies
    must be there, 0 for no such rule.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    title: Name
    facilitators: Annotated[tuple[Name, ...], Field(min_length=1)]
    """The ids of the people whose workshop it is."""
    issues: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    """The issues chosen, in the order they are taken."""
    agencies: tuple[Name, ...] = ()
    quorum: Annotated[int, Field(ge=0)] = 0
    stage: Stage = Stage.PLANNED
    planned_for: Name | None = None
    """When it is to be held, in its facilitator's words."""
    opened_at: str | None = None
    ends_at: str | None = None
    """When codes and links end at the latest."""
    closed_at: str | None = None
    open_issue: Identifier | None = None
    progress: tuple[IssueProgress, ...] = ()
    timer_ends: str | None = None
    ranking_shown: bool = False

    @model_validator(mode="after")
    def _names_each_once(self) -> Self:
        unique("issue", list(self.issues))
        unique("facilitator", list(self.facilitators))
        unique("agency", list(self.agencies))
        if self.open_issue is not None and self.open_issue not in self.issues:
            raise ValueError(
                say("'{open_issue}' is not an issue of this workshop", open_issue=self.open_issue)
            )
        return self

    @property
    def is_open(self) -> bool:
        """Say whether it is under way."""
        return self.stage is Stage.OPEN

    @property
    def now(self) -> IssueProgress | None:
        """How far the open issue has come, or None when none is open."""
        return None if self.open_issue is None else self.progress_of(self.open_issue)

    def progress_of(self, issue: str) -> IssueProgress | None:
        """Return how far an issue has come, or None where it was never opened or parked."""
        return next((one for one in self.progress if one.issue == issue), None)

    def with_progress(self, new: IssueProgress, **changes: object) -> Self:
        """Return the workshop with `new` in the place of what it says about that issue."""
        others = tuple(one for one in self.progress if one.issue != new.issue)
        return self.changed(progress=(*others, new), **changes)


class PrivateScore(Frozen):
    """One participant's level for one criterion of the open issue."""

    criterion: Identifier
    level: WholeNumber | Literal["unknown"] | None = None
    confidence: Identifier | None = None
    rationale: ShortText = ""
    evidence: ShortText = ""


class Attendee(Frozen):
    """Someone who is at a workshop, and the agency they speak for."""

    id: str
    name: Name
    agency: Name
    joined: str
    revoked: bool = False
    """Whether a facilitator has taken their way in away."""
    by_slip: bool = False
    """Whether their levels come on paper and a facilitator enters them."""


class AgencyCount(Frozen):
    """How many of an agency are there, and how many of them have scored every criterion of a round."""

    agency: Name
    present: int
    done: int


class Outstanding(Frozen):
    """Who has still to score the open issue: never what anybody scored."""

    issue: Identifier
    round: int
    waiting_for: tuple[Attendee, ...]
    by_agency: tuple[AgencyCount, ...]

    @property
    def done(self) -> int:
        """How many have scored every criterion."""
        return sum(one.done for one in self.by_agency)

    @property
    def present(self) -> int:
        """How many could."""
        return sum(one.present for one in self.by_agency)


class JoinCode(Frozen):
    """A code with which people join a workshop; shown once, it is stored hashed only."""

    code: str
    expires: str

    @property
    def worded(self) -> str:
        """The code as it is read out: ``ABCD-EFGH``."""
        return f"{self.code[:4]}-{self.code[4:]}"


class Joined(Frozen):
    """Someone who has just joined a workshop. The token goes into their own link and is never stored."""

    token: Annotated[str, Field(repr=False)]
    attendee: Attendee
    workshop: Workshop


class Attendance(Frozen):
    """Who is at a workshop, by agency, and whether that is enough."""

    people: tuple[Attendee, ...]
    by_agency: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]
    """Agencies that are expected and have nobody there."""
    quorum: int

    @property
    def is_quorate(self) -> bool:
        """Say whether as many agencies are there as the rule asks."""
        return self.agencies_present >= self.quorum

    @property
    def agencies_present(self) -> int:
        """How many agencies have somebody there."""
        return len(self.by_agency)


class ParticipantView(Frozen):
    """What one participant sees of a workshop: what is on the table, and their own levels."""

    workshop: Workshop
    attendee: Attendee
    district: Name
    assessment_year: str
    marking: Marking
    handling: Text
    issue: Issue | None
    """The issue on the table, or None."""
    matrix: Annotated[Matrix, Field(repr=False)]
    own: tuple[Score, ...]
    """Their own levels in every round of this workshop, as last given."""

    @property
    def current(self) -> tuple[Score, ...]:
        """Their own levels in the round of the issue on the table."""
        now = self.workshop.now
        return tuple(s for s in self.own if now and (s.issue, s.round) == (now.issue, now.round))


def hidden_until(workshop: str, issue: str, round_: int) -> str:
    """Return the name of the reveal that lets everyone see the levels of a round.

    >>> hidden_until("0a", "burglary", 2)
    '0a/burglary/2'
    """
    return f"{workshop}/{issue}/{round_}"
