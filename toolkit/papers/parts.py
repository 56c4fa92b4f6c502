"""Small builders that every composer of papers uses: frames become tables, charts become pictures."""

import re
from collections.abc import Iterable, Sequence
from numbers import Integral, Real
from typing import Final

import pandas as pd

from toolkit.charts.theme import Drawn
from toolkit.papers.paper import Block, Cell, Heading, Paragraph, Picture, Table

_NOT_IN_A_TAB: Final = re.compile(r"[\[\]:*?/\\]")
_TAB: Final = 31
"""Characters that fit on the tab of a sheet."""


def table_of(
    frame: pd.DataFrame,
    name: str,
    title: str,
    *,
    columns: Sequence[str] = (),
    notes: Iterable[str] = (),
    source: str = "",
) -> Table:
    """Return a frame of `toolkit.tables` as a table of a paper, with the named `columns` or all of them.

    Empty notes are left out. `name` is the table's short name, as `Table` wants it.
    """
    shown = frame[list(columns)] if columns else frame
    return Table(
        name=name,
        title=title,
        columns=tuple(map(str, shown.columns)),
        rows=tuple(tuple(map(cell_of, row)) for row in shown.itertuples(index=False, name=None)),
        notes=tuple(filter(None, notes)),
        source=source,
    )


def cell_of(value: object) -> Cell:
    """Return a cell of a frame as a cell of a paper: numbers stay numbers, nothing to say is None.

    >>> cell_of("8"), cell_of(True), cell_of(""), cell_of(float("nan"))
    ('8', 'yes', None, None)
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        number = float(value)
        return None if number != number else number  # noqa: PLR0124 (not a number is not itself)
    return None if value is None or value == "" else str(value)


def tab_name(text: str) -> str:
    """Return `text` as the short name of a table, fit for the tab of a sheet.

    >>> tab_name("Priorities: Tonbridge & Malling [draft]")
    'Priorities Tonbridge & Malling'
    """
    return " ".join(_NOT_IN_A_TAB.sub(" ", text).replace("'", "").split())[:_TAB].strip()


def picture_of(headline: str, measured: str, alt: str, chart: Drawn, table: Table) -> Picture:
    """Return a chart with its sentence, what is measured where and when, its words and its table.

    `headline` says what the figures support and nothing more; `alt` says what the chart shows.
    """
    return Picture(headline=headline, measured=measured, alt=alt, chart=chart, table=table)


def paragraphs(*sentences: str) -> tuple[Paragraph, ...]:
    """Return one paragraph a sentence, without those that say nothing."""
    return tuple(Paragraph(sentence) for sentence in sentences if sentence)


def section(heading: Heading, blocks: Iterable[Block], missing: str) -> tuple[Block, ...]:
    """Return a heading with what stands under it; where that is nothing, with what is missing."""
    return (heading, *(tuple(blocks) or (Paragraph(missing),)))
