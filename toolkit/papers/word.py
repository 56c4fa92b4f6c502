"""A paper as a Word document: real headings, lists and tables, in the styles of a partnership's template."""

from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Final

from docx.document import Document
from docx.oxml.parser import parse_xml

from toolkit.model.assessment import Marking
from toolkit.papers.paper import Edition, Heading, Paper
from toolkit.papers.readable import require_readable
from toolkit.papers.word_body import body_xml
from toolkit.papers.word_file import blank_document, describe, steady_bytes
from toolkit.papers.word_numbering import Numbering
from toolkit.papers.word_pages import Pages, mark_pages
from toolkit.papers.word_parts import Parts
from toolkit.papers.word_styles import add_styles
from toolkit.papers.word_template import blamed_on, opened_template
from toolkit.papers.word_xml import element

_TRIAL: Final = Paper(
    name="trial",
    title="Trial",
    subtitle="",
    edition=Edition.INTERNAL,
    dated=date(2000, 1, 1),
    marking=Marking.OFFICIAL,
    handling="",
    standing=(),
    versions=(),
    blocks=(Heading("Trial"),),
)


def word_bytes(paper: Paper, template: Path | None = None) -> bytes:
    """Return `paper` as a Word document; the same paper and template give the same bytes.

    Styles, page size, headers and footers come from `template`, a ``.docx`` or ``.dotx``; what it lacks is
    added, and what stands in its body is left out. The paper's marks stand at the top and bottom of every
    page, whatever the template has there. Texts are plain, as `toolkit.papers.plain_text.plain` makes them.

    Raises
    ------
    Refused
        When a screen reader would lose its way in the paper, as `require_readable` says.
    InputRejected
        When the template holds macros, points outside itself, or is no Word document.
    StorageFailed
        When the template cannot be read.
    """
    require_readable(paper)
    document = blank_document() if template is None else opened_template(template)
    with nullcontext() if template is None else blamed_on(template):
        parts = _prepared(document, paper)
    body = body_xml(paper, parts)
    document.part._element = parse_xml(element("document", ["<w:body>", body, "</w:body>"]))  # noqa: SLF001
    return steady_bytes(document)


def check_template(template: Path) -> None:
    """Refuse a template with which no paper could be written; raises as `word_bytes` does."""
    word_bytes(_TRIAL, template)


def _prepared(document: Document, paper: Paper) -> Parts:
    """Make styles, lists, pages and properties ready for a paper, and return what its body is made with."""
    styles = add_styles(document)
    numbering = Numbering(document, styles.own_headings())
    styles.count_by(numbering.headings, numbering.bullets)
    mark_pages(document, paper, styles)
    describe(document, paper)
    pages = Pages(document.sections[0]._sectPr, document)  # noqa: SLF001 (python-docx has no other way to it)
    return Parts(document, styles, numbering, pages, own_font="Normal" in styles.added)
