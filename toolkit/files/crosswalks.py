"""Finding the crosswalk between two catalogues or category sets, and checking that it fits them."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from toolkit.errors import Fault, InputRejected, ToolkitError
from toolkit.files.faults import nearest_name, shown
from toolkit.files.library import Entry, Library, library_beside, read_list
from toolkit.files.list_kinds import kind_of, words_for
from toolkit.language import say
from toolkit.model.assessment import Return
from toolkit.model.issues import CatalogueRef
from toolkit.model.list_crosswalk import CategoryCrosswalk, IssueCrosswalk, ListCrosswalk

C = TypeVar("C", bound=ListCrosswalk)


@dataclass(frozen=True)
class Found(Generic[C]):
    """What was found between two lists: one crosswalk, none, or several to choose from."""

    crosswalk: C | None
    choice: tuple[str, ...] = ()
    """Id and version of each, where there are several and nobody has said which counts."""


def issue_crosswalk_between(beside: Path | Library, old: Return, new: Return) -> Found[IssueCrosswalk]:
    """Find the crosswalk from one return's issue catalogue to the other's, beside the return at `beside`.

    Raises
    ------
    InputRejected
        When the one there is holds faults, or does not fit the catalogues.
    """
    found = crosswalk_between(library_beside(beside), IssueCrosswalk, old.catalogue.ref, new.catalogue.ref)
    if found.crosswalk:
        refuse_misfit(found.crosswalk, old.catalogue.by_id, new.catalogue.by_id)
    return found


def category_crosswalk_between(beside: Path | Library, old: Return, new: Return) -> Found[CategoryCrosswalk]:
    """Find the crosswalk from one return's category set to the other's; as `issue_crosswalk_between`."""
    sets = old.category_set, new.category_set
    found = crosswalk_between(library_beside(beside), CategoryCrosswalk, sets[0].ref, sets[1].ref)
    if found.crosswalk:
        refuse_misfit(found.crosswalk, sets[0].codes, sets[1].codes)
    return found


def crosswalk_between(library: Library, model: type[C], old: CatalogueRef, new: CatalogueRef) -> Found[C]:
    """Find the crosswalk between two lists: the newest version where all that lead there have one id."""
    if old == new:
        return Found(None)
    wanted = (old.model_dump(), new.model_dump())
    newest: dict[str, Entry] = {}
    for entry in library.entries(model):
        values = entry.values
        ends = (values.get("from_list"), values.get("to_list"))
        if ends == wanted and (entry.id not in newest or entry.order > newest[entry.id].order):
            newest[entry.id] = entry
    read = [entry.read() for entry in newest.values()]
    crosswalks = [one for one in read if isinstance(one, model)]
    if len(crosswalks) > 1:
        return Found(None, tuple(str(one.ref) for one in crosswalks))
    return Found(crosswalks[0] if crosswalks else None)


def read_crosswalk(name: str, beside: Path | Library) -> ListCrosswalk:
    """Return the crosswalk in a file, or the one known beside `beside` by id or ``id-version``.

    Raises
    ------
    InputRejected
        When the file holds faults or something else, or no crosswalk has the id.
    StorageFailed
        When the file is missing or cannot be read.
    """
    path = Path(name)
    if path.suffix == ".toml" or path.exists():
        found = read_list(path)
        if isinstance(found, ListCrosswalk):
            return found
        problem = say(
            "it is a file of kind {kind}, not a crosswalk between two lists", kind=shown(kind_of(type(found)))
        )
        remedy = say('Name a file with kind = "issue_crosswalk" or "category_crosswalk"')
        raise InputRejected([Fault(path.name, "", problem, remedy, "E_KIND")])
    library = library_beside(beside)
    known = {entry.id for entry in library.entries(CategoryCrosswalk)}
    known |= {f"{entry.id}-{entry.version}" for entry in library.entries(CategoryCrosswalk)}
    return library.find(CategoryCrosswalk if name in known else IssueCrosswalk, name)


def refuse_misfit(crosswalk: ListCrosswalk, old: Collection[str], new: Collection[str]) -> None:
    """Refuse a crosswalk that names entries its lists lack.

    Raises
    ------
    InputRejected
        With every fault, and the nearest valid name.
    """
    both = {*old, *new}
    faults = [
        Fault(
            f"{words_for(type(crosswalk))} {crosswalk.ref}",
            "",
            problem,
            say("Name entries by the ids or codes of the two lists"),
            "E_UNKNOWN_ENTRY",
            nearest_name(entry, both) if entry not in both else None,
        )
        for entry, problem in crosswalk.faults_in(old, new)
    ]
    if faults:
        raise InputRejected(faults)


def refuse_misfit_beside(crosswalk: ListCrosswalk, beside: Path) -> None:
    """As `refuse_misfit`, by the lists found beside the file; where one is missing nothing is said."""
    library = library_beside(beside)
    lists = crosswalk.from_list, crosswalk.to_list
    try:
        if isinstance(crosswalk, IssueCrosswalk):
            ends = [tuple(library.catalogue(one.id, one.version).by_id) for one in lists]
        else:
            ends = [library.category_set(one.id, one.version).codes for one in lists]
    except ToolkitError:
        return
    refuse_misfit(crosswalk, *ends)
