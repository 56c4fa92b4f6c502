"""Read mid-year population estimates by district."""

import re
from collections.abc import Iterable
from typing import Final

import pandas as pd

from toolkit.errors import Fault
from toolkit.evidence.found import FoundFile
from toolkit.evidence.loaded import (
    LEFT_OUT_COLUMNS,
    POPULATION_COLUMNS,
    FileReport,
    WhyLeftOut,
    empty_frame,
)
from toolkit.evidence.small_files import SmallFiles, SmallRow, decoded, small_rows
from toolkit.files.faults import shown
from toolkit.files.text_file import RETURN_LIMIT, read_bytes
from toolkit.language import say
from toolkit.model.area import AreaSet, District

_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


def population_of(files: Iterable[FoundFile], areas: AreaSet, faults: list[Fault]) -> SmallFiles:
    """Return residents by district and year, rows left out, and a report of each file.

    Two different numbers for one district and year are a fault.
    """
    found: dict[tuple[str, int], int] = {}
    left: list[tuple[str, str, str, str, int]] = []
    reports: list[FileReport] = []
    for file in files:
        read = counted = 0
        years: set[str] = set()
        for row in small_rows(file, faults):
            read += 1
            district = _district(row, areas)
            if district is None:
                value = row.text("area") or row.text("code")
                left.append((file.source.id, file.name, WhyLeftOut.OTHER_AREA.value, value, 1))
                continue
            year, number = _year(row, file), row.whole("number", say("population"))
            if year is None or not number:
                if year is not None and number is not None:
                    row.fault(say("nobody lives there"), say("Write how many live there"), "E_NUMBER")
                elif year is not None and not row.text("number"):
                    row.fault(say("the population is blank"), say("Write how many live there"), "E_BLANK")
                continue
            counted += 1
            years.add(f"{year}-06")
            if found.setdefault((district.id, year), number) != number:
                problem = say(
                    "{district} has another population in {year} on another line or in another file",
                    district=district.name,
                    year=year,
                )
                row.fault(problem, say("Keep one of the two"), "E_CLASH")
        months = tuple(sorted(years))
        reports.append(_report(file, read, counted, months))
    frame = pd.DataFrame(
        [(*key, number) for key, number in sorted(found.items())], columns=list(POPULATION_COLUMNS)
    )
    out = pd.DataFrame(left, columns=list(LEFT_OUT_COLUMNS)) if left else empty_frame(LEFT_OUT_COLUMNS)
    return SmallFiles(frame if found else empty_frame(POPULATION_COLUMNS), out, tuple(reports))


def _report(file: FoundFile, read: int, counted: int, months: tuple[str, ...]) -> FileReport:
    years = [month[:4] for month in months]
    edition = years[0] if years and years[0] == years[-1] else f"{years[0]} to {years[-1]}" if years else ""
    _, encoding = decoded(read_bytes(file.path, RETURN_LIMIT, file.name))
    return FileReport(
        file.name,
        file.source.id,
        edition=edition,
        read=read,
        counted=counted,
        left_out=read - counted,
        months=months,
        encoding=encoding,
        notes=file.notes,
    )


def _district(row: SmallRow, areas: AreaSet) -> District | None:
    """Return the district by code, or by name when the code is none of the area set's."""
    for part in ("code", "area"):
        try:
            return areas.district(row.text(part))
        except KeyError:
            continue
    return None


def _year(row: SmallRow, file: FoundFile) -> int | None:
    text = row.text("year")
    if "year" not in file.layout.parts:
        named = _YEAR.findall(file.stem)
        if len(set(named)) == 1:
            return int(named[0])
        problem = say("neither a column nor the file's name says the year")
        row.fault(problem, say("Add a column year, or name the file such as population-2023.csv"), "E_YEAR")
        return None
    if not _YEAR.fullmatch(text):
        row.fault(say("{text} is no year", text=shown(text)), say("Write a year such as 2023"), "E_YEAR")
        return None
    return int(text)
