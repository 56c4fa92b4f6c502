"""The cards of every district and issue from counts that were loaded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from toolkit.evidence.against import against_county
from toolkit.evidence.cards import Figure, card_of, judgement_card, missing_card
from toolkit.evidence.loaded import Loaded
from toolkit.evidence.open_figures import open_figures
from toolkit.evidence.partner_figures import partner_figures
from toolkit.evidence.people import People
from toolkit.methods.monthly_trend import month_number, year_and_month
from toolkit.model.area import AreaSet
from toolkit.model.evidence import Denominator, EvidenceCard, EvidenceMapping, FigureKind, IssueMeasure
from toolkit.model.evidence_source import EvidenceSource, EvidenceSources, Shape

_PUBLISHED: Final = frozenset({Shape.STREET, Shape.RECORDED_CRIME, Shape.COLLISIONS})


def figures(
    loaded: Loaded,
    mapping: EvidenceMapping,
    sources: EvidenceSources,
    areas: AreaSet,
    *,
    as_at: str | None = None,
    households: pd.DataFrame | None = None,
) -> tuple[EvidenceCard, ...]:
    """Return the cards of all districts and issues, by district in the order of the area set, then by issue.

    Every issue of the mapping has a card in every district: a figure, one that says what is missing, or
    judgement. Own figures of an issue add a card for each partner that gave one, whatever the mapping says.

    Parameters
    ----------
    loaded
        As `load_evidence` gives it. A period of a district is known where the source counts anything in
        it; of collisions, which are few, where it counts one in any district. What is not known is never 0.
    mapping, sources
        What stands for which issue; what the sources' types and breaks are.
    as_at
        The last month to be counted, ``YYYY-MM``; None for the last that is known. Each source ends with its
        last whole month, quarter or year until then.
    households
        Like `Loaded.population` with households in the place of residents; residents stand in without it,
        and the card says so.

    Raises
    ------
    ValueError
        Where `as_at` is no month.
    """
    asked = _Asked(
        loaded=loaded,
        areas=areas,
        people=People(loaded.population, households),
        as_at=None if as_at is None else month_number(as_at),
    )
    cards = _own_cards(asked, mapping)
    for measure in mapping.measures:
        with_own = {card.district for card in cards if card.issue == measure.issue}
        cards += _of_measure(asked, measure, sources, with_own)
    place = {district: k for k, district in enumerate(asked.districts)}
    order = {measure.issue: k for k, measure in enumerate(mapping.measures)}
    return tuple(sorted(cards, key=lambda c: (place[c.district], order.get(c.issue, len(order)))))


@dataclass(frozen=True)
class _Asked:
    """What all cards of one call share."""

    loaded: Loaded
    areas: AreaSet
    people: People
    as_at: int | None

    @property
    def districts(self) -> tuple[str, ...]:
        return tuple(district.id for district in self.areas.districts)


def _of_measure(
    asked: _Asked, measure: IssueMeasure, sources: EvidenceSources, with_own: set[str]
) -> Iterable[EvidenceCard]:
    """Return a card for each district, but for those that have an own figure where one is waited for."""
    if measure.source is None:
        return [judgement_card(district, measure) for district in asked.districts]
    source = sources.by_id[measure.source]
    if source.shape not in _PUBLISHED:
        lacking = [district for district in asked.districts if district not in with_own]
        return [missing_card(district, measure, FigureKind.OWN) for district in lacking]
    cards = {card.district: card for card in _open_cards(asked, measure, source)}
    return [
        cards.get(district) or missing_card(district, measure, FigureKind.OPEN)
        for district in asked.districts
    ]


def _open_cards(asked: _Asked, measure: IssueMeasure, source: EvidenceSource) -> list[EvidenceCard]:
    found = open_figures(asked.loaded.counts, measure, source, asked.areas, asked.as_at)
    return _held_together(asked, _per_head(asked, found, measure.denominator))


def _own_cards(asked: _Asked, mapping: EvidenceMapping) -> list[EvidenceCard]:
    cards: list[EvidenceCard] = []
    for group in partner_figures(asked.loaded.own, mapping, asked.districts, asked.as_at):
        all_own = all(one.denominator for one in group)
        cards += _held_together(
            asked,
            [replace(one, denominator_kind=Denominator.OWN) for one in group]
            if all_own
            else _per_head(asked, group, Denominator.RESIDENTS),
        )
    return cards


def _per_head(asked: _Asked, found: Sequence[Figure], denominator: Denominator) -> list[Figure]:
    """Return the figures of one period with their denominators, of the same kind for all."""
    if not found:
        return []
    year, _ = year_and_month(found[0].last)
    kind, people = asked.people.of(denominator, year, [one.district for one in found])
    return [replace(one, denominator=people.get(one.district), denominator_kind=kind) for one in found]


def _held_together(asked: _Asked, found: Sequence[Figure]) -> list[EvidenceCard]:
    """Return the card of each district's figure, held against all of them."""
    made_up = asked.loaded.report.made_up
    pairs = zip(found, against_county(found), strict=True)
    return [card_of(replace(one, made_up=made_up), beside) for one, beside in pairs]
