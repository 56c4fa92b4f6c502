"""A partnership's own Word template, opened for its styles, pages, headers and footers, not for its body."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.section import CT_SectPr

from toolkit.language import say
from toolkit.papers.word_guard import guarded_parts, not_word
from toolkit.papers.word_inspection import TYPES

_KEPT: Final = {
    "customXml",
    "endnotes",
    "fontTable",
    "footer",
    "footnotes",
    "header",
    "numbering",
    "settings",
    "styles",
    "theme",
    "webSettings",
}
"""Parts of a template that a paper keeps; what only its body needs goes with the body."""

_OF_THE_FILE: Final = {"officeDocument", "core-properties", "custom-properties"}
_ROOTS: Final = {
    "footer": "w:ftr",
    "header": "w:hdr",
    "numbering": "w:numbering",
    "settings": "w:settings",
    "styles": "w:styles",
}
_MISMADE: Final = (ArithmeticError, AttributeError, LookupError, NotImplementedError, TypeError, ValueError)
"""What python-docx raises for a file whose parts do not fit one another."""


def opened_template(path: Path) -> Document:
    """Return the template at `path` with an empty body and one section, with the headers of its last.

    Raises
    ------
    InputRejected
        When `guarded_parts` finds a fault, or the parts do not make a Word document together.
    StorageFailed
        When the file cannot be read.
    """
    parts = guarded_parts(path)
    with blamed_on(path):
        document = docx.Document(BytesIO(_as_document(parts)))
        _check(document)
        _strip(document)
    return document


@contextmanager
def blamed_on(template: Path) -> Iterator[None]:
    """Say of whatever python-docx stumbles over that the template is not a sound Word document.

    Raises
    ------
    InputRejected
        When it stumbles.
    """
    try:
        yield
    except _MISMADE as error:
        raise not_word(template.name, say("its parts do not make a Word document together")) from error


def _as_document(parts: dict[str, bytes]) -> bytes:
    """Return the file again as a document, which a template is but for its name for itself."""
    types = parts[TYPES].replace(b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml")
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in (parts | {TYPES: types}).items():
            archive.writestr(name, content)
    return file.getvalue()


def _check(document: Document) -> None:
    """Raise ValueError where a part is not what the document takes it for."""
    for rel in document.part.rels.values():
        wanted = _ROOTS.get(rel.reltype.rsplit("/", 1)[-1])
        if wanted and not rel.is_external and rel.target_part.element.tag != qn(wanted):
            raise ValueError(rel.target_part.partname)
    if document.element.tag != qn("w:document") or document.element.body is None:
        raise ValueError(document.part.partname)


def _strip(document: Document) -> None:
    body = document.element.body
    section = _last_section(body.xpath(".//w:sectPr"))
    for child in list(body):
        body.remove(child)
    body.append(section)
    used = set(section.xpath(".//@r:id"))
    rels = document.part.rels
    for name, rel in list(rels.items()):
        kind = rel.reltype.rsplit("/", 1)[-1]
        if kind not in _KEPT or (kind in {"header", "footer"} and name not in used):
            rels.pop(name)
    package = document.part.package
    for name, rel in list(package.rels.items()):
        if rel.reltype.rsplit("/", 1)[-1] not in _OF_THE_FILE:
            package.rels.pop(name)


def _last_section(sections: list[CT_SectPr]) -> CT_SectPr:
    """Return the last section with the headers and footers that it takes over from those before it."""
    *before, last = sections
    for section in reversed(before):
        for reference in section.xpath("./w:headerReference | ./w:footerReference"):
            kind = reference.get(qn("w:type"))
            if not any(had.tag == reference.tag and had.get(qn("w:type")) == kind for had in last):
                last.insert(0, reference)
    return last
