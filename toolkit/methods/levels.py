"""Which level counts for an issue on a criterion, and on whose word."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from toolkit.model.assessment import UNKNOWN, Return, Score
from toolkit.model.rounds import last_round


class Basis(StrEnum):
    """On whose word a level counts, or why none does."""

    AGREED = "agreed"
    ONE_SCORER = "one scorer"
    ALL_ALIKE = "all scorers alike"
    NOT_AGREED = "not agreed"
    UNKNOWN = "unknown"
    NOT_SCORED = "not scored"


@dataclass(frozen=True)
class CountedLevel:
    """The level that counts for one issue on one criterion.

    `level` is its value, or None when no level counts; `confidence` is a grade id of the matrix or None.
    """

    criterion: str
    level: int | None
    basis: Basis
    confidence: str | None = None


_counted = lru_cache(maxsize=4096)(CountedLevel)
"""Few counted levels differ, so they are shared: a county of 320 districts has 70,000 of them."""


def counted_level(criterion: str, rows: Sequence[Score]) -> CountedLevel:
    """Return the level that counts among the `rows` of one issue and criterion in its last round.

    Nothing is averaged.

    The agreed row counts; else the only scorer's; else the level all scorers gave alike; else none does.
    """
    given = [row for row in rows if row.level is not None]
    if len(given) > 1:
        given = [row for row in given if row.is_agreed] or given
    if not given:
        return _counted(criterion, None, Basis.NOT_SCORED)
    level, confidence = given[0].level, given[0].confidence
    basis = Basis.AGREED if given[0].is_agreed else Basis.ONE_SCORER
    if len(given) > 1:
        if any(row.level != level for row in given):
            return _counted(criterion, None, Basis.NOT_AGREED)
        basis = Basis.ALL_ALIKE
        confidence = confidence if all(row.confidence == confidence for row in given) else None
    if level == UNKNOWN:
        return _counted(criterion, None, Basis.UNKNOWN, confidence)
    return _counted(criterion, level, basis, confidence)


def counted_levels(return_: Return) -> dict[str, tuple[CountedLevel, ...]]:
    """Return the counted level of every criterion, in matrix order, for each scored issue by id."""
    rows: dict[tuple[str, str], list[Score]] = {}
    for score in last_round(return_.scores):
        rows.setdefault((score.issue, score.criterion), []).append(score)
    return {
        issue.id: tuple(counted_level(c.id, rows.get((issue.id, c.id), ())) for c in return_.matrix.criteria)
        for issue in return_.scored_issues
    }


def grades_given(levels: Sequence[CountedLevel]) -> dict[str, int]:
    """Return how many of `levels` carry each confidence grade, by grade id."""
    return dict(Counter(level.confidence for level in levels if level.confidence))
