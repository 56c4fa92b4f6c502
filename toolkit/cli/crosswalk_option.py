"""The option `--crosswalk` of `compare`: the crosswalks asked for, or those found beside the later return."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.cli.database import beside
from toolkit.errors import UsageError
from toolkit.language import say

if TYPE_CHECKING:
    from toolkit.files.crosswalks import Found
    from toolkit.model.assessment import Return
    from toolkit.model.issues import CatalogueRef
    from toolkit.model.list_crosswalk import CategoryCrosswalk, IssueCrosswalk, ListCrosswalk
    from toolkit.model.priorities import CategorySet


def crosswalks_of(
    given: Sequence[str], later: Path, old: "Return", new: "Return"
) -> tuple["Found[IssueCrosswalk]", "Found[CategoryCrosswalk]"]:
    """Return the crosswalks of issues and of categories between two years, found beside the later return.

    Raises
    ------
    UsageError
        When one asked for leads between other lists, or two of one kind are asked for.
    InputRejected
        When one holds faults, or names entries that its lists lack.
    """
    from toolkit.files.crosswalks import (
        Found,
        category_crosswalk_between,
        issue_crosswalk_between,
        read_crosswalk,
        refuse_misfit,
    )
    from toolkit.model.list_crosswalk import CategoryCrosswalk, IssueCrosswalk

    place = beside(later)
    read = [read_crosswalk(name, place) for name in given]
    issues = [one for one in read if isinstance(one, IssueCrosswalk)]
    categories = [one for one in read if isinstance(one, CategoryCrosswalk)]
    if max(len(issues), len(categories)) > 1:
        raise UsageError(say("Give one crosswalk of issues and one of categories at most."))
    for one in issues:
        _refuse_others(one, old.catalogue.ref, new.catalogue.ref)
        refuse_misfit(one, old.catalogue.by_id, new.catalogue.by_id)
    for other in categories:
        _refuse_others(other, old.category_set.ref, new.category_set.ref)
        refuse_misfit(other, old.category_set.codes, new.category_set.codes)
    return (
        Found(issues[0]) if issues else issue_crosswalk_between(place, old, new),
        Found(categories[0]) if categories else category_crosswalk_between(place, old, new),
    )


def county_crosswalk(
    given: Sequence[str], later: Path, old: "CategorySet", new: "CategorySet"
) -> "Found[CategoryCrosswalk]":
    """Return the crosswalk between the category sets of a county's two years; as `crosswalks_of`."""
    from toolkit.files.crosswalks import Found, crosswalk_between, read_crosswalk, refuse_misfit
    from toolkit.files.library import library_beside
    from toolkit.model.list_crosswalk import CategoryCrosswalk

    place = beside(later)
    read = [read_crosswalk(name, place) for name in given]
    if any(not isinstance(one, CategoryCrosswalk) for one in read) or len(read) > 1:
        raise UsageError(
            say("For two years of a county give one crosswalk of categories at most, and none of issues.")
        )
    for one in read:
        _refuse_others(one, old.ref, new.ref)
    chosen = [one for one in read if isinstance(one, CategoryCrosswalk)]
    library = library_beside(place)
    found = Found(chosen[0]) if chosen else crosswalk_between(library, CategoryCrosswalk, old.ref, new.ref)
    if found.crosswalk:
        refuse_misfit(found.crosswalk, old.codes, new.codes)
    return found


def _refuse_others(crosswalk: "ListCrosswalk", old: "CatalogueRef", new: "CatalogueRef") -> None:
    if (crosswalk.from_list, crosswalk.to_list) != (old, new):
        raise UsageError(
            say(
                "Crosswalk {crosswalk} leads from {from_list} to {to_list}; the returns use {old} and {new}.",
                crosswalk=crosswalk.ref,
                from_list=crosswalk.from_list,
                to_list=crosswalk.to_list,
                old=old,
                new=new,
            )
        )
