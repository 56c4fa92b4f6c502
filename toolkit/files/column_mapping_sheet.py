"""The columns of a partner's own sheet, found by the names it has for them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from toolkit.errors import Fault
from toolkit.files.faults import listed, nearest_name
from toolkit.files.workbook_cells import Sheet
from toolkit.files.workbook_layout import HEADER_SEARCH
from toolkit.files.workbook_open import OpenedWorkbook
from toolkit.files.xlsx_scan import cell_name
from toolkit.language import say
from toolkit.model.text import fold, hidden_character, mixed_script_word

_LONGEST: Final = 180
"""Characters of a heading that name its column; a mapping's names have no more than 200."""


def column_names(sheet: Sheet, row: int) -> tuple[str, ...]:
    """Return a name for every column of a row (from 1): what stands there, with the letter where needed.

    >>> from toolkit.files.xlsx_scan import SheetFacts
    >>> column_names(Sheet("a.xlsx", "A", [["Issue", "Score", "", "Score"]], SheetFacts("A")), 1)
    ('Issue', 'Score [B]', '[C]', 'Score [D]')
    """
    texts = [_heading(sheet.text(row, at)) for at in range(1, len(sheet.values[row - 1]) + 1)]
    often = Counter(map(fold, texts))
    return tuple(
        text if text and often[fold(text)] == 1 else f"{text} [{cell_name(1, at)[:-1]}]".strip()
        for at, text in enumerate(texts, 1)
    )


def find_columns(sheet: Sheet, wanted: Iterable[str]) -> Mapping[str, int] | None:
    """Return the column (from 1) of each name wanted, and note in `sheet` the row that names them.

    The row is the one that names most of them. When a name is missing, it is a fault of that row, with the
    nearest that is there.
    """
    names = tuple(wanted)
    keys = {fold(name): name for name in names}
    best: dict[str, int] = {}
    for row in range(1, min(HEADER_SEARCH, len(sheet.values)) + 1):
        there = {fold(name): at for at, name in enumerate(column_names(sheet, row), 1)}
        hits = {name: there[key] for key, name in keys.items() if key in there}
        if len(hits) > len(best):
            best, sheet.header = hits, row
    missing = [name for name in names if name not in best]
    for name in missing:
        sheet.faults.append(_missing(sheet, name))
    return None if missing else best


def find_sheet(workbook: OpenedWorkbook, name: str) -> Sheet | Fault:
    """Return the sheet called so, whatever its capitals, or the fault that there is none."""
    for found in workbook.facts:
        if fold(found) == fold(name):
            return workbook.sheet(found)
    problem = say("there is no sheet named {name}", name=name)
    remedy = say(
        "The workbook has {sheets}; name the sheet in the column mapping", sheets=listed(workbook.facts)
    )
    near = nearest_name(name, workbook.facts)
    return Fault(workbook.file, "", problem, remedy, "E_MISSING_SHEET", near)


def _missing(sheet: Sheet, name: str) -> Fault:
    there = column_names(sheet, sheet.header) if sheet.header else ()
    place = say("sheet {sheet}", sheet=sheet.name)
    if sheet.header:
        place = say("sheet {sheet}, row {row}", sheet=sheet.name, row=sheet.header)
    remedy = say(
        "Name the column so again, or learn the columns anew: there are {names}", names=listed(there)
    )
    problem = say("no column is called {name}", name=f"'{name}'")
    return Fault(sheet.file, place, problem, remedy, "E_MISSING_COLUMN", nearest_name(name, there))


def _heading(text: str) -> str:
    plain = " ".join(text.split())[:_LONGEST]
    return "" if hidden_character(plain) or mixed_script_word(plain) else plain
