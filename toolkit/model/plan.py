"""A local policing body's plan, and which county categories fall under which of its priorities."""

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from toolkit.language import say
from toolkit.model.issues import CatalogueRef
from toolkit.model.matrix import Frozen, unique
from toolkit.model.priorities import CategoryCode
from toolkit.model.text import Identifier, Name, Text, Version

PlanYears = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}$")]
"""The years a plan runs, by those of its first and its last spring: ``2017-21``."""


class PlanPriority(Frozen):
    """One priority of a plan, labelled as printed; `area` is the heading it stands under, if any."""

    id: Identifier
    label: Name
    area: Text = ""


class PolicingPlan(Frozen):
    """A Police and Crime Plan: its years and its priorities as printed, in order."""

    kind: Literal["policing_plan"] = "policing_plan"
    id: Identifier
    version: Version
    title: Name
    years: PlanYears
    source: Name
    priorities: Annotated[tuple[PlanPriority, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        unique(say("plan priority"), list(self.ids))
        return self

    @cached_property
    def ref(self) -> CatalogueRef:
        """The id and version."""
        return CatalogueRef(id=self.id, version=self.version)

    def covers(self, plan_year: str) -> bool:
        """Say whether the plan runs in a financial year such as ``2017-18``."""
        return self.years[:4] <= plan_year[:4] and plan_year[-2:] <= self.years[-2:]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Ids of the priorities in order."""
        return tuple(priority.id for priority in self.priorities)


class AlignmentRow(Frozen):
    """The priorities of a plan that one county category falls under; none is an answer too.

    `confirmed_by` is whoever confirmed it, by name or role; empty while nobody has.
    """

    category: CategoryCode
    falls_under: tuple[Identifier, ...]
    provenance: Literal["inferred", "published"]
    because: Name
    confirmed_by: Text = ""

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        unique(say("category '{category}': plan priority", category=self.category), list(self.falls_under))
        return self


class PlanAlignment(Frozen):
    """How the categories of one county category set stand to the priorities of one plan."""

    kind: Literal["plan_alignment"] = "plan_alignment"
    id: Identifier
    version: Version
    title: Name
    source: Name
    plan: CatalogueRef
    category_set: CatalogueRef
    rows: Annotated[tuple[AlignmentRow, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _categories_are_unique(self) -> Self:
        unique("category", [row.category for row in self.rows])
        return self

    @cached_property
    def ref(self) -> CatalogueRef:
        """The id and version."""
        return CatalogueRef(id=self.id, version=self.version)

    def faults_in(self, plan: PolicingPlan, codes: Collection[str]) -> Iterator[tuple[str, str]]:
        """Yield (name, what is wrong) for all it says that the plan and the categories do not bear."""
        for row in self.rows:
            if row.category not in codes:
                yield (
                    row.category,
                    say(
                        "{category_set} has no category '{category}'",
                        category_set=self.category_set,
                        category=row.category,
                    ),
                )
            for name in row.falls_under:
                if name not in plan.ids:
                    yield name, say("{plan} has no priority '{name}'", plan=self.plan, name=name)
