"""Real numbering in a Word document: headings in levels, bullets, and lists that each begin at one."""

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.numbering import NumberingPart

from toolkit.papers.word_xml import element, tag

_HANGING: Final = (600, 760, 960, 1160)
"""Twips from the edge to the text of a heading, by level, 20 to the point."""

_ITEM: Final = 400
"""Twips from a bullet or number to the text of an item."""


class Numbering:
    """The lists of one document; what a template brings stays, ours come after.

    `heading_styles` are the ids of the styles of headings, by level, that count by our list of headings; an
    empty id stands for a style that does not.
    """

    def __init__(self, document: Document, heading_styles: Sequence[str]) -> None:
        self._element = _numbering_element(document)
        self._abstract = 1 + max(self._ids("abstractNum", "abstractNumId"), default=-1)
        self._next = 1 + max(self._ids("num", "numId"), default=0)
        self.headings = self._begin(self._describe("multilevel", _heading_levels(heading_styles)))
        self.bullets = self._begin(self._describe("singleLevel", _level(0, "bullet", "\N{BULLET}", _ITEM)))
        self._steps = self._describe("singleLevel", _level(0, "decimal", "%1.", _ITEM))

    def steps(self) -> int:
        """Begin an ordered list and return its number; it counts from one again."""
        restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        return self._begin(self._steps, restart)

    def _describe(self, kind: str, levels: str) -> int:
        """Add what a kind of list looks like, before the first list, as the schema wants; return its id."""
        number = self._abstract
        self._abstract += 1
        head = (
            f'<w:nsid w:val="C5B0{number:04X}"/><w:multiLevelType w:val="{kind}"/>'
            f'<w:tmpl w:val="C5B1{number:04X}"/>'
        )
        described = _parsed(f'<w:abstractNum w:abstractNumId="{number}">{head}{levels}</w:abstractNum>')
        before = self._element.find(tag("num"))
        if before is None:
            self._element.append(described)
        else:
            before.addprevious(described)
        return number

    def _begin(self, described: int, override: str = "") -> int:
        inside = f'<w:abstractNumId w:val="{described}"/>{override}'
        made = _parsed(f'<w:num w:numId="{self._next}">{inside}</w:num>')
        last = self._element.findall(tag("num"))
        if last:
            last[-1].addnext(made)
        else:
            self._element.append(made)
        self._next += 1
        return self._next - 1

    def _ids(self, name: str, attribute: str) -> list[int]:
        return [int(found.get(tag(attribute), "0")) for found in self._element.findall(tag(name))]


def in_list(number: int, level: int = 0) -> str:
    """Return the property that puts a paragraph into a list; 0 takes it out of that of its style."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _numbering_element(document: Document) -> BaseOxmlElement:
    part = document.part
    if not any(rel.reltype == RELATIONSHIP_TYPE.NUMBERING for rel in part.rels.values()):
        blank = element("numbering", []).encode()
        name = PackURI("/word/numbering.xml")
        made = NumberingPart.load(name, CONTENT_TYPE.WML_NUMBERING, blank, part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    found: BaseOxmlElement = part.numbering_part.element
    return found


def _parsed(xml: str) -> BaseOxmlElement:
    found: BaseOxmlElement = parse_xml(element("numbering", [xml]))[0]
    return found


def _heading_levels(styles: Sequence[str]) -> str:
    numbers = [".".join(f"%{k}" for k in range(1, level + 2)) for level in range(len(styles))]
    return "".join(
        _level(level, "decimal", numbers[level], _HANGING[level], style) for level, style in enumerate(styles)
    )


def _level(level: int, form: str, text: str, left: int, style: str = "") -> str:
    linked = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{left}"/></w:pPr></w:lvl>'
    )
