"""When a place is called clear, open or too close: thresholds settled before anyone looks at the chances."""

from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from toolkit.language import say
from toolkit.model.issues import CatalogueRef
from toolkit.model.matrix import ExactFraction, Sourced
from toolkit.model.text import Identifier, Name, Version

Chance = Annotated[ExactFraction, Field(ge=0, le=1)]


class DoubtRule(Sourced):
    """The thresholds by which chances are put into words. They are choices, not science."""

    kind: Literal["doubt_rule"] = "doubt_rule"
    id: Identifier
    version: Version
    title: Name
    range_share: Chance
    """The share of the chances that a range of ranks holds, as much left out on either side."""
    clear_from: Chance
    """An issue with this chance of the top, or more, is a clear priority."""
    borderline_from: Chance
    """From this chance on it is borderline, to be decided by discussion; below, clear of the cut."""
    too_close_from: Chance
    """Two issues are too close to call when the chance that one scores above lies between this ..."""
    too_close_to: Chance
    """... and this, a tie counting half to each."""

    @model_validator(mode="after")
    def _thresholds_rise(self) -> Self:
        for low, high in (("borderline_from", "clear_from"), ("too_close_from", "too_close_to")):
            if getattr(self, low) > getattr(self, high):
                raise ValueError(
                    say(
                        "{low} {low_value} is above {high} {high_value}",
                        low=low,
                        low_value=getattr(self, low),
                        high=high,
                        high_value=getattr(self, high),
                    )
                )
        return self

    @cached_property
    def ref(self) -> CatalogueRef:
        """The id and version."""
        return CatalogueRef(id=self.id, version=self.version)
