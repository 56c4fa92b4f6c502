"""Unpack a zip as it was downloaded into a scratch folder, within bounds and trusting nothing it says."""

import re
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from toolkit.errors import Fault, StorageFailed
from toolkit.files.faults import shown
from toolkit.language import say

MEMBER_LIMIT: Final = 20_000
UNPACKED_LIMIT: Final = 32_000_000_000
"""Bytes of a zip unpacked; twenty years of the nation take less."""
RATIO_LIMIT: Final = 200
"""Bytes unpacked for each byte of the zip; figures as published take 5 to 20."""
_RATIO_FROM: Final = 10_000_000
_PIECE: Final = 1024 * 1024
_SPARE: Final = 500_000_000
_OUTSIDE: Final = re.compile(r"^/|\\|^[A-Za-z]:|\0|(^|/)\.\.(/|$)")
_WANTED: Final = (".csv", ".parquet", ".ods", ".xlsx", ".zip")


def unpacked(path: Path, name: str, scratch: Path) -> tuple[list[tuple[Path, str]], list[Fault]]:
    """Return where the members of a zip lie now, each with the name to call it by, or what is wrong.

    Raises
    ------
    StorageFailed
        When the disk has no room for them.
    """
    try:
        with ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if faults := list(_name_faults(members, name)):
                return [], faults
            return _written(archive, members, name, scratch)
    except (BadZipFile, LargeZipFile, NotImplementedError, ValueError, EOFError, zlib.error) as error:
        if isinstance(error, RuntimeError) and not isinstance(error, NotImplementedError):
            raise
        return [], [_damaged(name)]


def _damaged(name: str, place: str = "") -> Fault:
    problem = say("the zip is damaged or cut short")
    return Fault(name, place, problem, say("Download it again"), "E_ZIP")


def _name_faults(members: list[ZipInfo], name: str) -> Iterator[Fault]:
    if len(members) > MEMBER_LIMIT:
        problem = say(
            "it holds {number:,} files; at most {limit:,} are unpacked",
            number=len(members),
            limit=MEMBER_LIMIT,
        )
        yield Fault(name, "", problem, say("Load part of it at a time"), "E_ENTRIES")
        return
    seen: set[str] = set()
    for member in members:
        place = say("member {member}", member=shown(member.orig_filename))
        if _OUTSIDE.search(member.orig_filename):
            problem = say("it would be written outside the folder")
            yield Fault(name, place, problem, say("Download the zip from its publisher"), "E_PATH")
        if member.flag_bits & 1:
            problem = say("it is protected by a password")
            yield Fault(name, place, problem, say("Unpack it first, then load the folder"), "E_ENCRYPTED")
        if member.filename.casefold() in seen:
            problem = say("the same name stands in the zip twice")
            yield Fault(name, place, problem, say("Download it again"), "E_DUP_ENTRY")
        seen.add(member.filename.casefold())


def _written(
    archive: ZipFile, members: list[ZipInfo], name: str, scratch: Path
) -> tuple[list[tuple[Path, str]], list[Fault]]:
    packed = Path(str(archive.filename)).stat().st_size
    most = min(UNPACKED_LIMIT, max(_RATIO_FROM, packed * RATIO_LIMIT))
    room = shutil.disk_usage(scratch).free - _SPARE
    written: list[tuple[Path, str]] = []
    total = 0
    for number, member in enumerate(members):
        if not member.filename.lower().endswith(_WANTED):
            continue
        target = scratch / f"{number:05d}{Path(member.filename).suffix.lower()}"
        for size in _pieces(archive, member, target):
            total += size
            if total > most:
                problem = say("it unpacks to far more than figures do")
                fault = Fault(name, "", problem, say("Download it from its publisher"), "E_BOMB")
                return [], [fault]
            if total > room:
                raise StorageFailed(say("The disk has no room to unpack {name}.", name=name))
        written.append((target, f"{name}/{member.filename}"))
    return written, []


def _pieces(archive: ZipFile, member: ZipInfo, target: Path) -> Iterator[int]:
    """Write a member piece by piece, yielding the size of each; its checksum is held against its content."""
    try:
        with archive.open(member) as packed, target.open("wb") as file:
            while piece := packed.read(_PIECE):
                yield len(piece)
                file.write(piece)
    except OSError as error:
        raise StorageFailed(
            say("{name} cannot be unpacked: {reason}.", name=member.filename, reason=error.strerror)
        ) from error
