"""Runs of pages of one kind: a wide table or chart has a page on its side, what follows stands upright."""

from toolkit.papers.pdf_layout import UPRIGHT, Sheet
from toolkit.papers.word_parts import Parts
from toolkit.papers.word_xml import inner_xml, paragraph


class Sections:
    """The pieces of a body in order, with the ends of sections between pieces on unlike sheets."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._pieces: list[str] = []
        self._sheet = UPRIGHT
        self._first = True

    def add(self, piece: str, sheet: Sheet) -> None:
        """Add a piece that needs `sheet`, on a new page where that is another than before."""
        if sheet is not self._sheet:
            self._pieces.append(paragraph(self._parts.style("Spacer"), "", self._end()))
            self._sheet = sheet
        self._pieces.append(piece)

    def closed(self) -> str:
        """Return all pieces, with the properties of the last section after them."""
        return "".join([*self._pieces, self._end()])

    def _end(self) -> str:
        """Return the properties of the section that ends here."""
        properties = self._parts.pages.properties(self._sheet, first=self._first)
        self._first = False
        return inner_xml(properties)
