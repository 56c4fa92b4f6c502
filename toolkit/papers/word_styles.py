"""The styles of a Word paper: those a template has by name, and ours where it has none."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docx.document import Document
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from toolkit.papers.word_xml import tag

LANGUAGE: Final = "en-GB"
HEADING_STYLES: Final = ("heading 1", "heading 2", "heading 3", "heading 4")
BULLET_STYLE: Final = "List Bullet"

_OURS: Final = Path(__file__).resolve().parent / "word_styles.xml"
_NAMED: Final = ("basedOn", "next", "link")
"""What in a style names another by its id."""


@dataclass(frozen=True)
class Styles:
    """The styles of one document, by the name Word gives them in every language."""

    ids: Mapping[str, str]
    numbered: frozenset[str]
    """Styles that put a paragraph into a list by themselves."""
    added: Mapping[str, BaseOxmlElement]
    """Those of ours that the template did not have."""

    def own_headings(self) -> tuple[str, ...]:
        """Return by level the ids of the styles of headings that are ours; empty for a template's own."""
        return tuple(self.ids[name] if name in self.added else "" for name in HEADING_STYLES)

    def count_by(self, headings: int, bullets: int) -> None:
        """Let our own styles of headings and bullets count by the lists of those numbers."""
        for name, style in self.added.items():
            for number in style.iter(tag("numId")):
                number.set(tag("val"), str(bullets if name == BULLET_STYLE else headings))


def add_styles(document: Document) -> Styles:
    """Add to a document what it lacks of our styles, and set the language of all of them."""
    root = document.styles.element
    ours = parse_xml(_OURS.read_bytes())
    if root.find(tag("docDefaults")) is None:
        root.insert(0, deepcopy(ours.find(tag("docDefaults"))))
    had = {_key(style): style for style in _styles(root)}
    taken = {style.get(tag("styleId"), "") for style in _styles(root)}
    ids: dict[str, str] = {}
    added: dict[str, BaseOxmlElement] = {}
    by_our_id: dict[str, str] = {}
    for style in _styles(ours):
        name, our_id = _name(style), style.get(tag("styleId"), "")
        found = had.get(_key(style))
        if found is None:
            added[name] = copy = _fitting(style, had, taken)
            root.append(copy)
            found = copy
        ids[name] = by_our_id[our_id] = found.get(tag("styleId"), "")
    for style in added.values():
        _name_others(style, by_our_id)
    _set_language(root)
    numbered = {
        _name(style) for style in _styles(root) if style.find(f"{tag('pPr')}/{tag('numPr')}") is not None
    }
    return Styles(ids, frozenset(name for name in ids if _fold(name) in set(map(_fold, numbered))), added)


def _fitting(
    style: BaseOxmlElement, had: Mapping[tuple[str, str], BaseOxmlElement], taken: set[str]
) -> BaseOxmlElement:
    """Return a copy of one of our styles with an id that is free, and no default where there is one."""
    copy = deepcopy(style)
    kind = style.get(tag("type"))
    if any(other.get(tag("default")) and other.get(tag("type")) == kind for other in had.values()):
        copy.attrib.pop(tag("default"), None)
    wanted = copy.get(tag("styleId"), "")
    free = next(
        name for name in (wanted, *(f"Csp{wanted}{k or ''}" for k in range(100))) if name not in taken
    )
    copy.set(tag("styleId"), free)
    taken.add(free)
    return copy


def _name_others(style: BaseOxmlElement, ids: Mapping[str, str]) -> None:
    for name in _NAMED:
        for named in style.findall(tag(name)):
            value = named.get(tag("val"), "")
            named.set(tag("val"), ids.get(value, value))


def _set_language(root: BaseOxmlElement) -> None:
    for language in root.iter(tag("lang")):
        language.set(tag("val"), LANGUAGE)
    inner = root.find(tag("docDefaults"))
    for name in ("rPrDefault", "rPr", "lang"):
        found = inner.find(tag(name))
        if found is None:
            found = inner.makeelement(tag(name), {tag("val"): LANGUAGE} if name == "lang" else {})
            inner.insert(0 if name == "rPrDefault" else len(inner), found)
        inner = found


def _styles(root: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    yield from root.findall(tag("style"))


def _key(style: BaseOxmlElement) -> tuple[str, str]:
    return style.get(tag("type"), "paragraph"), _fold(_name(style))


def _name(style: BaseOxmlElement) -> str:
    named = style.find(tag("name"))
    return "" if named is None else str(named.get(tag("val"), ""))


def _fold(name: str) -> str:
    return name.casefold()
