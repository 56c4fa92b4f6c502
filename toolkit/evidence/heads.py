"""Recognise a file by its first line: which source it is, and which column means what."""

import csv
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from toolkit.errors import Fault
from toolkit.evidence.found import FoundFile, Layout, Met
from toolkit.files.faults import listed, nearest_name, shown
from toolkit.language import say
from toolkit.model.evidence_source import Column, EvidenceSource, EvidenceSources
from toolkit.model.text import fold

HEAD: Final = 64 * 1024
_MADE_UP: Final = re.compile(rb"made[ _-]?up", re.IGNORECASE)
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS: Final = {";": say("semicolons"), "\t": say("tabs"), "|": say("upright bars")}
_NEARLY: Final = 2
"""Columns of a source that a file must have before it is called one with columns missing."""


def recognised(path: Path, name: str, sources: EvidenceSources, met: Met) -> FoundFile | Fault:
    """Return the file at `path` with its source and layout, or what is wrong with its beginning.

    `met` holds what files before it had for columns: thousands have the same.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    if fault := _unreadable(head, name):
        return fault
    first = _first_line(head)
    columns = tuple(cell.strip() for cell in next(csv.reader([first]), []))
    layout = met.get(columns) or matched(columns, name, sources)
    if isinstance(layout, Fault):
        return layout
    met[columns] = layout
    source, known = layout
    return FoundFile(
        path,
        name,
        source,
        known,
        path.stat().st_size,
        made_up=bool(_MADE_UP.search(name.encode()) or _MADE_UP.search(head)),
        notes=tuple(_notes(known)),
        stem=Path(name).stem,
    )


def matched(
    columns: Sequence[str], name: str, sources: EvidenceSources
) -> tuple[EvidenceSource, Layout] | Fault:
    """Return the source whose columns these are and what each means, or what is wrong with them."""
    held = {_folded(column) for column in columns}
    lacking = {source.id: _lacking(source, held) for source in sources.sources}
    source = next((one for one in sources.sources if not lacking[one.id]), None)
    twice = sorted({column for column in columns if column and list(columns).count(column) > 1})
    if source is None:
        return _unknown(columns, name, sources, lacking)
    if twice:
        problem = say("the column {column} is there twice", column=shown(twice[0]))
        return Fault(name, say("line 1"), problem, say("Keep one of the two"), "E_DUP_COLUMN")
    return source, _layout(source, columns)


def _layout(source: EvidenceSource, columns: Sequence[str]) -> Layout:
    part = {_folded(n): c.part for c in source.columns for n in (c.name, *c.older)}
    return Layout(tuple(columns), tuple(part.get(_folded(column), "") for column in columns))


def _lacking(source: EvidenceSource, held: set[str]) -> list[Column]:
    return [
        column
        for column in source.columns
        if column.required and not held & {_folded(name) for name in (column.name, *column.older)}
    ]


def _notes(layout: Layout) -> Iterable[str]:
    if not layout.columns[-1]:
        yield say("The first line ends with a comma; the column without a name was not read.")


def _unknown(
    columns: Sequence[str], name: str, sources: EvidenceSources, lacking: dict[str, list[Column]]
) -> Fault:
    """Say which columns the likeliest source lacks, or that the file is of no known source."""
    if separator := next((s for s in _SEPARATORS if len(columns) == 1 and s in columns[0]), None):
        problem = say("its cells are separated by {words}", words=_SEPARATORS[separator])
        return Fault(name, say("line 1"), problem, say("Save it with commas"), "E_SEPARATOR")
    required = {source.id: sum(c.required for c in source.columns) for source in sources.sources}
    best = min(sources.sources, key=lambda source: (len(lacking[source.id]) / required[source.id], source.id))
    missing = lacking[best.id]
    if required[best.id] - len(missing) < _NEARLY:
        problem = say("the first line names the columns of no known source")
        remedy = say("Load files of: {names}", names="; ".join(source.name for source in sources.sources))
        return Fault(name, say("line 1"), problem, remedy, "E_UNKNOWN_SOURCE")
    problem = say("missing column {missing}", missing=listed(column.name for column in missing))
    remedy = say("A file of '{source}' has it; download the file again", source=best.name)
    near = nearest_name(missing[0].name, [c for c in columns if c])
    return Fault(name, say("line 1"), problem, remedy, "E_MISSING_COLUMN", near)


def _unreadable(head: bytes, name: str) -> Fault | None:
    if not head.strip(b"\xef\xbb\xbf\r\n\t ,"):
        return Fault(name, "", say("the file is empty"), say("Download the file again"), "E_EMPTY")
    if head.startswith(_UTF_16):
        problem = say("the file is UTF-16 text")
        return Fault(name, "", problem, say("Save it as 'CSV UTF-8'"), "E_NUL")
    if b"\0" in head:
        problem = say("the file contains NUL bytes; it is not a text file")
        return Fault(name, "", problem, say("Download the file again"), "E_NUL")
    if b"\n" not in head and b"\r" not in head and len(head) == HEAD:
        problem = say("the first line has no end")
        return Fault(name, say("line 1"), problem, say("Download the file again"), "E_LENGTH")
    return None


def _first_line(head: bytes) -> str:
    """Return the first line that is not blank; only its ASCII matters here."""
    lines = re.split(rb"[\r\n]+", head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"), maxsplit=1)
    return lines[0].decode("utf-8", errors="replace")


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    """Fold once what the headers of thousands of files have in common."""
    return fold(name)
