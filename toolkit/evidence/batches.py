"""Run the one expression over files, a bounded amount at a time, and keep what each file said."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Final
from uuid import uuid4

import pandas as pd

from toolkit.evidence.counting import counted
from toolkit.evidence.engines import Broken, CannotRead, CountingEngine
from toolkit.evidence.extras import ArrowTable
from toolkit.evidence.found import LATIN_1, UTF_8, FoundFile, Layout
from toolkit.evidence.repeats import repeated_ids

GROUP_TEXTS: Final = ("file", "area", "month", "label")
GROUP_NUMBERS: Final = ("rows", "number", "bad_numbers", "bad_codes")
BATCH_BYTES: Final = 1_600_000_000
BATCH_FILES: Final = 2_000
_LOOK_AGAIN: Final = 0.2


@dataclass(frozen=True)
class Reading:
    """How the reading of one file went."""

    broken: Broken = field(default_factory=Broken)
    encoding: str = UTF_8
    repeated: int | None = None
    """Rows that repeat an id of the file; None when nobody looked."""
    evened: bool = False
    """Whether its lines ended in more than one way."""


@dataclass(frozen=True, eq=False)
class Batch:
    """Files of one source that were read together."""

    files: tuple[FoundFile, ...]
    groups: pd.DataFrame
    """`GROUP_TEXTS` as published (categories; the file as its author named it) and `GROUP_NUMBERS`."""
    readings: Mapping[str, Reading]
    """By the file's name."""


@dataclass(frozen=True)
class Asked:
    """What is asked of every file.

    Attributes
    ----------
    engine
        What counts.
    with_ids
        Whether to look for repeated ids.
    tell
        Called with a file and the bytes of its batch done.
    scratch
        A folder for files written anew.
    """

    engine: CountingEngine
    with_ids: bool
    tell: Callable[[FoundFile, int], None]
    scratch: Path


def read_files(files: Iterable[FoundFile], asked: Asked) -> Iterator[Batch]:
    """Yield what the files held, batch by batch.

    A batch without a broken line is read once. Any other is read again to say which lines they are: DuckDB is
    slower when it must remember them.
    """
    for together in _batches(files):
        try:
            yield _read(together, asked, forgiving=False)
        except CannotRead:
            yield from _with_care(together, asked)


def _with_care(together: Sequence[FoundFile], asked: Asked) -> Iterator[Batch]:
    """Yield files without the lines that cannot be read: together, or each alone where that fails."""
    try:
        yield from _in_encodings(together, asked)
    except CannotRead:
        for file in together:
            yield _alone(file, asked)


def _in_encodings(together: Sequence[FoundFile], asked: Asked) -> Iterator[Batch]:
    """Yield files that are UTF-8, and then those that turn out not to be, read as Latin-1."""
    batch = _read(together, asked)
    again = [file for file in together if batch.readings[file.name].broken.bad_letters]
    latin = _read(again, asked, latin=True) if again else None
    names = {file.name for file in again}
    sound = tuple(file for file in together if file.name not in names)
    if sound:
        yield replace(batch, files=sound, groups=batch.groups[~batch.groups["file"].isin(names)])
    if latin:
        yield latin


def _alone(file: FoundFile, asked: Asked) -> Batch:
    """Return what one file held, with its lines ended alike when it cannot be read otherwise."""
    try:
        (batch,) = _in_encodings([file], asked)
    except CannotRead:
        pass
    else:
        return batch
    if file.layout.is_parquet:
        return _unreadable(file)
    try:
        (batch,) = _in_encodings([replace(file, path=_evened(file, asked.scratch))], asked)
    except CannotRead:
        return _unreadable(file)
    reading = replace(batch.readings[file.name], evened=True)
    return Batch((file,), batch.groups, {file.name: reading})


def _evened(file: FoundFile, scratch: Path) -> Path:
    """Write a file with every line ended alike."""
    target = scratch / f"evened-{uuid4().hex}.csv"
    every_byte = "latin-1"  # each is a letter of it
    with (
        file.path.open(encoding=every_byte, newline=None) as old,
        target.open("w", encoding=every_byte, newline="\n") as new,
    ):
        shutil.copyfileobj(old, new)
    return target


def _unreadable(file: FoundFile) -> Batch:
    nothing = pd.DataFrame({name: pd.Series(dtype="category") for name in GROUP_TEXTS})
    groups = nothing.assign(**{name: pd.Series(dtype="int64") for name in GROUP_NUMBERS})
    return Batch((file,), groups, {file.name: Reading(Broken(1, is_whole=True))})


def _batches(files: Iterable[FoundFile]) -> Iterator[list[FoundFile]]:
    layouts: dict[Layout, str] = {}

    def order(file: FoundFile) -> tuple[str, str, str]:
        layout = layouts.get(file.layout) or layouts.setdefault(file.layout, repr(file.layout))
        return file.source.id, layout, file.name

    for _, alike in groupby(sorted(files, key=order), key=lambda file: (file.source.id, file.layout)):
        batch: list[FoundFile] = []
        size = 0
        for file in alike:
            if batch and (size + file.size > BATCH_BYTES or len(batch) == BATCH_FILES):
                yield batch
                batch, size = [], 0
            batch.append(file)
            size += file.size
        yield batch


def _read(batch: Sequence[FoundFile], asked: Asked, *, latin: bool = False, forgiving: bool = True) -> Batch:
    engine = asked.engine
    rows = engine.rows(batch, latin=latin, forgiving=forgiving)
    expression = counted(rows, batch[0].source.shape, with_ids=asked.with_ids)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(engine.run, expression)
        while wait([running], _LOOK_AGAIN).not_done:
            asked.tell(batch[0], int(engine.done() * sum(file.size for file in batch)))
    answer = running.result()
    broken = engine.broken()
    has_ids = "ids" in answer.column_names
    repeated = repeated_ids(answer) if has_ids else {}
    frame = _frame(answer.drop_columns(["ids"]) if has_ids else answer)
    names = {str(file.path): file.name for file in batch}
    frame["file"] = frame["file"].cat.rename_categories(names)
    return Batch(
        tuple(batch),
        frame,
        {
            file.name: Reading(
                broken.get(str(file.path), Broken()),
                LATIN_1 if latin else UTF_8,
                repeated.get(str(file.path), 0) if has_ids else None,
            )
            for file in batch
        },
    )


def _frame(answer: ArrowTable) -> pd.DataFrame:
    frame: pd.DataFrame = answer.to_pandas(strings_to_categorical=True)
    for column, fallback in (("number", frame["rows"]), ("bad_numbers", 0), ("bad_codes", 0)):
        if column not in frame:
            frame[column] = fallback
    for column in GROUP_TEXTS:
        if not isinstance(frame[column].dtype, pd.CategoricalDtype):
            frame[column] = frame[column].astype("category")
    frame["number"] = frame["number"].fillna(0)
    return frame.astype(dict.fromkeys(GROUP_NUMBERS, "int64"))[[*GROUP_TEXTS, *GROUP_NUMBERS]]
