"""Rates, changes and places in a funnel, in the words of sentences and tables alike."""

from toolkit.language import say
from toolkit.methods.funnel import Position
from toolkit.methods.rate_ratio import Change

_ALL = 100


def rate_text(rate: float) -> str:
    """Return a rate with as many decimals as its size bears.

    >>> [rate_text(rate) for rate in (1234.56, 31.26, 3.14, 0.03125, 0.00004, 0)]
    ['1,235', '31.3', '3.1', '0.03', 'less than 0.01', '0']
    """
    if not rate:
        return "0"
    if rate < 0.01:  # noqa: PLR2004 (the least that two decimals show)
        return say("less than 0.01")
    decimals = 2 if rate < 1 else 1
    return f"{rate:,.{decimals}f}" if rate < 100 else f"{rate:,.0f}"  # noqa: PLR2004 (three figures are enough)


def chance_words(change: Change) -> str:
    """Return whether chance alone would explain a change."""
    if change is Change.UNKNOWN:
        return say("nothing can be said of a change")
    if change is Change.COULD_BE_CHANCE:
        return say("which could be chance")
    return say("more than chance would explain")


def moved_text(ratio: float) -> str:
    """Return a ratio as a change in whole per cent.

    >>> [moved_text(ratio) for ratio in (1.12, 0.88, 1.004, 0.996, 1)]
    ['up 12%', 'down 12%', 'up less than 1%', 'down less than 1%', 'no change']
    """
    if ratio == 1:
        return say("no change")
    share = percent_text(ratio)
    return say("up {share}", share=share) if ratio > 1 else say("down {share}", share=share)


def percent_text(ratio: float) -> str:
    """Return how far a ratio is from 1 in whole per cent, never none and never all.

    >>> [percent_text(ratio) for ratio in (1.5, 1.001, 0.001)]
    ['50%', 'less than 1%', 'more than 99%']
    """
    percent = round(abs(ratio - 1) * 100)
    if ratio < 1 and percent == _ALL:
        return say("more than 99%")
    return f"{percent:,}%" if percent else say("less than 1%")


def between_text(low: float, high: float | None) -> str:
    """Return the limits of a ratio as changes, the smaller first where both go one way.

    >>> between_text(1.03, 1.22), between_text(0.8, 0.97), between_text(0.88, 1.04)
    ('between 3% and 22%', 'between 3% and 20%', 'between 12% down and 4% up')
    """
    if high is None:
        return say("at least {low}", low=moved_text(low))
    if low >= 1:
        return say("between {low} and {high}", low=percent_text(low), high=percent_text(high))
    if high <= 1:
        return say("between {low} and {high}", low=percent_text(high), high=percent_text(low))
    return say("between {low} down and {high} up", low=percent_text(low), high=percent_text(high))


def position_words(position: Position) -> str:
    """Return a place in the funnel in words; chance alone puts 1 district in 20 outside normal variation."""
    return {
        Position.BELOW_998: say("far below normal variation"),
        Position.BELOW_95: say("below normal variation"),
        Position.INSIDE: say("inside normal variation"),
        Position.ABOVE_95: say("above normal variation"),
        Position.ABOVE_998: say("far above normal variation"),
        Position.UNKNOWN: say("not known"),
    }[position]
