"""Say what became of every file, and refuse what is broken beyond use."""

from collections.abc import Iterable, Iterator
from typing import Final

from toolkit.errors import Fault
from toolkit.evidence.batches import Reading
from toolkit.evidence.found import FoundFile
from toolkit.evidence.loaded import LINES_SHOWN, FileReport
from toolkit.evidence.reading import month_of_name
from toolkit.evidence.sorting import Sorted
from toolkit.language import say, say_number

MOST_BROKEN: Final = 0.05
"""The part of a file's lines that may be broken before the whole load is refused ..."""
FEW_BROKEN: Final = 20
"""... unless they are no more than these."""


def faults_of(file: FoundFile, reading: Reading, rows: int) -> Iterator[Fault]:
    """Yield what makes a file with so many sound rows unusable as a whole."""
    broken = reading.broken
    if broken.is_whole:
        problem = say("its lines cannot be told apart")
        yield Fault(file.name, "", problem, say("Download the file again"), "E_BROKEN")
    elif broken.never_closed is not None:
        place = say("line {line}", line=broken.never_closed)
        problem = say("a quotation mark opens and never closes; the rows after it cannot be told apart")
        yield Fault(file.name, place, problem, say("Download the file again"), "E_QUOTE")
    elif broken.count and (rows == 0 or broken.count > max(FEW_BROKEN, MOST_BROKEN * (rows + broken.count))):
        place = say("line {line}", line=broken.first[0].line)
        problem = say_number(
            "{number:,} line of {lines:,} cannot be read; the first has {problem}",
            "{number:,} lines of {lines:,} cannot be read; the first has {problem}",
            broken.count,
            lines=rows + broken.count,
            problem=broken.first[0].problem,
        )
        yield Fault(file.name, place, problem, say("Download the file again"), "E_BROKEN")


def file_report(file: FoundFile, reading: Reading, sorted_: Sorted) -> FileReport:
    """Return what became of one file."""
    facts = sorted_.facts.get(file.name, _NOTHING)
    read, counted = facts["read"], facts["counted"]
    rows_of = sorted_.months.get(file.name, {})
    months = tuple(sorted(month for month in rows_of if month))
    named = month_of_name(file)
    return FileReport(
        file=file.name,
        source=file.source.id,
        edition=edition(months),
        read=read,
        counted=counted,
        left_out=read - counted,
        broken=reading.broken.count,
        broken_lines=tuple(reading.broken.first[:LINES_SHOWN]),
        repeated_ids=reading.repeated,
        other_month=read - rows_of.get(named, 0) if named else 0,
        bad_codes=facts["bad_codes"],
        months=months,
        encoding=reading.encoding,
        notes=(*file.notes, *_notes(read, reading, facts["negative"])),
    )


_NOTHING: Final = {"read": 0, "counted": 0, "bad_codes": 0, "negative": 0}


def edition(months: Iterable[str]) -> str:
    """Return the first and last month in words; nothing for none.

    >>> edition(["2023-01", "2023-02"]), edition(["2023-01"])
    ('2023-01 to 2023-02', '2023-01')
    """
    found = sorted(months)
    if not found:
        return ""
    if found[0] == found[-1]:
        return found[0]
    return say("{first} to {last}", first=found[0], last=found[-1])


def _notes(read: int, reading: Reading, negative: int) -> Iterator[str]:
    if not read and not reading.broken.count:
        yield say("The file holds no rows.")
    if reading.evened:
        yield say("Its lines ended in more than one way; they were read as if all ended alike.")
    if negative:
        yield say("Some numbers are below zero: they take back offences counted before.")
