"""A file that will be counted, and what was said about the others while looking."""

from dataclasses import dataclass, field
from pathlib import Path

from toolkit.errors import Fault
from toolkit.evidence.loaded import SetAside
from toolkit.model.evidence_source import EvidenceSource

UTF_8 = "UTF-8"
LATIN_1 = "Latin-1"


@dataclass(frozen=True)
class Layout:
    """How the rows of a file are written: its columns in order, and what parts them.

    Files of one layout are read together.
    """

    columns: tuple[str, ...]
    """Headings as written."""
    parts: tuple[str, ...]
    """What each means to the toolkit; empty for those read past."""
    is_parquet: bool = False


@dataclass(frozen=True, eq=False)
class FoundFile:
    """A file of a known source, not yet read beyond its header."""

    path: Path
    """Where it lies now, which for a part of a zip is a scratch folder."""
    name: str
    """The file as its author named it: ``2023-01/2023-01-kent-street.csv``."""
    source: EvidenceSource
    layout: Layout
    size: int
    made_up: bool = False
    notes: tuple[str, ...] = ()
    stem: str = ""
    """The name without folders and ending, such as ``2023-01-kent-street``."""


Met = dict[tuple[str, ...], tuple[EvidenceSource, Layout]]
"""By the columns of files: what they turned out to be."""


@dataclass
class Looking:
    """What looking through the paths has found so far."""

    files: list[FoundFile] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    met: Met = field(default_factory=dict)
