"""Tables of a workshop: what scorers gave and how far they lie apart."""

from collections.abc import Sequence

import pandas as pd

from toolkit.cells.agreement import medians_text
from toolkit.cells.history import when_text
from toolkit.cells.ranking import level_text
from toolkit.language import say
from toolkit.methods.panel import agency_levels
from toolkit.methods.spread import Spread
from toolkit.model.assessment import FIRST_ROUND, UNKNOWN, Return, Score
from toolkit.model.workshop import Attendee, IssueProgress, Workshop
from toolkit.tables.frames import frame_of, plain_word


def spread_table(spreads: Sequence[Spread]) -> pd.DataFrame:
    """One row a criterion: what each scorer gave, how far they lie apart, and what was agreed."""
    columns = [
        say("Criterion"),
        say("Steps apart"),
        say("Levels given"),
        say("Agreed"),
        say("Reason"),
        say("Dissent"),
    ]
    rows = [
        [
            spread.criterion.label,
            "" if spread.steps is None else str(spread.steps),
            _given(spread),
            level_text(spread.criterion, spread.agreed.level) if spread.agreed else say("not yet"),
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
                [label, plain_word(str(level)), _who(score), "one scorer", at]
                for score, at in zip(equal, places, strict=True)
            ]
        if spread.agreed:
            rows.append([label, plain_word(str(spread.agreed.level)), say("the partners"), "agreed", 0])
    frame = frame_of(["Criterion", "Level", "Scorer", "Kind", "Among equals"], rows)
    return frame.astype({"Among equals": "int64"})


def revealed_table(spreads: Sequence[Spread]) -> pd.DataFrame:
    """One row a criterion, in the order given: median, range, levels, by agency, and what was agreed."""
    columns = [
        say("Criterion"),
        say("Median"),
        say("Range"),
        say("Levels given"),
        say("By agency, medians"),
        say("Agreed"),
    ]
    return frame_of(columns, [_revealed_row(spread) for spread in spreads])


def _revealed_row(spread: Spread) -> list[object]:
    levels = spread.levels
    middle = (levels[(len(levels) - 1) // 2], levels[len(levels) // 2]) if levels else None
    return [
        spread.criterion.label,
        _from_to(*middle) if middle else "",
        _from_to(levels[0], levels[-1]) if levels else "",
        ", ".join(str(score.level) for score in spread.given) or say("none"),
        medians_text(agency_levels(spread.given, {})),
        level_text(spread.criterion, spread.agreed.level) if spread.agreed else say("not yet"),
    ]


def _from_to(low: int, high: int) -> str:
    return str(low) if low == high else say("{low} to {high}", low=low, high=high)


def agenda_table(return_: Return, workshop: Workshop) -> pd.DataFrame:
    """One row an issue of a workshop, in its order: how far it has come, and how much is agreed."""
    columns = [say("Issue"), say("How far"), say("Agreed")]
    criteria = len(return_.matrix.criteria)
    rows = []
    for issue in workshop.issues:
        found = workshop.progress_of(issue)
        agreed = say("{number} of {criteria}", number=len(found.agreed) if found else 0, criteria=criteria)
        rows.append([return_.issues[issue].name, _how_far(workshop, issue, found), agreed])
    return frame_of(columns, rows)


def _how_far(workshop: Workshop, issue: str, found: IssueProgress | None) -> str:
    if found is None:
        return say("not taken yet")
    if found.parked:
        return say("put aside: {parked}", parked=found.parked)
    number = found.round - found.first_round + 1
    shown = say("shown to all") if found.revealed else say("in private")
    if workshop.open_issue == issue:
        return say("on the table, round {number}, {shown}", number=number, shown=shown)
    return say("round {number}, {shown}", number=number, shown=shown)


def people_table(people: Sequence[Attendee]) -> pd.DataFrame:
    """One row a person at a workshop: name, agency, since when, and how they take part."""
    columns = [say("Name"), say("Agency"), say("Since"), say("Takes part")]
    return frame_of(
        columns,
        [[one.name, one.agency, when_text(one.joined), _takes_part(one)] for one in people],
    )


def _takes_part(one: Attendee) -> str:
    if one.revoked:
        return say("shut out")
    return say("on paper") if one.by_slip else say("on their own screen")


def level_axis(spreads: Sequence[Spread]) -> list[str]:
    """Return every level of the criteria's scales as text, rising, with ``unknown`` last."""
    given = {level.value for spread in spreads for level in spread.criterion.levels}
    return [*map(str, sorted(given)), plain_word(UNKNOWN)]


def _given(spread: Spread) -> str:
    levels = "; ".join(f"{_who(score)}: {score.level}" for score in spread.given) or say("none")
    return (
        levels
        if spread.round == FIRST_ROUND
        else say("round {round}: {levels}", round=spread.round, levels=levels)
    )


def _who(score: Score) -> str:
    return f"{score.scorer} ({score.agency})" if score.agency else score.scorer
