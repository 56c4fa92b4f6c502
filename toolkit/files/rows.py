"""Rows of cells that remember where they stood, whether a CSV file or a sheet held them."""

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.errors import Fault


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column name, and how to name the place of each to its author.

    Attributes
    ----------
    cells
        Text by column name, trimmed of nothing.
    places
        The place of each column's cell, such as ``line 3, level`` or ``sheet Scores, cell F3``.
    """

    cells: Mapping[str, str]
    places: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """The rows of one CSV file or sheet, under known and complete column names."""

    file: str
    """The file as its author named it: ``maidstone/scores.csv`` or ``Maidstone.xlsx``."""
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class ReturnParts:
    """A return as text, before it is checked or after it is taken apart: one shape for every file format.

    Attributes
    ----------
    header
        One row whose columns are the dotted keys of ``return.toml``: ``district``, ``matrix.id``,
        ``origins.scores.note``. A key that is absent takes its default.
    header_file
        The file that holds the header, as its author named it.
    tables
        ``scores``, ``priorities``, ``horizon`` and ``issues``; one that is absent has no rows.
    faults
        What was already found wrong while reading; parsing adds to it and then rejects.
    ignored_formulas
        Formulas outside the input cells, such as ``sheet Totals, cell B2``.
    read_with
        How a partner's own layout was read; nothing for a workbook of ours.
    """

    header: Row
    header_file: str
    tables: Mapping[str, Table]
    faults: tuple[Fault, ...] = ()
    ignored_formulas: tuple[str, ...] = ()
    read_with: str = ""
