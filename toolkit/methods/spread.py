"""How far scorers lie apart on each criterion of one issue. Nothing is averaged."""

from dataclasses import dataclass

from toolkit.model.assessment import FIRST_ROUND, Return, Score
from toolkit.model.matrix import Criterion
from toolkit.model.rounds import last_round


@dataclass(frozen=True)
class Spread:
    """What scorers gave for one issue on one criterion, in its last round.

    Attributes
    ----------
    criterion
        The criterion.
    given
        The scorers' rows that hold a level or ``unknown``, in the order they were entered.
    agreed
        The row of the agreed level, or None while there is none.
    low, high
        The lowest and highest level given, or None where nobody gave a level.
    steps
        How many levels of the scale lie between them: 0 where all are alike.
    """

    criterion: Criterion
    given: tuple[Score, ...]
    agreed: Score | None

    @property
    def round(self) -> int:
        """The round it is of."""
        return self.given[0].round if self.given else FIRST_ROUND

    @property
    def levels(self) -> tuple[int, ...]:
        """The levels given, rising, as often as each was given."""
        return tuple(sorted(score.level for score in self.given if isinstance(score.level, int)))

    @property
    def low(self) -> int | None:
        """The lowest level given."""
        return self.levels[0] if self.levels else None

    @property
    def high(self) -> int | None:
        """The highest level given."""
        return self.levels[-1] if self.levels else None

    @property
    def steps(self) -> int | None:
        """How many levels of the scale the highest lies above the lowest; None where nobody gave a level."""
        if self.low is None or self.high is None:
            return None
        return self.criterion.values.index(self.high) - self.criterion.values.index(self.low)


def spreads(return_: Return, issue: str) -> tuple[Spread, ...]:
    """Return the spread of every criterion for one issue, in matrix order."""
    given = [score for score in return_.scores if score.issue == issue and score.level is not None]
    rows = last_round(given)
    return tuple(
        Spread(
            criterion=criterion,
            given=tuple(s for s in rows if s.criterion == criterion.id and not s.is_agreed),
            agreed=next((s for s in rows if s.criterion == criterion.id and s.is_agreed), None),
        )
        for criterion in return_.matrix.criteria
    )


def scorers(return_: Return) -> dict[str, str]:
    """Return each scorer's name and the agency last given, in order of first row; never the agreed rows."""
    agencies: dict[str, str] = {}
    for score in return_.scores:
        if not score.is_agreed:
            agencies[score.scorer] = score.agency or agencies.get(score.scorer, "")
    return agencies
