"""Refuse a Word template that is hostile, damaged or no Word document, saying all that is wrong with it."""

import re
import struct
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from toolkit.errors import Fault, InputRejected
from toolkit.files.text_file import read_bytes
from toolkit.files.xlsx_guard import Archive, is_xml
from toolkit.language import say
from toolkit.papers.word_inspection import content_faults, part_place, save_again

TEMPLATE_LIMIT: Final = 10_000_000
"""Most bytes of a template's file; a logo needs far fewer."""

_INFLATED_LIMIT: Final = 60_000_000
_XML_LIMIT: Final = 20_000_000
"""Most bytes of all texts in tags together, which are read whole; a Word file of 500 pages has half of it."""

_TAG_LIMIT: Final = 1_000_000
"""Most tags in all parts; each takes a hundred times its own length in memory."""

_PART_LIMIT: Final = 500
_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")


def guarded_parts(path: Path) -> dict[str, bytes]:
    """Return the parts of the Word document or template at `path`, every one unpacked and looked through.

    Raises
    ------
    InputRejected
        When the file is too large, unpacks to too much, is encrypted, damaged or no Word document, or when a
        part of it holds macros, an embedded file, a document type, or points at another file or a server.
    StorageFailed
        When the file cannot be read.
    """
    data = read_bytes(path, TEMPLATE_LIMIT, path.name)
    archive = Archive(path.name, data, _entries(path.name, data))
    if faults := list(_name_faults(archive)):
        raise InputRejected(faults)
    parts = _unpacked(archive)
    if faults := list(content_faults(archive.file, parts)):
        raise InputRejected(dict.fromkeys(faults))
    return parts


def not_word(file: str, problem: str) -> InputRejected:
    """Return the rejection of a template that is damaged or no Word document."""
    return InputRejected([Fault(file, "", problem, save_again(), "E_NOT_DOCX")])


def _entries(file: str, data: bytes) -> dict[str, ZipInfo]:
    if data.startswith(_OLE):
        problem = say("it is protected by a password, or an old .doc document")
        remedy = say("Remove the password and save it as 'Word Document (.docx)'")
        raise InputRejected([Fault(file, "", problem, remedy, "E_ENCRYPTED_OR_DOC")])
    if not data.startswith(b"PK\x03\x04"):
        raise not_word(file, say("it is not a Word document"))
    if (count := data.count(b"PK\x01\x02")) > _PART_LIMIT:
        problem = say(
            "it is made of {count} parts; a template has at most {most}", count=count, most=_PART_LIMIT
        )
        raise InputRejected([Fault(file, "", problem, save_again(), "E_ENTRIES")])
    try:
        with ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise not_word(file, say("it is damaged or cut short")) from error
    names = Counter(info.orig_filename.lower() for info in infos)
    if twice := sorted(name for name, times in names.items() if times > 1):
        problem = say("the same part stands in the file twice")
        raise InputRejected(Fault(file, part_place(n), problem, save_again(), "E_DUP_ENTRY") for n in twice)
    return {info.orig_filename: info for info in infos if not info.is_dir()}


def _name_faults(archive: Archive) -> Iterator[Fault]:
    for name, info in archive.parts.items():
        place = part_place(name)
        if name.startswith("/") or re.search(r"\\|^[A-Za-z]:|\0|(^|/)\.\.(/|$)", name):
            problem = say("the part points outside the file")
            yield Fault(archive.file, place, problem, save_again(), "E_PATH")
        if info.flag_bits & 1 or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            problem = say("the part is protected by a password, or packed in a way Word does not use")
            yield Fault(archive.file, place, problem, save_again(), "E_ENCRYPTED")


def _unpacked(archive: Archive) -> dict[str, bytes]:
    """Return the contents of every part, counting what really comes out."""
    parts: dict[str, bytes] = {}
    total = texts = tags = 0
    for name in archive.parts:
        pieces = []
        for piece in _read(archive, name):
            pieces.append(piece)
            total += len(piece)
            if is_xml(name):
                texts, tags = texts + len(piece), tags + piece.count(b"<")
            if total > _INFLATED_LIMIT or texts > _XML_LIMIT or tags > _TAG_LIMIT:
                problem = say("it unpacks to far more than a template needs")
                remedy = say("Keep styles, header and footer, and delete the rest")
                raise InputRejected([Fault(archive.file, part_place(name), problem, remedy, "E_BOMB")])
        parts[name] = b"".join(pieces)
    return parts


def _read(archive: Archive, name: str) -> Iterator[bytes]:
    try:
        yield from archive.read(name)
    except InputRejected as error:  # in the words of a workbook
        raise not_word(archive.file, say("its {part} is damaged", part=part_place(name))) from error
