"""The file around a Word document: a blank one to begin with, what it says of itself, and steady bytes."""

from datetime import UTC, datetime, time
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from toolkit.papers.paper import Paper
from toolkit.papers.plain_text import one_line
from toolkit.papers.word_styles import LANGUAGE
from toolkit.papers.word_xml import element, tag

AUTHOR: Final = "CSP Toolkit"

_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_PARTS: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE: Final = "application/vnd.openxmlformats-package"
_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"

_A4: Final = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1300" w:right="1200" w:bottom="1300" w:left="1200"'
    ' w:header="600" w:footer="600" w:gutter="0"/></w:sectPr>'
)
_COMPATIBLE: Final = (
    '<w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
)
"""Word 2013 and later; without it Word opens a document in compatibility mode."""

_NOT_OURS: Final = (
    "attachedTemplate",
    "documentProtection",
    "docVars",
    "mailMerge",
    "revisionView",
    "trackRevisions",
    "updateFields",
    "writeProtection",
)
"""Settings of a template that would lock a paper, ask its reader something, or name another file."""

_LONGEST: Final = 255
"""Characters of a property, as Word has it."""

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip file can hold; it stands on every part."""


def blank_document() -> Document:
    """Return an empty document on A4 without any style."""
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_TYPES}">'
            f'<Default Extension="rels" ContentType="{_PACKAGE}.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_PARTS}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{_PARTS}.styles+xml"/>'
            f'<Override PartName="/word/settings.xml" ContentType="{_PARTS}.settings+xml"/></Types>'
        ),
        "_rels/.rels": _related((RELATIONSHIP_TYPE.OFFICE_DOCUMENT, "word/document.xml")),
        "word/_rels/document.xml.rels": _related(
            (RELATIONSHIP_TYPE.STYLES, "styles.xml"), (RELATIONSHIP_TYPE.SETTINGS, "settings.xml")
        ),
        "word/document.xml": element("document", ["<w:body>", _A4, "</w:body>"]),
        "word/styles.xml": element("styles", []),
        "word/settings.xml": element("settings", ["<w:compat/>"]),
    }
    return docx.Document(BytesIO(_zipped({name: (_XML + xml).encode() for name, xml in parts.items()})))


def describe(document: Document, paper: Paper) -> None:
    """Set what the document says of itself: title, author, language and the paper's own date."""
    settings = document.settings.element
    for name in _NOT_OURS:
        for found in settings.findall(tag(name)):
            settings.remove(found)
    _set_compatible(settings)
    said = document.core_properties
    for child in list(said._element):  # noqa: SLF001 (what a template says of itself is not this paper's)
        said._element.remove(child)  # noqa: SLF001
    said.title, said.subject = _short(paper.title), _short(paper.subtitle)
    said.author = said.last_modified_by = AUTHOR
    said.language, said.revision = LANGUAGE, 1
    said.keywords = _short(", ".join(paper.page_marks))
    said.created = said.modified = datetime.combine(paper.dated, time(), UTC)


def steady_bytes(document: Document) -> bytes:
    """Return the document as a file whose bytes depend on nothing but what is in it."""
    written = BytesIO()
    document.save(written)
    with ZipFile(written) as archive:
        return _zipped({name: archive.read(name) for name in archive.namelist()})


def _zipped(parts: dict[str, bytes]) -> bytes:
    first = "[Content_Types].xml"
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda part: (part != first, part)):
            info = ZipInfo(name, _FIRST_DAY)
            packed = name.endswith(".png")
            info.compress_type = ZIP_STORED if packed else ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, parts[name])
    return file.getvalue()


def _related(*targets: tuple[str, str]) -> str:
    inside = (
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{"".join(inside)}</Relationships>'


def _set_compatible(settings: BaseOxmlElement) -> None:
    """Let Word open the document as one of its own day, whatever the template says."""
    compat = settings.find(tag("compat"))
    if compat is None:
        compat = parse_xml(element("compat", []))
        # The schema wants it before these, of which some follow in every file of Word's.
        after = ("docVars", "rsids", "themeFontLang", "clrSchemeMapping", "shapeDefaults", "decimalSymbol")
        before = next((found for name in after if (found := settings.find(tag(name))) is not None), None)
        settings.append(compat) if before is None else before.addprevious(compat)
    for old in compat.findall(tag("compatSetting")):
        if old.get(tag("name")) == "compatibilityMode":
            compat.remove(old)
    compat.append(next(parse_xml(element("compat", [_COMPATIBLE])).iterchildren()))


def _short(text: str) -> str:
    found = one_line(text)
    return found if len(found) <= _LONGEST else one_line(found[: _LONGEST - 9]) + "\N{HORIZONTAL ELLIPSIS}"
