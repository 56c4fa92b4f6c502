"""Changes of levels and of order to the text of one cell."""

from collections.abc import Sequence

from toolkit.cells.numbers import listed
from toolkit.methods.smallest_change import CellChange
from toolkit.model.assessment import UNKNOWN
from toolkit.model.matrix import Matrix


def steps_text(steps: int) -> str:
    """Say a number of levels.

    >>> steps_text(1), steps_text(3)
    ('one level', '3 levels')
    """
    return "one level" if steps == 1 else f"{steps} levels"


def change_text(changes: Sequence[CellChange], matrix: Matrix) -> str:
    """Say which levels would be others: ``Physical harm is one level lower (3 to 2)``."""
    words = []
    for change in changes:
        label, now, then = matrix.criterion(change.criterion).label, change.from_level, change.to_level
        if now is None:
            words.append(f"{label}, not known now, is {then}")
        else:
            way = "lower" if then < now else "higher"
            words.append(f"{label} is {steps_text(change.steps)} {way} ({now} to {then})")
    return listed(words)


def moves_text(changes: Sequence[CellChange], matrix: Matrix) -> str:
    """Say the same in the words of a table: ``Physical harm 3 to 2``."""
    words = []
    for change in changes:
        now = UNKNOWN if change.from_level is None else change.from_level
        words.append(f"{matrix.criterion(change.criterion).label} {now} to {change.to_level}")
    return listed(words)
