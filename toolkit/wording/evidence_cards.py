"""Sentences of a card: what its figure shows and cannot show, with everything that travels with it."""

from collections.abc import Iterator

from toolkit.cells.dates import month_text
from toolkit.language import say
from toolkit.methods.funnel import Funnel, FunnelPoint, Position
from toolkit.methods.rate_ratio import RateRatio
from toolkit.methods.rates import PER, rate
from toolkit.methods.shrinkage import Shrinkage, ShrunkenRate
from toolkit.model.evidence import Denominator, EvidenceCard, FigureKind, Gap
from toolkit.wording.evidence import (
    Notes,
    change_sentence,
    judgement_sentence,
    made_up_sentence,
    noted,
    rate_sentence,
    suppressed_sentence,
    yearly_sentence,
)
from toolkit.wording.evidence_districts import funnel_sentence, shrunken_sentence

_YEAR = 12
_BARE = Notes()


def card_sentences(card: EvidenceCard, issue: str, district: str) -> list[str]:
    """Return what a card says, by the names of its issue and district; breaks and origin come last, once.

    They are not to be shown apart: each figure needs the sentences that follow it.
    """
    if card.figure is FigureKind.JUDGEMENT:
        return [judgement_sentence(issue, card.cannot_show)]
    what = say("{issue} in {district}", issue=issue, district=district)
    if Gap.NOT_LOADED in card.gaps:
        return [say("{what}: no figure was loaded.", what=what), *_bounds(card)]
    said = [*_figures(card, what), *_bounds(card), *_gaps(card), noted("", Notes(card.breaks)).strip()]
    if card.made_up:
        said.insert(0, made_up_sentence())
    return [sentence for sentence in said if sentence]


def _figures(card: EvidenceCard, what: str) -> Iterator[str]:
    label = denominator_words(card.denominator_kind)
    if card.suppressed:
        yield suppressed_sentence(what, period_text(card), _BARE)
    else:
        yield rate_sentence(what, period_text(card), rate(card.count, card.denominator, label), _BARE)
    if (ratio := ratio_of(card)) is not None:
        is_widened = card.change is None or not card.change.chance_alone
        yield change_sentence(what, ratio, _BARE, is_widened=is_widened)
    yield _trend_words(card, what)
    if card.funnel is not None and card.count is not None:
        at = card.funnel
        point = FunnelPoint(card.count, at.expected, at.low, at.low, at.high, at.high, Position(at.position))
        around = Funnel(0, 1, None if at.chance_alone else 1, ())
        yield funnel_sentence(what, point, around, _BARE)
    if card.shrunken_rate is not None and card.rate is not None and card.county_rate is not None:
        drawn = ShrunkenRate(float(card.rate), card.shrunken_rate, None)
        towards = Shrinkage(float(card.county_rate) / PER, 1, PER, (drawn,))
        yield shrunken_sentence(what, label, drawn, towards, _BARE)


def ratio_of(card: EvidenceCard) -> RateRatio | None:
    """Return a card's change on the year as it was computed, less what the card does not keep."""
    if card.count is None or card.count_before is None:
        return None
    change = card.change
    return RateRatio(
        counts=(card.count, card.count_before),
        exposures=(_YEAR, _YEAR),
        ratio=change.estimate if change else None,
        low=change.low if change else None,
        high=change.high if change else None,
        exact=(None, None),
        p=None,
        phi=change.widened_by if change else 1,
    )


def _trend_words(card: EvidenceCard, what: str) -> str:
    trend = card.trend
    if trend is None or trend.per_year.estimate is None:
        return ""
    limits = trend.per_year.low, trend.per_year.high
    said = yearly_sentence(
        what, (trend.first_month, trend.last_month), trend.per_year.estimate, limits, _BARE
    )
    if trend.cut_at is None:
        return said
    month = month_text(trend.cut_at)
    cut = say("Months before {month} are left out because of a break in the figures.", month=month)
    return f"{said} {cut}"


def period_text(card: EvidenceCard) -> str:
    """Return the 12 months counted in words; empty where there are none."""
    if card.last_month is None:
        return ""
    return say("12 months to {month}", month=month_text(card.last_month))


def denominator_words(kind: Denominator) -> str:
    """Return what a count is set against in words."""
    return {
        Denominator.RESIDENTS: say("residents"),
        Denominator.HOUSEHOLDS: say("households"),
        Denominator.OWN: say("of the denominator given with the figure"),
        Denominator.NOTHING: say("residents"),
    }[kind]


def _bounds(card: EvidenceCard) -> Iterator[str]:
    if card.shows:
        yield say("It shows: {shows}.", shows=card.shows.rstrip("."))
    if card.cannot_show:
        yield say("It cannot show: {cannot_show}.", cannot_show=card.cannot_show.rstrip("."))


def _gaps(card: EvidenceCard) -> Iterator[str]:
    words = gap_words()
    return (words[gap] for gap in card.gaps if gap in words)


def gap_words() -> dict[Gap, str]:
    """Return what is said of each gap that no other sentence tells of."""
    return {
        Gap.YEAR_NOT_KNOWN: say("Not all of the 12 months are known, so no year is counted."),
        Gap.YEAR_BEFORE_NOT_KNOWN: say("Not all of the 12 months before are known: no change is given."),
        Gap.OTHER_DENOMINATOR: say("Residents stand in for a better denominator, which was not given."),
        Gap.NO_TREND: say(
            "There is no trend: it needs 24 months or more counted in one way, and enough cases in them."
        ),
        Gap.FEW_DISTRICTS: say("It is not held against the county: too few districts are known."),
        Gap.SMALL_NUMBERS: say("Small numbers are hidden, and what could give them away."),
    }
