"""Which round of scoring counts: the one place that decides it."""

from collections.abc import Iterable

from toolkit.model.assessment import FIRST_ROUND, Return, Score


def last_round(scores: Iterable[Score]) -> tuple[Score, ...]:
    """Return the rows that count: agreed rows, and of each issue and criterion those of its last round.

    That is the last round in which anybody gave a level, be it a number or ``unknown``; a round in which
    nobody has done so yet has not begun. Earlier rounds are kept as a record and never counted.
    """
    rows = tuple(scores)
    if all(row.round == FIRST_ROUND for row in rows):
        return rows
    last = last_rounds(rows)
    return tuple(
        row for row in rows if row.is_agreed or row.round == last.get((row.issue, row.criterion), FIRST_ROUND)
    )


def last_rounds(scores: Iterable[Score]) -> dict[tuple[str, str], int]:
    """Return the last round in which anybody gave a level, by issue and criterion id."""
    last: dict[tuple[str, str], int] = {}
    for row in scores:
        if row.level is not None and not row.is_agreed:
            cell = row.issue, row.criterion
            last[cell] = max(row.round, last.get(cell, FIRST_ROUND))
    return last


def latest_score_of(return_: Return, issue: str, criterion: str, scorer: str) -> Score:
    """Return a scorer's row of the latest round they took part in, for one issue and criterion.

    Where they have none, it is an empty row of the round that counts there.
    """
    cell = [row for row in return_.scores if (row.issue, row.criterion) == (issue, criterion)]
    own = [row for row in cell if row.scorer == scorer]
    if own:
        return max(own, key=lambda row: row.round)
    empty = Score(issue=issue, criterion=criterion, scorer=scorer)
    last = last_rounds(cell).get((issue, criterion), FIRST_ROUND)
    return empty if empty.is_agreed else empty.changed(round=last)
