"""Write the sheets of a published workbook that hold figures as CSV, so that all is counted in one way."""

import csv
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from toolkit.errors import Fault, InputRejected
from toolkit.evidence.heads import matched
from toolkit.language import say
from toolkit.model.evidence_source import EvidenceSources

PACKED_LIMIT: Final = 200_000_000
UNPACKED_LIMIT: Final = 2_000_000_000
ROW_LIMIT: Final = 2_000_000
_HEADER_WITHIN: Final = 20
_PIECE: Final = 1024 * 1024


def as_csv(path: Path, name: str, sources: EvidenceSources, scratch: Path) -> Iterator[tuple[Path, str]]:
    """Yield each sheet of figures as a CSV file in `scratch`, with the name to call it by.

    Sheets without a known header, such as covers and notes, are passed over.

    Raises
    ------
    InputRejected
        When the workbook is damaged, unpacks to too much, or no sheet holds figures.
    """
    _guard(path, name)
    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = [(sheet, book.get_sheet_by_name(sheet).to_python()) for sheet in book.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        raise _rejected(
            name, say("the workbook is damaged or protected by a password"), "E_NOT_XLSX"
        ) from error
    written = 0
    for number, (sheet, rows) in enumerate(sheets):
        start = _header(rows, name, sources)
        if start is None:
            continue
        target = scratch / f"sheet-{number}.csv"
        _write(target, rows[start:], name, sheet)
        written += 1
        yield target, f"{name}, {sheet}.csv"
    if not written:
        raise _rejected(name, say("no sheet names the columns of a known source"), "E_UNKNOWN_SOURCE")


def _header(rows: Sequence[Sequence[object]], name: str, sources: EvidenceSources) -> int | None:
    for number, row in enumerate(rows[:_HEADER_WITHIN]):
        cells = [str(cell).strip() for cell in row]
        if any(cells) and not isinstance(matched(cells, name, sources), Fault):
            return number
    return None


def _write(target: Path, rows: Sequence[Sequence[object]], name: str, sheet: str) -> None:
    if len(rows) > ROW_LIMIT:
        problem = say("sheet {sheet} has more than {limit:,} rows", sheet=sheet, limit=ROW_LIMIT)
        raise _rejected(name, problem, "E_ROWS")
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows(_texts(row) for row in rows if any(cell != "" for cell in row))


def _texts(row: Iterable[object]) -> list[str]:
    """Return cells as they show: a whole number without a point, a day as year, month and day."""
    return [
        str(int(cell))
        if isinstance(cell, float) and cell.is_integer()
        else cell.isoformat()[:10]
        if isinstance(cell, date)
        else " ".join(str(cell).split())
        for cell in row
    ]


def _guard(path: Path, name: str) -> None:
    """Unpack every part once and count what comes out, before anything parses it."""
    if path.stat().st_size > PACKED_LIMIT:
        raise _rejected(name, say("the workbook is larger than 200 MB"), "E_SIZE")
    total = 0
    try:
        with ZipFile(path) as archive:
            for part in archive.infolist():
                with archive.open(part) as packed:
                    while piece := packed.read(_PIECE):
                        total += len(piece)
                        if total > UNPACKED_LIMIT:
                            raise _rejected(name, say("it unpacks to far more than figures do"), "E_BOMB")
    except (BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, zlib.error) as error:
        raise _rejected(
            name, say("the workbook is damaged or protected by a password"), "E_NOT_XLSX"
        ) from error


def _rejected(name: str, problem: str, code: str) -> InputRejected:
    return InputRejected([Fault(name, "", problem, say("Download it again, or save the sheet as CSV"), code)])
