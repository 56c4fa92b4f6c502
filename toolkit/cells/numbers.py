"""Numbers and lists as people write them."""

from collections.abc import Sequence
from fractions import Fraction

from toolkit.methods.scoring import Exact, Total

_TEENS = (11, 12, 13)


_SUFFIX = {1: "st", 2: "nd", 3: "rd"}


def ordinal(number: int) -> str:
    """Return a place such as ``1st``.

    >>> [ordinal(n) for n in (1, 2, 3, 4, 11, 22)]
    ['1st', '2nd', '3rd', '4th', '11th', '22nd']
    """
    suffix = "th" if number % 100 in _TEENS else _SUFFIX.get(number % 10, "th")
    return f"{number}{suffix}"


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does.

    >>> listed(["harm", "likelihood", "capacity"])
    'harm, likelihood and capacity'
    """
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


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
    return f"{exact_text(total.low)} to {exact_text(total.high)}"


def figure_text(coefficient: float | None) -> str:
    """Return a coefficient with two decimals, or nothing where there is none."""
    return "" if coefficient is None else f"{coefficient:.2f}"
