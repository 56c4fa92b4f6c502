"""How a paper's numbers are printed: those in its cells, and those before its headings."""

from collections.abc import Iterable
from typing import Final

from toolkit.papers.paper import Block, Cell, Heading
from toolkit.papers.plain_text import plain

_LARGEST_BARE: Final = 9_999
"""Whole numbers up to this are printed without commas, for a year may be among them."""


def cell_text(cell: Cell) -> str:
    """Return a cell as it is printed: nothing for None, commas in whole numbers from 10,000 on.

    >>> cell_text(2017), cell_text(12345), cell_text(0.95), cell_text(3.0), cell_text(None)
    ('2017', '12,345', '0.95', '3', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return plain(cell)
    if isinstance(cell, int) or cell.is_integer():
        return f"{int(cell)}" if abs(cell) <= _LARGEST_BARE else f"{int(cell):,}"
    return f"{cell:,.10g}"


def number_columns(rows: Iterable[tuple[Cell, ...]]) -> tuple[bool, ...]:
    """Return for each column whether it holds numbers and nothing else but empty cells.

    >>> number_columns([("Ashford", 8, None), ("Dover", None, None)])
    (False, True, False)
    """
    columns = zip(*rows, strict=True)
    filled = ([cell for cell in column if cell is not None] for column in columns)
    return tuple(bool(cells) and not any(isinstance(cell, str) for cell in cells) for cells in filled)


def heading_numbers(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Return the number of each heading in order, such as ``2.1``; an empty text for one without.

    A heading below one without a number has none either: it would carry that of the section before.

    >>> heading_numbers([Heading("A"), Heading("B", 2), Heading("Appendix", 1, False), Heading("C", 2)])
    ('1', '1.1', '', '')
    """
    counts = [0, 0, 0, 0]
    bare_from = len(counts) + 1  # the level at which a heading without a number stands above
    found = []
    for heading in blocks:
        if not isinstance(heading, Heading):
            continue
        if heading.level <= bare_from:
            bare_from = len(counts) + 1 if heading.numbered else heading.level
        if heading.level >= bare_from:
            found.append("")
            continue
        counts[heading.level - 1] += 1
        counts[heading.level :] = [0] * (len(counts) - heading.level)
        found.append(".".join(map(str, counts[: heading.level])))
    return tuple(found)
