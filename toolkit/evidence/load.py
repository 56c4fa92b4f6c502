"""Load files of figures as they were downloaded: all of them, or none with every fault."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from toolkit.errors import Refused
from toolkit.evidence.loaded import Loaded
from toolkit.language import say
from toolkit.model.area import AreaSet
from toolkit.model.evidence_source import EvidenceSources

Engine = Literal["duckdb", "spark"]


@dataclass(frozen=True)
class Progress:
    """How far a load has come: bytes done of all bytes, and what is being read now."""

    done: int
    of: int
    now: str


def load_evidence(
    paths: Iterable[Path],  # noqa: ARG001
    *,
    sources: EvidenceSources,  # noqa: ARG001
    areas: AreaSet,  # noqa: ARG001
    progress: Callable[[Progress], None] | None = None,  # noqa: ARG001
    engine: Engine = "duckdb",  # noqa: ARG001
    keep: Path | None = None,  # noqa: ARG001
) -> Loaded:
    """Return the counts in files, folders and zips at `paths`, with a report of every row.

    Parameters
    ----------
    paths
        Files (CSV, zip, Parquet, .ods, .xlsx) or folders of them, as downloaded.
    sources, areas
        What the files look like, and the districts to count for.
    progress
        Called now and then with how far it has come.
    engine
        ``duckdb`` in this process, or ``spark`` for an archive larger than this machine.
    keep
        A folder in which counts are kept by the content of each file, for the next load.

    Raises
    ------
    InputRejected
        With every fault of every file; nothing is loaded then.
    StorageFailed
        When a file cannot be read, or the kept counts not be written.
    Refused
        When an extra is not installed that these files need; the sentence names it.
    """
    raise Refused(say("Loading is not built yet."))
