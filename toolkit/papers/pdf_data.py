"""A paper as the data that the template `paper.typ` prints: plain values, never typst source."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from toolkit.cells.dates import day_text
from toolkit.language import say
from toolkit.papers.numbers import cell_text, heading_numbers, number_columns
from toolkit.papers.paper import Block, Bullets, Heading, Paper, Paragraph, Picture, Table
from toolkit.papers.pdf_layout import Columns, Sheet, columns_of, picture_place
from toolkit.papers.pdf_letters import breakable, printable, printable_svg
from toolkit.papers.pictures import picture_size, svg_of
from toolkit.papers.plain_text import one_line

_LINE: Final = 30.0
"""Ems: a word wider than this may be broken wherever its line ends."""

_TITLE: Final = 18.0
"""Ems of the title's own size that fit on its line."""

_LOW: Final = 200.0
"""Points: a lower table stands on one page."""

_LONGEST_HEAD: Final = 120
"""Characters of a column's heading; it is repeated on every page and must leave room for the rows."""

_LONGEST_MARK: Final = 300
"""Characters of a page mark; a longer one stands in full on the first page."""

Data = dict[str, Any]
"""What becomes one object of JSON."""


def paper_data(paper: Paper) -> Data:
    """Return everything that is printed of a paper."""
    marks = [_line(mark) for mark in paper.page_marks]
    cut = [mark for mark in marks if len(mark) > _LONGEST_MARK]
    return {
        "title": one_line(paper.title),
        "shown_title": breakable(_line(paper.title), _TITLE, bold=True),
        "subtitle": _text(paper.subtitle),
        "dated": day_text(paper.dated),
        "date": [paper.dated.year, paper.dated.month, paper.dated.day],
        "marks": [_shortened(mark, _LONGEST_MARK) for mark in marks],
        "standing": [*cut, *map(_text, paper.standing)],
        "words": _words(),
        "made_from": _made_from(paper),
        "sections": list(_sections(paper)),
    }


def _words() -> Data:
    """Return the template's own words; it puts numbers where their names stand in braces."""
    return {
        "contents": say("Contents"),
        "page": say("Page {page} of {pages}"),
        "table": say("Table"),
        "figure": say("Figure"),
    }


def _made_from(paper: Paper) -> Data | None:
    title = say("What this paper was made from")
    columns = (say("Part"), say("Version"))
    return _table(Table("Versions", title, columns, paper.versions)) if paper.versions else None


def _sections(paper: Paper) -> Iterator[Data]:
    """Yield blocks that stand on pages of one kind; a heading stands on the page of what follows it."""
    blocks = list(_blocks(paper))
    sheets = []
    below = None
    for block in reversed(blocks):
        below = block.get("sheet") if block["kind"] != "heading" else below
        sheets.append(below)
    pairs = zip(reversed(sheets), blocks, strict=True)
    for sheet, group in groupby(pairs, key=lambda pair: pair[0]):
        yield {"sheet": sheet, "blocks": [block for _, block in group]}


def _blocks(paper: Paper) -> Iterator[Data]:
    numbers = iter(heading_numbers(paper.blocks))
    for block in paper.blocks:
        if isinstance(block, Heading):
            place = {"level": block.level, "number": next(numbers)}
            yield {"kind": "heading", "text": _line(block.text), **place}
        else:
            yield from _block(block)


def _block(block: Block) -> Iterator[Data]:
    match block:
        case Paragraph(text, lead):
            yield {"kind": "lead" if lead else "paragraph", "text": _text(text)}
        case Bullets(items, ordered):
            yield {"kind": "steps" if ordered else "bullets", "items": [_text(item) for item in items]}
        case Table():
            yield _table(block)
        case Picture():
            yield _picture(block)
            yield _table(block.table)


def _picture(picture: Picture) -> Data:
    sheet, width = picture_place(*picture_size(picture.chart))
    return {
        "kind": "picture",
        "headline": _text(picture.headline),
        "measured": _text(picture.measured),
        "alt": printable(picture.alt),
        "svg": printable_svg(svg_of(picture.chart)),
        "width": width,
        "sheet": _sheet(sheet),
    }


def _table(table: Table) -> Data:
    names = [printable(name) for name in table.columns]
    head = [_shortened(name, _LONGEST_HEAD) for name in names]
    rows = [[printable(cell_text(cell)) for cell in row] for row in table.rows]
    columns = columns_of(head, rows)
    return {
        "kind": "table",
        "title": _text(table.title),
        "head": _cells(columns, head, bold=True),
        "rows": [_cells(columns, row) for row in rows],
        "numbers": number_columns(table.rows) or [False] * len(head),
        "notes": [*_whole_heads(names, head), *_notes(table)],
        "widths": columns.widths,
        "size": columns.size,
        "breakable": columns.height([head, *rows]) > _LOW,
        "sheet": _sheet(columns.sheet),
    }


def _cells(columns: Columns, texts: list[str], *, bold: bool = False) -> list[str]:
    return [breakable(text, columns.room(at), bold=bold) for at, text in enumerate(texts)]


def _whole_heads(names: list[str], head: list[str]) -> Iterator[str]:
    for number, (name, shown) in enumerate(zip(names, head, strict=True), 1):
        if name != shown:
            yield _text(say("Column {number} in full: {name}", number=number, name=name))


def _notes(table: Table) -> Iterator[str]:
    for number, note in enumerate(table.notes, 1):
        yield _text(say("Note {number}: {note}", number=number, note=note))
    if table.source:
        yield _text(say("Source: {source}", source=table.source))


def _sheet(sheet: Sheet) -> Data | None:
    return {"paper": sheet.paper, "flipped": True} if sheet.flipped else None


def _text(text: str) -> str:
    return breakable(printable(text), _LINE)


def _line(text: str) -> str:
    return _text(re.sub(r"\s+", " ", printable(text)).strip())


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "\N{HORIZONTAL ELLIPSIS}"
