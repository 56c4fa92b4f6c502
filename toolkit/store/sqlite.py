"""SQLite with the settings that keep data: which driver, which journal, what a failure means.

SQLite before 3.51.3 can lose committed data when several connections checkpoint a write-ahead log at once
(https://www.sqlite.org/wal.html#walresetbug); there the older rollback journal is used, which cannot.
"""

import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from toolkit.errors import IntegrityBroken, StorageFailed, ToolkitError
from toolkit.language import say

SAFE_VERSION: Final = (3, 51, 3)
"""The first SQLite whose write-ahead log is used here."""

BUSY_SECONDS: Final = 5.0
"""How long a statement waits for another process's lock."""

_SHARED_TYPES: Final = ("nfs", "cifs", "smb", "9p", "afs", "ncpfs", "fuse.")
_SYNCED_NAMES: Final = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud",
    "nextcloud",
    "box sync",
)
_MOUNTS: Final = Path("/proc/mounts")


@dataclass(frozen=True)
class Journal:
    """The journal and flushing in force, and why, where it is not the usual."""

    mode: str
    synchronous: str
    because: str = ""


def driver() -> ModuleType:
    """Return the newer of the SQLite drivers installed: pysqlite3's own SQLite, or Python's."""
    try:
        import pysqlite3  # type: ignore[import-untyped] # noqa: PLC0415 (it has no wheel for some machines)
    except ImportError:
        return sqlite3
    newer: bool = pysqlite3.sqlite_version_info > sqlite3.sqlite_version_info
    return pysqlite3 if newer else sqlite3


def journal_for(path: Path, version: tuple[int, ...], mounts: str | None = None) -> Journal:
    """Return the journal to use for a database at `path` with SQLite `version`.

    `mounts` is the text of ``/proc/mounts``, read when not given.
    """
    if version < SAFE_VERSION:
        found = ".".join(map(str, version))
        return Journal(
            "delete",
            "extra",
            say("SQLite {found} is older than 3.51.3, whose write-ahead log is safe", found=found),
        )
    if because := _shared(path, mounts):
        return Journal("delete", "extra", because)
    return Journal("wal", "full")


def sqlite_engine(path: Path, journal: Journal, *, writes: bool, immutable: bool = False) -> Engine:
    """Return an engine on the file at `path`; one that `writes` takes the lock as it begins."""
    module = driver()
    mode = "ro&immutable=1" if immutable else "rwc" if writes else "rw"
    address = f"file:{quote(str(path))}?mode={mode}"

    def connect() -> Any:  # noqa: ANN401 (a connection of either driver)
        connection = module.connect(
            address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        for setting in _settings(journal, writes=writes and not immutable):
            connection.execute(setting)
        return connection

    size = 1 if writes else 8
    engine = create_engine(
        "sqlite://", creator=connect, module=module, poolclass=QueuePool, pool_size=size, max_overflow=0
    )
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def sqlite_failure(error: DBAPIError, name: str) -> ToolkitError:
    """Return what SQLite refused, as a sentence about the database called `name`."""
    said = str(error.orig).casefold()
    if "full" in said or "disk i/o" in said:
        return StorageFailed(
            say(
                "{name} could not be written: the disk is full or failing. Nothing of this change was saved; "
                "make room and save again.",
                name=name,
            )
        )
    if "locked" in said or "busy" in said:
        return StorageFailed(
            say(
                "{name} is in use by another program, which did not finish within {busy_seconds:.0f} "
                "seconds. Nothing was saved; try again.",
                name=name,
                busy_seconds=BUSY_SECONDS,
            )
        )
    if "readonly" in said or "read-only" in said:
        return StorageFailed(say("{name} may only be read here. Nothing was saved.", name=name))
    if "unable to open" in said:
        return StorageFailed(
            say("{name} cannot be opened: its folder is missing, or may only be read.", name=name)
        )
    if "malformed" in said or "not a database" in said:
        return IntegrityBroken(
            say("{name} is not a sound database. Restore the newest backup of it.", name=name)
        )
    return StorageFailed(
        say("{name} could not be read or written ({orig}). Nothing was saved.", name=name, orig=error.orig)
    )


def _settings(journal: Journal, *, writes: bool) -> Iterator[str]:
    yield "PRAGMA foreign_keys=ON"
    yield "PRAGMA trusted_schema=OFF"
    yield f"PRAGMA synchronous={journal.synchronous.upper()}"
    if writes:
        yield f"PRAGMA journal_mode={journal.mode.upper()}"


def _shared(path: Path, mounts: str | None) -> str:
    """Say why the folder of `path` is no place for a write-ahead log, or nothing."""
    text = str(path)
    if text.startswith(("\\\\", "//")):
        return say("the database lies on a network drive")
    for part in path.parts:
        if any(part.casefold().startswith(name) for name in _SYNCED_NAMES):
            return say("the database lies in a synced folder ({part})", part=part)
    if mounts is None:
        mounts = _MOUNTS.read_text(encoding="utf-8") if sys.platform == "linux" and _MOUNTS.exists() else ""
    kind = _file_system(text, mounts)
    if kind.startswith(_SHARED_TYPES):
        return say("the database lies on a network drive ({kind})", kind=kind)
    return ""


def _file_system(path: str, mounts: str) -> str:
    """Return the type of the file system that holds `path`, the longest mount point that leads to it."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split()
        place = fields[1].replace("\\040", " ") if len(fields) > 2 else ""  # noqa: PLR2004 (device, place, type)
        leads = place and (path == place or path.startswith(place.rstrip("/") + "/"))
        if leads and len(place) >= len(best):
            best, kind = place, fields[2]
    return kind
