"""Putting a fault into its author's words: values shown safely, and the nearest valid name."""

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from fractions import Fraction

from toolkit.language import say
from toolkit.model.text import fold

_SHOWN_LIMIT = 60
_CLOSE_ENOUGH = 0.6
_NAMES_LISTED = 12


def shown(value: object) -> str:
    r"""Return `value` in quotes, short and with nothing hidden in it, so that it is safe on any screen.

    >>> shown("Burg\u200blary")
    "'Burg<U+200B>lary'"
    >>> shown(Fraction(3, 2)), shown(Fraction(1, 3)), shown(True)
    ("'1.5'", "'1/3'", "'true'")
    """
    text = _as_written(value)
    short = text if len(text) <= _SHOWN_LIMIT else text[:_SHOWN_LIMIT] + "..."
    return "'" + "".join(map(_visible, short)) + "'"


def _as_written(value: object) -> str:
    """Return a value as a file's author would write it: a decimal as a decimal, ``true`` in small letters."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Fraction) and value == Fraction(str(float(value))):
        return str(value) if value.denominator == 1 else str(float(value))
    return str(value)


def _visible(character: str) -> str:
    hidden = unicodedata.category(character)[0] == "C" or character in "\u2028\u2029"
    return f"<U+{ord(character):04X}>" if hidden else character


def nearest_name(name: str, valid: Iterable[str]) -> str | None:
    """Return the valid name that looks most like `name`, or None when none is close.

    >>> nearest_name("Domestic Abuze", ["vehicle-crime", "domestic-abuse"])
    'domestic-abuse'
    """
    by_key: dict[str, str] = {}
    for choice in valid:
        by_key.setdefault(name_key(choice), choice)
    close = get_close_matches(name_key(name[:_SHOWN_LIMIT]), by_key, n=1, cutoff=_CLOSE_ENOUGH)
    return by_key[close[0]] if close else None


def name_key(name: str) -> str:
    """Return the key under which spaces, hyphens, underscores and case make no difference."""
    return " ".join(fold(name).replace("-", " ").replace("_", " ").split())


def listed(names: Iterable[object]) -> str:
    """Return names joined by commas, cut to a dozen.

    >>> listed(range(14))
    '0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more'
    """
    texts = [str(name) for name in names]
    more = len(texts) - _NAMES_LISTED
    return ", ".join(texts[:_NAMES_LISTED]) + (" " + say("and {more} more", more=more) if more > 0 else "")
