"""What every table is made with."""

from collections.abc import Sequence

import pandas as pd


def frame_of(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> pd.DataFrame:
    """Return rows under columns, cells as they are."""
    return pd.DataFrame(list(rows), columns=pd.Index(columns), dtype=object)


def plain_word(word: str) -> str:
    """Return a word of a closed set as people write it."""
    return word.replace("_", " ")


def span(low: int, high: int) -> str:
    """Return one number, or both ends of a range."""
    return str(low) if low == high else f"{low} to {high}"


def rank_cell(best: int, worst: int) -> str:
    """Return a rank as a table of ranks shows it: ``3``, ``2 to 5`` where open, or ``not scored`` for 0."""
    return span(best, worst) if best else "not scored"


def empty_table() -> pd.DataFrame:
    """Return a table without rows or columns, where there is only a sentence to say."""
    return frame_of([], [])
