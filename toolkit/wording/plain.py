"""Words and Markdown that every sentence is made with."""

import re
from functools import lru_cache

from toolkit.language import say

_SMALL = (
    *(say("no"), say("one"), say("two"), say("three"), say("four"), say("five")),
    *(say("six"), say("seven"), say("eight"), say("nine"), say("ten")),
)
_AUTOLINK = re.compile(r"(?i)(https?|www)(?=[:.])|@")
_JOINER = "\u2060"
"""A word joiner: it shows nothing, and keeps an address from being made a link without any markup."""
_INERT = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")


@lru_cache(maxsize=10_000)
def inert_markdown(text: str) -> str:
    r"""Return `text` so that Markdown shows it letter by letter: no link, image, markup or formula.

    >>> inert_markdown("![x](http://e)")
    '\\!\\[x\\]\\(http\u2060\\:\\/\\/e\\)'
    """
    text = _AUTOLINK.sub(lambda found: found.group() + _JOINER, text)
    return _INERT.sub(r"\\\1", text).replace("/", r"\/").replace("\n", " ")


def number_word(number: int) -> str:
    """Return a count as people say it: words to ten, then figures.

    >>> number_word(6), number_word(12)
    ('six', '12')
    """
    return _SMALL[number] if 0 <= number < len(_SMALL) else str(number)
