"""Tables of two years or editions side by side: score changes, the top, priorities."""

from collections.abc import Mapping, Sequence

import pandas as pd

from toolkit.cells.chances import chance_text, yardstick
from toolkit.cells.numbers import exact_text, total_text
from toolkit.language import say
from toolkit.methods.county_trends import CountChange
from toolkit.methods.priority_count import CategoryCount
from toolkit.methods.priority_trends import PriorityComparison, PriorityFate
from toolkit.methods.return_priorities import YearPriorities
from toolkit.methods.scoring import Exact
from toolkit.methods.trends import RankingComparison
from toolkit.model.list_crosswalk import ListCrosswalk
from toolkit.model.priorities import Priority, PriorityLevel
from toolkit.tables.frames import frame_of, plain_word

MENTIONED = 0.05
"""From this chance on an issue is listed: what is less is printed as less than 1 in 20."""

_FATES = {
    PriorityFate.SAME: say("as it was"),
    PriorityFate.REWORDED: say("worded otherwise"),
    PriorityFate.SPLIT: say("split"),
    PriorityFate.MERGED: say("merged"),
    PriorityFate.CHANGED_LEVEL: say("changed level"),
    PriorityFate.NEW: say("new"),
    PriorityFate.DROPPED: say("not named any more"),
}


def top_move_table(found: RankingComparison) -> pd.DataFrame:
    """One row an issue that may well have entered or left the top, in order of rank, with the chances."""
    columns = [say("Issue"), say("Chance it entered the top {k}", k=found.k), say("Entered, in words")]
    rows = [
        [
            change.after.scored.issue.name,
            chance_text(change.chances.entered),
            yardstick(change.chances.entered),
            chance_text(change.chances.left),
            yardstick(change.chances.left),
        ]
        for change in found.changes
        if max(change.chances.entered, change.chances.left) >= MENTIONED
    ]
    return frame_of([*columns, say("Chance it left the top {k}", k=found.k), say("Left, in words")], rows)


def score_split_table(found: RankingComparison) -> pd.DataFrame:
    """One row an issue in order of rank: the change of its risk score, and what it comes from."""
    old, new = (r.scored.return_.assessment_year for r in (found.old_as_scored, found.new_as_scored))
    rows = [
        [
            change.after.scored.issue.name,
            total_text(change.score.before),
            total_text(change.score.after),
            *(
                change_words(part)
                for part in (
                    change.score.change,
                    change.score.levels,
                    change.score.definition,
                    change.score.weights,
                )
            ),
        ]
        for change in found.changes
    ]
    return frame_of(
        [
            say("Issue"),
            say("Score {old}", old=old),
            say("Score {new}", new=new),
            say("Change"),
            say("By levels"),
            say("By definition"),
            say("By weights"),
        ],
        rows,
    )


def change_words(change: Exact | None) -> str:
    """Say an exact change: ``up 28``, ``down 7/2``, 0, or ``open`` where unknown levels leave it open.

    A sign would be taken for a formula by a spreadsheet.
    """
    if change is None:
        return say("open")
    if not change:
        return "0"
    return (
        say("up {change}", change=exact_text(change))
        if change > 0
        else say("down {change}", change=exact_text(-change))
    )


def year_priority_table(found: YearPriorities, old_year: str, new_year: str) -> pd.DataFrame:
    """One row a category named in either year: what became of it, at which level, in which words.

    Where a crosswalk led between two category sets, also the category before, and the ground of the link.
    """
    across = any(move.follows_from for move in found.moves)
    rows = [
        [
            move.label if move.category else say("outside the categories"),
            _FATES[move.fate],
            _level(move.old_level),
            _level(move.new_level),
            _wordings(move.old),
            _wordings(move.new),
            *([move.follows_from, plain_word(move.provenance), move.because] if across else []),
        ]
        for move in found.moves
    ]
    columns = [
        say("Category"),
        say("What became of it"),
        say("Level {old_year}", old_year=old_year),
        say("Level {new_year}", new_year=new_year),
    ]
    columns += [
        say("As worded {old_year}", old_year=old_year),
        say("As worded {new_year}", new_year=new_year),
    ]
    return frame_of(
        [
            *columns,
            *([say("Category {old_year}", old_year=old_year), say("Link"), say("Because")] if across else []),
        ],
        rows,
    )


def count_change_table(changes: Sequence[CountChange], old_year: str, new_year: str) -> pd.DataFrame:
    """One row a category, or several that go together: how many CSPs named any of them, and which."""
    rows = [
        [
            _labels(change.old),
            _labels(change.new),
            _FATES[change.fate]
            if change.old and change.new
            else say("new")
            if change.new
            else say("dropped"),
            len(change.csps_before),
            len(change.csps_now),
            ", ".join(change.csps_before),
            ", ".join(change.csps_now),
        ]
        for change in changes
    ]
    columns = [
        say("Categories {old_year}", old_year=old_year),
        say("Categories {new_year}", new_year=new_year),
        say("What became of it"),
    ]
    columns += [f"{what} {year}" for what in (say("No. of CSPs"), "CSPs") for year in (old_year, new_year)]
    return frame_of(columns, rows)


def _labels(counts: Sequence[CategoryCount]) -> str:
    return "; ".join(count.category.label for count in counts)


def crosswalk_table(
    crosswalk: ListCrosswalk, names: Mapping[str, str], new_names: Mapping[str, str]
) -> pd.DataFrame:
    """One row a link of a crosswalk, a new or a dropped entry, with its ground. Names are by id."""
    rows = [
        [
            names[o.from_entry],
            new_names[o.to_entry],
            _FATES[PriorityFate(o.change)],
            plain_word(o.provenance),
            o.because,
        ]
        for o in crosswalk.links
    ]
    rows += [["", new_names[o.entry], say("new"), plain_word(o.provenance), o.because] for o in crosswalk.new]
    rows += [
        [names[o.entry], "", say("dropped"), plain_word(o.provenance), o.because] for o in crosswalk.dropped
    ]
    return frame_of([say("Before"), say("Now"), say("What became of it"), say("Link"), say("Because")], rows)


def _level(level: PriorityLevel | None) -> str:
    return level.label if level else ""


def _wordings(priorities: Sequence[Priority]) -> str:
    return "; ".join(priority.worded for priority in priorities)


def edition_table(found: PriorityComparison) -> pd.DataFrame:
    """One row a link between two editions, a new or a dropped priority, with the ground of the link."""
    columns = [
        say("What became of it"),
        say("In {old_edition}", old_edition=found.old_edition),
        say("Level then"),
        say("In {new_edition}", new_edition=found.new_edition),
    ]
    rows = [
        [
            _FATES[change.fate],
            change.old or "",
            ", ".join(level.label for level in change.old_levels),
            change.new or "",
            ", ".join(level.label for level in change.new_levels),
            plain_word(change.provenance),
            change.because,
        ]
        for change in found.changes
    ]
    return frame_of([*columns, say("Level now"), say("Link"), say("Because")], rows)
