"""Frames that only charts read: positions as numbers, and the texts to be drawn."""

import textwrap
from collections.abc import Sequence

import pandas as pd

from toolkit.cells.ranking import ranked_place, working
from toolkit.language import say
from toolkit.methods.issue_count import IssueCounts
from toolkit.methods.priority_count import CategoryCount
from toolkit.methods.ranking import RankedIssue, Ranking
from toolkit.model.priorities import PriorityLevel
from toolkit.tables.frames import frame_of, rank_cell, span

_ISSUE_WIDTH, _DISTRICT_WIDTH = 26, 12
"""Characters of one line of an issue's and of a district's name."""

_LINE = 15
"""Pixels of a line; ``Raised`` moves a name of several lines up, so that its middle is its row's."""


def ranking_bar_table(ranking: Ranking, n: int) -> pd.DataFrame:
    """One row an issue in order of rank: lowest and highest score, place and working as text.

    ``Tie`` holds the same number for issues that tie, which stand together, and 0 for the others; ``Top``
    says whether a place in the top `n` is ``certain``, ``possible`` or neither. Scores are for drawing only.
    """
    matrix = ranking.scored.return_.matrix
    rows: list[list[object]] = []
    together = sorted(ranking.issues, key=lambda ranked: _first_tied(ranked, ranking))
    for order, ranked in enumerate(together, start=1):
        name, worked = f"{ranked_place(ranked)}: {ranked.scored.issue.name}", working(ranked.scored, matrix)
        tie = _first_tied(ranked, ranking) + 1 if ranked.tied_with else 0
        ends = [float(ranked.scored.risk.low), float(ranked.scored.risk.high)]
        rows.append([order, name, worked, f"{name}, {worked}", *ends, tie, _in_top(ranked, n)])
    columns = ["Order", "Name", "Working", "Told", "Lowest", "Highest", "Tie", "Top"]
    numbers = {"Order": "int64", "Lowest": "float64", "Highest": "float64", "Tie": "int64"}
    return frame_of(columns, rows).astype(numbers)


def _first_tied(ranked: RankedIssue, ranking: Ranking) -> int:
    """Return the position of the first of the issues that tie with this one, itself included."""
    tied = {ranked.scored.issue.id, *ranked.tied_with}
    return next(k for k, other in enumerate(ranking.issues) if other.scored.issue.id in tied)


def _in_top(ranked: RankedIssue, n: int) -> str:
    if ranked.rank_high <= n:
        return "certain"
    return "possible" if ranked.rank_low <= n else "no"


def category_bar_table(categories: Sequence[CategoryCount], csps: int) -> pd.DataFrame:
    """One row a category and level at which a CSP named it: where its part of the bar lies."""
    rows: list[list[object]] = []
    for order, found in enumerate(categories, start=1):
        start = 0
        name = say(
            "{category}: {count} of {csps}", category=found.category.label, count=found.count, csps=csps
        )
        for level, number in (
            (PriorityLevel.MAIN.label, found.main),
            (PriorityLevel.CROSS_CUTTING.label, found.cross_cutting),
            (PriorityLevel.SUB_THEME.label, found.sub_theme),
        ):
            if number:
                part = [number, start, start + number, start + number / 2]
                rows.append([order, name, level, f"{name}, {number} {level}", *part])
                start += number
    columns = ["Order", "Name", "Level", "Told", "Number", "Start", "End", "Middle"]
    whole = dict.fromkeys(["Order", "Number", "Start", "End"], "int64")
    return frame_of(columns, rows).astype({**whole, "Middle": "float64"})


def issue_count_table(counts: IssueCounts) -> pd.DataFrame:
    """One row an issue in the top N of some scored district, in county order."""
    of = len(counts.districts)
    rows = [
        [
            order,
            say(
                "{issue}: {districts} of {of}",
                issue=i.issue.name,
                districts=span(i.count_low, i.count_high),
                of=of,
            ),
            i.count_low,
            i.count_high,
        ]
        for order, i in enumerate(counts.in_top_n, start=1)
    ]
    columns = ["Order", "Name", "Certain", "Possible"]
    return frame_of(columns, rows).astype(dict.fromkeys(["Order", "Certain", "Possible"], "int64"))


def rank_cell_table(counts: IssueCounts) -> pd.DataFrame:
    """One row an issue and district: its rank as text and the shade of its cell; names in short lines.

    The shade is ``top`` where a place in the top list is certain, ``may be top`` where it is possible, else
    the half of the list that the best rank is in, or ``not scored``.
    """
    rows: list[list[object]] = []
    for order, found in enumerate(counts.issues):
        issue = _in_lines(found.issue.name, _ISSUE_WIDTH)
        for column, district in enumerate(counts.districts):
            best, worst = int(counts.best[column, order]), int(counts.worst[column, order])
            cell = rank_cell(best, worst)
            told = f"{found.issue.name}, {district}: {cell}"
            shade = _shade(best, worst, counts)
            short = _in_lines(district, _DISTRICT_WIDTH)
            rows.append([order, issue, -_LINE / 2 * issue.count("\n"), column, short, cell, told, shade])
    columns = ["Order", "Issue", "Raised", "Column", "District", "Cell", "Told", "Shade"]
    return frame_of(columns, rows).astype({"Order": "int64", "Raised": "float64", "Column": "int64"})


def _in_lines(name: str, width: int) -> str:
    return "\n".join(textwrap.wrap(name, width))


def _shade(best: int, worst: int, counts: IssueCounts) -> str:
    if not best:
        return "not scored"
    if best <= counts.rules.top_n:
        return "top" if worst <= counts.rules.top_n else "may be top"
    return "upper half" if best <= len(counts.issues) / 2 else "lower half"
