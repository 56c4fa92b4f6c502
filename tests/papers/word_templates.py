"""Word templates as a partnership would bring them, and hostile ones, made for tests."""

import struct
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt, RGBColor

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LOGO_TEXT = "Vale of Example Community Safety Partnership"


def logo() -> bytes:
    """A blue square of four dots as PNG."""
    rows = b"".join(b"\0" + b"\x12\x43\x6d" * 2 for _ in range(2))
    head = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    packed = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def partnership_template() -> Document:
    """A template with a cover section, a logo and page numbers, own headings, and words to be replaced."""
    document = docx.Document()
    heading = document.styles["Heading 1"]
    heading.font.color.rgb, heading.font.size = RGBColor(0x80, 0x16, 0x50), Pt(20)
    document.styles["Normal"].font.name = "Verdana"
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(30)
    section.header.paragraphs[0].text = LOGO_TEXT
    section.header.paragraphs[0].add_run().add_picture(BytesIO(logo()), width=Mm(20))
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Cover of the partnership"
    number = section.footer.paragraphs[0]
    number._p.append(
        parse_xml(f'<w:fldSimple xmlns:w="{WORDS}" w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )
    document.add_paragraph("Type the name of your paper here")
    document.add_picture(BytesIO(logo()), width=Mm(30))
    document.add_section(WD_SECTION.NEW_PAGE).different_first_page_header_footer = True
    document.add_paragraph("Type your text here")
    document.core_properties.author = "A person of the partnership"
    document.core_properties.comments = "private"
    return document


def saved(document: Document, file: Path) -> Path:
    """Save a document as a file, and return the file."""
    document.save(str(file))
    return file


def changed(
    file: Path,
    *,
    put: Mapping[str, bytes] | None = None,
    change: Mapping[str, Callable[[bytes], bytes]] | None = None,
) -> Path:
    """Write a file again with parts put into it or changed."""
    with ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, how in (change or {}).items():
        parts[name] = how(parts[name])
    parts |= put or {}
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file


def with_relation(kind: str, target: str, *, external: bool = True) -> Callable[[bytes], bytes]:
    """Add a relation to a part's relations."""
    mode = ' TargetMode="External"' if external else ""
    made = f'<Relationship Id="rIdX" Type="{RELATIONSHIPS}/{kind}" Target="{target}"{mode}/></Relationships>'
    return lambda xml: xml.replace(b"</Relationships>", made.encode())
