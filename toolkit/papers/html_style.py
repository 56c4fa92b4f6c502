"""The style of an HTML paper, on screen and printed, with the paper's marks for every printed page."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Final

from toolkit.language import say
from toolkit.papers.paper import Paper
from toolkit.papers.plain_text import one_line

_STYLE: Final = Path(__file__).resolve().with_name("paper.css")
_LOOK: Final = 'font: bold 9pt "Liberation Sans", Arial, sans-serif; white-space: pre-line;'
_LONGEST_MARK: Final = 300
"""Characters of a mark at the top and bottom of a printed page; the page on screen holds it whole."""


def page_style(paper: Paper) -> str:
    """Return the whole style of a paper; no text in it can end it, and it fetches nothing."""
    return _STYLE.read_text(encoding="utf-8") + _printed_marks(paper)


def page_policy(style: str) -> str:
    """Return the policy that forbids a page all but this very style."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _printed_marks(paper: Paper) -> str:
    marks = css_string("\n".join(_shortened(one_line(mark)) for mark in paper.page_marks))
    counted = css_string(say("Page {page} of {pages}") + "\n")
    for name in ("page", "pages"):
        counted = counted.replace(css_string(f"{{{name}}}")[1:-1], f'" counter({name}) "')
    top, bottom = f"content: {marks}; {_LOOK}", f"content: {counted} {marks}; {_LOOK}"
    return f"@page {{ @top-center {{ {top} }} @bottom-center {{ {bottom} }} }}\n"


def css_string(text: str) -> str:
    r"""Return `text` as a string of CSS; all but the letters and digits of ASCII are written as numbers.

    >>> css_string('a"</style>') == r'"a\22 \3c \2f style\3e "'
    True
    """
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in text) + '"'


def _shortened(mark: str) -> str:
    return mark if len(mark) <= _LONGEST_MARK else mark[:_LONGEST_MARK] + "\N{HORIZONTAL ELLIPSIS}"
