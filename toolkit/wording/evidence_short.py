"""A card in one sentence, with everything that travels with its figure."""

from toolkit.cells.evidence import between_text, chance_words, moved_text
from toolkit.language import say
from toolkit.methods.rate_ratio import changed
from toolkit.methods.rates import rate
from toolkit.model.evidence import EvidenceCard, FigureKind, Gap
from toolkit.model.evidence_source import EvidenceSources
from toolkit.wording.evidence import (
    Notes,
    judgement_sentence,
    noted,
    rate_sentence,
    suppressed_sentence,
)
from toolkit.wording.evidence_cards import denominator_words, period_text
from toolkit.wording.trend_line import source_sentence

_BARE = Notes()


def short_sentence(card: EvidenceCard, issue: str, district: str) -> str:
    """Say a card's figure and its change on the year, with the breaks and that it is made up, if it is."""
    if card.figure is FigureKind.JUDGEMENT:
        return judgement_sentence(issue, card.cannot_show)
    what = say("{issue} in {district}", issue=issue, district=district)
    if Gap.NOT_LOADED in card.gaps:
        return say("{what}: no figure was loaded.", what=what)
    said = _figure(card, what)
    change = card.change
    if change is not None and change.estimate is not None:
        said = f"{said} {_change(change.estimate, change.low, change.high)}"
    return noted(said, Notes(card.breaks, made_up=card.made_up))


def _change(ratio: float, low: float, high: float | None) -> str:
    return say(
        "Change: {moved} on the year before ({between}), {verdict}.",
        moved=moved_text(ratio),
        between=between_text(low, high),
        verdict=chance_words(changed(low, high)),
    )


def _figure(card: EvidenceCard, what: str) -> str:
    if card.suppressed:
        return suppressed_sentence(what, period_text(card), _BARE)
    counted = rate(card.count, card.denominator, denominator_words(card.denominator_kind))
    return rate_sentence(what, period_text(card), counted, _BARE)


def origin_sentence(card: EvidenceCard, sources: EvidenceSources | None = None) -> str:
    """Say where a card's figure comes from, which months were loaded, and how far it may be trusted."""
    if card.source is None:
        return ""
    said = source_sentence(source_name(card, sources), card.edition)
    if not card.confidence:
        return said
    words = {"low": say("low"), "moderate": say("moderate")}
    sure = say("Confidence: {confidence}.", confidence=words[card.confidence])
    return f"{said} {sure}"


def source_name(card: EvidenceCard, sources: EvidenceSources | None = None) -> str:
    """Return the name of a card's source, or of who gave an own figure; nothing for judgement."""
    known = sources.by_id.get(card.source) if sources and card.source else None
    return card.given_by or (known.name if known else card.source or "")
