"""Who someone is to the store: a name and the roles they hold, each for one district or one workshop."""

from enum import StrEnum
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from toolkit.language import say
from toolkit.model.matrix import Frozen
from toolkit.model.text import Name


class Role(StrEnum):
    """What someone may be."""

    ANALYST = "analyst"
    FACILITATOR = "facilitator"
    PARTICIPANT = "participant"
    COUNTY_REVIEWER = "county_reviewer"
    ADMINISTRATOR = "administrator"
    SOLE_USER = "sole_user"
    """The one person at their own machine, who may do everything there."""

    @property
    def label(self) -> str:
        """The role in words."""
        return {
            "analyst": say("analyst"),
            "facilitator": say("facilitator"),
            "participant": say("participant"),
            "county_reviewer": say("county reviewer"),
            "administrator": say("administrator"),
            "sole_user": say("sole user"),
        }[self.value]


class Grant(Frozen):
    """A role held for a district, for a workshop, or (county reviewer, administrator, sole user) for all.

    A facilitator's grant names a district, where they may open workshops, or one workshop, which is theirs.
    """

    role: Role
    district: Name | None = None
    workshop: str | None = None

    @model_validator(mode="after")
    def _says_for_what(self) -> Self:
        wants = {
            Role.ANALYST: (True, False),
            Role.PARTICIPANT: (False, True),
            Role.FACILITATOR: (self.workshop is None, self.district is None),
        }.get(self.role, (False, False))
        if (self.district is not None, self.workshop is not None) != wants:
            what = {
                (True, False): say("a district"),
                (False, True): say("a workshop"),
                (False, False): say("nothing more"),
            }
            named = say("a district or a workshop") if self.role is Role.FACILITATOR else what[wants]
            raise ValueError(say("the role '{role}' is held for {named}", role=self.role.label, named=named))
        return self

    def __str__(self) -> str:
        """Write the grant as people say it: ``analyst of Ashford``."""
        place = (
            " " + say("of {district}", district=self.district)
            if self.district
            else " " + say("of workshop {workshop}", workshop=self.workshop)
        )
        return self.role.label + (place if self.district or self.workshop else "")


class Principal(Frozen):
    """Someone the store deals with. Every call to it takes one; without a fitting grant it refuses.

    `id` tells people apart and never changes (an e-mail address, or a participant's number); `name` is what
    others read.
    """

    id: Annotated[str, Field(min_length=1, max_length=200)]
    name: Name
    grants: tuple[Grant, ...] = ()

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles held, for whatever district or workshop."""
        return frozenset(grant.role for grant in self.grants)


def sole_user(name: str) -> Principal:
    """Return the one person at their own machine: no login, and everything is allowed."""
    return Principal(id=name, name=name, grants=(Grant(role=Role.SOLE_USER),))
