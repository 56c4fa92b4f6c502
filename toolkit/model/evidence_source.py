"""Sources of open figures: what their files look like, what their labels mean, and where a series breaks."""

from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from toolkit.errors import Unsound
from toolkit.language import say
from toolkit.model.matrix import Frozen, unique
from toolkit.model.text import Identifier, Name, Text, Version, fold

Month = Annotated[str, StringConstraints(pattern=r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$")]
"""A month such as ``2024-03``."""


class Shape(StrEnum):
    """How the rows of a source are read: a closed set."""

    STREET = "street"
    RECORDED_CRIME = "recorded_crime"
    COLLISIONS = "collisions"
    POPULATION = "population"
    OWN_FIGURES = "own_figures"


class Interval(StrEnum):
    """What one figure of a source covers."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ANY = "any"


class Column(Frozen):
    """A column of a source's files; `part` says what it means to the toolkit, empty when it is not used."""

    name: Name
    part: Text = ""
    older: tuple[Name, ...] = ()
    """Other headings under which it was or is published."""
    required: bool = True


class Label(Frozen):
    """A type of incident as published, with what other editions call it or once counted under it."""

    id: Identifier
    name: Name
    older: tuple[Name, ...] = ()
    note: Text = ""


class Break(Frozen):
    """A time in which figures mean something else than at other times; it travels with them."""

    id: Identifier
    first_month: Month
    last_month: Month | None = None
    """The last month it touches; None while it lasts."""
    forces: tuple[Name, ...] = ()
    """The forces it holds for; none for everywhere."""
    labels: tuple[Identifier, ...] = ()
    """The types it holds for; none for all."""
    what: Name
    effect: Name
    source: Name
    note: Text = ""

    def touches(self, first: str, last: str) -> bool:
        """Say whether it falls into the months from `first` to `last`."""
        return self.first_month <= last and (self.last_month is None or first <= self.last_month)


class EvidenceSource(Frozen):
    """One publication of figures: its files, its labels and its breaks."""

    id: Identifier
    name: Name
    shape: Shape
    interval: Interval
    licence: Name
    where: Name
    """Where the user finds it, in words."""
    unit: Name
    """What one count is: a crime or incident, an offence, a collision, a person."""
    cautions: tuple[Name, ...] = ()
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]
    labels: tuple[Label, ...] = ()
    breaks: tuple[Break, ...] = ()

    @model_validator(mode="after")
    def _names_once(self) -> Self:
        unique("column", [name for c in self.columns for name in {fold(n) for n in (c.name, *c.older)}])
        unique("part", [column.part for column in self.columns if column.part])
        unique("label", [name for one in self.labels for name in {fold(n) for n in _names(one)}])
        unique("break", [one.id for one in self.breaks])
        known = {label.id for label in self.labels}
        for one in self.breaks:
            for label in one.labels:
                if label not in known:
                    problem = say("break '{id}' names unknown label '{label}'", id=one.id, label=label)
                    raise Unsound(problem, "E_UNKNOWN")
        return self

    @cached_property
    def label_by_name(self) -> dict[str, Label]:
        """Labels by id, name and older name, folded."""
        return {fold(name): label for label in self.labels for name in _names(label)}

    @cached_property
    def label_by_id(self) -> dict[str, Label]:
        """Labels by id."""
        return {label.id: label for label in self.labels}

    @cached_property
    def column_by_part(self) -> dict[str, Column]:
        """Columns by what they mean."""
        return {column.part: column for column in self.columns if column.part}

    def breaks_in(self, first: str, last: str, force: str = "", label: str = "") -> tuple[Break, ...]:
        """Return the breaks that touch the months `first` to `last` for a force and a label; empty is any."""
        return tuple(
            one
            for one in self.breaks
            if one.touches(first, last)
            and (not force or not one.forces or fold(force) in map(fold, one.forces))
            and (not label or not one.labels or label in one.labels)
        )


def _names(label: Label) -> tuple[str, ...]:
    return (label.id, label.name, *label.older)


class EvidenceSources(Frozen):
    """Every source the toolkit reads."""

    kind: Literal["evidence_sources"] = "evidence_sources"
    id: Identifier
    version: Version
    title: Name
    source: Name
    sources: Annotated[tuple[EvidenceSource, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _each_source_once(self) -> Self:
        unique("source", [one.id for one in self.sources])
        unique("shape", [one.shape.value for one in self.sources])
        return self

    @cached_property
    def by_id(self) -> dict[str, EvidenceSource]:
        """Sources by id."""
        return {one.id: one for one in self.sources}

    def of_shape(self, shape: Shape) -> EvidenceSource:
        """Return the source of a shape; raises KeyError when there is none."""
        return {one.shape: one for one in self.sources}[shape]
