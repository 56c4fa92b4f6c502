"""Dates as people write them in a horizon scan, read as the first and the last day they can mean."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

_MONTHS = {name.lower(): k for k, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): k for k, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_APRIL, _MARCH, _LAST_DAY, _CENTURY = 4, 3, 31, 100

_DAY = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTH})\.?,? (\d{{4}})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_OF_MONTH = re.compile(rf"({_MONTH})\.? (\d{{4}})")
_OF_SEASON = re.compile(rf"({'|'.join(_SEASONS)}) (\d{{4}})")
_TWO_YEARS = re.compile(r"(\d{4})[-/](\d{2})")
_YEAR = re.compile(r"\d{4}")
_RANGE = re.compile(r"(?:from |between )?(.+?) (?:to|until|and|-) (.+)")
_LATEST = re.compile(r"(?:by|before|until) (.+)")
_EARLIEST = re.compile(r"(?:from|after|since) (.+)")


@dataclass(frozen=True)
class Window:
    """The first and the last day that a date as written can mean."""

    first: date
    last: date

    def touches(self, other: "Window") -> bool:
        """Say whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last


def read_window(text: str) -> Window | None:
    """Return the days that a date as written can mean, or None where it cannot be read as one.

    Understood are a day, a month, a season, a calendar year, a financial year (``2017-18``), ``by ...``,
    ``from ...`` and two of them with ``to`` between. Days come before months, as in Britain. Winter is not
    read, because it lies in two years.

    >>> read_window("May 2017").last.isoformat()
    '2017-05-31'
    >>> read_window("when the Bill is passed") is None
    True
    """
    words = " ".join(text.replace("\u2013", "-").casefold().split()).strip(" .")
    if found := _LATEST.fullmatch(words):
        end = _plain(found[1])
        return Window(date.min, end.last) if end else None
    plain = _plain(words.removeprefix("in "))
    if plain:
        return plain
    if found := _RANGE.fullmatch(words):
        start, end = _plain(found[1]), _plain(found[2])
        return Window(start.first, end.last) if start and end and start.first <= end.last else None
    if found := _EARLIEST.fullmatch(words):
        start = _plain(found[1])
        return Window(start.first, date.max) if start else None
    return None


def _plain(words: str) -> Window | None:
    try:
        return _day(words) or _months(words) or _years(words)
    except ValueError:  # the 31st of June, or the year 0
        return None


def _day(words: str) -> Window | None:
    if found := _ISO.fullmatch(words):
        day = date(int(found[1]), int(found[2]), int(found[3]))
    elif found := _SLASHED.fullmatch(words):
        day = date(int(found[3]), int(found[2]), int(found[1]))
    elif found := _DAY.fullmatch(words):
        day = date(int(found[3]), _MONTHS[found[2]], int(found[1]))
    else:
        return None
    return Window(day, day)


def _months(words: str) -> Window | None:
    if found := _OF_MONTH.fullmatch(words):
        first = last = _MONTHS[found[1]]
    elif found := _OF_SEASON.fullmatch(words):
        first, last = _SEASONS[found[1]]
    else:
        return None
    year = int(found[2])
    return Window(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def _years(words: str) -> Window | None:
    if _YEAR.fullmatch(words):
        return Window(date(int(words), 1, 1), date(int(words), 12, _LAST_DAY))
    found = _TWO_YEARS.fullmatch(words)
    if not found or (int(found[1]) + 1) % _CENTURY != int(found[2]):
        return None
    year = int(found[1])
    return Window(date(year, _APRIL, 1), date(year + 1, _MARCH, _LAST_DAY))
