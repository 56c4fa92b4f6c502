"""What every table is made with."""

from collections.abc import Sequence

import pandas as pd

from toolkit.cells.words import word_text
from toolkit.files.csv_text import write_table
from toolkit.language import say


def frame_of(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> pd.DataFrame:
    """Return rows under columns, cells as they are."""
    return pd.DataFrame(list(rows), columns=pd.Index(columns), dtype=object)


def csv_of(frame: pd.DataFrame, marking: str = "") -> bytes:
    """Return a table as a CSV file that Excel opens as UTF-8; text like a formula stays text.

    A protective marking, where there is one, stands on a line of its own above the table.
    """
    columns = [str(name) for name in frame.columns]
    rows = ({name: str(row[name]) for name in columns} for row in frame.to_dict(orient="records"))
    head = write_table([], [marking]) if marking else ""
    return f"{head}{write_table(rows, columns)}".encode("utf-8-sig")


def plain_word(word: str) -> str:
    """Return a word of a closed set as people write it."""
    return word_text(word)


def span(low: int, high: int) -> str:
    """Return one number, or both ends of a range."""
    return str(low) if low == high else say("{low} to {high}", low=low, high=high)


def rank_cell(best: int, worst: int) -> str:
    """Return a rank as a table of ranks shows it: ``3``, ``2 to 5`` where open, or ``not scored`` for 0."""
    return span(best, worst) if best else say("not scored")


def empty_table() -> pd.DataFrame:
    """Return a table without rows or columns, where there is only a sentence to say."""
    return frame_of([], [])
