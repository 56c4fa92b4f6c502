"""Days as people write them."""

from datetime import date

from toolkit.language import say

_MONTHS = (
    *(say("January"), say("February"), say("March"), say("April"), say("May"), say("June")),
    *(say("July"), say("August"), say("September"), say("October"), say("November"), say("December")),
)


def day_text(day: date) -> str:
    """Return a day, or the day of a time, in words.

    >>> day_text(date(2026, 4, 1))
    '1 April 2026'
    """
    return say("{day} {month} {year}", day=day.day, month=_MONTHS[day.month - 1], year=f"{day:%Y}")


def month_text(month: str) -> str:
    """Return a month such as ``2026-04`` in words.

    >>> month_text("2026-04")
    'April 2026'
    """
    return say("{month} {year}", month=_MONTHS[int(month[5:7]) - 1], year=month[:4])


def month_name(number: int) -> str:
    """Return the name of a month of the year, 1 to 12.

    >>> month_name(12)
    'December'
    """
    return _MONTHS[number - 1]
