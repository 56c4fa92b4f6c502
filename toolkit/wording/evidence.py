"""Sentences about open figures: what they show, how sure that is, and what they cannot be compared with.

Every sentence about a figure asks for the `Notes` that travel with it, so that none can be said without them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.cells.dates import month_name, month_text
from toolkit.cells.evidence import between_text, chance_words, moved_text, rate_text
from toolkit.language import say
from toolkit.methods.mann_kendall import MannKendall
from toolkit.methods.monthly_trend import MonthlyTrend
from toolkit.methods.rate_ratio import Change, RateRatio, changed
from toolkit.methods.rates import Rate
from toolkit.model.evidence_source import Break

Limits = tuple[float, float | None]
"""The limits of a ratio; no upper one where none can be said."""

_TWICE = 2
_CHANCE = 0.05


@dataclass(frozen=True)
class Notes:
    """What must be said with a figure wherever it is said.

    Attributes
    ----------
    breaks
        The breaks that touch the months of the figure or of what it is compared with.
    made_up
        Whether the data were invented.
    """

    breaks: Sequence[Break] = ()
    made_up: bool = False


def noted(sentence: str, notes: Notes) -> str:
    """Return a sentence with all that must be said with it."""
    said = [sentence, *(break_sentence(one) for one in notes.breaks)]
    if notes.made_up:
        said.append(made_up_sentence())
    return " ".join(said)


def break_sentence(one: Break) -> str:
    """Say when figures mean something else, what happened, and what that does to them."""
    return say(
        "Break in the figures, {period}: {what}. {effect}.",
        period=_period(one),
        what=one.what.rstrip("."),
        effect=one.effect.rstrip("."),
    )


def _period(one: Break) -> str:
    first = month_text(one.first_month)
    if one.last_month is None:
        return say("from {first}", first=first)
    if one.last_month == one.first_month:
        return first
    return say("{first} to {last}", first=first, last=month_text(one.last_month))


def made_up_sentence() -> str:
    """Say that a figure was invented."""
    return say("This figure is made up.")


def rate_sentence(what: str, period: str, rate: Rate, notes: Notes) -> str:
    """Say a count and its rate with what it is set against.

    Parameters
    ----------
    what
        What was counted and where: ``Burglary in Ashford``.
    period
        When: ``year to March 2025``.
    """
    if rate.count is None:
        return noted(say("{what}, {period}: how many is not known.", what=what, period=period), notes)
    counted = say("{what}, {period}: {count:,} counted", what=what, period=period, count=rate.count)
    if rate.value is None:
        return noted(
            say("{counted}. There is no rate: {label} are not known.", counted=counted, label=rate.label),
            notes,
        )
    return noted(
        say(
            "{counted}, {value} per {per:,} {label} (between {low} and {high}).",
            counted=counted,
            value=rate_text(rate.value),
            per=rate.per,
            label=rate.label,
            low=rate_text(rate.low or 0),
            high=rate_text(rate.high or 0),
        ),
        notes,
    )


def suppressed_sentence(what: str, period: str, notes: Notes) -> str:
    """Say that a number is kept back: it is small, or would give away one that is."""
    return noted(
        say(
            "{what}, {period}: the number is not shown, because it is small or would give away one that is. "
            "That does not mean none.",
            what=what,
            period=period,
        ),
        notes,
    )


def judgement_sentence(issue: str, reason: str) -> str:
    """Say that no open figure stands for an issue; that is an answer and not a gap."""
    return say(
        "{issue}: judgement. No open figure stands for it: {reason}.", issue=issue, reason=reason.rstrip(".")
    )


def change_sentence(what: str, ratio: RateRatio, notes: Notes, *, is_widened: bool) -> str:
    """Say how a rate changed on the year before, and whether chance alone would explain it.

    Parameters
    ----------
    ratio
        This year over the year before.
    is_widened
        Whether the overdispersion of the months was known; if not, the range is too narrow and that is said.
    """
    now, before = ratio.counts
    if not now and not before:
        sentence = say("{what}: none in either year, so nothing can be said of a change.", what=what)
        return noted(sentence, notes)
    if ratio.ratio is None:
        sentence = say(
            "{what}: {now:,}, after none the year before, {verdict}.",
            what=what,
            now=now,
            verdict=chance_words(ratio.change),
        )
    elif not now:
        sentence = say(
            "{what}: none, after {before:,} the year before, {verdict}.",
            what=what,
            before=before,
            verdict=chance_words(ratio.change),
        )
    else:
        sentence = _ratio_words(what, ratio.ratio, (ratio.low or 0, ratio.high))
    return noted(sentence if is_widened else f"{sentence} {at_least_sentence()}", notes)


def ratio_sentence(what: str, ratio: float, limits: Limits, notes: Notes) -> str:
    """Say a change on the year before from its ratio and limits alone, as a card keeps them."""
    return noted(_ratio_words(what, ratio, limits), notes)


def _ratio_words(what: str, ratio: float, limits: Limits) -> str:
    low, high = limits
    verdict = chance_words(changed(low, high))
    if ratio >= _TWICE and high is not None:
        return say(
            "{what}: {ratio:.1f} times the year before (between {low:.1f} and {high:.1f} times), {verdict}.",
            what=what,
            ratio=ratio,
            low=low,
            high=high,
            verdict=verdict,
        )
    return say(
        "{what}: {moved} on the year before ({between}), {verdict}.",
        what=what,
        moved=moved_text(ratio),
        between=between_text(low, high),
        verdict=verdict,
    )


def at_least_sentence() -> str:
    """Say that a range counts chance alone."""
    return say("The last 24 months are not all known, so the range counts chance alone and is too narrow.")


def range_note() -> str:
    """Say once, beside figures, what the ranges in brackets are."""
    return say(
        "Ranges in brackets hold the true figure about 19 times in 20. They count chance and how unevenly "
        "months vary; they do not count what was never reported or not recorded."
    )


def trend_sentence(what: str, trend: MonthlyTrend, notes: Notes) -> str:
    """Say the change a year, the months it rests on, the season, and where a break cut the series."""
    words = _yearly_words(what, (trend.first, trend.last), trend.per_year, (trend.low, trend.high))
    sentences = [words, season_sentence(trend)]
    if trend.cut_at:
        month = month_text(trend.cut_at)
        sentences.append(
            say("Months before {month} are left out because of a break in the figures.", month=month)
        )
    return noted(" ".join(sentences), notes)


def yearly_sentence(what: str, months: tuple[str, str], ratio: float, limits: Limits, notes: Notes) -> str:
    """Say a trend from what a year multiplies the count by and its limits alone, as a card keeps them."""
    return noted(_yearly_words(what, months, ratio, limits), notes)


def _yearly_words(what: str, months: tuple[str, str], ratio: float, limits: Limits) -> str:
    return say(
        "{what}: {moved} a year from {first} to {last}, the season taken out ({between}), {verdict}.",
        what=what,
        moved=moved_text(ratio),
        first=month_text(months[0]),
        last=month_text(months[1]),
        between=between_text(*limits),
        verdict=chance_words(changed(*limits)),
    )


def season_sentence(trend: MonthlyTrend) -> str:
    """Say when in the year there is most and least."""
    if not trend.is_seasonal:
        return say("The months of the year differ no more than chance would explain.")
    return say(
        "There is most in {highest} and least in {lowest}.",
        highest=month_name(trend.highest),
        lowest=month_name(trend.lowest),
    )


def rise_or_fall_sentence(what: str, found: MannKendall, notes: Notes) -> str:
    """Say in how many pairs of years the later figure is higher, and whether chance would explain that."""
    pairs = found.n * (found.n - 1) // 2
    change = Change.UP if found.s > 0 else Change.DOWN
    return noted(
        say(
            "{what}, {n} years: the later year is higher in {higher} of {pairs} pairs of years, {verdict}.",
            what=what,
            n=found.n,
            higher=(pairs + found.s) // 2,
            pairs=pairs,
            verdict=chance_words(change if found.two_sided < _CHANCE else Change.COULD_BE_CHANCE),
        ),
        notes,
    )
