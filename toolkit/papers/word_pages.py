"""The pages of a Word paper: upright or on their side, with the paper's marks at top and bottom of each."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Final

from docx.document import Document
from docx.enum.section import WD_ORIENTATION, WD_SECTION
from docx.oxml.parser import parse_xml
from docx.oxml.section import CT_SectPr
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer, _Header
from docx.shared import Length, Twips

from toolkit.language import say
from toolkit.papers.paper import Paper
from toolkit.papers.pdf_layout import LARGE, UPRIGHT, Sheet
from toolkit.papers.plain_text import one_line
from toolkit.papers.word_styles import Styles
from toolkit.papers.word_xml import element, field, line, paragraph, run, tag

_LONGEST_MARK: Final = 300
"""Characters of a page mark; a longer one is cut there and stands in full on the first page."""

_A3: Final = (Twips(23811), Twips(16838))
_A4: Final = (Twips(11906), Twips(16838))
_MARGIN: Final = Twips(1200)
TWIPS: Final = 20
"""Twips to the point."""

_PAGE_NUMBER: Final = re.compile(r"\b(PAGE|page)\b")
_FIELDS: Final = {"\x01": "PAGE", "\x02": "NUMPAGES"}
_PIECES: Final = re.compile("([\x01\x02])")


class Pages:
    """How the pages of a document are set up; `section` is that of its upright pages."""

    def __init__(self, section: CT_SectPr, document: Document) -> None:
        self._section = section
        self._part = document.part
        self.properties(UPRIGHT, first=True)  # the faults of a template are met here, where they are its own
        self.text_width(UPRIGHT), self.text_height(UPRIGHT)

    def properties(self, sheet: Sheet, *, first: bool) -> CT_SectPr:
        """Return the properties of a section on a sheet; only the `first` has a first page of its own."""
        found = deepcopy(self._section)
        section = Section(found, self._part)
        section.start_type = WD_SECTION.NEW_PAGE
        width, height = self._size(sheet)
        section.page_width, section.page_height = width, height
        section.orientation = WD_ORIENTATION.LANDSCAPE if width > height else WD_ORIENTATION.PORTRAIT
        if not first:
            section.different_first_page_header_footer = False
            for numbering in found.findall(tag("pgNumType")):
                numbering.attrib.pop(tag("start"), None)
        return found

    def text_width(self, sheet: Sheet) -> int:
        """Return the room for text from margin to margin, in twips, 20 to the point."""
        section = Section(self._section, self._part)
        sides = sum(_MARGIN if side is None else side for side in (section.left_margin, section.right_margin))
        return max(1440, (self._size(sheet)[0] - sides) // Twips(1))

    def text_height(self, sheet: Sheet) -> int:
        """Return the room for text from the top margin to the bottom one, in twips."""
        section = Section(self._section, self._part)
        ends = sum(
            _MARGIN if end is None else abs(end) for end in (section.top_margin, section.bottom_margin)
        )
        return max(1440, (self._size(sheet)[1] - ends) // Twips(1))

    def _size(self, sheet: Sheet) -> tuple[Length, Length]:
        section = Section(self._section, self._part)
        width, height = section.page_width or _A4[0], section.page_height or _A4[1]
        if sheet is UPRIGHT:
            return width, height
        return _A3 if sheet is LARGE else (max(width, height), min(width, height))


def shown_marks(paper: Paper) -> tuple[str, ...]:
    """Return the marks of every page, each short enough to leave room for the page."""
    return tuple(_short(one_line(mark)) for mark in paper.page_marks)


def long_marks(paper: Paper) -> tuple[str, ...]:
    """Return the marks that are cut at the top of a page and must stand in full somewhere."""
    return tuple(mark for mark in paper.page_marks if len(one_line(mark)) > _LONGEST_MARK)


def mark_pages(document: Document, paper: Paper, styles: Styles) -> None:
    """Write the paper's marks into every header and footer that a page can have, and the page's number.

    What a template has there stays, its logo between the marks; where it numbers its pages, we do not.
    """
    marks = [paragraph(styles.ids["Page Mark"], line(mark)) for mark in shown_marks(paper)]
    number = paragraph(styles.ids["footer"], _page_number())
    done: set[str] = set()
    for header, footer in _headers_and_footers(document.sections[0], document):
        top, bottom = _root(header), _root(footer)
        numbered = _numbers_pages(top) or _numbers_pages(bottom)
        for name, root, pieces in (
            (header.part.partname, top, marks),
            (footer.part.partname, bottom, marks if numbered else [number, *marks]),
        ):
            if str(name) not in done:
                done.add(str(name))
                _put(root, pieces, at=0 if root is top else len(root))


def _headers_and_footers(section: Section, document: Document) -> Iterator[tuple[_Header, _Footer]]:
    yield section.header, section.footer
    if section.different_first_page_header_footer:
        yield section.first_page_header, section.first_page_footer
    if document.settings.odd_and_even_pages_header_footer:
        yield section.even_page_header, section.even_page_footer


def _root(part: _Header | _Footer) -> BaseOxmlElement:
    """Return the element of a header or footer; one that is new is empty."""
    new = part.is_linked_to_previous
    root: BaseOxmlElement = part.part.element
    if new:
        for child in list(root):
            root.remove(child)
    return root


def _put(root: BaseOxmlElement, pieces: list[str], at: int) -> None:
    made = parse_xml(element("hdr", pieces or ["<w:p/>"]))
    if pieces or not len(root):
        for child in reversed(list(made)):
            root.insert(at, child)


def _numbers_pages(root: BaseOxmlElement) -> bool:
    found = root.xpath(".//w:instrText/text() | .//w:fldSimple/@w:instr")
    return any(_PAGE_NUMBER.search(instruction) for instruction in found)


def _page_number() -> str:
    """Return ``Page 1 of 9`` with both numbers counted by Word."""
    said = say("Page {page} of {pages}", page="\x01", pages="\x02")
    return "".join(
        field(_FIELDS[piece], "1") if piece in _FIELDS else run(piece)
        for piece in _PIECES.split(said)
        if piece
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_MARK else one_line(text[:_LONGEST_MARK]) + "\N{HORIZONTAL ELLIPSIS}"
