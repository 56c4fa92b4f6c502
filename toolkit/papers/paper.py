"""What a paper says, whatever it is written as: headings, texts, tables and pictures in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from toolkit.charts.theme import Drawn
from toolkit.model.assessment import Marking
from toolkit.wording.returns import marking_line

Cell = str | int | float | None
"""What a cell of a table holds; a number stays a number, and None is a cell with nothing to say."""


class Edition(StrEnum):
    """Whom a paper is for. What the public edition leaves out is decided in `toolkit.papers.editions`."""

    INTERNAL = "internal"
    PUBLIC = "public"


@dataclass(frozen=True)
class Heading:
    """A heading; `level` 1 to 4, never more than one deeper than the heading before it."""

    text: str
    level: Literal[1, 2, 3, 4] = 1
    numbered: bool = True
    """False for a heading that carries a name of its own, such as ``Appendix A``."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of plain text; nothing in it is ever markup. A `lead` opens a section and stands out."""

    text: str
    lead: bool = False


@dataclass(frozen=True)
class Bullets:
    """Items of plain text, each one paragraph; `ordered` where their order means something."""

    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Table:
    """A table with one row of headings and no merged cells; the first column names each row.

    `name` is short, unlike that of any other table of the paper, and fit for a sheet's tab: at most 31
    characters, no brackets, colons, slashes, stars or question marks. Every row has as many cells as there
    are columns.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse a row that does not fit."""
        wrong = [number for number, row in enumerate(self.rows, 1) if len(row) != len(self.columns)]
        if wrong:
            raise ValueError(f"rows {wrong} of the table {self.name!r} do not have {len(self.columns)} cells")


@dataclass(frozen=True)
class Picture:
    """A chart with the sentence its data supports, what is measured where and when, and what it shows.

    `table` holds its figures and follows it in every paper.
    """

    headline: str
    measured: str
    alt: str
    chart: Drawn
    table: Table


Block = Heading | Paragraph | Bullets | Table | Picture


@dataclass(frozen=True)
class Paper:
    """A whole paper. The same paper gives the same bytes, whenever and wherever it is written."""

    name: str
    """What its file is called, without marking, edition and ending: ``kent-county-pack-2017-18``."""
    title: str
    subtitle: str
    edition: Edition
    dated: date
    """The date stated on it, and the only one in its files."""
    marking: Marking
    handling: str
    standing: tuple[str, ...]
    """What must be read before anything else: ``DRAFT``, ``9 of 11 CSPs``, what is invented."""
    versions: tuple[tuple[str, str], ...]
    """What it was made from, by name: version, toolkit, matrix and its hash, heads of the chains."""
    blocks: tuple[Block, ...]
    draft: bool = False
    """Whether DRAFT stands in its file name and on every page."""
    partial: str = ""
    """What it holds of a whole, such as ``9 of 11 CSPs``; in its file name, on every page; empty for all."""
    contact: str = ""
    """Whom to ask about it, as the cover of a release workbook has to say; empty where nobody is known."""

    @property
    def tables(self) -> Iterator[Table]:
        """Every table in order, those of pictures among them."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield block
            elif isinstance(block, Picture):
                yield block.table

    @property
    def page_marks(self) -> tuple[str, ...]:
        """What stands at the top and bottom of every page: marking with handling instruction, then DRAFT.

        With DRAFT stands what the paper holds of a whole: ``DRAFT, 9 of 11 CSPs``.
        """
        state = ", ".join(filter(None, ("DRAFT" if self.draft else "", self.partial)))
        return tuple(filter(None, (marking_line(self.marking, self.handling), state)))
