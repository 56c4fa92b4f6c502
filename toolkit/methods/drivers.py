"""The driver map: horizon items by how important they are and how certain."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from toolkit.model.horizon import Grade, HorizonItem, HorizonStatus

SETTLED: Final = frozenset({HorizonStatus.CLOSED, HorizonStatus.REJECTED})
"""Items of these statuses are no longer watched."""

GRADES: Final = (Grade.LOW, Grade.MEDIUM, Grade.HIGH)
"""The known grades, rising."""


@dataclass(frozen=True)
class DriverMap:
    """Horizon items placed by two grades that people gave.

    Attributes
    ----------
    cells
        Items by (importance, certainty), every pair of known grades named; importance is the grade of
        impact, certainty the grade of confidence.
    not_placed
        Items with either grade not known, in the order given. Not known stays not known; it is not medium.
    """

    cells: dict[tuple[Grade, Grade], tuple[HorizonItem, ...]]
    not_placed: tuple[HorizonItem, ...]

    @property
    def placed(self) -> int:
        """How many items stand on the map."""
        return sum(len(items) for items in self.cells.values())

    @property
    def critical_uncertainties(self) -> tuple[HorizonItem, ...]:
        """The items of high importance and low certainty: what scenarios are built around."""
        return self.cells[Grade.HIGH, Grade.LOW]

    @property
    def predetermined(self) -> tuple[HorizonItem, ...]:
        """The items of high importance and high certainty: what to plan for."""
        return self.cells[Grade.HIGH, Grade.HIGH]


def driver_map(items: Sequence[HorizonItem]) -> DriverMap:
    """Place items by importance and certainty; closed and rejected ones are left out.

    References
    ----------
    Government Office for Science, The Futures Toolkit (2024), "Driver mapping": drivers by importance and
    by certainty of outcome. Reading impact as importance and confidence as certainty is ours.
    """
    watched = [item for item in items if item.status not in SETTLED]
    cells = {
        (importance, certainty): tuple(
            item for item in watched if (item.impact, item.confidence) == (importance, certainty)
        )
        for importance in GRADES
        for certainty in GRADES
    }
    unknown = tuple(item for item in watched if Grade.NOT_KNOWN in (item.impact, item.confidence))
    return DriverMap(cells, unknown)
