"""Elements of an HTML page, made one way only, so that no text of a paper is ever read as markup."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from typing import Final

from toolkit.papers.plain_text import plain

Piece = ET.Element | str
"""What stands in an element: another, or plain text."""

_DOCTYPE: Final = "<!DOCTYPE html>\n"


def element(tag: str, *pieces: Piece, **attributes: str) -> ET.Element:
    """Return an element; texts and attributes are plain and escaped when the page is written.

    An attribute whose name Python has for itself ends in an underscore, and a hyphen is written as one.

    >>> ET.tostring(element("td", "1 < 2", element("b", "&"), class_="number"), encoding="unicode")
    '<td class="number">1 &lt; 2<b>&amp;</b></td>'
    """
    made = ET.Element(tag, {_name(name): plain(value) for name, value in attributes.items()})
    add(made, pieces)
    return made


def add(parent: ET.Element, pieces: Iterable[Piece]) -> None:
    """Put pieces at the end of an element."""
    for piece in pieces:
        if isinstance(piece, ET.Element):
            parent.append(piece)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + plain(piece)
        else:
            parent.text = (parent.text or "") + plain(piece)


def page_bytes(html: ET.Element) -> bytes:
    """Return a whole page as UTF-8."""
    return (_DOCTYPE + ET.tostring(html, encoding="unicode", method="html") + "\n").encode()


def _name(name: str) -> str:
    return name.removesuffix("_").replace("_", "-")
