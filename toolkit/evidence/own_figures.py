"""Read a county's own figures: period, area, issue, count, denominator, source, note."""

import re
from collections.abc import Iterable
from typing import Final

import pandas as pd

from toolkit.errors import Fault
from toolkit.evidence.found import FoundFile
from toolkit.evidence.loaded import LEFT_OUT_COLUMNS, OWN_COLUMNS, FileReport, empty_frame
from toolkit.evidence.small_files import SmallFiles, SmallRow, small_rows
from toolkit.files.faults import listed, nearest_name, shown
from toolkit.language import say
from toolkit.model.area import AreaSet
from toolkit.model.issues import IssueCatalogue
from toolkit.model.text import fold

_MONTH: Final = re.compile(r"((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])")
_QUARTER: Final = re.compile(r"((?:19|20)[0-9]{2})[- ]?Q([1-4])", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_FINANCIAL: Final = re.compile(r"((?:19|20)[0-9]{2})[/-]([0-9]{2}|[0-9]{4})")
_TEXT_LIMIT: Final = 500


def own_figures_of(
    files: Iterable[FoundFile], areas: AreaSet, issues: IssueCatalogue | None, faults: list[Fault]
) -> SmallFiles:
    """Return own figures and a report of each file; a figure given twice is a fault.

    A blank count is a figure that is not known: it stays blank, and is no zero.
    """
    rows: list[tuple[object, ...]] = []
    seen: dict[tuple[object, ...], str] = {}
    reports: list[FileReport] = []
    for file in files:
        before, read = len(rows), 0
        for row in small_rows(file, faults):
            read += 1
            figure = _figure(row, areas, issues)
            if figure is None:
                continue
            key = (figure[0], *figure[3:5], figure[7])
            where = f"{file.name}, {say('line {line}', line=row.line)}"
            if (other := seen.setdefault(key, where)) != where:
                problem = say("the same figure stands in {other}", other=other)
                row.fault(problem, say("Keep one of the two, or name their sources"), "E_DUP_FIGURE")
            rows.append(figure)
        months = tuple(sorted({str(r[n]) for r in rows[before:] for n in (1, 2)}))
        edition = f"{months[0]} to {months[-1]}" if months else ""
        reports.append(
            FileReport(
                file.name,
                file.source.id,
                edition=edition,
                read=read,
                counted=len(rows) - before,
                left_out=read - (len(rows) - before),
                months=months,
                notes=file.notes,
            )
        )
    return SmallFiles(_frame(rows), empty_frame(LEFT_OUT_COLUMNS), tuple(reports))


def _frame(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    if not rows:
        return empty_frame(OWN_COLUMNS).astype({"count": "Int64", "denominator": "Int64"})
    frame = pd.DataFrame(rows, columns=list(OWN_COLUMNS))
    frame = frame.astype({"count": "Int64", "denominator": "Int64"})
    return frame.sort_values(["district", "issue", "first_month", "last_month", "source"], ignore_index=True)


def _figure(row: SmallRow, areas: AreaSet, issues: IssueCatalogue | None) -> tuple[object, ...] | None:
    before = len(row.faults)
    period = months_of(row.text("period"))
    if period is None:
        problem = say("{text} is no period", text=shown(row.text("period")))
        remedy = say(
            "Write a month (2023-04), a quarter (2023-Q2), a year (2023) or a financial year (2023/24)"
        )
        row.fault(problem, remedy, "E_PERIOD")
    district, issue = _district(row, areas), _issue(row, issues)
    count, base = row.whole("number", say("count")), row.whole("denominator", say("denominator"))
    if base == 0:
        row.fault(say("the denominator is zero"), say("Leave it blank when there is none"), "E_NUMBER")
    texts = [row.text(part)[: _TEXT_LIMIT + 1] for part in ("source", "note")]
    if any(len(text) > _TEXT_LIMIT for text in texts):
        problem = say("a text is longer than {limit} characters", limit=_TEXT_LIMIT)
        row.fault(problem, say("Shorten the text"), "E_LENGTH")
    if len(row.faults) > before or period is None:
        return None
    return (row.text("period"), *period, district, issue, count, base, *texts)


def months_of(text: str) -> tuple[str, str] | None:
    """Return the first and last month of a period, or None when it is no period.

    >>> months_of("2023/24"), months_of("2023-Q2"), months_of("2023-04"), months_of("2023")
    (('2023-04', '2024-03'), ('2023-04', '2023-06'), ('2023-04', '2023-04'), ('2023-01', '2023-12'))
    """
    if _MONTH.fullmatch(text):
        return text, text
    if quarter := _QUARTER.fullmatch(text):
        last = 3 * int(quarter[2])
        return f"{quarter[1]}-{last - 2:02d}", f"{quarter[1]}-{last:02d}"
    if _YEAR.fullmatch(text):
        return f"{text}-01", f"{text}-12"
    if (years := _FINANCIAL.fullmatch(text)) and int(years[2]) % 100 == (int(years[1]) + 1) % 100:
        return f"{years[1]}-04", f"{int(years[1]) + 1}-03"
    return None


def _district(row: SmallRow, areas: AreaSet) -> str:
    name = row.text("area")
    try:
        return areas.district(name).id
    except KeyError:
        names = [district.name for district in areas.districts]
        problem = say("unknown district {name}", name=shown(name))
        row.fault(
            problem, say("Write one of {names}", names=listed(names)), "E_AREA", nearest_name(name, names)
        )
        return ""


def _issue(row: SmallRow, issues: IssueCatalogue | None) -> str:
    name = row.text("label")
    if not name:
        row.fault(say("the issue is blank"), say("Write which issue the figure stands for"), "E_BLANK")
        return ""
    if issues is None:
        return name
    known = {fold(n): issue.id for issue in issues.issues for n in (issue.id, issue.name)}
    if fold(name) in known:
        return known[fold(name)]
    names = [issue.id for issue in issues.issues]
    problem = say("unknown issue {name}", name=shown(name))
    row.fault(problem, say("Write one of {names}", names=listed(names)), "E_ISSUE", nearest_name(name, known))
    return ""
