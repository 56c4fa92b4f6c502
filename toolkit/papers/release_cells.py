"""What a cell of the release workbook holds: typed text or a number, and a word where nothing is stated."""

import math
import re
from collections.abc import Collection, Iterable
from typing import Final

from toolkit.language import say
from toolkit.methods.suppression import HIDDEN
from toolkit.papers.paper import Cell, Table
from toolkit.papers.plain_text import one_line, plain

NOT_STATED: Final = "[x]"
"""The Analysis Function's shorthand for what is not available; no cell of a table is blank."""

CUT: Final = " [cut]"

_CELL_UNITS: Final = 32_767
_HEADING_UNITS: Final = 255
_TAB_UNITS: Final = 31
_UTF_16: Final = "utf-16-le"
_EXACT: Final = 10**15
"""Excel keeps fifteen digits of a number."""
_MARKUP: Final = "<r>"
_NOT_IN_A_TAB: Final = re.compile(r"[\[\]:*?/\\]")
_TAKEN: Final = ("cover", "contents", "notes", "history")
"""Tabs of our own, and the one name that Excel keeps for itself."""


def cell(value: Cell) -> str | int | float:
    """Return a cell as it is written: a number that Excel can hold stays one, all else is text.

    Nothing to say becomes ``[x]``. The text is as `text_cell` has it.
    """
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return NOT_STATED
    if isinstance(value, str):
        return text_cell(value) if value.strip() else NOT_STATED
    fits = math.isfinite(value) and (isinstance(value, float) or abs(value) <= _EXACT)
    return value if fits else str(value)


def text_cell(text: str, spare: int = 0) -> str:
    """Return `text` as `plain` has it, cut visibly after the 32,767 UTF-16 units that a cell holds.

    `spare` units are left free for what is put behind it.
    """
    clean = _cut(plain(text), _CELL_UNITS - spare, CUT)
    # XlsxWriter takes a text in <r> for markup of its own.
    return f" {clean}"[:_CELL_UNITS] if clean.startswith(_MARKUP) else clean


def headings(columns: Iterable[str]) -> list[str]:
    """Return the headings of a table as Excel wants them: each on one line, short, and unlike the others."""
    given: list[str] = []
    for number, column in enumerate(columns, 1):
        text = one_line(column) or say("Column {number}", number=number)
        given.append(_unlike(text, given, _HEADING_UNITS, CUT))
    return given


def tabs(tables: Iterable[Table]) -> list[str]:
    """Return the name of each table's sheet: valid, and unlike every other."""
    given = list(_TAKEN)
    for table in tables:
        text = _NOT_IN_A_TAB.sub(" ", one_line(table.name)).strip(" '") or say("Table")
        given.append(_unlike(text, given, _TAB_UNITS, "").strip(" '"))
    return given[len(_TAKEN) :]


def table_names(tables: Iterable[Table]) -> list[str]:
    """Return the name of each marked-up table: letters, figures and underscores, no two alike."""
    given: list[str] = []
    for table in tables:
        word = re.sub(r"[^a-z0-9]+", "_", table.name.lower()).strip("_")
        name = f"table_{word or 'x'}"
        given.append(name if name not in given else f"{name}_{len(given) + 1}_")
    return given


def legend(table: Table) -> list[str]:
    """Return what the shorthand in a table means, for those words that occur in it."""
    texts = {value for row in _cells(table) for value in row if isinstance(value, str)}
    meanings = {
        NOT_STATED: say("{shorthand} means that nothing is stated here.", shorthand=NOT_STATED),
        HIDDEN: say("{shorthand} means a number that is hidden to protect people.", shorthand=HIDDEN),
    }
    said = [meaning for shorthand, meaning in meanings.items() if shorthand in texts]
    longest = [*texts, *headings(table.columns)]
    if any(text.endswith(CUT) for text in longest):
        said.append(
            say(
                "A text that ends in {mark} is too long for a cell; the Word or PDF paper holds it whole.",
                mark=CUT.strip(),
            )
        )
    return said


def _cells(table: Table) -> list[list[str | int | float]]:
    return [[cell(value) for value in row] for row in table.rows]


def _unlike(text: str, others: Collection[str], units: int, ending: str) -> str:
    """Return `text`, cut to its length and numbered until no other is the same but for case."""
    taken = {other.casefold() for other in others}
    name, number = _cut(text, units, ending), 2
    while name.casefold() in taken:
        tail = f" ({number})"
        name, number = _cut(text, units - len(tail), ending) + tail, number + 1
    return name


def _cut(text: str, units: int, ending: str) -> str:
    """Return `text` with no more UTF-16 units than Excel counts, never through the middle of a character."""
    encoded = text.encode(_UTF_16)
    if len(encoded) <= 2 * units:
        return text
    # The half of a character that the cut may leave is dropped.
    return encoded[: 2 * (units - len(ending))].decode(_UTF_16, "ignore") + ending
