"""One district's ranking against the year before: who rose, fell, entered, and why; exact."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from toolkit.methods.comparison import TauB, TopOverlap, tau_b_of_totals
from toolkit.methods.doubt import doubt
from toolkit.methods.issue_links import IssueLink, IssueLinks, issue_links
from toolkit.methods.matrix_mapping import mapped_return
from toolkit.methods.ranking import RankedIssue, Ranking, rank
from toolkit.methods.score_change import ScoreChange, ScoreSplit, score_split
from toolkit.methods.scoring import score
from toolkit.methods.uncertainty import Probability
from toolkit.model.matrix_mapping import MatrixMapping


@dataclass(frozen=True)
class RankChances:
    """The chances of what happened to an issue's rank, for two years whose doubts are independent.

    `rose`, `fell` and `stayed` (of the competition rank) add to one. `entered` is the chance that it was not
    in the top k and now is (ties at the edge in), `left` that it was and is not.
    """

    rose: float
    fell: float
    stayed: float
    entered: float
    left: float


@dataclass(frozen=True)
class IssueChange:
    """One issue of the new year beside the one of the old year it follows from.

    Attributes
    ----------
    link
        The two ids, and whether they are one issue, split or merged.
    before, after
        The ranked issues that are compared.
    rose_by
        Places risen (below zero: fallen); None where unknown levels leave a rank open.
    chances
        The chances that it rose, fell, stayed, entered or left the top k.
    score
        The change of its risk score, each year with its own matrix, and what it comes from.
    """

    link: IssueLink
    before: RankedIssue
    after: RankedIssue
    rose_by: int | None
    chances: RankChances
    score: ScoreChange


@dataclass(frozen=True)
class RankingComparison:
    """Two years' rankings of one district, like for like.

    Attributes
    ----------
    old, new
        The rankings compared. Where the matrices differ, one year is read in the other's matrix by the
        mapping, so that the ranks compare.
    old_as_scored, new_as_scored
        The rankings as each year was scored; the score changes are between these.
    k
        The size of the top.
    changes
        One for every pair of issues, in the order of the new ranking.
    new_issues, dropped
        Ids of issues without one they follow from, and without one that follows.
    tau_b
        Agreement of the risk scores over issues that are one and the same in both years.
    overlap
        The certain tops: new ids in the top k that follow from an issue of the old top k, new ids that do
        not, and old ids from which none in the new top k follows.
    """

    old: Ranking
    new: Ranking
    old_as_scored: Ranking
    new_as_scored: Ranking
    k: int
    changes: tuple[IssueChange, ...]
    new_issues: tuple[str, ...]
    dropped: tuple[str, ...]
    tau_b: TauB
    overlap: TopOverlap


def compare_rankings(
    old: Ranking,
    new: Ranking,
    k: int,
    *,
    mapping: MatrixMapping | None = None,
    heirs: Mapping[str, tuple[str, ...]] | None = None,
) -> RankingComparison:
    """Compare the rankings of two years.

    Parameters
    ----------
    old, new
        The two rankings.
    k
        The size of the top.
    mapping
        How the levels of one year's matrix are read in the other's, in either direction; needed where the
        matrices differ.
    heirs
        Crosswalk of issues that were split, merged or renamed: old id to new ids.

    Raises
    ------
    Refused
        When the matrices differ and no mapping between them is given, or when the mapping names no level for
        one that was given.
    """
    split = score_split(old.scored.return_.matrix, new.scored.return_.matrix, mapping)
    then, now = _like_for_like(old, new, mapping)
    links = issue_links(_ids(then), _ids(now), heirs)
    return RankingComparison(
        old=then,
        new=now,
        old_as_scored=old,
        new_as_scored=new,
        k=k,
        changes=_changes(links, (then, now), (old, new), split, k),
        new_issues=links.new,
        dropped=links.dropped,
        tau_b=_tau_b(links, then, now),
        overlap=_overlap(links, then, now, k),
    )


def _like_for_like(old: Ranking, new: Ranking, mapping: MatrixMapping | None) -> tuple[Ranking, Ranking]:
    """Read one year in the other's matrix, whichever way the mapping goes."""
    before, after = old.scored.return_, new.scored.return_
    if mapping is None or before.matrix == after.matrix:
        return old, new
    if mapping.from_matrix == before.matrix.ref:
        return rank(score(mapped_return(before, mapping, after.matrix))), new
    return old, rank(score(mapped_return(after, mapping, before.matrix)))


