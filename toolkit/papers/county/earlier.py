"""An earlier year of a county beside this one, as far as the two can be compared."""

from toolkit.errors import ToolkitError
from toolkit.files.crosswalks import (
    category_crosswalk_between,
    crosswalk_between,
    issue_crosswalk_between,
    refuse_misfit,
)
from toolkit.files.library import Library
from toolkit.methods.county import County, county
from toolkit.methods.county_trends import CountChange, compare_counts
from toolkit.methods.return_priorities import YearPriorities, compare_return_priorities
from toolkit.model.county import CountyReturns
from toolkit.model.list_crosswalk import CategoryCrosswalk
from toolkit.papers.county.pack import EarlierYear
from toolkit.wording.trends import lists_sentence


def earlier_year(old: CountyReturns, now: County, library: Library) -> EarlierYear:
    """Return what can be said of an earlier year beside this one, and why the rest cannot."""
    year = old.returns[0].assessment_year
    refused: list[str] = []
    try:
        before = county(_under_its_own_set(old))
    except ToolkitError as error:
        return EarlierYear(year, refused=(str(error),))
    changes, followed, crosswalk = _counts(before, now, library, refused)
    return EarlierYear(
        year=year,
        county=before,
        changes=changes,
        followed=followed,
        districts=_districts(before, now, library, refused),
        crosswalk=crosswalk,
        heirs=_heirs(before, now, library, refused),
        refused=tuple(dict.fromkeys(refused)),
    )


def _under_its_own_set(old: CountyReturns) -> CountyReturns:
    """Count an earlier year by the categories its returns were confirmed under, where they share one set."""
    sets = {return_.category_set.ref: return_.category_set for return_ in old.returns}
    return old.changed(category_set=next(iter(sets.values()))) if len(sets) == 1 else old


def _counts(
    before: County, now: County, library: Library, refused: list[str]
) -> tuple[tuple[CountChange, ...], str, CategoryCrosswalk | None]:
    sets = before.returns.category_set, now.returns.category_set
    try:
        walk = crosswalk_between(library, CategoryCrosswalk, sets[0].ref, sets[1].ref)
        if walk.crosswalk:
            refuse_misfit(walk.crosswalk, sets[0].codes, sets[1].codes)
        changes = compare_counts(before.priorities, now.priorities, walk.crosswalk)
    except ToolkitError as error:
        refused.append(str(error))
        return (), "", None
    followed = lists_sentence(sets[0].ref, sets[1].ref, walk.crosswalk, walk.choice)
    return changes, followed, walk.crosswalk


def _districts(
    before: County, now: County, library: Library, refused: list[str]
) -> tuple[tuple[str, YearPriorities], ...]:
    old = {return_.district: return_ for return_ in before.returns.returns}
    compared = []
    for return_ in now.returns.returns:
        if return_.district not in old:
            continue
        try:
            walk = category_crosswalk_between(library, old[return_.district], return_)
            found = compare_return_priorities(old[return_.district], return_, walk.crosswalk)
        except ToolkitError as error:
            refused.append(f"{return_.district}: {error}")
        else:
            compared.append((return_.district, found))
    return tuple(compared)


def _heirs(before: County, now: County, library: Library, refused: list[str]) -> dict[str, tuple[str, ...]]:
    """Return which issues go on as which, by the crosswalk between the catalogues of the two years."""
    heirs: dict[str, tuple[str, ...]] = {}
    ends = {
        (one.catalogue.ref, other.catalogue.ref): (one, other)
        for one in before.returns.returns
        for other in now.returns.returns
    }
    for one, other in ends.values():
        try:
            walk = issue_crosswalk_between(library, one, other)
        except ToolkitError as error:
            refused.append(str(error))
            continue
        if walk.crosswalk:
            heirs |= walk.crosswalk.heirs(one.catalogue.by_id, other.catalogue.by_id)
    return heirs
