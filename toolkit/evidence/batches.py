"""Run the one expression over files, a bounded amount at a time, and keep what each file said."""

from collections.abc import Callable, Iterable, Iterator, Sequence
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

GROUP_COLUMNS: Final = ("area", "month", "label", "rows", "number", "bad_numbers", "bad_codes")
BATCH_BYTES: Final = 1_600_000_000
BATCH_FILES: Final = 2_000
_LOOK_AGAIN: Final = 0.2


@dataclass(frozen=True, eq=False)
class Reading:
    """What one file held, before districts and types are known."""

    groups: pd.DataFrame
    """`GROUP_COLUMNS`, as published."""
    broken: Broken = field(default_factory=Broken)
    encoding: str = UTF_8
    repeated: int | None = None
    """Rows that repeat an id of the file; None when nobody looked."""


def read_files(
    files: Sequence[FoundFile],
    engine: CountingEngine,
    *,
    with_ids: bool = True,
    tell: Callable[[FoundFile, int], None],
) -> Iterator[tuple[FoundFile, Reading]]:
    """Yield each file with what it held, calling `tell` with a file and the bytes of its batch done."""
    for batch in _batches(files):
        readings = _read(batch, engine, latin=False, with_ids=with_ids, tell=tell)
        again = [file for file in batch if readings[file.name].broken.bad_letters]
        if again:
            readings |= _read(again, engine, latin=True, with_ids=with_ids, tell=tell)
        for file in batch:
            yield file, readings[file.name]


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
) -> dict[str, Reading]:
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
    by_path = dict(list(frame.groupby("file", sort=False)))
    nothing = frame.iloc[:0]
    return {
        file.name: Reading(
            by_path.get(str(file.path), nothing)[list(GROUP_COLUMNS)],
            broken.get(str(file.path), Broken()),
            LATIN_1 if latin else UTF_8,
            repeated.get(str(file.path), 0) if has_ids else None,
        )
        for file in batch
    }


def _frame(answer: ArrowTable) -> pd.DataFrame:
    frame: pd.DataFrame = answer.to_pandas()
    for column, fallback in (("number", frame["rows"]), ("bad_numbers", 0), ("bad_codes", 0)):
        if column not in frame:
            frame[column] = fallback
    frame["number"] = frame["number"].fillna(0)
    whole = ["rows", "number", "bad_numbers", "bad_codes"]
    return frame.astype(dict.fromkeys(whole, "int64"))
