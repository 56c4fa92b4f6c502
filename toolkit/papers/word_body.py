"""The body of a Word paper: its opening, its contents and its blocks in order, as XML."""

from collections.abc import Iterator
from typing import Final

from toolkit.cells.dates import day_text
from toolkit.language import say
from toolkit.papers.numbers import heading_numbers
from toolkit.papers.paper import Block, Bullets, Heading, Paper, Paragraph, Picture, Table
from toolkit.papers.pdf_layout import UPRIGHT, Sheet
from toolkit.papers.word_numbering import in_list
from toolkit.papers.word_pages import long_marks
from toolkit.papers.word_parts import Parts
from toolkit.papers.word_pictures import picture_xml
from toolkit.papers.word_sections import Sections
from toolkit.papers.word_styles import BULLET_STYLE, HEADING_STYLES
from toolkit.papers.word_tables import table_xml
from toolkit.papers.word_xml import field_around, line, paragraph, run

_IN_CONTENTS: Final = 3
"""The deepest level of headings that the contents list."""

_ON_A_NEW_PAGE: Final = "<w:pageBreakBefore/>"


def body_xml(paper: Paper, parts: Parts) -> str:
    """Return everything between the tags of the body, its sections' pages upright or on their side."""
    sections = Sections(parts)
    for piece in (*_opening(paper, parts), *_made_from(paper, parts), *_contents(paper, parts)):
        sections.add(piece, UPRIGHT)
    numbers = iter(heading_numbers(paper.blocks))
    waiting: list[str] = []  # headings, which stand on the sheet of what follows them
    found = 0
    for block in paper.blocks:
        if isinstance(block, Heading):
            waiting.append(_heading(block, next(numbers), found, parts))
            found += 1
            continue
        for piece, sheet in _block(block, parts):
            for heading in waiting:
                sections.add(heading, sheet)
            waiting = []
            sections.add(piece, sheet)
    for heading in waiting:
        sections.add(heading, UPRIGHT)
    return sections.closed()


def _opening(paper: Paper, parts: Parts) -> Iterator[str]:
    yield paragraph(parts.style("Title"), line(paper.title))
    if paper.subtitle:
        yield paragraph(parts.style("Subtitle"), run(paper.subtitle))
    yield paragraph(parts.style("Normal"), run(day_text(paper.dated)))
    for standing in (*long_marks(paper), *paper.standing):
        yield paragraph(parts.style("Standing"), run(standing))


def _made_from(paper: Paper, parts: Parts) -> Iterator[str]:
    if paper.versions:
        columns = (say("Part"), say("Version"))
        table = Table("Versions", say("What this paper was made from"), columns, paper.versions)
        yield table_xml(table, parts, None)[0]


def _contents(paper: Paper, parts: Parts) -> Iterator[str]:
    """Yield the list of headings as Word keeps it; Word adds the numbers of pages when it is told to update.

    Nothing asks Word to do so by itself: it would first ask every reader for leave.
    """
    headings = [block for block in paper.blocks if isinstance(block, Heading)]
    numbered = zip(headings, heading_numbers(paper.blocks), strict=True)
    entries = [
        _entry(heading, number, place, parts)
        for place, (heading, number) in enumerate(numbered)
        if heading.level <= _IN_CONTENTS
    ]
    if entries:
        title = paragraph(parts.style("TOC Heading"), run(say("Contents")))
        listed = field_around(f'TOC \\o "1-{_IN_CONTENTS}" \\h \\z \\u', entries)
        gallery = (
            '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        )
        yield f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{title}{listed}</w:sdtContent></w:sdt>"


def _entry(heading: Heading, number: str, place: int, parts: Parts) -> tuple[str, str]:
    """Return the opening of an entry of the contents and what stands in it."""
    said = f"{run(number)}<w:r><w:tab/></w:r>{line(heading.text)}" if number else line(heading.text)
    return parts.style(
        f"toc {heading.level}"
    ), f'<w:hyperlink w:anchor="{_bookmark(place)}">{said}</w:hyperlink>'


def _heading(heading: Heading, number: str, place: int, parts: Parts) -> str:
    style = HEADING_STYLES[heading.level - 1]
    own = parts.counts_by_itself(style)
    properties = _ON_A_NEW_PAGE if place == 0 else ""
    if number and not own:
        properties += in_list(parts.numbering.headings, heading.level - 1)
    elif own and not number:
        properties += in_list(0)
    marked = f'w:id="{place + 1}"'
    begin = f'<w:bookmarkStart {marked} w:name="{_bookmark(place)}"/>'
    inside = f"{begin}{line(heading.text)}<w:bookmarkEnd {marked}/>"
    return paragraph(parts.style(style), inside, properties)


def _bookmark(place: int) -> str:
    return f"_Toc{place + 1:08d}"


def _block(block: Block, parts: Parts) -> Iterator[tuple[str, Sheet]]:
    match block:
        case Paragraph(text, lead):
            yield paragraph(parts.style("Lead Paragraph" if lead else "Normal"), run(text)), UPRIGHT
        case Bullets(items, ordered):
            yield _list(items, parts, ordered=ordered), UPRIGHT
        case Table():
            yield table_xml(block, parts, next(parts.tables))
        case Picture():
            yield picture_xml(block, parts)
            yield table_xml(block.table, parts, next(parts.tables))


def _list(items: tuple[str, ...], parts: Parts, *, ordered: bool) -> str:
    style, properties = BULLET_STYLE, ""
    if ordered:
        style, properties = "List Number", in_list(parts.numbering.steps())
    elif not parts.counts_by_itself(BULLET_STYLE):
        properties = in_list(parts.numbering.bullets)
    return "".join(paragraph(parts.style(style), run(item), properties) for item in items)
