"""What a load gives: tables of counts, and a report of every file that says what became of each row."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import pandas as pd

COUNT_COLUMNS: Final = ("source", "district", "month", "type", "count")
POPULATION_COLUMNS: Final = ("district", "year", "population")
OWN_COLUMNS: Final = (
    "period", "first_month", "last_month", "district", "issue", "count", "denominator", "source", "note",
)  # fmt: skip
LEFT_OUT_COLUMNS: Final = ("source", "file", "reason", "value", "rows")
LINES_SHOWN: Final = 20


class WhyLeftOut(StrEnum):
    """Why a row that could be read is not among the counts: a closed set."""

    NO_AREA = "no area"
    """It names no place, such as a missing LSOA."""
    OTHER_AREA = "another area"
    """Its district is none of the area set's; it stands in `Loaded.elsewhere`."""
    SHARED_AREA = "an area of several districts"
    """Its CSP holds several districts; it stands in `Loaded.elsewhere`."""
    UNKNOWN_TYPE = "unknown type"
    BAD_MONTH = "unreadable month"
    BAD_NUMBER = "unreadable number"


@dataclass(frozen=True)
class BrokenLine:
    """A line that could not be read as a row: its number in the file, counted from 1, and why."""

    line: int
    problem: str


@dataclass(frozen=True)
class FileReport:
    """What one file held and what became of it.

    ``read == counted + left_out`` always, and a broken line is in neither.
    """

    file: str
    source: str
    edition: str = ""
    """First and last month, such as ``2023-01 to 2023-12``."""
    read: int = 0
    """Rows that could be read."""
    counted: int = 0
    left_out: int = 0
    broken: int = 0
    broken_lines: tuple[BrokenLine, ...] = ()
    """The first `LINES_SHOWN`."""
    repeated_ids: int | None = None
    """Rows that repeat a Crime ID of the same file; they are counted. None when nobody looked."""
    other_month: int = 0
    """Rows of another month than the file's name says; they count in their own month."""
    bad_codes: int = 0
    """Rows whose LSOA code is missing or has no code's form; the name decides."""
    months: tuple[str, ...] = ()
    encoding: str = "UTF-8"
    """That of the columns that are used."""
    notes: tuple[str, ...] = ()
    """What else a reader should know, as sentences."""


@dataclass(frozen=True)
class SetAside:
    """A file that was found and not counted, with the reason as a sentence."""

    file: str
    reason: str


@dataclass(frozen=True)
class LoadReport:
    """What became of every file of a load."""

    files: tuple[FileReport, ...]
    set_aside: tuple[SetAside, ...] = ()
    kept: bool = False
    """Whether everything came from what an earlier load kept."""
    made_up: bool = False
    """Whether a file says that its figures are made up."""

    @property
    def read(self) -> int:
        """Rows read in all files."""
        return sum(one.read for one in self.files)

    @property
    def counted(self) -> int:
        """Rows counted in all files."""
        return sum(one.counted for one in self.files)

    @property
    def broken(self) -> int:
        """Broken lines in all files."""
        return sum(one.broken for one in self.files)


def empty_frame(columns: Sequence[str]) -> pd.DataFrame:
    """Return a frame of these columns and no rows."""
    return pd.DataFrame({name: pd.Series(dtype="int64" if name in _NUMBERS else "str") for name in columns})


_NUMBERS: Final = frozenset({"count", "rows", "population", "year"})


@dataclass(frozen=True, eq=False)
class Loaded:
    """The figures of a load; frames are sorted by their columns and never changed.

    Attributes
    ----------
    counts
        `COUNT_COLUMNS`: district ids of the area set, label ids of the source. `month` is the first month of
        what a figure covers (see the source's `interval`). A combination that is absent was not in the files;
        whether that is a zero is for the report's months to say.
    elsewhere
        The same of districts that the area set does not hold and of CSPs of several districts, under their
        published names.
    population
        `POPULATION_COLUMNS`, residents on 30 June.
    own
        `OWN_COLUMNS`; count and denominator are ``Int64`` with gaps.
    left_out
        `LEFT_OUT_COLUMNS`: rows that were read and are not in `counts`, by reason and value.
    report
        File by file.
    """

    counts: pd.DataFrame = field(default_factory=lambda: empty_frame(COUNT_COLUMNS))
    elsewhere: pd.DataFrame = field(default_factory=lambda: empty_frame(COUNT_COLUMNS))
    population: pd.DataFrame = field(default_factory=lambda: empty_frame(POPULATION_COLUMNS))
    own: pd.DataFrame = field(default_factory=lambda: empty_frame(OWN_COLUMNS))
    left_out: pd.DataFrame = field(default_factory=lambda: empty_frame(LEFT_OUT_COLUMNS))
    report: LoadReport = LoadReport(())
