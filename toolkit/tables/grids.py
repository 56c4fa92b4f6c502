"""Frames of cells in rows and columns, each with what is written in it."""

from collections.abc import Iterable

import pandas as pd

from toolkit.tables.frames import frame_of

_LINE = 17
"""Pixels of a line of text."""

GridRow = tuple[int, int, str, str, str, str, str]
"""Place across and down, names of the column and the row, the text, the shade, and the whole in words."""


def grid_frame(rows: Iterable[GridRow]) -> pd.DataFrame:
    """Return one row a cell; texts of several lines say by how many pixels they are raised to be centred."""
    columns = ["Across", "Down", "Column", "Row", "Text", "Shade", "Told", "Raised", "RowRaised"]
    found = [[*row, _raised(row[4]), _raised(row[3])] for row in rows]
    whole = dict.fromkeys(["Across", "Down"], "int64")
    return frame_of(columns, found).astype(whole | dict.fromkeys(["Raised", "RowRaised"], "float64"))


def _raised(text: str) -> float:
    return -_LINE / 2 * text.count("\n")
