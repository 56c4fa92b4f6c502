"""What the body of a Word paper is made with: styles, lists, pages, pictures and numbers that count up."""

from io import BytesIO
from itertools import count

from docx.document import Document

from toolkit.papers.word_numbering import Numbering
from toolkit.papers.word_pages import Pages
from toolkit.papers.word_styles import Styles
from toolkit.papers.word_xml import paragraph


class Parts:
    """The styles, lists, pages and pictures of one document that is being written.

    With `own_font` texts are as wide as in Liberation Sans or Arial; a template may have wider ones.
    """

    def __init__(
        self, document: Document, styles: Styles, numbering: Numbering, pages: Pages, *, own_font: bool
    ) -> None:
        self._part = document.part
        self.own_font = own_font
        self._styles = styles
        self.numbering = numbering
        self.pages = pages
        self.tables, self.figures, self.drawings = count(1), count(1), count(1)

    def style(self, name: str) -> str:
        """Return the id that a style has in this document."""
        return self._styles.ids[name]

    def counts_by_itself(self, name: str) -> bool:
        """Say whether a style puts its paragraphs into a list."""
        return name in self._styles.numbered

    def image(self, png: bytes) -> str:
        """Add a picture to the file, once however often it stands in it, and return its name there."""
        name, _ = self._part.get_or_add_image(BytesIO(png))
        return name

    @property
    def spacer(self) -> str:
        """A paragraph of no height, without which a table would run into the next."""
        return paragraph(self.style("Spacer"), "")
