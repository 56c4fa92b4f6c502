"""Finding policing plans, how categories stand to them, and tiles; and checking that they fit their lists."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from toolkit.errors import Fault, InputRejected, ToolkitError
from toolkit.files.faults import nearest_name
from toolkit.files.library import Entry, Library, library_beside
from toolkit.files.list_kinds import words_for
from toolkit.language import say
from toolkit.model.area import AreaSet
from toolkit.model.issues import CatalogueRef
from toolkit.model.plan import PlanAlignment, PolicingPlan
from toolkit.model.tiles import TileLayout

L = TypeVar("L", bound=BaseModel)


def policing_plans(library: Library, plan_year: str = "") -> tuple[PolicingPlan, ...]:
    """Return the newest version of every plan: those that run in `plan_year` first, then the latest.

    Raises
    ------
    InputRejected
        When one holds faults.
    """
    found = _newest(library, PolicingPlan, {})
    latest = sorted(found, key=lambda plan: plan.years, reverse=True)
    return tuple(sorted(latest, key=lambda plan: not (plan_year and plan.covers(plan_year))))


def alignment_for(
    library: Library, plan: PolicingPlan, category_set: CatalogueRef, codes: Iterable[str]
) -> PlanAlignment | None:
    """Return how the categories of a set stand to a plan; None where no list says so, or several do.

    Raises
    ------
    InputRejected
        When the one there is holds faults, or does not fit the plan and the set.
    """
    wanted = {"plan": plan.ref.model_dump(), "category_set": category_set.model_dump()}
    found = _newest(library, PlanAlignment, wanted)
    if len(found) != 1:
        return None
    _refuse(found[0], found[0].faults_in(plan, tuple(codes)), (*plan.ids, *codes))
    return found[0]


def tiles_for(library: Library, areas: AreaSet) -> TileLayout | None:
    """Return the tiles of the districts of `areas`, or None where none are known; as `alignment_for`."""
    ref = CatalogueRef(id=areas.id, version=areas.version)
    found = _newest(library, TileLayout, {"area_set": ref.model_dump()})
    if len(found) != 1:
        return None
    _refuse(found[0], found[0].faults_in(areas), [district.id for district in areas.districts])
    return found[0]


def refuse_plan_misfit_beside(found: BaseModel, beside: Path) -> None:
    """Refuse an alignment or tiles that do not fit the lists found beside the file.

    Where such a list is missing nothing is said.

    Raises
    ------
    InputRejected
        With every fault, and the nearest valid name.
    """
    library = library_beside(beside)
    try:
        if isinstance(found, PlanAlignment):
            plan = library.find(PolicingPlan, found.plan.id, found.plan.version)
            codes = library.category_set(found.category_set.id, found.category_set.version).codes
            faults, names = tuple(found.faults_in(plan, codes)), (*plan.ids, *codes)
        elif isinstance(found, TileLayout):
            areas = library.area_set(found.area_set.id, found.area_set.version)
            faults, names = tuple(found.faults_in(areas)), tuple(one.id for one in areas.districts)
        else:
            return
    except ToolkitError:
        return
    _refuse(found, faults, names)


def _newest(library: Library, model: type[L], wanted: Mapping[str, object]) -> list[L]:
    newest: dict[str, Entry] = {}
    for entry in library.entries(model):
        fits = all(entry.values.get(key) == value for key, value in wanted.items())
        if fits and (entry.id not in newest or entry.order > newest[entry.id].order):
            newest[entry.id] = entry
    return [one for entry in newest.values() if isinstance(one := entry.read(), model)]


def _refuse(
    found: PlanAlignment | TileLayout, wrong: Iterable[tuple[str, str]], names: Iterable[str]
) -> None:
    valid = tuple(names)
    faults = [
        Fault(
            f"{words_for(type(found))} {found.ref}",
            "",
            problem,
            say("Name entries by the ids or codes of its lists, each once"),
            "E_UNKNOWN_ENTRY",
            nearest_name(name, valid) if name not in valid else None,
        )
        for name, problem in wrong
    ]
    if faults:
        raise InputRejected(faults)
