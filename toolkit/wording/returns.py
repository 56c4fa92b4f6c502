"""Sentences about a return: marking, origin, horizon bullets, what scorers gave."""

from collections.abc import Sequence

from toolkit.cells import listed
from toolkit.methods.spread import Spread
from toolkit.model.assessment import DataOrigin, Marking, Origin, Return
from toolkit.model.horizon import HorizonHeading, HorizonItem
from toolkit.wording.plain import number_word


def origin_sentence(part: str, origin: DataOrigin) -> str:
    """Say where a part of a return comes from, or return an empty text for a partnership's own."""
    if origin.origin is Origin.OWN:
        return origin.note
    said = origin.note.casefold().startswith(origin.origin.value)
    return f"{part} {origin.note}" if said else f"{part} {origin.origin.value}. {origin.note}".strip()


def return_origins(return_: Return) -> list[str]:
    """Say where the parts of a return come from, one sentence a part that is not plainly its own."""
    origins = return_.origins
    parts = {"Scores": origins.scores, "Priorities": origins.priorities, "Horizon items": origins.horizon}
    held = {"Scores": return_.scores, "Priorities": return_.priorities, "Horizon items": return_.horizon}
    return [s for part, origin in parts.items() if held[part] and (s := origin_sentence(f"{part}:", origin))]


def marking_line(marking: Marking, handling: str) -> str:
    """Return the protective marking with its handling instruction, or an empty text."""
    return "" if marking is Marking.NONE else " - ".join(filter(None, [marking.value, handling]))


def horizon_bullets(items: Sequence[HorizonItem], heading: HorizonHeading) -> list[str]:
    """Return the items under a heading as Appendix C prints them: semicolons, then a full stop."""
    titles = [item.title for item in items if item.heading == heading.id]
    return [f"{title};" for title in titles[:-1]] + [f"{title}." for title in titles[-1:]]


def spread_sentence(spreads: Sequence[Spread]) -> str:
    """Say how many have scored an issue, where they lie furthest apart and how much is agreed."""
    people = {score.scorer for spread in spreads for score in spread.given}
    if not people:
        return "No scorer has given a level for this issue yet."
    widest = max(spread.steps or 0 for spread in spreads)
    furthest = listed([spread.criterion.label for spread in spreads if spread.steps == widest])
    who = f"{number_word(len(people))} {'scorer has' if len(people) == 1 else 'scorers have'}".capitalize()
    steps = f"{number_word(widest)} {'step' if widest == 1 else 'steps'}"
    apart = f"Furthest apart: {furthest} ({steps})." if widest else "Nowhere do they lie apart."
    agreed = sum(spread.agreed is not None for spread in spreads)
    return f"{who} given levels. {apart} Agreed: {agreed} of {len(spreads)} criteria."
