"""A CSV file of priorities as partnerships worded them, before anyone has mapped them to categories."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from toolkit.errors import Fault, InputRejected
from toolkit.files.cell_reader import CellReader
from toolkit.files.csv_text import read_table
from toolkit.files.rows import Table
from toolkit.files.text_file import RETURN_LIMIT, read_text
from toolkit.model.category_terms import Wording
from toolkit.model.priorities import PriorityLevel

WORDING_COLUMNS: Final = ("csp", "year", "level", "priority_as_worded")
"""The columns a file of wordings must have; it may have others, which are not read."""

_YEAR_LIMIT = 60


def read_wordings(path: Path) -> tuple[Wording, ...]:
    """Return the wordings in the CSV file at `path`, in the order of its rows.

    The year may be blank or in words ("undated"); it plays no part in a proposal.

    Raises
    ------
    StorageFailed
        When the file is missing or cannot be read.
    InputRejected
        With every fault found.
    """
    return parse_wordings(read_text(path, RETURN_LIMIT, path.name), path.name)


def parse_wordings(text: str, file: str) -> tuple[Wording, ...]:
    """Return the wordings in CSV `text`, called `file` in messages; raises as `read_wordings` does."""
    table, form_faults = read_table(text, file, WORDING_COLUMNS)
    faults = [fault for fault in form_faults if not _is_a_column_of_their_own(fault)]
    wordings = tuple(_wordings(table, faults))
    if faults:
        raise InputRejected(faults)
    return wordings


def _is_a_column_of_their_own(fault: Fault) -> bool:
    """Say whether a fault is only about a column beyond ours, and no misspelling of one that is missing."""
    return fault.code == "E_UNKNOWN_COLUMN" and fault.nearest is None


def _wordings(table: Table, faults: list[Fault]) -> Iterator[Wording]:
    for row in table.rows:
        cells = CellReader(row, table.file, faults)
        csp, year = cells.name("csp"), cells.text("year", _YEAR_LIMIT)
        level = cells.choice("level", PriorityLevel, None)
        worded = cells.name("priority_as_worded")
        if cells.is_sound and level is not None:
            yield Wording(csp=csp, year=year, level=level, worded=worded)
