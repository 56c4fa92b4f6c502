"""Appendix B and what stands beside it: which issues reach the top of how many districts, and how firmly."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from toolkit.errors import Refused
from toolkit.language import say
from toolkit.methods.ranking import Ranking, average_rank_bounds, exact_array, rank_bounds
from toolkit.methods.scoring import ExactArray
from toolkit.model.issues import Issue
from toolkit.model.priorities import CountRules

RankTable = npt.NDArray[np.int64]
"""(district, issue): competition ranks from 1; 0 where the district did not score the issue."""


def top_n_counts(best: RankTable, worst: RankTable, n: int) -> tuple[RankTable, RankTable]:
    """Count the districts whose top `n` holds each issue.

    Returns
    -------
    count_low, count_high
        Shape (issue,): districts where the place is certain (ties at the edge are in), and where it may be.
    """
    certain = (worst > 0) & (worst <= n)
    possible = (best > 0) & (best <= n)
    return certain.sum(axis=0, dtype=np.int64), possible.sum(axis=0, dtype=np.int64)


@dataclass(frozen=True)
class IssueCount:
    """One issue over the county's scored districts.

    Attributes
    ----------
    count_low, count_high
        Districts whose top N certainly, and possibly, holds the issue.
    districts, possible_districts
        Their names, in the county's order; the second holds those where the place is possible, not certain.
    scored_in
        The number of districts that scored it.
    mean_rank_low, mean_rank_high
        The mean of its average ranks over those districts at best and at worst.
    place_by_count, place_by_mean
        Its place in county order (`count_low`, then `count_high`, then mean rank), and by mean rank alone.
    orders_differ
        Whether the two places differ by the rules' number or more.
    """

    issue: Issue
    count_low: int
    count_high: int
    districts: tuple[str, ...]
    possible_districts: tuple[str, ...]
    scored_in: int
    mean_rank_low: Fraction
    mean_rank_high: Fraction
    place_by_count: int
    place_by_mean: int
    orders_differ: bool


@dataclass(frozen=True)
class SevereLocal:
    """An issue severe in one district, by harm, yet at the top of few: with room for why it stays local."""

    issue: Issue
    district: str
    harm: int | Fraction
    harm_rank: int
    rank_low: int
    rank_high: int
    top_n_districts: int


@dataclass(frozen=True)
class IssueCounts:
    """What the scored districts of a county say together; all were scored with one matrix.

    `issues` stand in county order; `best` and `worst` are (district, issue) rank tables in the order of
    `districts` and `issues`.
    """

    districts: tuple[str, ...]
    issues: tuple[IssueCount, ...]
    best: RankTable
    worst: RankTable
    severe_local: tuple[SevereLocal, ...]
    rules: CountRules

    @property
    def in_top_n(self) -> tuple[IssueCount, ...]:
        """The issues that are, or may be, in the top N of at least one scored district."""
        return tuple(issue for issue in self.issues if issue.count_high)


def count_issues(rankings: Sequence[Ranking], rules: CountRules) -> IssueCounts:
    """Count over `rankings`, one a district, which issues reach the top N.

    Raises
    ------
    Refused
        When the districts were scored with different matrices or versions.
    """
    refuse_mixed_matrices(rankings)
    issues = _issues_of(rankings)
    tables = _rank_tables(rankings, [issue.id for issue in issues])
    counted = _counted(issues, tuple(r.scored.return_.district for r in rankings), tables, rules)
    order = sorted(range(len(issues)), key=lambda k: counted[k].place_by_count)
    return IssueCounts(
        districts=tuple(ranking.scored.return_.district for ranking in rankings),
        issues=tuple(counted[k] for k in order),
        best=tables.best[:, order],
        worst=tables.worst[:, order],
        severe_local=tuple(_severe_local(rankings, {c.issue.id: c for c in counted}, rules)),
        rules=rules,
    )


def _counted(
    issues: Sequence[Issue], names: Sequence[str], tables: "_RankTables", rules: CountRules
) -> list[IssueCount]:
    low, high = top_n_counts(tables.best, tables.worst, rules.top_n)
    scored_in = (tables.best > 0).sum(axis=0)
    means = [
        (Fraction(sum(tables.mean_low[:, k])) / int(n), Fraction(sum(tables.mean_high[:, k])) / int(n))
        for k, n in enumerate(scored_in)
    ]
    by_count = _places([(-int(low[k]), -int(high[k]), sum(mean)) for k, mean in enumerate(means)])
    by_mean = _places([sum(mean) for mean in means])
    certain = (tables.worst > 0) & (tables.worst <= rules.top_n)
    possible = (tables.best > 0) & (tables.best <= rules.top_n) & ~certain
    return [
        IssueCount(
            issue=issue,
            count_low=int(low[k]),
            count_high=int(high[k]),
            districts=tuple(name for row, name in enumerate(names) if certain[row, k]),
            possible_districts=tuple(name for row, name in enumerate(names) if possible[row, k]),
            scored_in=int(scored_in[k]),
            mean_rank_low=means[k][0],
            mean_rank_high=means[k][1],
            place_by_count=by_count[k],
            place_by_mean=by_mean[k],
            orders_differ=abs(by_count[k] - by_mean[k]) >= rules.orders_differ_by,
        )
        for k, issue in enumerate(issues)
    ]


def refuse_mixed_matrices(rankings: Sequence[Ranking]) -> None:
    """Raise Refused, saying who used which, when districts were scored with different matrices."""
    used: dict[str, list[str]] = {}
    for ranking in rankings:
        return_ = ranking.scored.return_
        used.setdefault(str(return_.matrix.ref), []).append(return_.district)
    if len(used) > 1:
        lists = "; ".join(f"{matrix}: {', '.join(districts)}" for matrix, districts in used.items())
        raise Refused(
            say(
                "Issues are not compared across districts, because they were scored with different matrices "
                "({lists}). Give a mapping between the matrices, or score again with one.",
                lists=lists,
            )
        )
    matrices = [ranking.scored.return_.matrix for ranking in rankings]
    if any(matrix is not matrices[0] and matrix != matrices[0] for matrix in matrices):
        raise Refused(say("Two returns name the same matrix and version, but the matrix files differ."))


def _issues_of(rankings: Sequence[Ranking]) -> list[Issue]:
    """Every issue scored anywhere, in catalogue order, districts' own last."""
    known: dict[str, Issue] = {}
    for ranking in rankings:
        known |= {k: v for k, v in ranking.scored.return_.catalogue.by_id.items() if k not in known}
    for ranking in rankings:
        known |= {k: v for k, v in ranking.scored.return_.issues.items() if k not in known}
    scored = {issue.issue.id for ranking in rankings for issue in ranking.scored.issues}
    return [issue for issue in known.values() if issue.id in scored]


