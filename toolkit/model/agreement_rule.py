"""When scorers agree well enough: thresholds settled before anyone scores."""

from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from toolkit.language import say
from toolkit.model.issues import CatalogueRef
from toolkit.model.matrix import ExactFraction, Sourced, Weight, WholeNumber
from toolkit.model.text import Identifier, Name, Version

Share = Annotated[ExactFraction, Field(ge=0, le=1)]


class AgreementRule(Sourced):
    """The thresholds of agreement. Distances are in levels of the scale, whatever values the levels have."""

    kind: Literal["agreement_rule"] = "agreement_rule"
    id: Identifier
    version: Version
    title: Name
    iqr_at_most: WholeNumber
    """The interquartile range of a panel that agrees, in levels."""
    share_within_one: Share
    """At least this share of a panel that agrees lies within one level of its median."""
    scorers_at_least: Annotated[int, Field(strict=True, ge=1)]
    """With fewer scorers the rule cannot say that a panel agrees."""
    means_apart: Weight
    """Scorers whose means lie this many levels apart, or more, are harsh or lenient throughout."""
    alpha_good: Share
    """From this alpha on, scorers agree well."""
    alpha_tentative: Share
    """From this alpha on, conclusions are tentative; below it scorers differ too much to rank finely."""

    @model_validator(mode="after")
    def _alphas_rise(self) -> Self:
        if self.alpha_tentative > self.alpha_good:
            raise ValueError(
                say(
                    "alpha_tentative {alpha_tentative} is above alpha_good {alpha_good}; "
                    "write the smaller one as alpha_tentative",
                    alpha_tentative=self.alpha_tentative,
                    alpha_good=self.alpha_good,
                )
            )
        return self

    @cached_property
    def ref(self) -> CatalogueRef:
        """The id and version."""
        return CatalogueRef(id=self.id, version=self.version)
