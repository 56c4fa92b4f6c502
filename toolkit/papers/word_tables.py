"""Tables of a Word paper: one row of headings that repeats, no merged cells, notes and source below."""

from collections.abc import Iterator, Sequence
from typing import Final

from toolkit.language import say
from toolkit.papers.numbers import cell_text, number_columns
from toolkit.papers.paper import Table
from toolkit.papers.pdf_layout import Columns, Sheet, columns_of
from toolkit.papers.plain_text import plain
from toolkit.papers.word_parts import Parts
from toolkit.papers.word_xml import attribute, field, paragraph, run

_LONGEST_HEAD: Final = 120
"""Characters of a column's heading; it is repeated on every page and must leave room for the rows."""

_TALL: Final = 2_000
"""Characters of a cell above which its row may break across pages: it could be taller than one."""

KEPT: Final = "<w:keepNext/>"
"""The property that keeps a paragraph on the page of what follows it."""

_RIGHT: Final = '<w:jc w:val="right"/>'
_SPARE: Final = 60
"""Twips that a column is wider than its longest text, so that no rounding breaks it."""

_WIDER_FONT: Final = 1.35
"""How much wider a column may be for a template's own font; Verdana needs a quarter more than Arial."""

_SMALL: Final = 9.5
"""Points below which a table's text is in the smaller of its two styles."""


def table_xml(table: Table, parts: Parts, number: int | None) -> tuple[str, Sheet]:
    """Return a table with its title above and its notes below, and the sheet it needs.

    A table without a `number` has its title alone.
    """
    heads = [_short(plain(name)) for name in table.columns]
    rows = [[cell_text(cell) for cell in row] for row in table.rows]
    columns = columns_of(heads, rows)
    pieces = [
        paragraph(parts.style("caption"), caption(say("Table"), "Table", number, table.title), KEPT),
        _grid(table, heads, rows, columns, parts),
        *([paragraph(parts.style("Table Note"), run(note)) for note in _notes(table)] or [parts.spacer]),
    ]
    return "".join(pieces), columns.sheet


def caption(word: str, sequence: str, number: int | None, title: str) -> str:
    """Return the inside of a caption, whose number Word counts: ``Table 3: Status of returns``."""
    if number is None:
        return run(title)
    counted = field(f"SEQ {sequence} \\* ARABIC", str(number))
    return f"{run(f'{word} ')}{counted}{run(': ')}{run(title)}"


def _grid(
    table: Table, heads: Sequence[str], rows: Sequence[Sequence[str]], columns: Columns, parts: Parts
) -> str:
    widths = _twips(columns, parts.pages.text_width(columns.sheet), parts)
    layout = "fixed" if parts.own_font else "autofit"  # then Word widens what a wider font needs
    style = parts.style("Table Text Small" if columns.size < _SMALL else "Table Text")
    right = number_columns(table.rows) or (False,) * len(heads)
    before = [_cell_opening(width, style, right=one) for width, one in zip(widths, right, strict=True)]
    kept = [
        _cell_opening(width, style, right=one, kept=True) for width, one in zip(widths, right, strict=True)
    ]
    body = "".join(_row(cells, before) for cells in rows)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f"<w:tbl><w:tblPr><w:tblStyle w:val={attribute(parts.style('Paper Table'))}/>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="{layout}"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        ' w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={attribute(table.title)}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"{_row(heads, kept, '<w:tblHeader/>')}{body}</w:tbl>"
    )


def _row(cells: Sequence[str], openings: Sequence[str], heading: str = "") -> str:
    whole = "" if max(map(len, cells)) > _TALL else "<w:cantSplit/>"
    properties = f"<w:trPr>{whole}{heading}</w:trPr>" if whole or heading else ""
    inside = "".join(
        f"{opening}{run(text) if text else ''}</w:p></w:tc>"
        for opening, text in zip(openings, cells, strict=True)
    )
    return f"<w:tr>{properties}{inside}</w:tr>"


def _cell_opening(width: int, style: str, *, right: bool, kept: bool = False) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
        f"<w:pStyle w:val={attribute(style)}/>{'<w:keepNext/>' if kept else ''}"
        f"{_RIGHT if right else ''}</w:pPr>"
    )


def _twips(columns: Columns, room: int, parts: Parts) -> list[int]:
    """Return the widths of the columns in twips, a little wider than they need be where there is room."""
    used = sum(columns.widths)
    wanted = 1.0 if parts.own_font else min(_WIDER_FONT, columns.sheet.width / used)
    scale = wanted * room / max(columns.sheet.width, used)
    widths = [int(width * scale) for width in columns.widths]
    spare = min(_SPARE, (room - sum(widths)) // len(widths))
    return [width + spare for width in widths]


def _notes(table: Table) -> Iterator[str]:
    for number, name in enumerate(map(plain, table.columns), 1):
        if name != _short(name):
            yield say("Column {number} in full: {name}", number=number, name=name)
    for number, note in enumerate(table.notes, 1):
        yield say("Note {number}: {note}", number=number, note=note)
    if table.source:
        yield say("Source: {source}", source=table.source)


def _short(text: str) -> str:
    return (
        text if len(text) <= _LONGEST_HEAD else plain(text[: _LONGEST_HEAD - 1]) + "\N{HORIZONTAL ELLIPSIS}"
    )
