"""How far ahead the rings of a horizon radar reach, and when a review is due soon."""

from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from toolkit.language import say
from toolkit.model.issues import CatalogueRef
from toolkit.model.matrix import Frozen, Sourced
from toolkit.model.text import Identifier, Name, Version

Days = Annotated[int, Field(strict=True, ge=0, le=3_660)]


class Ring(Frozen):
    """One ring: what is expected within so many days from today, and not in a ring further in."""

    label: Name
    within_days: Days


class HorizonRule(Sourced):
    """The rings of a radar, nearest first, and the days before a review date that count as due soon.

    The sectors of the radar are the headings of the scan: seven for PESTELO.
    """

    kind: Literal["horizon_rule"] = "horizon_rule"
    id: Identifier
    version: Version
    title: Name
    due_soon_days: Days
    past: Name
    """What the ring of items is called whose expected date has passed."""
    beyond: Name
    """What the ring beyond the last is called."""
    undated: Name
    """What the ring of items without a date that can be read is called."""
    rings: Annotated[tuple[Ring, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _rings_widen(self) -> Self:
        for inner, outer in pairwise(self.rings):
            if outer.within_days <= inner.within_days:
                raise ValueError(
                    say(
                        "ring '{outer}' ends at or before '{inner}'; write them widening",
                        outer=outer.label,
                        inner=inner.label,
                    )
                )
        return self

    @cached_property
    def ref(self) -> CatalogueRef:
        """The id and version."""
        return CatalogueRef(id=self.id, version=self.version)
