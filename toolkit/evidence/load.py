"""Load files of figures as they were downloaded: all of them, or none with every fault."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pandas as pd

from toolkit.errors import InputRejected
from toolkit.evidence.batches import Reading, read_files
from toolkit.evidence.counting import COUNTED
from toolkit.evidence.engines import CountingEngine, DuckEngine
from toolkit.evidence.found import FoundFile, Looking
from toolkit.evidence.kept import Kept
from toolkit.evidence.loaded import COUNT_COLUMNS, LEFT_OUT_COLUMNS, FileReport, Loaded, LoadReport
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
        readings, from_kept = _readings(
            large,
            kept,
            lambda: _running(engine, scratch),
            with_ids=with_ids,
            telling=_Telling(progress, large),
        )
        faults.extend(fault for file, reading in readings for fault in faults_of(file, reading))
        if faults:
            raise InputRejected(faults)
        if kept:
            kept.keep([] if from_kept else readings)
    counted = _loaded(looking, readings, areas, from_kept=from_kept)
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

    def read(self, file: FoundFile) -> None:
        """Say that a file is read."""
        self._done += file.size
        self.reading(file, 0)


@contextmanager
def _running(engine: Engine, scratch: Path) -> Iterator[CountingEngine]:
    chosen = DuckEngine(scratch) if engine == "duckdb" else SparkEngine()
    try:
        yield chosen
    finally:
        chosen.close()


def _readings(
    files: Sequence[FoundFile],
    kept: Kept | None,
    running: Callable[[], AbstractContextManager[CountingEngine]],
    *,
    with_ids: bool,
    telling: _Telling,
) -> tuple[list[tuple[FoundFile, Reading]], bool]:
    """Return what each file held, from what was kept where it can be, and whether all was."""
    known = {file.name: found for file in files if kept and (found := kept.reading(file, with_ids=with_ids))}
    missing = [file for file in files if file.name not in known]
    if missing:
        with running() as engine:
            for file, reading in read_files(missing, engine, with_ids=with_ids, tell=telling.reading):
                known[file.name] = reading
                telling.read(file)
    return [(file, known[file.name]) for file in files], bool(files) and not missing


def _loaded(
    looking: Looking, readings: Sequence[tuple[FoundFile, Reading]], areas: AreaSet, *, from_kept: bool
) -> Loaded:
    """Return what engines counted, sorted into districts and types."""
    counts, elsewhere, left_out = [], [], []
    reports: dict[str, FileReport] = {}
    for source in {file.source.id: file.source for file, _ in readings}.values():
        of_source = [(file, reading) for file, reading in readings if file.source.id == source.id]
        frames = [reading.groups.assign(file=file.name) for file, reading in of_source]
        sorted_ = sorted_out(pd.concat(frames, ignore_index=True), source, areas)
        counts.append(sorted_.counts)
        elsewhere.append(sorted_.elsewhere)
        left_out.append(sorted_.left_out)
        reports |= {file.name: file_report(file, reading, sorted_) for file, reading in of_source}
    return Loaded(
        counts=joined(counts, COUNT_COLUMNS),
        elsewhere=joined(elsewhere, COUNT_COLUMNS),
        left_out=joined(left_out, LEFT_OUT_COLUMNS),
        report=LoadReport(
            tuple(reports.values()),
            tuple(looking.set_aside),
            kept=from_kept,
            made_up=any(file.made_up for file in looking.files),
        ),
    )
