"""What an import would do, before any of it is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from toolkit.model.assessment import Return
from toolkit.model.beside import Beside
from toolkit.model.county import CountyDecisions
from toolkit.store.acts import Edit
from toolkit.store.chain import Head
from toolkit.store.lists import list_name
from toolkit.store.records import Record
from toolkit.store.values import lists_of

KeepList = tuple[BaseModel, str | None]
"""A list with the text of its file, where it has one of its own."""


@dataclass(frozen=True)
class Batch:
    """What is to be imported: returns by the name of their folder, the county's own, and every list found."""

    returns: Mapping[str, Return]
    county: CountyDecisions | None = None
    lists: tuple[KeepList, ...] = ()
    beside: Mapping[str, Beside] = field(default_factory=dict)
    """What stands beside returns, by the same names; a return without any says nothing of it."""

    @property
    def beyond_returns(self) -> bool:
        """Say whether there is more in it than districts' returns and the lists they are made with."""
        used = {list_name(one) for return_ in self.returns.values() for one in lists_of(return_).values()}
        return self.county is not None or any(list_name(model) not in used for model, _ in self.lists)


@dataclass(frozen=True)
class Difference:
    """One thing that would change: what it says in the store and what it would say; None where it is not."""

    subject: str
    key: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


@dataclass(frozen=True)
class Part:
    """A return, or the county's own, with what importing it would change; `head` is where its chain stood."""

    name: str
    record: Record
    head: Head
    return_: Return | None
    """The return as it would be; None for the county's own."""
    edits: tuple[Edit, ...] = field(default=(), repr=False)
    differences: tuple[Difference, ...] = field(default=(), repr=False)
    because: str = ""
    """Why it is refused, if it is."""
    lists: tuple[KeepList, ...] = field(default=(), repr=False)

    @property
    def is_new(self) -> bool:
        """Say whether the store holds no such record yet."""
        return self.head.count == 0


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do. Nothing of it is done while anything is refused."""

    new: tuple[Part, ...]
    changed: tuple[Part, ...]
    unchanged: tuple[Part, ...]
    refused: tuple[Part, ...]
    refused_lists: tuple[str, ...]
    """A sentence for each list that is kept with other content under the same id and version."""
    new_lists: tuple[str, ...]
    """Each list that would be kept, as ``matrix own-matrix 1.0``."""
    lists: tuple[KeepList, ...] = field(repr=False)
    beyond_returns: bool
    """Whether there is more in it than districts' returns and the lists they are made with."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """Everything that was looked at."""
        return (*self.new, *self.changed, *self.unchanged, *self.refused)

    @property
    def changes_nothing(self) -> bool:
        """Say whether all of it is in the store already."""
        return not (self.new or self.changed or self.new_lists or self.refused or self.refused_lists)
