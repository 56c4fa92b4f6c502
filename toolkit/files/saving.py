"""Saving files so that a crash, a full disk or a second writer never leaves half of a change."""

import contextlib
import errno
import json
import os
import secrets
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from toolkit.errors import Conflict, Fault, InputRejected, StorageFailed
from toolkit.files.text_file import RETURN_LIMIT, name_fault, read_text, reason
from toolkit.language import say

PENDING: Final = ".pending.json"
"""Holds a change of several files from the moment it counts until every file has it."""
LOCK: Final = ".lock"
PATIENCE: Final = 10.0
"""Seconds a writer waits for another before giving up."""
_STALE = 60.0
"""Seconds after which a lock file left by a crash is broken, where the system cannot lock."""
_RETRY = 0.02
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def save_file(path: Path, data: bytes) -> None:
    """Put `data` in the file at `path`, whole or not at all, and on the disk before returning.

    Raises
    ------
    StorageFailed
        When the disk is full, or the folder is missing or cannot be written to.
    """
    temporary = path.parent / f".{path.name}.{secrets.token_hex(4)}.tmp"
    try:
        try:
            _write_new(temporary, data, path)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        _flush_folder(path.parent)
    except OSError as error:
        raise storage_failure(error, path.name) from error


def save_files(folder: Path, texts: Mapping[str, str]) -> None:
    """Put each text in its file of `folder`, all or none; the caller holds the folder's lock.

    Several files are first written together to one, which readers prefer until every file is in place.
    """
    finish_pending(folder)
    if len(texts) > 1:
        save_file(folder / PENDING, json.dumps(dict(texts), ensure_ascii=False).encode())
        finish_pending(folder)
        return
    for name, text in texts.items():
        save_file(folder / name, text.encode())


def finish_pending(folder: Path) -> None:
    """Put into place what an interrupted writer had already promised."""
    for name, text in pending_texts(folder).items():
        save_file(folder / name, text.encode())
    try:
        (folder / PENDING).unlink(missing_ok=True)
    except OSError as error:
        raise storage_failure(error, PENDING) from error


def pending_texts(folder: Path) -> dict[str, str]:
    """Return the texts of a change that counts but is not in every file yet, by file name."""
    path = folder / PENDING
    if not path.exists():
        return {}
    try:
        texts = json.loads(read_text(path, 2 * RETURN_LIMIT, PENDING))
        sound = all(_may_pend(name) and isinstance(text, str) for name, text in texts.items())
    except (ValueError, AttributeError, RecursionError):
        sound = False
    if not sound:
        remedy = say("Delete it, then check that the last change you saved is there")
        problem = say("this note of an unfinished save cannot be read")
        raise InputRejected([Fault(PENDING, "", problem, remedy, "E_PENDING")])
    return dict(texts)


@contextlib.contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the only right to change `folder`, between threads, programs and, as far as can be, computers.

    Raises
    ------
    Conflict
        When someone else holds it for more than `patience` seconds.
    StorageFailed
        When the folder is missing or cannot be written to.
    """
    path = folder / LOCK
    until = time.monotonic() + patience
    try:
        handle = _take(path)
        while handle is None:
            if time.monotonic() > until:
                raise Conflict(
                    say("Someone else is saving to {folder}; try again in a moment.", folder=folder.name)
                )
            time.sleep(_RETRY)
            handle = _take(path)
    except OSError as error:
        raise storage_failure(error, folder.name) from error
    try:
        yield
    finally:
        _release(path, handle)


def storage_failure(error: OSError, name: str) -> StorageFailed:
    """Return what the operating system refused, as a sentence."""
    if error.errno in _FULL:
        return StorageFailed(
            say(
                "{name} was not saved: the disk is full. Nothing was changed; make room and save again.",
                name=name,
            )
        )
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return StorageFailed(
            say("{name} was not saved: this folder may only be read. Nothing was changed.", name=name)
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return StorageFailed(say("{name} was not saved: its folder is missing.", name=name))
    return StorageFailed(
        say("{name} was not saved: {reason}. Nothing was changed.", name=name, reason=reason(error))
    )


def _may_pend(name: str) -> bool:
    """Say whether a pending change may touch a file of this name: a folder may come from someone else."""
    return Path(name).name == name and name_fault(name) is None and Path(name).suffix in (".csv", ".toml")


def _write_new(temporary: Path, data: bytes, like: Path) -> None:
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with open(handle, "wb") as file:  # noqa: PTH123 (it is already open)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(OSError):  # a new file has no rights to keep
        temporary.chmod(like.stat().st_mode & 0o777)


def _flush_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


if sys.platform == "win32":

    def _take(path: Path) -> int | None:
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _STALE:
                path.unlink()
        try:
            return os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR)
        except FileExistsError:
            return None

    def _release(path: Path, handle: int) -> None:
        os.close(handle)
        path.unlink(missing_ok=True)

else:
    import fcntl

    def _take(path: Path) -> int | None:
        handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o666)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return None
        if _is_still(path, handle):
            return handle
        os.close(handle)  # the writer before us took the file away when it was done
        return None

    def _is_still(path: Path, handle: int) -> bool:
        try:
            return path.stat().st_ino == os.fstat(handle).st_ino
        except FileNotFoundError:
            return False

    def _release(path: Path, handle: int) -> None:
        path.unlink(missing_ok=True)
        os.close(handle)
