"""What people write beside the scores of a strategic assessment: statements, assumptions, who did what."""

import re
from datetime import date
from functools import cached_property
from typing import Annotated, Final, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from toolkit.errors import Unsound
from toolkit.language import say
from toolkit.model.issues import CatalogueRef
from toolkit.model.matrix import Frozen, Provenance, unique
from toolkit.model.text import NAME_LIMIT, TEXT_LIMIT, Identifier, Name, Text, Version, sound_text

NARRATIVE_LIMIT: Final = 8_000
"""Characters a statement may have: some three pages, and less than a cell of a CSV file may hold."""

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def parse_day(value: object) -> date:
    """Return a day written ``2017-01-18``; raises ValueError for a day written otherwise."""
    if type(value) is date:
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value.strip()):
        raise Unsound(say("'{value}' is not a date such as 2017-01-18", value=str(value)[:40]), "E_DATE")
    try:
        return date.fromisoformat(value.strip())
    except ValueError as error:
        raise Unsound(
            say("'{value}' is not a date such as 2017-01-18: there is no such day", value=value), "E_DATE"
        ) from error


Day = Annotated[date, BeforeValidator(parse_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A day, never a moment, written ``2017-01-18``."""

Narrative = Annotated[
    str, AfterValidator(sound_text), StringConstraints(min_length=1, max_length=NARRATIVE_LIMIT)
]
"""A text of several paragraphs, 1 to 8,000 characters, with nothing hidden in it."""

Said = Annotated[str, AfterValidator(sound_text), StringConstraints(min_length=1, max_length=TEXT_LIMIT)]
"""A text of 1 to 4,000 characters with nothing hidden in it."""

_Who = Annotated[str, AfterValidator(sound_text), StringConstraints(max_length=NAME_LIMIT)]


class Statement(Frozen):
    """What stands under one heading of the assessment, who wrote it and on which day."""

    heading: Identifier
    text: Narrative
    author: Name
    written_on: Day


class Assumption(Frozen):
    """One entry of the assumptions log: what is taken for granted, why, and what changes if it is wrong."""

    id: Identifier
    assumption: Said
    why: Text = ""
    if_wrong: Text = ""
    author: Name
    made_on: Day


class RestrictedIssue(Frozen):
    """An issue that the public edition leaves out, and why."""

    issue: Identifier
    reason: Said


class RoleHolder(Frozen):
    """Who did one part of the work, by post or name, and on which day; both blank until somebody says so."""

    by: _Who = ""
    on: Day | None = None

    @model_validator(mode="after")
    def _has_somebody(self) -> Self:
        if self.on is not None and not self.by:
            raise ValueError(say("a date without a name; say who, or leave out the date"))
        return self


class Roles(Frozen):
    """The four roles of quality-assured analysis. None of them is ever guessed.

    Source: HM Treasury, The Aqua Book: commissioner, analyst, analytical assurer, approver.
    """

    commissioned: RoleHolder = RoleHolder()
    analysed: RoleHolder = RoleHolder()
    assured: RoleHolder = RoleHolder()
    approved: RoleHolder = RoleHolder()

    @property
    def holders(self) -> dict[str, RoleHolder]:
        """Every role by its name, in the order of the work."""
        return {name: getattr(self, name) for name in type(self).model_fields}

    @property
    def missing(self) -> tuple[str, ...]:
        """The roles for which nobody is named."""
        return tuple(name for name, holder in self.holders.items() if not holder.by)


class StatementHeading(Frozen):
    """A heading of the assessment, what is to be written under it, and where it comes from."""

    id: Identifier
    label: Name
    asks: Said
    source: Said
    provenance: Provenance


class StatementHeadings(Frozen):
    """The headings under which an assessment is written, in order."""

    kind: Literal["statement_headings"] = "statement_headings"
    id: Identifier
    version: Version
    title: Name
    source: Said
    headings: Annotated[tuple[StatementHeading, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        unique("heading", [heading.id for heading in self.headings])
        return self

    @cached_property
    def by_id(self) -> dict[str, StatementHeading]:
        """Every heading by its id, in order."""
        return {heading.id: heading for heading in self.headings}

    @cached_property
    def ref(self) -> CatalogueRef:
        """The id and version."""
        return CatalogueRef(id=self.id, version=self.version)
