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
