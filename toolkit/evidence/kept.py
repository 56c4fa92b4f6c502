"""Counts kept by the content of each file, so that files that did not change are not read again."""

import hashlib
import json
import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import pandas as pd

from toolkit.errors import StorageFailed
from toolkit.evidence.batches import GROUP_COLUMNS, Reading
from toolkit.evidence.engines import Broken
from toolkit.evidence.extras import needed
from toolkit.evidence.found import FoundFile
from toolkit.evidence.hashing import content_hash
from toolkit.evidence.loaded import LINES_SHOWN, BrokenLine
from toolkit.files.text_file import reason
from toolkit.language import say

FORMAT: Final = 1
_INDEX: Final = "index.json"
_SETTLED: Final = 2_000_000_000
"""Nanoseconds a file must have rested before its size and time stand for its content."""


class Kept:
    """A folder of kept counts. What is damaged in it is counted again; nobody needs to repair it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        index = _index(folder)
        self._files: dict[str, dict[str, Any]] = index.get("files", {})
        self._seen: dict[str, list[Any]] = index.get("seen", {})
        self._frames: dict[str, pd.DataFrame | None] = {}

    def content(self, file: FoundFile) -> str:
        """Return the hash of a file's content; a file whose size and time are as before is not read."""
        key, stamp = _stamp(file.path)
        seen = self._seen.get(key)
        if seen and seen[:-1] == stamp:
            return str(seen[-1])
        found = content_hash(file.path)
        if time.time_ns() - file.path.stat().st_mtime_ns > _SETTLED:
            self._seen[key] = [*stamp, found]
        return found

    def reading(self, file: FoundFile, *, with_ids: bool) -> Reading | None:
        """Return what was kept of a file, or None; `with_ids` when repeated ids must be known."""
        entry = self._files.get(_key(file, self.content(file)))
        frame = self._frame(entry["parquet"]) if entry else None
        if entry is None or frame is None or (with_ids and _unlooked(file, entry)):
            return None
        try:
            groups = frame.loc[[entry["number"]]] if entry["number"] in frame.index else frame.iloc[:0]
            lines = [BrokenLine(*line) for line in entry["lines"]]
            return Reading(
                groups[list(GROUP_COLUMNS)].reset_index(drop=True),
                Broken(entry["broken"], lines),
                entry["encoding"],
                entry["repeated"],
            )
        except (KeyError, TypeError):
            return None

    def keep(self, readings: Iterable[tuple[FoundFile, Reading]]) -> None:
        """Keep what files held.

        Raises
        ------
        StorageFailed
            When it cannot be written; what was kept before stays.
        """
        new = {_key(file, self.content(file)): reading for file, reading in readings}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if new:
                self._write(new)
            _replace(self._folder / _INDEX, self._as_json())
        except OSError as error:
            raise StorageFailed(say("The counts cannot be kept: {reason}.", reason=reason(error))) from error

    def _write(self, new: Mapping[str, Reading]) -> None:
        frames = [reading.groups.assign(kept=number) for number, reading in enumerate(new.values())]
        whole = pd.concat(frames, ignore_index=True)
        name = hashlib.sha256("".join(new).encode()).hexdigest()[:32] + ".parquet"
        unfinished = self._folder / f"{name}.{os.getpid()}"
        whole.to_parquet(unfinished, compression="zstd", index=False)
        unfinished.replace(self._folder / name)
        for number, (key, reading) in enumerate(new.items()):
            self._files[key] = {
                "parquet": name,
                "number": number,
                "broken": reading.broken.count,
                "lines": [list(asdict(line).values()) for line in reading.broken.first[:LINES_SHOWN]],
                "encoding": reading.encoding,
                "repeated": reading.repeated,
            }

    def _as_json(self) -> bytes:
        return json.dumps({"format": FORMAT, "files": self._files, "seen": self._seen}).encode()

    def _frame(self, name: str) -> pd.DataFrame | None:
        if name not in self._frames:
            needed("pyarrow", "evidence")
            try:
                self._frames[name] = pd.read_parquet(self._folder / Path(name).name).set_index("kept")
            except (OSError, ValueError, KeyError):
                self._frames[name] = None
        return self._frames[name]


def _unlooked(file: FoundFile, entry: dict[str, Any]) -> bool:
    return "id" in file.layout.parts and entry.get("repeated") is None


def _index(folder: Path) -> dict[str, Any]:
    try:
        index = json.loads((folder / _INDEX).read_bytes())
    except (OSError, ValueError):
        return {}
    sound = (
        isinstance(index, dict)
        and index.get("format") == FORMAT
        and all(isinstance(index.get(part), dict) for part in ("files", "seen"))
    )
    return index if sound else {}


def _key(file: FoundFile, content: str) -> str:
    """Return what a reading depends on: the content, and what its columns were taken for."""
    meaning = repr((FORMAT, file.source.shape.value, file.layout))
    return hashlib.sha256(f"{content} {meaning}".encode()).hexdigest()


def _stamp(path: Path) -> tuple[str, list[int]]:
    found = path.stat()
    key = hashlib.sha256(str(path.absolute()).encode()).hexdigest()
    return key, [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


def _replace(path: Path, data: bytes) -> None:
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    unfinished.write_bytes(data)
    unfinished.replace(path)
