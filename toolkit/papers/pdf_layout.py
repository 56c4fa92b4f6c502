"""Where a table or a chart of a PDF paper stands: on which page, how large, in columns how wide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from toolkit.papers.pdf_font import text_width

MARGIN: Final = 60.0
"""Points left free at either side of a page, 72 to the inch."""

INSET: Final = 5.0
"""Points between a cell's edge and its text, left and right."""

_LONGEST_WORD: Final = 12.0
"""Ems: a longer word is broken rather than have a column made for it."""

_PROSE: Final = 25.0
_PROSE_COLUMN: Final = 9.0
"""Ems: a column with a text longer than the first is made at least as wide as the second."""

_LINE_HEIGHT: Final = 1.3
"""Ems from one line of a cell to the next."""

_POINTS_PER_PIXEL: Final = 0.75
_TOO_SMALL: Final = 0.8
"""A chart that would have to shrink further than this is turned, where it gains by it."""


@dataclass(frozen=True)
class Sheet:
    """A size of paper, as typst names it, and whether it lies on its side; room for text in points."""

    paper: str
    flipped: bool
    width: float
    height: float


UPRIGHT: Final = Sheet("a4", flipped=False, width=595.28 - 2 * MARGIN, height=620)
ACROSS: Final = Sheet("a4", flipped=True, width=841.89 - 2 * MARGIN, height=370)
LARGE: Final = Sheet("a3", flipped=True, width=1190.55 - 2 * MARGIN, height=620)

_TRIED: Final = ((UPRIGHT, 10.0), (UPRIGHT, 9.0), (ACROSS, 10.0), (ACROSS, 9.0), (LARGE, 10.0), (LARGE, 9.0))
"""Sheets and sizes of text in points, in the order they are tried; the last is taken as it comes."""


@dataclass(frozen=True)
class Columns:
    """The sheet a table stands on, the size of its text and the width of each column, in points."""

    sheet: Sheet
    size: float
    widths: tuple[float, ...]

    def room(self, column: int) -> float:
        """Return the room for text in a column, in ems."""
        return (self.widths[column] - 2 * INSET) / self.size

    def height(self, rows: Sequence[Sequence[str]]) -> float:
        """Return about how high rows of texts stand in these columns, in points."""
        lines = (max(self._lines(text, at) for at, text in enumerate(row)) for row in rows)
        return sum(_LINE_HEIGHT * self.size * count + 2 * INSET for count in lines)

    def _lines(self, text: str, column: int) -> int:
        room = self.room(column)
        return sum(max(1, ceil(text_width(line) / room)) for line in text.split("\n"))


@dataclass(frozen=True)
class _Measured:
    """What a column needs, in ems: a least width, and what its longest and its usual line want beyond it."""

    least: float
    wanted: float
    usual: float


def columns_of(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Columns:
    """Return the smallest sheet and the largest text at which no usual word of a table is broken.

    Where even the largest sheet is too small, words are broken; some fifty columns have room for a letter.
    """
    measured = [_measured(name, [row[at] for row in rows]) for at, name in enumerate(head)]
    for sheet, size in _TRIED:
        least = [size * column.least + 2 * INSET for column in measured]
        if sum(least) <= sheet.width:
            return Columns(sheet, size, _shared_out(sheet.width, size, measured))
    return Columns(sheet, size, _narrowed(sheet.width, size + 2 * INSET, least))


def picture_place(width: float, height: float) -> tuple[Sheet, float]:
    """Return the sheet of a chart and its width on it in points, from its size in CSS pixels."""
    natural = width * _POINTS_PER_PIXEL
    upright, across = (
        min(1.0, sheet.width / natural, sheet.height / (height * _POINTS_PER_PIXEL))
        for sheet in (UPRIGHT, ACROSS)
    )
    turned = upright < _TOO_SMALL and across > upright
    return (ACROSS, natural * across) if turned else (UPRIGHT, natural * upright)


def _measured(name: str, cells: Sequence[str]) -> _Measured:
    lines = [text_width(line, bold=bold) for line, bold in _parts(name, cells, "\n")]
    word = max((text_width(word, bold=bold) for word, bold in _parts(name, cells, None)), default=1.0)
    least = max(min(word, _LONGEST_WORD), 1.0)
    if max(lines) > _PROSE:
        least = max(least, _PROSE_COLUMN)
    over = [max(0.0, line - least) for line in lines]
    return _Measured(least, max(over), sum(over) / len(over))


def _parts(name: str, cells: Sequence[str], by: str | None) -> Iterator[tuple[str, bool]]:
    yield from ((part, True) for part in name.split(by))
    for cell in cells:
        yield from ((part, False) for part in cell.split(by))


def _narrowed(room: float, letter: float, least: Sequence[float]) -> tuple[float, ...]:
    """Return widths that fill `room` and leave each column a letter, as long as that much room is there."""
    bare = min(letter, room / len(least))
    share = (room - bare * len(least)) / sum(one - bare for one in least)
    return tuple(bare + share * (one - bare) for one in least)


def _shared_out(room: float, size: float, columns: Sequence[_Measured]) -> tuple[float, ...]:
    """Return widths that fill `room` if they can; most of what is spare goes where most text is."""
    widths = [size * column.least + 2 * INSET for column in columns]
    spare = room - sum(widths)
    short = [at for at, column in enumerate(columns) if column.wanted > 0]
    while short:
        share = spare / sum(columns[at].usual for at in short)
        enough = [at for at in short if share * columns[at].usual >= size * columns[at].wanted]
        for at in enough or short:
            given = size * columns[at].wanted if enough else share * columns[at].usual
            widths[at] += given
            spare -= given
        short = [at for at in short if at not in enough] if enough else []
    return tuple(widths)
