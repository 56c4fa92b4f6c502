"""Texts made fit for a paper: what no file may hold is replaced, and no text turns its neighbours round."""

import re
from typing import Final

_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 forbids (its production 2, Char) or advises against: control characters, lone surrogates."""

_LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CLOSED_BY_PDF: Final = "\u202a\u202b\u202d\u202e"
_CLOSED_BY_PDI: Final = "\u2066\u2067\u2068"
_PDF: Final = "\u202c"
_PDI: Final = "\u2069"
_TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    r"""Return `text` as every paper holds it: plain characters, tabs and ``\n`` for every end of a line.

    A control character, lone surrogate or noncharacter that XML forbids becomes U+FFFD, the replacement
    character. Marks that turn the direction of writing stay, and whatever they leave open is closed at the
    end, so that the text cannot turn what stands beside it.

    >>> plain("bell\x07, one\r\ntwo")
    'bell\ufffd, one\ntwo'
    >>> plain("\u202eturned") == "\u202eturned\u202c"
    True
    """
    clean = _FORBIDDEN.sub("\ufffd", _LINE_ENDS.sub("\n", text))
    return clean + _closing(clean) if _TURNING.search(clean) else clean


def one_line(text: str) -> str:
    r"""Return `text` as `plain` does, on one line: for headings, titles and names.

    >>> one_line("one\n two\tthree")
    'one two three'
    """
    return plain(" ".join(_LINE_ENDS.sub("\n", text).split()))


def _closing(text: str) -> str:
    """Return the marks that close what is still open, innermost first; a stray one closes nothing."""
    open_: list[str] = []
    for mark in _TURNING.findall(text):
        if mark in _CLOSED_BY_PDF:
            open_.append(_PDF)
        elif mark in _CLOSED_BY_PDI:
            open_.append(_PDI)
        elif mark == _PDF and open_ and open_[-1] == _PDF:
            open_.pop()
        elif mark == _PDI and _PDI in open_:
            del open_[len(open_) - 1 - open_[::-1].index(_PDI) :]
    return "".join(reversed(open_))
