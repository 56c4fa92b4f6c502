"""What in the parts of a Word template must not be: macros, embedded files, and whatever points elsewhere."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Final

from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from toolkit.errors import Fault
from toolkit.files.faults import shown
from toolkit.files.xlsx_guard import is_xml
from toolkit.language import say
from toolkit.papers.word_xml import tag

TYPES: Final = "[Content_Types].xml"
MAIN: Final = re.compile(r"officedocument\.wordprocessingml\.(document|template)\.main\+xml$")
"""The kind of the part that is the document itself, in a document or a template without macros."""

_DECLARED: Final = ("<!DOCTYPE", "<!ENTITY")
_DTD: Final = tuple(word.encode(code) for word in _DECLARED for code in ("utf-8", "utf-16-le", "utf-16-be"))
_MACROS: Final = re.compile(r"vbaproject|vbadata|/activex/|attachedtoolbars")
_EMBEDDED: Final = re.compile(r"/embeddings/|/afchunk|\.(mht|mhtml|htm|html)$")
_FETCHING: Final = re.compile(
    r"(?:^|[\0{])\s*(INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|DDE|DDEAUTO|DATABASE|RD)\b", re.IGNORECASE
)
_HARMLESS_LINK: Final = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_STRICT: Final = "http://purl.oclc.org/ooxml/"


def content_faults(file: str, parts: Mapping[str, bytes]) -> Iterator[Fault]:
    """Yield everything that is wrong with the parts of a template, in the order they stand in the file."""
    for name, content in parts.items():
        yield from _kind_of_part_faults(file, name)
        if not is_xml(name):
            continue
        root = None
        if any(word in content for word in _DTD) or _declares(root := _parsed(content)):
            problem = say("the part declares a document type or entities, which no Word document needs")
            yield Fault(file, part_place(name), problem, save_again(), "E_DTD")
        elif root is None:
            yield Fault(file, part_place(name), say("the part is damaged"), save_again(), "E_NOT_DOCX")
        elif name == TYPES:
            yield from _document_faults(file, root)
        elif name.endswith(".rels"):
            yield from _relation_faults(file, name, root, parts)
        else:
            yield from _field_faults(file, name, root)
    if TYPES not in parts:
        yield Fault(file, "", say("it is not a Word document"), save_again(), "E_NOT_DOCX")


def part_place(part: str) -> str:
    """Say which part of a file is meant."""
    return say("part {name}", name=shown(part))


def save_again() -> str:
    """Say how to make most faulty files sound."""
    return say("Open it in Word and save it as 'Word Document (.docx)' or 'Word Template (.dotx)'")


def _parsed(content: bytes) -> BaseOxmlElement | None:
    try:
        return parse_xml(content)
    except (SyntaxError, ValueError):  # lxml's own errors are SyntaxErrors
        return None


def _declares(root: BaseOxmlElement | None) -> bool:
    """Say whether a part declares a document type, in whatever encoding."""
    return root is not None and bool(root.getroottree().docinfo.doctype)


def _kind_of_part_faults(file: str, name: str) -> Iterator[Fault]:
    if _MACROS.search(name.lower()):
        yield Fault(file, part_place(name), say("macros are not accepted"), save_again(), "E_MACRO")
    if _EMBEDDED.search(name.lower()):
        problem, remedy = (
            say("another file is embedded"),
            say("Delete it from the template, or put a picture there"),
        )
        yield Fault(file, part_place(name), problem, remedy, "E_EMBEDDED")


def _document_faults(file: str, types: BaseOxmlElement) -> Iterator[Fault]:
    kinds = {kind.get("ContentType", "") for kind in types}
    if any("macroenabled" in kind.lower() for kind in kinds):
        yield Fault(file, part_place(TYPES), say("macros are not accepted"), save_again(), "E_MACRO")
    elif not any(map(MAIN.search, kinds)):
        yield Fault(file, "", say("it is not a Word document"), save_again(), "E_NOT_DOCX")


def _relation_faults(
    file: str, name: str, relations: BaseOxmlElement, parts: Mapping[str, bytes]
) -> Iterator[Fault]:
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in relations:
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        what = kind.rsplit("/", 1)[-1]
        if kind.startswith(_STRICT):
            problem = say("it is saved as Strict Open XML")
            yield Fault(file, "", problem, save_again(), "E_NOT_DOCX")
        elif relation.get("TargetMode") == "External":
            if what != "hyperlink" or not _HARMLESS_LINK.match(target):
                yield _outside(file, name, what, target)
        elif posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") not in parts:
            problem = say("it names {target}, which is not in the file", target=shown(target))
            yield Fault(file, part_place(name), problem, save_again(), "E_NOT_DOCX")


def _outside(file: str, name: str, what: str, target: str) -> Fault:
    remedies = {
        "attachedTemplate": say(
            "In Word choose Developer, Document Template, write 'Normal' there and save again"
        ),
        "image": say("Insert the picture into the template instead of linking to it"),
    }
    problem = say("{what} at {target} lies outside the file", what=shown(what), target=shown(target))
    remedy = remedies.get(what, say("Take it out of the template"))
    return Fault(file, part_place(name), problem, remedy, "E_EXTERNAL")


def _field_faults(file: str, name: str, root: BaseOxmlElement) -> Iterator[Fault]:
    simple = [field.get(tag("instr"), "") for field in root.iter(tag("fldSimple"))]
    pieces = [
        "\0" if found.tag == tag("fldChar") else found.text or ""
        for found in root.iter(tag("fldChar"), tag("instrText"))
    ]
    said = (*simple, "".join(pieces))
    for field in sorted({found[1].upper() for text in said for found in _FETCHING.finditer(text)}):
        problem = say("the field {name} would fetch something from elsewhere", name=field)
        yield Fault(file, part_place(name), problem, say("Delete the field"), "E_FIELD")