@dataclass(frozen=True)
class _RankTables:
    """(district, issue) tables of best and worst competition and average ranks; 0 where not scored."""

    best: RankTable
    worst: RankTable
    mean_low: ExactArray
    mean_high: ExactArray


def _rank_tables(rankings: Sequence[Ranking], ids: Sequence[str]) -> _RankTables:
    column = {issue: k for k, issue in enumerate(ids)}
    shape = (len(rankings), len(ids))
    best, worst = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    mean_low, mean_high = np.zeros(shape, dtype=object), np.zeros(shape, dtype=object)
    for row, ranking in enumerate(rankings):
        issues = ranking.scored.issues
        columns = [column[issue.issue.id] for issue in issues]
        low, high = exact_array([i.risk.low for i in issues]), exact_array([i.risk.high for i in issues])
        best[row, columns], worst[row, columns] = rank_bounds(low, high)
        mean_low[row, columns], mean_high[row, columns] = average_rank_bounds(low, high)
    return _RankTables(best, worst, mean_low, mean_high)


def _places(keys: Sequence[object]) -> list[int]:
    """Competition places of `keys`, smallest first."""
    ordered = sorted(keys)  # type: ignore[type-var]  # keys are numbers or tuples of numbers
    return [1 + ordered.index(key) for key in keys]


def _severe_local(
    rankings: Sequence[Ranking], counted: dict[str, IssueCount], rules: CountRules
) -> Iterator[SevereLocal]:
    """Issues whose harm is certain to be in their district's top share, yet at the top of few districts."""
    for ranking in rankings:
        section = ranking.scored.return_.matrix.harm_section
        if section is None or not ranking.issues:
            continue
        harm = [ranked.scored.sections[section.id] for ranked in ranking.issues]
        _, worst = rank_bounds(exact_array([h.low for h in harm]), exact_array([h.high for h in harm]))
        for ranked, total, harm_rank in zip(ranking.issues, harm, worst, strict=True):
            count = counted[ranked.scored.issue.id].count_high
            in_share = harm_rank <= Fraction(rules.severe_share) * len(harm)
            if in_share and count <= rules.local_at_most:
                yield SevereLocal(
                    issue=ranked.scored.issue,
                    district=ranking.scored.return_.district,
                    harm=total.low,
                    harm_rank=int(harm_rank),
                    rank_low=ranked.rank_low,
                    rank_high=ranked.rank_high,
                    top_n_districts=count,
                )
