"""Tables of what moves a ranking: one level moved, one year to the next."""

import pandas as pd

from toolkit.cells.chances import chance_text
from toolkit.cells.changes import change_text
from toolkit.cells.numbers import exact_text
from toolkit.cells.ranking import ranked_place
from toolkit.language import say
from toolkit.methods.doubt import Doubt
from toolkit.methods.moved_level import MovedLevel
from toolkit.methods.ranking import Ranking
from toolkit.methods.scoring import Exact
from toolkit.methods.smallest_change import SmallestChange
from toolkit.methods.trends import IssueChange, RankingComparison
from toolkit.tables.frames import frame_of


def moved_table(moved: MovedLevel) -> pd.DataFrame:
    """One row an issue whose place or chance of the top would be another, in the order that would follow."""
    chance = say("Chance of the top {k}", k=moved.before.k)
    before, after = _standings(moved.before), _standings(moved.after)
    rows = [
        [name, before[name][0], place, before[name][1], likely]
        for name, (place, likely) in after.items()
        if before[name] != (place, likely)
    ]
    return frame_of(
        [
            say("Issue"),
            say("Rank now"),
            say("Rank then"),
            say("{chance} now", chance=chance),
            say("{chance} then", chance=chance),
        ],
        rows,
    )


def _standings(doubt: Doubt) -> dict[str, tuple[str, str]]:
    """Each issue's place and chance of the top as printed, by name."""
    return {
        ranked.scored.issue.name: (ranked_place(ranked), chance_text(doubt.top_k[k]))
        for ranked, k in doubt.in_rank_order
    }


def single_change_table(change: SmallestChange, ranking: Ranking) -> pd.DataFrame:
    """One row a level that would move an issue into or out of the top: its own levels, then its rivals'."""
    matrix = ranking.scored.return_.matrix
    names = {issue.issue.id: issue.issue.name for issue in ranking.scored.issues}
    cells = (*change.single, *change.rival)
    rows = [[names[cell.issue], change_text([cell], matrix)] for cell in cells]
    return frame_of([say("Issue"), say("If")], rows)


def year_change_table(comparison: RankingComparison) -> pd.DataFrame:
    """One row an issue of the new year beside the one it follows from: ranks, chances and score change."""
    old, new = (r.scored.return_.assessment_year for r in (comparison.old, comparison.new))
    columns = [
        say("Issue"),
        say("Rank {old}", old=old),
        say("Rank {new}", new=new),
        say("Places"),
        say("Chance it rose"),
        say("Chance it fell"),
    ]
    rows = [
        [
            _linked(change),
            ranked_place(change.before),
            ranked_place(change.after),
            moved_places(change.rose_by),
            chance_text(change.chances.rose),
            chance_text(change.chances.fell),
            _signed(change.score.change),
        ]
        for change in comparison.changes
    ]
    return frame_of([*columns, say("Risk score")], rows)


def _linked(change: IssueChange) -> str:
    """Return the issue's name, with the one it follows from where that is another."""
    name, before = change.after.scored.issue.name, change.before.scored.issue.name
    return (
        name
        if change.link.old == change.link.new
        else say("{name} (from {before})", name=name, before=before)
    )


def moved_places(rose_by: int | None) -> str:
    """Say how far an issue rose or fell: ``up 3``, ``down 1``, ``same``, or ``open``."""
    if rose_by is None:
        return say("open")
    if not rose_by:
        return say("same")
    return say("up {places}", places=rose_by) if rose_by > 0 else say("down {places}", places=-rose_by)


def _signed(change: Exact | None) -> str:
    if change is None:
        return say("open")
    return f"+{exact_text(change)}" if change > 0 else exact_text(change)
