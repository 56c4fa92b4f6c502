"""Recognise a Parquet file by the names of its columns."""

from dataclasses import replace
from pathlib import Path

from toolkit.errors import Fault
from toolkit.evidence.extras import needed
from toolkit.evidence.found import FoundFile
from toolkit.evidence.heads import matched
from toolkit.language import say
from toolkit.model.evidence_source import EvidenceSources


def recognised_parquet(path: Path, name: str, sources: EvidenceSources) -> FoundFile | Fault:
    """Return the Parquet file at `path` with its source and layout, or what is wrong with it."""
    parquet = needed("pyarrow.parquet", "evidence")
    arrow = needed("pyarrow", "evidence")
    try:
        columns = tuple(parquet.read_schema(path).names)
    except (arrow.ArrowInvalid, OSError):
        problem = say("it is no Parquet file, or damaged or cut short")
        return Fault(name, "", problem, say("Write or download it again"), "E_PARQUET")
    found = matched(columns, name, sources)
    if isinstance(found, Fault):
        return found
    source, layout = found
    return FoundFile(
        path,
        name,
        source,
        replace(layout, is_parquet=True),
        path.stat().st_size,
        made_up="made-up" in name or "made_up" in name,
        stem=Path(name).stem,
    )
