"""Where each chain stood, written down outside the database, so that a chain cut short is found out."""

import json
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from toolkit.errors import StorageFailed
from toolkit.language import say
from toolkit.store.chain import Head

EVERY_SECONDS: Final = 10.0
"""How often, at most, the head of one record is written down while people work."""


@dataclass(frozen=True)
class Anchor:
    """The head of a record's chain as noted at some time, and on what occasion."""

    record: str
    head: Head
    at: str
    why: str


class Anchors:
    """The file beside a database, a line for each head noted; lines are only ever added."""

    def __init__(self, beside: Path) -> None:
        self.path = beside.with_name(f"{beside.name}.anchors.jsonl")
        self._last: dict[str, float] = {}
        self._left: dict[str, tuple[Head, datetime]] = {}
        self._lock = threading.Lock()

    def note(self, record: str, head: Head, at: datetime, why: str, *, always: bool = True) -> None:
        """Write down the head of a record; unless `always`, only when the last note of it is a while ago.

        Raises
        ------
        StorageFailed
            When the file cannot be written and `always` is asked for.
        """
        with self._lock:
            now = time.monotonic()
            if not always and now - self._last.get(record, -EVERY_SECONDS) < EVERY_SECONDS:
                self._left[record] = head, at
                return
            self._last[record] = now
            self._left.pop(record, None)
            about = {
                "record": record,
                "count": head.count,
                "hash": head.hash,
                "at": at.isoformat(),
                "why": why,
            }
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                with self.path.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(about) + "\n")
                    file.flush()
                    os.fsync(file.fileno())
            except OSError as error:
                if always:
                    message = say(
                        "{path} could not be written: {strerror}.",
                        path=self.path.name,
                        strerror=error.strerror,
                    )
                    raise StorageFailed(message) from error

    def note_what_is_left(self) -> None:
        """Write down the heads passed over because others of the same record had just been noted."""
        with self._lock:
            left = dict(self._left)
            self._last.clear()
        for record, (head, at) in left.items():
            self.note(record, head, at, "closed", always=False)

    def noted(self) -> Iterator[Anchor]:
        """Yield each head noted, oldest first. A line that cannot be read is passed over."""
        if not self.path.exists():
            return
        for line in self.path.read_text(encoding="utf-8").splitlines():
            try:
                about = json.loads(line)
                head = Head(int(about["count"]), str(about["hash"]))
                yield Anchor(str(about["record"]), head, str(about["at"]), str(about["why"]))
            except (ValueError, KeyError, TypeError):
                continue
