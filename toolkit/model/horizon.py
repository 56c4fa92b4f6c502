"""The horizon scan: what is coming, under the PESTELO headings."""

from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from toolkit.model.issues import CatalogueRef
from toolkit.model.matrix import Frozen, unique
from toolkit.model.text import Identifier, Name, Text, Version


class HorizonKind(StrEnum):
    """What sort of thing a horizon item is."""

    EVENT = "event"
    TREND = "trend"
    LEGISLATION = "legislation"
    WEAK_SIGNAL = "weak_signal"
    OPPORTUNITY = "opportunity"


class Direction(StrEnum):
    """Which way the item is moving."""

    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"
    NOT_KNOWN = "not_known"


class Grade(StrEnum):
    """A plain three-step grade for likelihood, impact and confidence of horizon items."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    NOT_KNOWN = "not_known"


class Factor(StrEnum):
    """The factor of the matrix that an item would move."""

    HARM = "harm"
    LIKELIHOOD = "likelihood"
    CAPACITY = "capacity"


class HorizonStatus(StrEnum):
    """Where an item stands; items are never deleted."""

    NEW = "new"
    MONITORING = "monitoring"
    ACTED_ON = "acted_on"
    REALISED = "realised"
    CLOSED = "closed"
    REJECTED = "rejected"


class HorizonItem(Frozen):
    """One item of the scan, fact kept apart from interpretation; dates are as written (``May 2017``)."""

    id: Identifier
    title: Name
    heading: Identifier
    description: Text = ""
    kind: HorizonKind
    source: Text = ""
    source_date: Text = ""
    interpretation: Text = ""
    expected: Text = ""
    """The expected date or window, as people write it."""
    direction: Direction = Direction.NOT_KNOWN
    likelihood: Grade = Grade.NOT_KNOWN
    impact: Grade = Grade.NOT_KNOWN
    confidence: Grade = Grade.NOT_KNOWN
    issues: tuple[Identifier, ...] = ()
    moves: tuple[Factor, ...] = ()
    implication: Text = ""
    response: Text = ""
    owner: Text = ""
    review_date: Text = ""
    status: HorizonStatus = HorizonStatus.NEW
    outcome: Text = ""
    """What happened, in hindsight."""


class HorizonHeading(Frozen):
    """One heading of the scan, as printed, with the sentence that leads into its list."""

    id: Identifier
    label: Name
    lead_in: Text = ""


class HeadingSet(Frozen):
    """The headings of a scan in order. PESTELO is one; a partnership may bring another."""

    kind: Literal["heading_set"] = "heading_set"
    id: Identifier
    version: Version
    title: Name
    source: Name
    headings: Annotated[tuple[HorizonHeading, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        unique("heading", [heading.id for heading in self.headings])
        return self

    @cached_property
    def ref(self) -> CatalogueRef:
        """The id and version."""
        return CatalogueRef(id=self.id, version=self.version)
