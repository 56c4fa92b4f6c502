"""Counts kept by the content of each file, so that files that did not change are not read again."""

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import pandas as pd

from toolkit.errors import StorageFailed
from toolkit.evidence.batches import GROUP_TEXTS, Batch, Reading
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
        """Return how the reading of a file went, or None; `with_ids` when repeated ids must be known."""
        entry = self._files.get(_key(file, self.content(file)))
        if entry is None or (with_ids and _unlooked(file, entry)) or self._frame(entry["parquet"]) is None:
            return None
        try:
            lines = [BrokenLine(*line) for line in entry["lines"]]
            broken = Broken(entry["broken"], lines, never_closed=entry["never_closed"])
            return Reading(broken, entry["encoding"], entry["repeated"], evened=entry["evened"])
        except (KeyError, TypeError):
            return None

    def batches(self, known: Mapping[FoundFile, Reading]) -> Iterator[Batch]:
        """Yield what was kept of files, as it was read."""
        by_parquet: dict[tuple[str, str], dict[str, FoundFile]] = {}
        for file in known:
            key = _key(file, self.content(file))
            by_parquet.setdefault((self._files[key]["parquet"], file.source.id), {})[key] = file
        for (name, _), files in by_parquet.items():
            frame = self._frame(name)
            if frame is not None:
                yield _chosen(frame, files, known)

    def keep(self, batches: Iterable[Batch]) -> None:
        """Keep what files held.

        Raises
        ------
        StorageFailed
            When it cannot be written; what was kept before stays.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for batch in batches:
                self._write(batch)
            _replace(self._folder / _INDEX, self._as_json())
        except OSError as error:
            raise StorageFailed(say("The counts cannot be kept: {reason}.", reason=reason(error))) from error

    def _write(self, batch: Batch) -> None:
        keys = {file.name: _key(file, self.content(file)) for file in batch.files}
        name = hashlib.sha256("".join(sorted(keys.values())).encode()).hexdigest()[:32] + ".parquet"
        used = batch.groups.assign(file=batch.groups["file"].cat.remove_unused_categories())
        whole = used.assign(file=used["file"].cat.rename_categories(keys))
        unfinished = self._folder / f"{name}.{os.getpid()}"
        whole.to_parquet(unfinished, compression="zstd", index=False)
        unfinished.replace(self._folder / name)
        for file in batch.files:
            reading = batch.readings[file.name]
            self._files[keys[file.name]] = {
                "parquet": name,
                "broken": reading.broken.count,
                "lines": [list(asdict(line).values()) for line in reading.broken.first[:LINES_SHOWN]],
                "never_closed": reading.broken.never_closed,
                "encoding": reading.encoding,
                "repeated": reading.repeated,
                "evened": reading.evened,
            }

    def _as_json(self) -> bytes:
        return json.dumps({"format": FORMAT, "files": self._files, "seen": self._seen}).encode()

    def _frame(self, name: str) -> pd.DataFrame | None:
        if name not in self._frames:
            needed("pyarrow", "evidence")
            try:
                frame = pd.read_parquet(self._folder / Path(name).name)
                self._frames[name] = frame.astype(dict.fromkeys(GROUP_TEXTS, "category"))
            except (OSError, ValueError, KeyError):
                self._frames[name] = None
        return self._frames[name]


def _chosen(frame: pd.DataFrame, files: Mapping[str, FoundFile], known: Mapping[FoundFile, Reading]) -> Batch:
    held = frame["file"].cat
    some = frame if set(held.categories) <= set(files) else frame[frame["file"].isin(list(files))]
    names = {key: file.name for key, file in files.items()}
    renamed = some["file"].cat.remove_unused_categories().cat.rename_categories(names)
    return Batch(
        tuple(files.values()),
        some.assign(file=renamed),
        {file.name: known[file] for file in files.values()},
    )


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