def _ids(ranking: Ranking) -> tuple[str, ...]:
    return tuple(issue.scored.issue.id for issue in ranking.issues)


def _changes(
    links: IssueLinks,
    compared: tuple[Ranking, Ranking],
    as_scored: tuple[Ranking, Ranking],
    split: ScoreSplit,
    k: int,
) -> tuple[IssueChange, ...]:
    if not links.links:
        return ()
    before, after = ({i.scored.issue.id: i for i in ranking.issues} for ranking in compared)
    scored = [{i.issue.id: i for i in ranking.scored.issues} for ranking in as_scored]
    ranks = [_rank_probabilities(ranking, k) for ranking in compared]
    return tuple(
        IssueChange(
            link=link,
            before=(a := before[link.old]),
            after=(b := after[link.new]),
            rose_by=None if a.rank is None or b.rank is None else a.rank - b.rank,
            chances=rank_chances(*ranks[0][link.old], *ranks[1][link.new]),
            score=split.change(scored[0][link.old], scored[1][link.new]),
        )
        for link in links.links
    )


def _rank_probabilities(ranking: Ranking, k: int) -> dict[str, tuple[Probability, float]]:
    found = doubt(ranking, k)
    return {
        issue.issue.id: (found.acceptability[row], float(found.top_k[row]))
        for row, issue in enumerate(ranking.scored.issues)
    }


def rank_chances(before: Probability, in_before: float, after: Probability, in_after: float) -> RankChances:
    """Return the chances of what happened to a rank between two independent years.

    Parameters
    ----------
    before, after
        Shape (rank,): the probability of each competition rank; the lengths may differ.
    in_before, in_after
        The probability of the top k.

    >>> import numpy as np
    >>> rank_chances(np.array([0.0, 1.0]), 0.0, np.array([0.75, 0.25]), 0.75)
    RankChances(rose=0.75, fell=0.0, stayed=0.25, entered=0.75, left=0.0)
    """
    size = max(len(before), len(after))
    then, now = (np.pad(p, (0, size - len(p))) for p in (before, after))
    above = np.concatenate([[0.0], np.cumsum(now)[:-1]])
    rose, stayed = float(then @ above), float(then @ now)
    return RankChances(
        rose=rose,
        fell=max(0.0, 1.0 - rose - stayed),
        stayed=stayed,
        entered=(1 - in_before) * in_after,
        left=in_before * (1 - in_after),
    )


def _tau_b(links: IssueLinks, old: Ranking, new: Ranking) -> TauB:
    before, after = ({i.scored.issue.id: i.scored.risk for i in r.issues} for r in (old, new))
    one_to_one = [link for link in links.links if link.kind.one_to_one]
    return tau_b_of_totals(
        [link.new for link in one_to_one],
        [before[link.old] for link in one_to_one],
        [after[link.new] for link in one_to_one],
    )


def _overlap(links: IssueLinks, old: Ranking, new: Ranking, k: int) -> TopOverlap:
    was, is_ = ([i.scored.issue.id for i in ranking.top(k)] for ranking in (old, new))
    follows = {link.new for link in links.links if link.old in was}
    stays = {link.old for link in links.links if link.new in is_}
    return TopOverlap(
        n=k,
        both=tuple(name for name in is_ if name in follows),
        entered=tuple(name for name in is_ if name not in follows),
        left=tuple(name for name in was if name not in stays),
    )
