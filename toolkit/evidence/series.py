"""Counts by month, quarter or year, and the years they add up to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

YEAR: Final = 12
STEPS: Final = (1, 3, YEAR)
"""Months that one count of a series may cover."""


@dataclass(frozen=True)
class Series:
    """Counts that follow one another without gaps.

    Attributes
    ----------
    first
        Number of the first month covered, as `month_number` counts.
    step
        Months that each count covers, one of `STEPS`.
    counts
        None where not known. A quarter may be below 0: it takes back offences of an earlier one.
    """

    first: int
    step: int
    counts: tuple[int | None, ...]

    @classmethod
    def of(cls, by_month: Mapping[int, int | None], step: int) -> Self:
        """Return the series of one count or more by the first month each covers; a lack is not known."""
        first, last = min(by_month), max(by_month)
        return cls(first, step, tuple(by_month.get(at) for at in range(first, last + 1, step)))

    @property
    def last(self) -> int:
        """Number of the last month covered."""
        return self.first + self.step * len(self.counts) - 1

    def until(self, last: int) -> Self:
        """Return the series without what reaches past the month `last`; possibly without counts."""
        kept = max(0, (last + 1 - self.first) // self.step)
        return type(self)(self.first, self.step, self.counts[:kept])

    def year_to(self, last: int) -> int | None:
        """Return the count of the 12 months up to and with `last`; None where a part of it is not known."""
        begin, over = divmod(last + 1 - YEAR - self.first, self.step)
        parts = self.counts[begin : begin + YEAR // self.step] if begin >= 0 and not over else ()
        known = [count for count in parts if count is not None]
        total = sum(known)
        return total if len(known) == YEAR // self.step and total >= 0 else None

    def months_to(self, last: int) -> tuple[int | None, ...]:
        """Return monthly counts up to and with the month `last`; none where it is not a series of months."""
        return self.until(last).counts if self.step == 1 and self.last >= last else ()

    def has_small(self, small: int) -> bool:
        """Say whether some count is one of 1 to `small`."""
        return any(count is not None and 1 <= count <= small for count in self.counts)
