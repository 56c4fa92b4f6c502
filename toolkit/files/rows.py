"""Rows of cells that remember where they stood, whether a CSV file or a sheet held them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
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
    """The file as its author named it: ``scores.csv`` or ``Maidstone.xlsx``."""
    rows: tuple[Row, ...]
