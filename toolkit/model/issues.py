"""What is scored: community safety issues and the catalogue that names them."""

from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from toolkit.model.matrix import Frozen, unique
from toolkit.model.text import Identifier, Name, Text, Version


class Issue(Frozen):
    """One community safety issue: domestic abuse, vehicle crime."""

    id: Identifier
    name: Name
    description: Text = ""
    theme: Name
    acronyms: tuple[Name, ...] = ()
    categories: tuple[Name, ...] = ()
    """Codes of the county categories it can belong to."""


class CatalogueRef(Frozen):
    """The id and version that name a catalogue, category set or other shipped list."""

    id: Identifier
    version: Version

    def __str__(self) -> str:
        """Write ``id-version``, as the file is called."""
        return f"{self.id}-{self.version}"


class IssueCatalogue(Frozen):
    """The issues a partnership scores, in the order they are asked."""

    kind: Literal["issue_catalogue"] = "issue_catalogue"
    id: Identifier
    version: Version
    title: Name
    description: Text = ""
    source: Name
    issues: Annotated[tuple[Issue, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        unique("issue", [issue.id for issue in self.issues])
        return self

    @cached_property
    def ref(self) -> CatalogueRef:
        """The id and version."""
        return CatalogueRef(id=self.id, version=self.version)

    @cached_property
    def by_id(self) -> dict[str, Issue]:
        """Issues by id, in catalogue order."""
        return {issue.id: issue for issue in self.issues}
