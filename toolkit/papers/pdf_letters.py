"""Texts as the font of PDF papers can print them, and as they can be broken into lines."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from toolkit.papers.pdf_font import has_letter, text_width
from toolkit.papers.plain_text import plain

_BREAK: Final = "\N{ZERO WIDTH SPACE}"
_BOX: Final = "\N{WHITE SQUARE}"
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_WORD: Final = re.compile(r"[^ \n]+")
_VARIATIONS: Final = re.compile("[\ufe00-\ufe0f]")


def printable(text: str) -> str:
    r"""Return `text` in letters that the font has, so that no letter goes missing unseen.

    Control characters are printed as a box. Characters without a shape of their own are left out, among them
    those that turn the direction of writing: nothing is printed in another order than it is stored in. Any
    other character that the font lacks is printed as its number: ``[U+4E2D]``.

    >>> printable("Llŷn \u202eT\u0075r\u202c \u4e2d bell\x07")
    'Llŷn Tur [U+4E2D] bell□'
    """
    return "".join(map(_printed, unicodedata.normalize("NFC", plain(text))))


def printable_svg(svg: str) -> str:
    """Return a drawing whose texts are `printable`; markup is ASCII, and nothing put in is markup."""
    return _NOT_ASCII.sub(lambda found: _printed(found[0]), svg)


def breakable(text: str, room: float, *, bold: bool = False) -> str:
    """Return `text` with places to break any word that is wider than `room`, in ems."""
    if text_width(text, bold=bold) <= room:
        return text
    return _WORD.sub(lambda word: _broken(word[0], room, bold=bold), text)


def _broken(word: str, room: float, *, bold: bool) -> str:
    return word if text_width(word, bold=bold) <= room else _BREAK.join(word)


@lru_cache(4096)
def _printed(character: str) -> str:
    if character == "\n":
        return character
    if character == "\N{REPLACEMENT CHARACTER}":
        return _BOX
    if unicodedata.category(character) == "Cf" or _VARIATIONS.match(character):
        return ""
    if has_letter(character):
        return character
    alike = unicodedata.normalize("NFKC", character) if character != "\t" else " "
    return alike if all(map(has_letter, alike)) else f"[U+{ord(character):04X}]"
