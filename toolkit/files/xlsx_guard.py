"""Refuse a workbook that is hostile, damaged or no workbook at all, before anything parses it."""

import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from toolkit.errors import Fault, InputRejected
from toolkit.files.faults import shown
from toolkit.files.text_file import RETURN_LIMIT, read_bytes
from toolkit.language import say

INFLATED_LIMIT: Final = 200_000_000
ENTRY_LIMIT: Final = 200
TAG_LIMIT: Final = 6_000_000
"""Tags in all parts together: more than 100,000 rows of nine cells need."""

ROW_LIMIT: Final = 100_000
HEADER_ROOM: Final = 20
"""Rows above the first row of data at most."""

RUN_LIMIT: Final = 512 * 1024
"""Bytes between two tags; the 32,767 characters a cell can hold take fewer however they are written."""

_FEED: Final = 64 * 1024
_PIECE: Final = 512 * 1024
_OVERLAP: Final = 32
_LOCAL_HEADER: Final = 30
_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_DECLARATIONS: Final = ("<!DOCTYPE", "<!ENTITY")
_DTD: Final = tuple(word.encode() for word in _DECLARATIONS)
_DTD_IN_XML: Final = (*_DTD, *(word.encode("utf-16-le").rstrip(b"\0") for word in _DECLARATIONS))
"""Also as either kind of UTF-16 writes them; slow to look for among the zeros of a picture."""
OPEN_DOCUMENT: Final = ".ods"
_MIMETYPE: Final = "mimetype"
_SPREADSHEET: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_MACROS: Final = re.compile(
    r"^basic/|^scripts/|vbaproject|/macrosheets/|/dialogsheets/|/activex/|/intlmacrosheets/"
)
_LINKS: Final = re.compile(r"^xl/(externallinks/[^/]+\.xml|connections\.xml|querytables/[^/]+\.xml)$")
_REMEDY: Final = say("Open it in Excel and save it as 'Excel Workbook (.xlsx)'")


@dataclass(frozen=True)
class Archive:
    """The sound parts of a workbook file, each still packed."""

    file: str
    data: bytes
    parts: dict[str, ZipInfo]

    def read(self, part: str) -> Iterator[bytes]:
        """Unpack one part piece by piece."""
        return _inflated(self, self.parts[part])

    def part(self, name: str) -> str | None:
        """Return the name of a part as it stands in the file, whatever its capitals."""
        return next((part for part in self.parts if part.lower() == name.lower()), None)

    @property
    def is_open_document(self) -> bool:
        """Whether it is a workbook of LibreOffice (.ods), not of Excel."""
        return _MIMETYPE in self.parts

    @property
    def links(self) -> tuple[str, ...]:
        """Parts that point at other workbooks, queries or data sources; none is ever followed."""
        return tuple(name for name in sorted(self.parts) if _LINKS.match(name.lower()))


def guarded_archive(path: Path) -> Archive:
    """Return the parts of the workbook at `path`, every one unpacked and counted once.

    Raises
    ------
    InputRejected
        When the file is too large, unpacks to too much, is encrypted, damaged or no workbook, carries
        macros or a document type definition, or has parts that are doubled or point outside it.
    StorageFailed
        When the file cannot be read.
    """
    data = read_bytes(path, RETURN_LIMIT, path.name)
    archive = Archive(path.name, data, _entries(path.name, data))
    faults = [*_name_faults(archive), *_kind_faults(archive)]
    if not faults:
        faults = list(_content_faults(archive))
    if faults:
        raise InputRejected(faults)
    return archive


def not_xlsx(file: str, problem: str) -> InputRejected:
    """Return the rejection of a file that is damaged or no workbook."""
    return InputRejected([Fault(file, "", problem, _REMEDY, "E_NOT_XLSX")])


def is_xml(part: str) -> bool:
    """Say whether a part is text in tags, going by its name."""
    return part.lower().endswith((".xml", ".rels", ".vml"))


