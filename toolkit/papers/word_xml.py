"""The pieces a Word document is made of, as XML; every text in it is escaped here and nowhere else."""

from collections.abc import Iterable, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.xmlchemy import BaseOxmlElement

from toolkit.papers.plain_text import one_line, plain

WORDS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES: Final = (
    f'xmlns:w="{WORDS}" xmlns:r="{RELATIONSHIPS}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)

_TEXT: Final = '<w:t xml:space="preserve">'
_ENDED: Final = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_BROKEN: Final = str.maketrans({"\n": f"</w:t><w:br/>{_TEXT}", "\t": f"</w:t><w:tab/>{_TEXT}"})


def tag(name: str) -> str:
    """Return the name of an element or attribute of Word's as lxml writes it.

    >>> tag("p")
    '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
    """
    return f"{{{WORDS}}}{name}"


def run(text: str, properties: str = "") -> str:
    r"""Return a text as one run: its ends of lines as line breaks, its tabs as tabs.

    >>> run("a < b\nc")
    '<w:r><w:t xml:space="preserve">a &lt; b</w:t><w:br/><w:t xml:space="preserve">c</w:t></w:r>'
    """
    inside = escape(plain(text)).translate(_BROKEN)
    return f"<w:r>{_in('rPr', properties)}{_TEXT}{inside}</w:t></w:r>"


def line(text: str) -> str:
    """Return a text as one run on one line, for headings and whatever repeats them."""
    return run(one_line(text))


def paragraph(style: str, inside: str, properties: str = "") -> str:
    """Return a paragraph of the style with the id `style`; `properties` follow in the schema's order."""
    return f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>{properties}</w:pPr>{inside}</w:p>"


def field(instruction: str, shown: str) -> str:
    """Return a field that Word computes, showing `shown` until it does; both are ours, never a user's."""
    return f"{_begun(instruction)}{run(shown)}{_ENDED}"


def field_around(instruction: str, paragraphs: Sequence[tuple[str, str]]) -> str:
    """Return paragraphs, each a style's id with what is inside, that are what a field shows until updated."""
    last = len(paragraphs) - 1
    return "".join(
        paragraph(style, f"{'' if place else _begun(instruction)}{inside}{'' if place < last else _ENDED}")
        for place, (style, inside) in enumerate(paragraphs)
    )


def attribute(text: str) -> str:
    """Return a text as the quoted value of an attribute, on one line."""
    return quoteattr(one_line(text))


def element(name: str, inside: Iterable[str]) -> str:
    """Return an element that declares every namespace we write."""
    return f"<w:{name} {NAMESPACES}>{''.join(inside)}</w:{name}>"


def inner_xml(made: BaseOxmlElement) -> str:
    """Return an element as XML that can stand within what `element` makes."""
    return str(made.xml)


def _begun(instruction: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def _in(name: str, inside: str) -> str:
    return f"<w:{name}>{inside}</w:{name}>" if inside else ""
