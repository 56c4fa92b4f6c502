"""The lists that give figures their meaning for a return, as the database has them."""

from collections.abc import Iterable
from typing import Final

from apps import returns
from apps.opened import opened, principal
from toolkit.evidence.lists import EvidenceLists, lists_for
from toolkit.exchange.reading import shipped_county
from toolkit.language import say
from toolkit.model.area import AreaSet
from toolkit.store.assessments import Stored
from toolkit.store.county import county_lists

CODES: Final = {
    "LSOA": say("lower layer super output area, a statistical area of about 1,500 people"),
    "ONS": say("Office for National Statistics"),
    "STATS19": say("the police's form for road collisions in which somebody was hurt"),
}
"""Short forms in the names of sources and files."""


def figure_codes(texts: Iterable[str]) -> dict[str, str]:
    """Return the short forms in the names of sources that stand in `texts`, with what they stand for."""
    every = "\n".join(texts)
    return {code: meaning for code, meaning in CODES.items() if code in every}


def areas() -> AreaSet:
    """Return the county's districts, or the shipped ones where the database holds no county."""
    found = county_lists(opened().store, principal())
    return found[0] if found else shipped_county().area_set


def lists_of(stored: Stored) -> EvidenceLists:
    """Return the lists for a return; raises as `lists_for`."""
    return lists_for(returns.library(), stored.return_, areas())


def district_of(stored: Stored, lists: EvidenceLists) -> str:
    """Return the id under which cards name the district of a return; nothing where the county lacks it."""
    try:
        return lists.areas.district(stored.record.district).id
    except KeyError:
        return ""
