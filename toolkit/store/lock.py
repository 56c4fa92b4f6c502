"""The lock file beside a SQLite database: one process writes at a time, and says who it is."""

import json
import os
import socket
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from toolkit.errors import StorageFailed
from toolkit.language import say

WAIT_SECONDS: Final = 6.0
"""How long a second process waits for the first to finish."""

_RETRY: Final = 0.05


class WriterLock:
    """The right to write to the database at `path`; the operating system frees it if the process dies."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(f"{path.name}.lock")
        self._handle: int | None = None

    def take(self, wait: float = WAIT_SECONDS) -> None:
        """Take the lock and hold it.

        Raises
        ------
        StorageFailed
            When another process still holds it after `wait` seconds, naming that process.
        """
        if self._handle is not None:
            return
        handle = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        deadline = time.monotonic() + wait
        while not _locked(handle):
            if time.monotonic() > deadline:
                os.close(handle)
                raise StorageFailed(
                    say(
                        "{stem} is open for writing in another program ({holder}). "
                        "Reading works; to write, close that program and try again. Nothing was saved.",
                        stem=self._path.stem,
                        holder=self.holder(),
                    )
                )
            time.sleep(_RETRY)
        os.truncate(handle, 0)
        os.write(handle, _about_us().encode())
        self._handle = handle

    def holder(self) -> str:
        """Return who holds the lock, as far as the file says."""
        try:
            about = json.loads(self._path.read_text(encoding="utf-8"))
            who = say(
                "{program}, process {process} on {machine}",
                program=about["program"],
                process=about["process"],
                machine=about["machine"],
            )
            return say("{who}, since {since}", who=who, since=about["since"])
        except (OSError, ValueError, KeyError, TypeError):
            return say("it has not said which")

    def release(self) -> None:
        """Give the lock back; the file stays, empty."""
        if self._handle is not None:
            os.truncate(self._handle, 0)
            os.close(self._handle)
            self._handle = None


def _about_us() -> str:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    program = say("the app") if "streamlit" in sys.modules else "csp-toolkit"
    about = {"program": program, "process": os.getpid(), "machine": socket.gethostname(), "since": since}
    return json.dumps(about)


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # lock a byte nobody reads, so that others can read who we are

    def _locked(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _locked(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
