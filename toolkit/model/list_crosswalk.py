"""How the issues of one catalogue, or the county categories of one set, go on in another."""

from collections import Counter
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from toolkit.language import say
from toolkit.model.issues import CatalogueRef
from toolkit.model.matrix import Frozen
from toolkit.model.text import Identifier, Name, Version

Change = Literal["same", "reworded", "split", "merged"]
Ground = Literal["inferred", "published"]


class EntryLink(Frozen):
    """An entry of the old list and one that it goes on as in the new, marked with its ground."""

    from_entry: Name
    to_entry: Name
    change: Change
    provenance: Ground
    because: Name


class EntryAlone(Frozen):
    """An entry that follows from none, or from which none follows, marked with its ground."""

    entry: Name
    provenance: Ground
    because: Name


class ListCrosswalk(Frozen):
    """Which entries of one list go on as which entries of another.

    An entry that neither `links` nor `dropped` names goes on under its own id where the new list has it.
    """

    id: Identifier
    version: Version
    title: Name
    source: Name
    from_list: CatalogueRef
    to_list: CatalogueRef
    links: Annotated[tuple[EntryLink, ...], Field(min_length=1)]
    new: tuple[EntryAlone, ...] = ()
    dropped: tuple[EntryAlone, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        faults = [*_lists(self), *_twice(self), *_contradictions(self), *_misnamed_changes(self)]
        if faults:
            raise ValueError("; ".join(faults))
        return self

    @cached_property
    def ref(self) -> CatalogueRef:
        """The id and version."""
        return CatalogueRef(id=self.id, version=self.version)

    def heirs(self, old: Collection[str], new: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return the entries of `new` that each entry of `old` goes on as; none for one that is dropped."""
        named: dict[str, list[str]] = {entry.entry: [] for entry in self.dropped}
        for link in self.links:
            named.setdefault(link.from_entry, []).append(link.to_entry)
        return {
            entry: tuple(named.get(entry, [entry] if entry in new else ()))
            for entry in dict.fromkeys([*old, *named])
        }

    def link(self, old: str, new: str) -> EntryLink | None:
        """Return the link between two entries, or None where the crosswalk names none."""
        return next((one for one in self.links if (one.from_entry, one.to_entry) == (old, new)), None)

    def faults_in(self, old: Collection[str], new: Collection[str]) -> Iterator[tuple[str, str]]:
        """Yield (entry, what is wrong) for all it says that lists of the entries `old` and `new` do not bear.

        A new entry that the old list has too goes on from itself, unless the old one is linked or dropped.
        """
        gone = {link.from_entry for link in self.links} | {alone.entry for alone in self.dropped}
        came = {link.to_entry for link in self.links} | {alone.entry for alone in self.new}
        yield from (
            (entry, say("{from_list} has no '{entry}'", from_list=self.from_list, entry=entry))
            for entry in sorted(gone - set(old))
        )
        yield from (
            (entry, say("{to_list} has no '{entry}'", to_list=self.to_list, entry=entry))
            for entry in sorted(came - set(new))
        )
        for entry in sorted(came & set(old) - gone):
            yield (
                entry,
                say(
                    "{from_list} has '{entry}' too; link or drop it there",
                    from_list=self.from_list,
                    entry=entry,
                ),
            )


class IssueCrosswalk(ListCrosswalk):
    """Which issues of one catalogue go on as which issues of another."""

    kind: Literal["issue_crosswalk"] = "issue_crosswalk"


class CategoryCrosswalk(ListCrosswalk):
    """Which categories of one county category set go on as which categories of another, by their codes."""

    kind: Literal["category_crosswalk"] = "category_crosswalk"


def _lists(crosswalk: ListCrosswalk) -> Iterator[str]:
    if crosswalk.from_list == crosswalk.to_list:
        yield say("from_list and to_list are both {from_list}", from_list=crosswalk.from_list)


def _twice(crosswalk: ListCrosswalk) -> Iterator[str]:
    pairs = Counter((link.from_entry, link.to_entry) for link in crosswalk.links)
    yield from (
        say("'{old}' to '{new}' is linked twice", old=old, new=new)
        for (old, new), times in pairs.items()
        if times > 1
    )
    for word, alone in (("new", crosswalk.new), ("dropped", crosswalk.dropped)):
        counted = Counter(entry.entry for entry in alone)
        yield from (
            say("'{entry}' is called {word} twice", entry=entry, word=word)
            for entry, times in counted.items()
            if times > 1
        )


def _contradictions(crosswalk: ListCrosswalk) -> Iterator[str]:
    parents, heirs = _ends(crosswalk)
    for alone in crosswalk.dropped:
        if alone.entry in heirs:
            yield say("'{entry}' is both linked and dropped", entry=alone.entry)
    for alone in crosswalk.new:
        if alone.entry in parents:
            yield say("'{entry}' is both linked and new", entry=alone.entry)


def _misnamed_changes(crosswalk: ListCrosswalk) -> Iterator[str]:
    """Yield the links whose word does not fit how many entries hang on their ends."""
    parents, heirs = _ends(crosswalk)
    for link in crosswalk.links:
        several_heirs, several_parents = heirs[link.from_entry] > 1, parents[link.to_entry] > 1
        fits = {
            "same": not (several_heirs or several_parents) and link.from_entry == link.to_entry,
            "reworded": not (several_heirs or several_parents),
            "split": several_heirs,
            "merged": several_parents,
        }
        if not fits[link.change]:
            yield say(
                "'{from_entry}' to '{to_entry}' is called {change}; {meaning}",
                from_entry=link.from_entry,
                to_entry=link.to_entry,
                change=link.change,
                meaning=_MEANING[link.change],
            )


_MEANING = {
    "same": say("that is for one entry that keeps its id"),
    "reworded": say("that is for one entry that goes on as one"),
    "split": say("that is for an entry with several links from it"),
    "merged": say("that is for an entry with several links to it"),
}


def _ends(crosswalk: ListCrosswalk) -> tuple[Counter[str], Counter[str]]:
    """Return how many links lead to each new entry, and how many from each old one."""
    return (
        Counter(link.to_entry for link in crosswalk.links),
        Counter(link.from_entry for link in crosswalk.links),
    )
