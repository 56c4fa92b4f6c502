"""Text that people write: what is allowed in it, and when two names look the same."""

import unicodedata
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from toolkit.errors import Unsound
from toolkit.language import say

NAME_LIMIT = 200
TEXT_LIMIT = 4_000
_ALLOWED_CONTROLS = frozenset("\n\t")
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_QUOTES = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u02bc"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d"), '"'),
}


def hidden_character(text: str) -> str | None:
    r"""Return the first hidden or control character as ``U+200B``, or None.

    >>> hidden_character("Burg\u200blary")
    'U+200B'
    >>> hidden_character("Gŵyr Tŷ") is None
    True
    """
    if text.isprintable():  # the usual case, and much faster than asking each character
        return None
    for character in text:
        if character not in _ALLOWED_CONTROLS and unicodedata.category(character) in _HIDDEN_CATEGORIES:
            return f"U+{ord(character):04X}"
    return None


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    name = unicodedata.name(character, "")
    return next((script for script in ("LATIN", "CYRILLIC", "GREEK") if name.startswith(script)), "")


def mixed_script_word(text: str) -> str | None:
    r"""Return the first word that mixes Latin with look-alike Cyrillic or Greek letters, or None.

    >>> mixed_script_word("Arson \u0410rson") == "\u0410rson"
    True
    >>> mixed_script_word("\u0410\u043d\u043d\u0430 Smith") is None
    True
    """
    if text.isascii():
        return None
    for word in text.split():
        if word.isascii():
            continue
        scripts = {_script(c) for c in word if c.isalpha()} - {""}
        if len(scripts) > 1:
            return word
    return None


def fold(name: str) -> str:
    r"""Return the key under which two names that look the same are the same.

    >>> fold("Anti\u2013social  Behaviour") == fold("anti-social behaviour")
    True
    """
    text = unicodedata.normalize("NFKC", name).translate(_DASHES).translate(_QUOTES)
    return " ".join(text.casefold().split())


@lru_cache(maxsize=2048)  # a reader asks about a text and then the model that keeps it does
def sound_text(text: str) -> str:
    """Return `text` in Unicode form NFC, trimmed, or raise ValueError saying what is hidden in it."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if hidden := hidden_character(text):
        raise Unsound(say("hidden or control character {hidden}", hidden=hidden), "E_UNICODE")
    if word := mixed_script_word(text):
        raise Unsound(
            say("look-alike letters from another alphabet in '{word}'", word=word), "E_MIXED_SCRIPT"
        )
    return text


Name = Annotated[str, AfterValidator(sound_text), StringConstraints(min_length=1, max_length=NAME_LIMIT)]
"""A short text of 1 to 200 characters with nothing hidden in it."""

Text = Annotated[str, AfterValidator(sound_text), StringConstraints(max_length=TEXT_LIMIT)]
"""A text of up to 4,000 characters, possibly empty, with nothing hidden in it."""

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=80)]
"""A short lower-case name for use in files: ``domestic-abuse``."""

Version = Annotated[str, StringConstraints(pattern=r"^[0-9]+(?:\.[0-9]+)*$", max_length=20)]
"""A version such as ``1.0``."""
