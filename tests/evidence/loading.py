"""Load made-up files for the tests of Kent's districts."""

from functools import cache
from pathlib import Path
from typing import Any

from toolkit.evidence.load import load_evidence
from toolkit.evidence.loaded import FileReport, Loaded
from toolkit.files.library import read_list
from toolkit.model.area import AreaSet
from toolkit.model.evidence_source import EvidenceSources
from toolkit.resources import shipped


@cache
def shipped_sources() -> EvidenceSources:
    found = read_list(shipped("matrices") / "evidence-sources-1.0.toml")
    assert isinstance(found, EvidenceSources)
    return found


@cache
def kent() -> AreaSet:
    found = read_list(shipped("matrices") / "kent-areas-1.0.toml")
    assert isinstance(found, AreaSet)
    return found


def load(*paths: Path, **options: Any) -> Loaded:
    return load_evidence(paths, sources=shipped_sources(), areas=kent(), **options)


def only_report(loaded: Loaded) -> FileReport:
    (report,) = loaded.report.files
    return report


def counts(loaded: Loaded) -> dict[tuple[str, str, str], int]:
    """The counts by district, month and type."""
    rows = loaded.counts[["district", "month", "type", "count"]].itertuples(index=False)
    return {(district, month, kind): int(count) for district, month, kind, count in rows}