def _entries(file: str, data: bytes) -> dict[str, ZipInfo]:
    if data.startswith(_OLE):
        problem = say("it is protected by a password, or an old .xls workbook")
        remedy = say("Remove the password and save it as 'Excel Workbook (.xlsx)'")
        raise InputRejected([Fault(file, "", problem, remedy, "E_ENCRYPTED_OR_XLS")])
    if not data.startswith(b"PK\x03\x04"):
        raise not_xlsx(file, say("it is not an Excel workbook"))
    if (count := data.count(b"PK\x01\x02")) > ENTRY_LIMIT:
        problem = say(
            "it is made of {count} parts; a return has at most {entry_limit}",
            count=count,
            entry_limit=ENTRY_LIMIT,
        )
        raise InputRejected([Fault(file, "", problem, _REMEDY, "E_ENTRIES")])
    try:
        with ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise not_xlsx(file, say("it is damaged or cut short")) from error
    names = Counter(info.orig_filename.lower() for info in infos)
    if twice := sorted(name for name, times in names.items() if times > 1):
        problem = say("the same part stands in the file twice")
        raise InputRejected(Fault(file, _place(n), problem, _REMEDY, "E_DUP_ENTRY") for n in twice)
    return {info.orig_filename: info for info in infos}


def _place(part: str) -> str:
    return say("part {part}", part=shown(part))


def _name_faults(archive: Archive) -> Iterator[Fault]:
    for name, info in archive.parts.items():
        place = _place(name)
        if name.startswith("/") or re.search(r"\\|^[A-Za-z]:|\0|(^|/)\.\.(/|$)", name):
            yield Fault(archive.file, place, say("the part points outside the file"), _REMEDY, "E_PATH")
        if info.flag_bits & 1:
            remedy = say("Remove the password and save it again")
            yield Fault(
                archive.file, place, say("the part is protected by a password"), remedy, "E_ENCRYPTED"
            )
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            problem = say("the part is packed in a way Excel does not use")
            yield Fault(archive.file, place, problem, _REMEDY, "E_NOT_XLSX")
        if _MACROS.search(name.lower()):
            yield _macro_fault(archive.file, place)


def _macro_fault(file: str, place: str) -> Fault:
    return Fault(file, place, say("macros are not accepted"), _REMEDY, "E_MACRO")


def _kind_faults(archive: Archive) -> Iterator[Fault]:
    if archive.is_open_document:
        yield from _open_document_faults(archive)
    elif archive.file.lower().endswith(OPEN_DOCUMENT):
        problem = say("it is not an OpenDocument spreadsheet")
        yield Fault(archive.file, "", problem, say("Save it as 'ODF Spreadsheet (.ods)' again"), "E_NOT_XLSX")
    elif not {"[Content_Types].xml", "xl/workbook.xml"} <= archive.parts.keys():
        yield Fault(archive.file, "", say("it is not an Excel workbook"), _REMEDY, "E_NOT_XLSX")


def _open_document_faults(archive: Archive) -> Iterator[Fault]:
    if not archive.file.lower().endswith(OPEN_DOCUMENT):
        problem = say("it is an OpenDocument file, not an Excel workbook")
        remedy = say("Save it as 'Excel 2007-365 (.xlsx)', or name a spreadsheet of LibreOffice .ods")
        yield Fault(archive.file, "", problem, remedy, "E_NOT_XLSX")
    elif _beginning(archive, _MIMETYPE) != _SPREADSHEET or "content.xml" not in archive.parts:
        problem = say("it is not an OpenDocument spreadsheet")
        yield Fault(archive.file, "", problem, say("Save it as 'ODF Spreadsheet (.ods)' again"), "E_NOT_XLSX")
    manifest = archive.part("META-INF/manifest.xml")
    if manifest and b"encryption-data" in _beginning(archive, manifest):
        remedy = say("Remove the password and save it again")
        yield Fault(archive.file, "", say("it is protected by a password"), remedy, "E_ENCRYPTED")


