"""Levels typed with a keypad, a criterion after the other, as they stand on a printed slip."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from toolkit.errors import Fault, InputRejected
from toolkit.language import say
from toolkit.model.assessment import UNKNOWN
from toolkit.model.matrix import Criterion, Matrix
from toolkit.model.workshop import PrivateScore

UNKNOWN_KEY: Final = "u"
"""Typed for a level that is unknown."""

BLANK: Final = "-"
"""Typed for a criterion that was left blank."""


def levels_typed(matrix: Matrix, text: str) -> tuple[PrivateScore, ...]:
    """Return the levels typed, in matrix order; a criterion left blank has none.

    One character a criterion; with a space or comma between them a level may have several.

    Raises
    ------
    InputRejected
        When there are too many or too few, or one is no level of its criterion: every fault at once.
    """
    typed = text.replace(",", " ").split()
    keys = list(typed[0]) if len(typed) == 1 else typed
    criteria = matrix.criteria
    if len(keys) != len(criteria):
        problem = say(
            "{keys} levels were typed, and there are {criteria} criteria",
            keys=len(keys),
            criteria=len(criteria),
        )
        remedy = say(
            "Type one for each criterion: its digit, {unknown_key} for unknown, {blank} for blank",
            unknown_key=UNKNOWN_KEY,
            blank=BLANK,
        )
        raise InputRejected([Fault("slip", "levels", problem, remedy, "E_SCHEMA")])
    faults = list(_faults(criteria, keys))
    if faults:
        raise InputRejected(faults)
    return tuple(
        PrivateScore(criterion=one.id, level=_level(key)) for one, key in zip(criteria, keys, strict=True)
    )


def _faults(criteria: Sequence[Criterion], keys: Sequence[str]) -> Iterator[Fault]:
    for criterion, key in zip(criteria, keys, strict=True):
        valid = [*map(str, criterion.values), UNKNOWN_KEY, BLANK]
        if key.lower() not in valid:
            remedy = say("Type one of {valid}", valid=", ".join(valid))
            yield Fault(
                "slip", criterion.label, say("'{key}' is none of its levels", key=key), remedy, "E_SCHEMA"
            )


def _level(key: str) -> int | Literal["unknown"] | None:
    if key == BLANK:
        return None
    return UNKNOWN if key.lower() == UNKNOWN_KEY else int(key)
