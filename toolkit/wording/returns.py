"""Sentences about a return: marking, origin, horizon bullets, what scorers gave."""

from collections.abc import Sequence

from toolkit.cells.numbers import listed
from toolkit.cells.words import word_text
from toolkit.language import say, say_number
from toolkit.methods.spread import Spread
from toolkit.model.assessment import DataOrigin, Marking, Origin, Return
from toolkit.model.horizon import HorizonHeading, HorizonItem
from toolkit.wording.plain import number_word


def origin_sentence(part: str, origin: DataOrigin) -> str:
    """Say where a part of a return comes from, or return an empty text for a partnership's own."""
    if origin.origin is Origin.OWN:
        return origin.note
    said = origin.note.casefold().startswith(origin.origin.value)
    return f"{part} {origin.note}" if said else f"{part} {word_text(origin.origin)}. {origin.note}".strip()


def return_origins(return_: Return) -> list[str]:
    """Say where the parts of a return come from, one sentence a part that is not plainly its own."""
    origins = return_.origins
    parts = (
        (say("Scores:"), origins.scores, return_.scores),
        (say("Priorities:"), origins.priorities, return_.priorities),
        (say("Horizon items:"), origins.horizon, return_.horizon),
    )
    return [s for part, origin, held in parts if held and (s := origin_sentence(part, origin))]


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
        return say("No scorer has given a level for this issue yet.")
    widest = max(spread.steps or 0 for spread in spreads)
    furthest = listed([spread.criterion.label for spread in spreads if spread.steps == widest])
    steps = say_number("{number} step", "{number} steps", widest, number=number_word(widest))
    apart = (
        say("Furthest apart: {furthest} ({steps}).", furthest=furthest, steps=steps)
        if widest
        else say("Nowhere do they lie apart.")
    )
    agreed = sum(spread.agreed is not None for spread in spreads)
    return say_number(
        "{number} scorer has given levels. {apart} Agreed: {agreed} of {criteria} criteria.",
        "{number} scorers have given levels. {apart} Agreed: {agreed} of {criteria} criteria.",
        len(people),
        number=number_word(len(people)).capitalize(),
        apart=apart,
        agreed=agreed,
        criteria=len(spreads),
    )