def _beginning(archive: Archive, part: str) -> bytes:
    """Return the first 512 KB of a part that is not counted yet."""
    return next(archive.read(part), b"")


def _content_faults(archive: Archive) -> Iterator[Fault]:
    """Unpack every part, counting what really comes out."""
    total = tags = 0
    for name in archive.parts:
        rows = 0
        counted = is_xml(name)
        tail, run = b"", 0
        for piece in archive.read(name):
            total += len(piece)
            tags += piece.count(b"<") if counted else 0
            rows += piece.count(b"<row") if name.startswith("xl/worksheets/") else 0
            if rows > ROW_LIMIT + HEADER_ROOM:
                problem = say("more than {row_limit:,} rows", row_limit=ROW_LIMIT)
                remedy = say("Delete the rows below the last one in use, blank ones too, or split the file")
                yield Fault(archive.file, _place(name), problem, remedy, "E_ROWS")
                return
            run = len(piece) - at - 1 if (at := piece.rfind(b"<")) >= 0 else run + len(piece)
            if total > INFLATED_LIMIT or tags > TAG_LIMIT or (counted and run > RUN_LIMIT):
                yield _bomb(archive.file, name, total, tags)
                return
            if fault := _forbidden(archive.file, name, tail + piece):
                yield fault
                break
            tail = piece[-_OVERLAP:]


def _forbidden(file: str, part: str, content: bytes) -> Fault | None:
    if any(word in content for word in (_DTD_IN_XML if is_xml(part) else _DTD)):
        problem = say("the part declares a document type or entities, which no workbook needs")
        return Fault(file, _place(part), problem, _REMEDY, "E_DTD")
    if part == "[Content_Types].xml" and b"macroenabled" in content.lower():
        return _macro_fault(file, _place(part))
    return None


def _bomb(file: str, part: str, total: int, tags: int) -> Fault:
    if total > INFLATED_LIMIT:
        problem = say("it unpacks to more than 200 MB")
    elif tags > TAG_LIMIT:
        problem = say("it holds more cells than 100,000 rows need")
    else:
        problem = say("it holds a piece of text longer than any cell can")
    return Fault(file, _place(part), problem, say("Keep only the sheets of the return"), "E_BOMB")


def _inflated(archive: Archive, info: ZipInfo) -> Iterator[bytes]:
    """Unpack one part and hold it against its length and checksum in the directory.

    Not done with `ZipFile.open`, which stops at the length the directory claims.
    """
    header = archive.data[info.header_offset : info.header_offset + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise _damaged(archive.file, info)
    start = info.header_offset + _LOCAL_HEADER + sum(struct.unpack("<HH", header[26:]))
    packed = memoryview(archive.data)[start : start + info.compress_size]
    size = checksum = 0
    try:
        for piece in _stored(packed) if info.compress_type == ZIP_STORED else _deflated(packed):
            size += len(piece)
            checksum = zlib.crc32(piece, checksum)
            yield piece
    except zlib.error as error:
        raise _damaged(archive.file, info) from error
    if size != info.file_size or checksum != info.CRC:
        raise _damaged(archive.file, info)


def _stored(packed: memoryview) -> Iterator[bytes]:
    for start in range(0, len(packed), _PIECE):
        yield bytes(packed[start : start + _PIECE])


def _deflated(packed: memoryview) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    for start in range(0, len(packed), _FEED):
        pending = bytes(packed[start : start + _FEED])
        while pending:
            yield inflater.decompress(pending, _PIECE)
            pending = inflater.unconsumed_tail
    while piece := inflater.decompress(b"", _PIECE):
        yield piece


def _damaged(file: str, info: ZipInfo) -> InputRejected:
    return not_xlsx(file, say("its {place} is damaged", place=_place(info.orig_filename)))
