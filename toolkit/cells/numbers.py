"""Numbers and lists as people write them."""

from collections.abc import Sequence
from fractions import Fraction

from toolkit.language import say
from toolkit.methods.scoring import Exact, Total

_FIRST = (
    *(say("1st"), say("2nd"), say("3rd"), say("4th"), say("5th"), say("6th"), say("7th"), say("8th")),
    *(say("9th"), say("10th"), say("11th"), say("12th"), say("13th"), say("14th"), say("15th"), say("16th")),
    *(say("17th"), say("18th"), say("19th"), say("20th")),
)
"""Each by itself: languages differ in how they say the first ones."""


def ordinal(number: int) -> str:
    """Return a place such as ``1st``.

    >>> [ordinal(n) for n in (1, 2, 3, 4, 11, 22)]
    ['1st', '2nd', '3rd', '4th', '11th', '22nd']
    """
    if 1 <= number <= len(_FIRST):
        return _FIRST[number - 1]
    last = number % 10 if number % 100 // 10 != 1 else 0
    return {
        1: say("{number}st", number=number),
        2: say("{number}nd", number=number),
        3: say("{number}rd", number=number),
    }.get(last, say("{number}th", number=number))


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does.

    >>> listed(["harm", "likelihood", "capacity"])
    'harm, likelihood and capacity'
    """
    if len(words) < 2:  # noqa: PLR2004 (one word is no list)
        return "".join(words)
    return say("{words} and {last}", words=", ".join(words[:-1]), last=words[-1])


def exact_text(number: Exact) -> str:
    """Return an exact score in figures: whole, or as a fraction.

    >>> exact_text(Fraction(7, 2)), exact_text(Fraction(6, 2))
    ('7/2', '3')
    """
    return str(Fraction(number))


def total_text(total: Total) -> str:
    """Return a total, or its range where unknown levels leave it open."""
    if total.value is not None:
        return exact_text(total.value)
    return say("{low} to {high}", low=exact_text(total.low), high=exact_text(total.high))


def figure_text(coefficient: float | None) -> str:
    """Return a coefficient with two decimals, or nothing where there is none."""
    return "" if coefficient is None else f"{coefficient:.2f}"
