"""What is the county's own, taken apart into things that are revised one by one, and put together again."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from toolkit.model.area import AreaSet
from toolkit.model.assessment import ReturnOrigins
from toolkit.model.county import ConfirmedAlignment, CountyDecisions, CountyPriority, NotEscalated
from toolkit.model.horizon import HeadingSet, HorizonItem
from toolkit.model.matrix import Frozen
from toolkit.model.priorities import CategorySet
from toolkit.store.acts import Edit
from toolkit.store.entries import Thing
from toolkit.store.lists import list_hash
from toolkit.store.state import State
from toolkit.store.values import HORIZON_ITEM, ListRef, Things, edits_from

COUNTY: Final = "county"
NOT_ESCALATED: Final = "not_escalated"
COUNTY_PRIORITY: Final = "county_priority"
ALIGNMENT: Final = "alignment"

COUNTY_LISTS: Final[Mapping[str, type[Frozen]]] = {
    "area_set": AreaSet,
    "category_set": CategorySet,
    "heading_set": HeadingSet,
}
"""The lists that count for a county, by the field that holds each."""


def county_edits(state: State, before: CountyDecisions | None, after: CountyDecisions) -> list[Edit]:
    """Return the edits that turn what `state` holds, which is `before`, into `after`."""
    return edits_from(state, _things(before) if before is not None else {}, _things(after))


def lists_of(decisions: CountyDecisions) -> list[tuple[Frozen, None]]:
    """Return the lists that count for the county, as lists are kept."""
    return [(getattr(decisions, part), None) for part in COUNTY_LISTS]


def county_refs(state: State) -> dict[str, ListRef]:
    """Return the lists that count for a stored county, by field."""
    about = state.value_of(COUNTY)
    return {part: ListRef(**about[part]) for part in COUNTY_LISTS}


def decisions_of(state: State, lists: Mapping[str, Frozen]) -> CountyDecisions:
    """Put what is the county's own together from its stored things and the lists that count for it."""
    about: Mapping[str, Any] = state.value_of(COUNTY)
    given: dict[str, Any] = dict(lists)
    return CountyDecisions(
        name=about["name"],
        origins=ReturnOrigins(**about["origins"]),
        horizon=tuple(HorizonItem(**value) for value in _values(state, HORIZON_ITEM)),
        not_escalated=tuple(NotEscalated(**value) for value in _values(state, NOT_ESCALATED)),
        priorities=tuple(CountyPriority(**value) for value in _values(state, COUNTY_PRIORITY)),
        alignments=tuple(ConfirmedAlignment(**value) for value in _values(state, ALIGNMENT)),
        **given,
    )


def _things(decisions: CountyDecisions) -> Things:
    about: dict[str, Any] = {"name": decisions.name, "origins": decisions.origins.model_dump(mode="json")}
    for part in COUNTY_LISTS:
        found = getattr(decisions, part)
        about[part] = {"id": found.id, "version": found.version, "hash": list_hash(found)}
    found_things: dict[Thing, Frozen | Mapping[str, Any]] = {(COUNTY, ""): about}
    found_things |= {(HORIZON_ITEM, item.id): item for item in decisions.horizon}
    found_things |= {(COUNTY_PRIORITY, one.id): one for one in decisions.priorities}
    found_things |= {(ALIGNMENT, f"{one.plan}/{one.row.category}"): one for one in decisions.alignments}
    return found_things | dict(_not_escalated(decisions.not_escalated))


def _not_escalated(rows: Iterable[NotEscalated]) -> Iterator[tuple[Thing, NotEscalated]]:
    """Yield each row under its district and issue; a second row of the same is numbered."""
    seen: dict[str, int] = {}
    for row in rows:
        key = f"{row.district}/{row.issue}"
        seen[key] = seen.get(key, 0) + 1
        yield (NOT_ESCALATED, key if seen[key] == 1 else f"{key}/{seen[key]}"), row


def _values(state: State, subject: str) -> Iterator[dict[str, Any]]:
    return (entry.value for entry in state.of(subject).values() if entry.value is not None)
