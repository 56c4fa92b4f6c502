"""Changes of levels and of order to the text of one cell."""

from collections.abc import Sequence

from toolkit.cells.numbers import listed
from toolkit.cells.words import word_text
from toolkit.language import say, say_number
from toolkit.methods.smallest_change import CellChange
from toolkit.model.assessment import UNKNOWN
from toolkit.model.matrix import Matrix


def steps_text(steps: int) -> str:
    """Say a number of levels.

    >>> steps_text(1), steps_text(3)
    ('one level', '3 levels')
    """
    return say_number("one level", "{number} levels", steps)


def change_text(changes: Sequence[CellChange], matrix: Matrix) -> str:
    """Say which levels would be others: ``Physical harm is one level lower (3 to 2)``."""
    words = []
    for change in changes:
        label, now, then = matrix.criterion(change.criterion).label, change.from_level, change.to_level
        if now is None:
            words.append(say("{label}, not known now, is {then}", label=label, then=then))
        else:
            way = say("lower") if then < now else say("higher")
            words.append(
                say(
                    "{label} is {steps} {way} ({now} to {then})",
                    label=label,
                    steps=steps_text(change.steps),
                    way=way,
                    now=now,
                    then=then,
                )
            )
    return listed(words)


def moves_text(changes: Sequence[CellChange], matrix: Matrix) -> str:
    """Say the same in the words of a table: ``Physical harm 3 to 2``."""
    words = []
    for change in changes:
        now = word_text(UNKNOWN) if change.from_level is None else change.from_level
        words.append(
            say(
                "{label} {now} to {then}",
                label=matrix.criterion(change.criterion).label,
                now=now,
                then=change.to_level,
            )
        )
    return listed(words)
