"""Frames that only charts of doubt and of change read: positions as numbers, and the texts to be drawn."""

import textwrap
from collections.abc import Iterator

import pandas as pd

from toolkit.cells.chances import chance_text
from toolkit.cells.ranking import ranked_place
from toolkit.language import say
from toolkit.methods.county_doubt import CountyDoubt
from toolkit.methods.doubt import Doubt
from toolkit.methods.ranking import Ranking
from toolkit.methods.trends import IssueChange, RankingComparison
from toolkit.model.doubt_rule import DoubtRule
from toolkit.tables.changes import moved_places
from toolkit.tables.frames import frame_of, span

_WIDTH, _WIDE = 26, 40
"""Characters of one line of an issue's name, and of its name with what is said of it."""

_LANES = 2


def rank_chance_table(doubt: Doubt) -> pd.DataFrame:
    """One row an issue and rank with the chance of it; issues in order of rank, names in short lines.

    ``Tenths`` is the chance in whole tenths, 0 to 10.
    """
    rows: list[list[object]] = []
    for order, (ranked, k) in enumerate(doubt.in_rank_order, start=1):
        name = ranked.scored.issue.name
        short = in_lines(name)
        for rank, chance in enumerate(doubt.acceptability[k].tolist(), start=1):
            told = say(
                "{name}, rank {rank}: {chance} chance", name=name, rank=rank, chance=chance_text(chance)
            )
            rows.append([order, short, rank, chance, round(chance * 10), told])
    frame = frame_of(["Order", "Issue", "Rank", "Chance", "Tenths", "Told"], rows)
    return frame.astype({"Order": "int64", "Rank": "int64", "Chance": "float64", "Tenths": "int64"})


def close_pair_table(doubt: Doubt, rule: DoubtRule) -> pd.DataFrame:
    """Two rows a pair of neighbours too close to call; pairs that touch lie in different lanes."""
    orders = {ranked.scored.issue.id: order for order, (ranked, _) in enumerate(doubt.in_rank_order, start=1)}
    rows = []
    for one, other in doubt.too_close(rule):
        first, second = orders[one.scored.issue.id], orders[other.scored.issue.id]
        told = say(
            "{issue} and {other}: too close to call",
            issue=one.scored.issue.name,
            other=other.scored.issue.name,
        )
        rows += [[first, first % _LANES, order, told] for order in (first, second)]
    frame = frame_of(["Pair", "Lane", "Order", "Told"], rows)
    return frame.astype({"Pair": "int64", "Lane": "int64", "Order": "int64"})


def count_range_table(doubt: CountyDoubt, rule: DoubtRule) -> pd.DataFrame:
    """One row an issue that may reach the top of some district: its count and likely range."""
    fewest, most = doubt.count_ranges(float(rule.range_share))
    rows: list[list[object]] = []
    for issue, low, high in zip(doubt.counts.issues, fewest.tolist(), most.tolist(), strict=True):
        if high:
            likely = say("likely {range}", range=span(low, high)) if low != high else say("with little doubt")
            name = f"{issue.issue.name}: {span(issue.count_low, issue.count_high)}, {likely}"
            rows.append([len(rows) + 1, name, issue.count_low, low, high])
    frame = frame_of(["Order", "Name", "Count", "Fewest", "Most"], rows)
    return frame.astype(dict.fromkeys(["Order", "Count", "Fewest", "Most"], "int64"))


def slope_table(comparison: RankingComparison) -> pd.DataFrame:
    """One row an end of a line between two years: its place from the top, the side, and what to write there.

    ``Side`` is 0 for the old year and 1 for the new. Issues that tie share a rank and stand on places next to
    one another. ``Kind`` says whether the issue rose, fell, stayed, or has a rank left open in either year;
    an issue of one year only is ``new`` or ``dropped`` and has one end.
    """
    rows = [*_lines(comparison), *_ends(comparison.old, 0, comparison.dropped, "dropped")]
    rows += _ends(comparison.new, 1, comparison.new_issues, "new")
    frame = frame_of(["Line", "Side", "Place", "Label", "Kind", "Told"], rows)
    return frame.astype(dict.fromkeys(["Line", "Side", "Place"], "int64"))


def _lines(comparison: RankingComparison) -> Iterator[list[object]]:
    places = [_places(ranking) for ranking in (comparison.old, comparison.new)]
    for line, change in enumerate(comparison.changes, start=1):
        moved = moved_places(change.rose_by).replace(" ", "\N{NO-BREAK SPACE}")
        for side, ranked in enumerate((change.before, change.after)):
            name = f"{ranked_place(ranked)} {ranked.scored.issue.name}"
            label = in_lines(f"{name} ({moved})" if side else name, _WIDE)
            told = f"{change.after.scored.issue.name}: {_told(change)}"
            yield [line, side, places[side][ranked.scored.issue.id], label, _kind(change.rose_by), told]


def _told(change: IssueChange) -> str:
    return say(
        "{before}, then {after} ({moved})",
        before=ranked_place(change.before),
        after=ranked_place(change.after),
        moved=moved_places(change.rose_by),
    )


def _ends(ranking: Ranking, side: int, only: tuple[str, ...], kind: str) -> Iterator[list[object]]:
    places = _places(ranking)
    for ranked in ranking.issues:
        if ranked.scored.issue.id in only:
            name = f"{ranked_place(ranked)} {ranked.scored.issue.name} ({kind})"
            yield [0, side, places[ranked.scored.issue.id], in_lines(name, _WIDE), kind, name]


def _places(ranking: Ranking) -> dict[str, int]:
    return {ranked.scored.issue.id: place for place, ranked in enumerate(ranking.issues, start=1)}


def _kind(rose_by: int | None) -> str:
    if rose_by is None:
        return "open"
    return "rose" if rose_by > 0 else "fell" if rose_by < 0 else "stayed"


def in_lines(name: str, width: int = _WIDTH) -> str:
    """Return a name broken into short lines."""
    return "\n".join(textwrap.wrap(name, width))
