"""Read small CSV files row by row: every fault of every row is found, and one fault refuses the file."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from toolkit.errors import Fault
from toolkit.evidence.found import LATIN_1, UTF_8, FoundFile
from toolkit.evidence.loaded import FileReport
from toolkit.files.faults import shown
from toolkit.files.text_file import RETURN_LIMIT, read_bytes
from toolkit.language import say

_DIGITS: Final = 12


@dataclass(frozen=True, eq=False)
class SmallFiles:
    """What small files of one source held: a frame, the rows left out, and a report of each file."""

    frame: pd.DataFrame
    left_out: pd.DataFrame
    reports: tuple[FileReport, ...]


@dataclass
class SmallRow:
    """One row: its cells by what they mean, and the faults found in it."""

    file: str
    line: int
    cells: Mapping[str, str]
    faults: list[Fault]

    def text(self, part: str) -> str:
        """Return a cell without blanks around it; blank when there is no such column."""
        return self.cells.get(part, "").strip()

    def fault(self, problem: str, remedy: str, code: str, nearest: str | None = None) -> None:
        """Note a fault of this row."""
        place = say("line {line}", line=self.line)
        self.faults.append(Fault(self.file, place, problem, remedy, code, nearest))

    def whole(self, part: str, name: str) -> int | None:
        """Return a whole number from 0 up, None for a blank; commas between thousands are read past."""
        text = self.text(part).replace(",", "")
        if not text:
            return None
        if not (text.isascii() and text.isdecimal()) or len(text) > _DIGITS:
            problem = say(
                "{name} {value} is no whole number from 0 up", name=name, value=shown(self.text(part))
            )
            self.fault(problem, say("Write digits only; leave it blank when it is not known"), "E_NUMBER")
            return None
        return int(text)


def small_rows(file: FoundFile, faults: list[Fault]) -> Iterator[SmallRow]:
    """Yield the rows of a file that are not blank; a row with too few or too many cells is a fault.

    Raises
    ------
    InputRejected
        When it holds more than 20 MB.
    """
    text, _ = decoded(read_bytes(file.path, RETURN_LIMIT, file.name))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    parts = file.layout.parts
    try:
        next(reader, None)
        for cells in reader:
            row = SmallRow(file.name, reader.line_num, dict(zip(parts, cells, strict=False)), faults)
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(parts):
                problem = say("{number} cells under {columns} columns", number=len(cells), columns=len(parts))
                row.fault(problem, say("Put text with a comma in quotation marks"), "E_CELLS")
                continue
            yield row
    except csv.Error as error:
        place = say("line {line}", line=reader.line_num)
        remedy = say("Check the quotation marks")
        problem = say("the line cannot be read ({error})", error=error)
        faults.append(Fault(file.name, place, problem, remedy, "E_QUOTE"))


def decoded(data: bytes) -> tuple[str, str]:
    """Return text and the name of its encoding."""
    try:
        return data.decode("utf-8-sig"), UTF_8
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), LATIN_1
