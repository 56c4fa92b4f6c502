"""Financial years as partnerships write them: ``2016-17`` runs from 1 April 2016 to 31 March 2017."""

from datetime import date
from typing import Final

_APRIL: Final = 4


def year_of(day: date) -> str:
    """Return the financial year a day is in.

    >>> year_of(date(2026, 3, 31)), year_of(date(2026, 4, 1)), year_of(date(1999, 12, 31))
    ('2025-26', '2026-27', '1999-00')
    """
    start = day.year if day.month >= _APRIL else day.year - 1
    return f"{start}-{(start + 1) % 100:02}"


def year_after(year: str) -> str:
    """Return the financial year after `year`, or `year` itself when it is not one.

    >>> year_after("2016-17"), year_after("1998-99"), year_after("next year")
    ('2017-18', '1999-00', 'next year')
    """
    start = year.split("-", 1)[0]
    if not (start.isascii() and start.isdecimal()):
        return year
    return f"{int(start) + 1}-{(int(start) + 2) % 100:02}"
