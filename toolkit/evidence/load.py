"""Load files of figures as they were downloaded: all of them, or none with every fault."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from toolkit.errors import Fault, InputRejected
from toolkit.evidence.batches import Asked, Batch, read_files
from toolkit.evidence.counting import COUNTED
from toolkit.evidence.engines import CountingEngine, DuckEngine
from toolkit.evidence.found import FoundFile, Looking
from toolkit.evidence.kept import Kept
from toolkit.evidence.loaded import COUNT_COLUMNS, LEFT_OUT_COLUMNS, Loaded, LoadReport
from toolkit.evidence.own_figures import own_figures_of
from toolkit.evidence.population import population_of
from toolkit.evidence.reading import found_files
from toolkit.evidence.report import faults_of, file_report
from toolkit.evidence.sorting import joined, sorted_out
from toolkit.evidence.spark import SparkEngine
from toolkit.model.area import AreaSet
from toolkit.model.evidence_source import EvidenceSources, Shape
from toolkit.model.issues import IssueCatalogue

Engine = Literal["duckdb", "spark"]


@dataclass(frozen=True)
class Progress:
    """How far a load has come: bytes done of all bytes, and what is being read now."""

    done: int
    of: int
    now: str


def load_evidence(
    paths: Iterable[Path],
    *,
    sources: EvidenceSources,
    areas: AreaSet,
    issues: IssueCatalogue | None = None,
    progress: Callable[[Progress], None] | None = None,
    engine: Engine = "duckdb",
    keep: Path | None = None,
    with_ids: bool = True,
) -> Loaded:
    """Return the counts in files, folders and zips at `paths`, with a report of every row.

    Parameters
    ----------
    paths
        Files (CSV, zip, Parquet, .ods, .xlsx) or folders of them, as downloaded.
    sources, areas
        What the files look like, and the districts to count for.
    issues
        The issues that own figures may name; without it any name is taken.
    progress
        Called now and then with how far it has come; what it raises ends the load.
    engine
        ``duckdb`` in this process, or ``spark`` for an archive larger than this machine.
    keep
        A folder in which counts are kept by the content of each file, for the next load.
    with_ids
        Whether to look for repeated Crime IDs, which takes about half as long again.

    Raises
    ------
    InputRejected
        With every fault of every file; nothing is loaded then.
    StorageFailed
        When a file cannot be read, or the kept counts not be written.
    Refused
        When an extra is not installed that these files need; the sentence names it.
    """
    with TemporaryDirectory(prefix="csp-evidence-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        looking = found_files(paths, sources, scratch)
        faults = list(looking.faults)
        residents = population_of(_of(looking, Shape.POPULATION), areas, faults)
        own = own_figures_of(_of(looking, Shape.OWN_FIGURES), areas, issues, faults)
        large = _of(looking, *COUNTED)
        kept = Kept(keep) if keep is not None and large else None
        batches, fresh = _read(
            large,
            kept,
            lambda: _running(engine, scratch),
            scratch,
            with_ids=with_ids,
            telling=_Telling(progress, large),
        )
        faults.extend(_beyond_use(batches))
        if faults:
            raise InputRejected(faults)
        if kept:
            kept.keep(fresh)
    counted = _loaded(looking, batches, areas, from_kept=bool(large) and not fresh)
    return replace(
        counted,
        population=residents.frame,
        own=own.frame,
        left_out=joined([counted.left_out, residents.left_out], LEFT_OUT_COLUMNS),
        report=replace(counted.report, files=(*counted.report.files, *residents.reports, *own.reports)),
    )


def _of(looking: Looking, *shapes: Shape) -> list[FoundFile]:
    return [file for file in looking.files if file.source.shape in shapes]


class _Telling:
    """Tell of progress in bytes."""

    def __init__(self, progress: Callable[[Progress], None] | None, files: Sequence[FoundFile]) -> None:
        self._progress = progress
        self._of = sum(file.size for file in files)
        self._done = 0

    def reading(self, file: FoundFile, more: int) -> None:
        """Say that so many bytes are done beyond the files that are read."""
        if self._progress:
            self._progress(Progress(min(self._of, self._done + more), self._of, file.name))

    def read(self, files: Sequence[FoundFile]) -> None:
        """Say that files are read."""
        self._done += sum(file.size for file in files)
        self.reading(files[-1], 0)


@contextmanager
def _running(engine: Engine, scratch: Path) -> Iterator[CountingEngine]:
    chosen = DuckEngine(scratch) if engine == "duckdb" else SparkEngine()
    try:
        yield chosen
    finally:
        chosen.close()


def _read(
    files: Sequence[FoundFile],
    kept: Kept | None,
    running: Callable[[], AbstractContextManager[CountingEngine]],
    scratch: Path,
    *,
    with_ids: bool,
    telling: _Telling,
) -> tuple[list[Batch], list[Batch]]:
    """Return what the files held, from what was kept where it can be, and which part of it is new."""
    known = {file: found for file in files if kept and (found := kept.reading(file, with_ids=with_ids))}
    missing = [file for file in files if file not in known]
    fresh: list[Batch] = []
    if missing:
        with running() as engine:
            asked = Asked(engine, with_ids, telling.reading, scratch)
            for batch in read_files(missing, asked):
                fresh.append(batch)
                telling.read(batch.files)
    return [*(kept.batches(known) if kept and known else ()), *fresh], fresh


def _beyond_use(batches: Iterable[Batch]) -> Iterator[Fault]:
    for batch in batches:
        if any(batch.readings[file.name].broken.count for file in batch.files):
            rows = batch.groups.groupby("file", observed=True)["rows"].sum()
            for file in batch.files:
                yield from faults_of(file, batch.readings[file.name], int(rows.get(file.name, 0)))


def _loaded(looking: Looking, batches: Sequence[Batch], areas: AreaSet, *, from_kept: bool) -> Loaded:
    """Return what engines counted, sorted into districts and types."""
    sorted_ = [sorted_out(batch.groups, batch.files[0].source, areas) for batch in batches]
    reports = {
        file.name: file_report(file, batch.readings[file.name], of_batch)
        for batch, of_batch in zip(batches, sorted_, strict=True)
        for file in batch.files
    }
    return Loaded(
        counts=joined((one.counts for one in sorted_), COUNT_COLUMNS),
        elsewhere=joined((one.elsewhere for one in sorted_), COUNT_COLUMNS),
        left_out=joined((one.left_out for one in sorted_), LEFT_OUT_COLUMNS),
        report=LoadReport(
            tuple(reports[file.name] for file in looking.files if file.name in reports),
            tuple(looking.set_aside),
            kept=from_kept,
            made_up=any(file.made_up for file in looking.files),
        ),
    )
