"""Tables of what would change a ranking, and of what single districts do to the county's picture."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pandas as pd

from toolkit.cells.chances import order_text, share_text
from toolkit.cells.changes import moves_text
from toolkit.cells.numbers import listed
from toolkit.cells.ranking import ranked_place
from toolkit.language import say, say_number
from toolkit.methods.districts import Harshness, WithoutDistrict
from toolkit.methods.ranking import RankedIssue
from toolkit.methods.reranking import Rerank
from toolkit.methods.sensitivity import Sensitivity
from toolkit.methods.smallest_change import CellChange, SmallestChange
from toolkit.methods.variance import VarianceShares
from toolkit.model.matrix import Matrix
from toolkit.tables.frames import frame_of

_NAMED = 3
"""So many issues are named in a cell; of more, the rest is counted."""


def smallest_change_table(found: Sensitivity) -> pd.DataFrame:
    """One row an issue in order of rank: the smallest change that moves it into or out of the top."""
    matrix = found.ranking.scored.return_.matrix
    names = {i.scored.issue.id: i.scored.issue.name for i in found.ranking.issues}
    columns = [
        say("Rank"),
        say("Issue"),
        say("In the top {n}", n=found.n),
        say("Smallest change of its own levels"),
        say("Levels changed"),
    ]
    rows = [
        [
            ranked_place(ranked),
            ranked.scored.issue.name,
            _standing(ranked, change),
            _own_text(change, matrix),
            change.steps or "",
            "; ".join(moves_text([cell], matrix) for cell in change.single),
            _rival_text(change.rival, matrix, names),
        ]
        for ranked, change in zip(found.ranking.issues, found.changes, strict=True)
    ]
    return frame_of(
        [*columns, say("Single changes that do it"), say("Smallest change of another issue")], rows
    )


def _standing(ranked: RankedIssue, change: SmallestChange) -> str:
    if change.is_in:
        return say("yes")
    return say("not certain") if ranked.rank_low <= change.n else say("no")


def _own_text(change: SmallestChange, matrix: Matrix) -> str:
    if not change.together:
        return say("none does it")
    text = moves_text(change.together, matrix)
    alike = len(change.single) - 1 if len(change.together) == 1 else 0
    return say("{text}, or {number} more like it", text=text, number=alike) if alike > 0 else text


def _rival_text(cells: Sequence[CellChange], matrix: Matrix, names: Mapping[str, str]) -> str:
    if not cells:
        return say("none does it")
    text = f"{names[cells[0].issue]}: {moves_text(cells[:1], matrix)}"
    return say("{text}, or {number} more like it", text=text, number=len(cells) - 1) if cells[1:] else text


def rerank_table(
    changed: str, reranks: Sequence[tuple[str, Rerank]], names: Mapping[str, str], n: int
) -> pd.DataFrame:
    """One row a ranking with one thing changed: who enters and leaves the top, and how far anything moves.

    Parameters
    ----------
    changed
        Name of the first column: what is changed.
    reranks
        Each ranking with the words for what was changed in it.
    names
        Name of each issue by id.
    n
        The size of the top.
    """
    columns = [
        changed,
        say("Enters the top {n}", n=n),
        say("Leaves the top {n}", n=n),
        say("Largest move"),
        say("Moves furthest"),
    ]
    rows = [
        [
            words,
            _named(one.overlap.entered, names) or say("none"),
            _named(one.overlap.left, names) or say("none"),
            _places(one.largest_move),
            _named(one.moved, names),
            order_text(one.tau_b),
        ]
        for words, one in reranks
    ]
    return frame_of([*columns, say("Order beside the ranking as it is")], rows)


def _named(ids: Sequence[str], names: Mapping[str, str]) -> str:
    words = [names[name] for name in ids[:_NAMED]]
    return listed([*words, say("{number} more", number=len(ids) - _NAMED)] if ids[_NAMED:] else words)


def _places(move: int) -> str:
    return say_number("{number} place", "{number} places", move) if move else say("none")


def variance_table(shares: VarianceShares, matrix: Matrix) -> pd.DataFrame:
    """One row a criterion: the share of the doubt about all scores that comes from it; none where certain."""
    if not (shares.variance > 0).any():
        return frame_of([say("Criterion"), say("By itself"), say("With other criteria")], [])
    rows = [
        [matrix.criterion(name).label, share_text(first), share_text(total)]
        for name, first, total in zip(shares.criteria, *shares.of_all, strict=True)
    ]
    return frame_of([say("Criterion"), say("By itself"), say("With other criteria")], rows)


def finding_table(findings: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """One row a check of the matrix: what is looked at, and what is found in a sentence."""
    return frame_of([say("Looked at"), say("Found")], findings)


def without_table(without: Sequence[WithoutDistrict], names: Mapping[str, str], n: int) -> pd.DataFrame:
    """One row a district: what the county's count becomes without it."""
    columns = [
        say("Left out"),
        say("In no top any more"),
        say("Enters the first {n}", n=n),
        say("Leaves the first {n}", n=n),
    ]
    rows = [
        [
            one.district,
            _named(one.no_longer, names) or say("none"),
            _named(one.entered, names) or say("none"),
            _named(one.left, names) or say("none"),
            _places(one.largest_move),
            _named(one.moved, names),
        ]
        for one in without
    ]
    return frame_of([*columns, say("Largest move"), say("Moves furthest")], rows)


def harshness_table(found: Harshness, matrix: Matrix) -> pd.DataFrame:
    """One row a criterion, one column a district: how far its mean lies from the county's, in levels."""
    rows = [
        [matrix.criterion(name).label, *(_levels(row[k]) for row in found.difference)]
        for k, name in enumerate(found.criteria)
    ]
    overall = [say("All criteria"), *(_levels(mean) for mean in found.overall)]
    return frame_of([say("Criterion"), *found.districts], [*rows, overall] if found.districts else [])


def _levels(difference: Fraction | None) -> str:
    if difference is None:
        return say("not known")
    text = f"{abs(float(difference)):.1f}"
    if not text.strip("0."):
        return say("alike")
    return say("{levels} above", levels=text) if difference > 0 else say("{levels} below", levels=text)
