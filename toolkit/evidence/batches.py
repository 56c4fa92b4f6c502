"""Run the one expression over files, a bounded amount at a time, and keep what each file said."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

import pandas as pd

from toolkit.evidence.counting import counted
from toolkit.evidence.engines import Broken, CountingEngine
from toolkit.evidence.extras import ArrowTable
from toolkit.evidence.found import LATIN_1, UTF_8, FoundFile
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


@dataclass(frozen=True, eq=False)
class Batch:
    """Files of one source that were read together."""

    files: tuple[FoundFile, ...]
    groups: pd.DataFrame
    """`GROUP_TEXTS` as published (categories; the file as its author named it) and `GROUP_NUMBERS`."""
    readings: Mapping[str, Reading]
    """By the file's name."""


def read_files(
    files: Sequence[FoundFile],
    engine: CountingEngine,
    *,
    with_ids: bool = True,
    tell: Callable[[FoundFile, int], None],
) -> Iterator[Batch]:
    """Yield what the files held, calling `tell` with a file and the bytes of its batch done."""
    for together in _batches(files):
        batch = _read(together, engine, latin=False, with_ids=with_ids, tell=tell)
        again = [file for file in together if batch.readings[file.name].broken.bad_letters]
        if not again:
            yield batch
            continue
        names = {file.name for file in again}
        kept = tuple(file for file in together if file.name not in names)
        if kept:
            yield Batch(kept, batch.groups[~batch.groups["file"].isin(names)], batch.readings)
        yield _read(again, engine, latin=True, with_ids=with_ids, tell=tell)


def _batches(files: Iterable[FoundFile]) -> Iterator[list[FoundFile]]:
    ordered = sorted(files, key=lambda file: (file.source.id, repr(file.layout), file.name))
    for _, alike in groupby(ordered, key=lambda file: (file.source.id, file.layout)):
        batch: list[FoundFile] = []
        for file in alike:
            size = sum(one.size for one in batch) + file.size
            if batch and (size > BATCH_BYTES or len(batch) == BATCH_FILES):
                yield batch
                batch = []
            batch.append(file)
        yield batch


def _read(
    batch: Sequence[FoundFile],
    engine: CountingEngine,
    *,
    latin: bool,
    with_ids: bool,
    tell: Callable[[FoundFile, int], None],
) -> Batch:
    rows = engine.rows(batch, latin=latin)
    expression = counted(rows, batch[0].source.shape, with_ids=with_ids)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(engine.run, expression)
        while wait([running], _LOOK_AGAIN).not_done:
            tell(batch[0], int(engine.done() * sum(file.size for file in batch)))
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
