"""Priorities as districts word them, and the county categories they are counted in."""

from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from toolkit.language import say
from toolkit.model.issues import CatalogueRef
from toolkit.model.matrix import Frozen, unique
from toolkit.model.text import Identifier, Name, Text, Version

CategoryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*$", max_length=20)]
"""A county category code such as ``DA``."""

PlanYearLabel = Annotated[str, StringConstraints(min_length=1, max_length=60)]


class PriorityLevel(StrEnum):
    """The level at which a district named a priority, most prominent first."""

    MAIN = "main"
    CROSS_CUTTING = "cross_cutting"
    SUB_THEME = "sub_theme"

    @property
    def label(self) -> str:
        """The level as people write it."""
        return {"main": say("main"), "cross_cutting": say("cross-cutting"), "sub_theme": say("sub-theme")}[
            self.value
        ]


class Priority(Frozen):
    """One priority as worded, its level, and the categories a person confirmed.

    `categories` is None until someone has confirmed them; an empty tuple means "none of them".
    `other_focus` are the plain words of focus areas outside the categories.
    """

    worded: Name
    level: PriorityLevel
    categories: tuple[CategoryCode, ...] | None = None
    other_focus: tuple[Name, ...] = ()
    confirmed_by: Text = ""
    source: Text = ""

    @model_validator(mode="after")
    def _other_focus_is_confirmed(self) -> Self:
        if self.other_focus and self.categories is None:
            raise ValueError(say("other focus areas are confirmed with the categories; give categories too"))
        return self


class Category(Frozen):
    """A county category: code, the label the table prints, and what the label includes."""

    code: CategoryCode
    label: Name
    includes: Text = ""
    headline: Text = ""
    """The label the covering report's bullets use, where it differs."""


class CountRules(Frozen):
    """The thresholds of the county count. They are data because each fits one county's paper."""

    table_threshold: Annotated[int, Field(ge=1)]
    headline_threshold: Annotated[int, Field(ge=1)]
    top_n: Annotated[int, Field(ge=1)]
    severe_share: Annotated[str, StringConstraints(pattern=r"^[0-9]+/[1-9][0-9]*$")]
    """Share of a district's issues whose harm total counts as severe: ``1/4`` is the top quarter."""
    local_at_most: Annotated[int, Field(ge=0)]
    """A severe issue is local when it is in the top N of at most this many scored districts."""
    orders_differ_by: Annotated[int, Field(ge=1)]
    """Flag an issue whose places by count and by mean rank differ by this many or more."""
    source: Name


class CategorySet(Frozen):
    """The county categories of one edition, in catalogue order."""

    kind: Literal["category_set"] = "category_set"
    id: Identifier
    version: Version
    title: Name
    source: Name
    other_focus: tuple[Name, ...] = ()
    """Known focus areas outside the categories, in the order the paper prints them."""
    rules: CountRules
    categories: Annotated[tuple[Category, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _codes_are_unique(self) -> Self:
        unique(say("category code"), [category.code for category in self.categories])
        return self

    @cached_property
    def ref(self) -> CatalogueRef:
        """The id and version."""
        return CatalogueRef(id=self.id, version=self.version)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Category codes in catalogue order."""
        return tuple(category.code for category in self.categories)


class EditionPriority(Frozen):
    """A priority of one edition of a county agreement, as printed."""

    edition: Name
    level: PriorityLevel
    priority: Name


class CrosswalkLink(Frozen):
    """One link between a priority of an edition and its heir in the next, marked with its ground."""

    from_priority: Name
    to_priority: Name
    change: Literal["same", "reworded", "split", "merged", "changed_level"]
    provenance: Literal["inferred", "published"]
    because: Name


class CrosswalkStep(Frozen):
    """The links from one edition to the next, with what is new and what was dropped."""

    from_edition: Name
    to_edition: Name
    links: tuple[CrosswalkLink, ...]
    new: tuple[Name, ...] = ()
    dropped: tuple[Name, ...] = ()


class Crosswalk(Frozen):
    """How the priorities of successive editions of a county agreement follow from one another."""

    kind: Literal["crosswalk"] = "crosswalk"
    id: Identifier
    version: Version
    title: Name
    source: Name
    editions: Annotated[tuple[EditionPriority, ...], Field(min_length=1)]
    steps: tuple[CrosswalkStep, ...]

    @model_validator(mode="after")
    def _links_name_printed_priorities(self) -> Self:
        printed: dict[str, set[str]] = {}
        for row in self.editions:
            printed.setdefault(row.edition, set()).add(row.priority)
        for step in self.steps:
            before, after = printed.get(step.from_edition, set()), printed.get(step.to_edition, set())
            links_from = {link.from_priority for link in step.links} | set(step.dropped)
            links_to = {link.to_priority for link in step.links} | set(step.new)
            if links_from != before:
                raise ValueError(
                    say(
                        "{from_edition}: linked and printed differ: {links_from}",
                        from_edition=step.from_edition,
                        links_from=sorted(links_from ^ before),
                    )
                )
            if links_to != after:
                raise ValueError(
                    say(
                        "{to_edition}: linked and printed differ: {links_to}",
                        to_edition=step.to_edition,
                        links_to=sorted(links_to ^ after),
                    )
                )
        return self
