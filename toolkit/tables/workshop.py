"""Tables of a workshop: what scorers gave and how far they lie apart."""

from collections.abc import Sequence

import pandas as pd

from toolkit.cells import level_text
from toolkit.methods.spread import Spread
from toolkit.model.assessment import FIRST_ROUND, UNKNOWN, Score
from toolkit.tables.frames import frame_of


def spread_table(spreads: Sequence[Spread]) -> pd.DataFrame:
    """One row a criterion: what each scorer gave, how far they lie apart, and what was agreed."""
    columns = ["Criterion", "Steps apart", "Levels given", "Agreed", "Reason", "Dissent"]
    rows = [
        [
            spread.criterion.label,
            "" if spread.steps is None else str(spread.steps),
            _given(spread),
            level_text(spread.criterion, spread.agreed.level) if spread.agreed else "not yet",
            spread.agreed.rationale if spread.agreed else "",
            spread.agreed.dissent if spread.agreed else "",
        ]
        for spread in spreads
    ]
    return frame_of(columns, rows)


def spread_long_table(spreads: Sequence[Spread]) -> pd.DataFrame:
    """One row a level given, for charts: criterion, level, who gave it and its place among equals.

    Places run from left to right around 0, two apart: -1 and 1 where two scorers gave the same level.
    """
    rows: list[list[object]] = []
    for spread in spreads:
        label = spread.criterion.label
        for level in dict.fromkeys(score.level for score in spread.given):
            equal = [score for score in spread.given if score.level == level]
            places = range(1 - len(equal), len(equal), 2)
            rows += [
                [label, str(level), _who(score), "one scorer", at]
                for score, at in zip(equal, places, strict=True)
            ]
        if spread.agreed:
            rows.append([label, str(spread.agreed.level), "the partners", "agreed", 0])
    frame = frame_of(["Criterion", "Level", "Scorer", "Kind", "Among equals"], rows)
    return frame.astype({"Among equals": "int64"})


def level_axis(spreads: Sequence[Spread]) -> list[str]:
    """Return every level of the criteria's scales as text, rising, with ``unknown`` last."""
    given = {level.value for spread in spreads for level in spread.criterion.levels}
    return [*map(str, sorted(given)), UNKNOWN]


def _given(spread: Spread) -> str:
    levels = "; ".join(f"{_who(score)}: {score.level}" for score in spread.given) or "none"
    return levels if spread.round == FIRST_ROUND else f"round {spread.round}: {levels}"


def _who(score: Score) -> str:
    return f"{score.scorer} ({score.agency})" if score.agency else score.scorer
