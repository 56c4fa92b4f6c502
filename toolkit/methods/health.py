"""Whether a matrix tells issues apart soundly: five figures, after Cox (2008)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from toolkit.methods.comparison import TauB, tau_b_of_totals
from toolkit.methods.other_values import SchemeComparison, compare_value_schemes
from toolkit.methods.ranking import Ranking
from toolkit.methods.scoring import Exact, ScoredIssue
from toolkit.model.matrix import Combine, Matrix, Section, SectionRole

_PAIR = 2


@dataclass(frozen=True)
class Resolution:
    """How finely the risk scores tell issues apart.

    Attributes
    ----------
    issues
        Issues whose risk score is known; the figures below are of these.
    left_out
        Ids of issues whose risk score an unknown level leaves open.
    distinct
        How many different risk scores they have.
    tied_at_edge
        Ids of the issues with one score that lie on both sides of the edge of the top n, so that the top
        holds more than n; empty where the edge falls between two scores.
    """

    issues: int
    left_out: tuple[str, ...]
    distinct: int
    tied_at_edge: tuple[str, ...]

    @property
    def share_distinct(self) -> Fraction | None:
        """Distinct scores over issues, from near 0 to 1; None without issues."""
        return Fraction(self.distinct, self.issues) if self.issues else None

    @property
    def share_tied_at_edge(self) -> Fraction | None:
        """Share of the issues that are tied at the edge of the top n; None without issues."""
        return Fraction(len(self.tied_at_edge), self.issues) if self.issues else None


@dataclass(frozen=True)
class Dominance:
    """How much of a section's totals its largest criterion carries, on average over issues.

    Attributes
    ----------
    section
        Its id.
    criteria
        How many criteria it has; were all alike, each would carry one part in so many.
    totals
        How many issues' totals are averaged: those known and above zero.
    share
        The mean over them of the largest part over the total; None where there is none.
    """

    section: str
    criteria: int
    totals: int
    share: Fraction | None


@dataclass(frozen=True)
class MatrixHealth:
    """Five figures about a matrix, as it works on the issues of one ranking.

    Attributes
    ----------
    n
        The size of the top that is looked at.
    resolution
        Distinct scores, and the ties at the edge of the top n.
    harm_likelihood
        Tau-b of the harm and likelihood totals: below zero is the case in which a matrix can do worse than
        chance. None where the matrix has no section of the one or the other kind.
    dominance
        One for each risk section that adds two criteria or more.
    zeroed
        Ids of issues that score zero only because one section is zero, with the sections.
    schemes
        The ranking with linear against doubling level values.
    """

    n: int
    resolution: Resolution
    harm_likelihood: TauB | None
    dominance: tuple[Dominance, ...]
    zeroed: tuple[tuple[str, tuple[str, ...]], ...]
    schemes: SchemeComparison


def matrix_health(ranking: Ranking, n: int) -> MatrixHealth:
    """Return five figures about the matrix of `ranking`, as it works on its issues.

    References
    ----------
    Cox (2008), Risk Analysis 28:497. Reproduced: distinct scores of a product of two scales from 1 to 3, 4
    and 5 (OEIS A027424: 6, 9, 14); tau-b has its own examples. Dominance and zeros are shares defined here,
    without a published example; they are tested on cases worked by hand.
    """
    issues = ranking.scored.issues
    matrix = ranking.scored.return_.matrix
    return MatrixHealth(
        n=n,
        resolution=_resolution(issues, n),
        harm_likelihood=_harm_likelihood(issues, matrix),
        dominance=tuple(_dominances(issues, matrix)),
        zeroed=tuple((issue.issue.id, issue.zeroed_by) for issue in issues if issue.zeroed_by),
        schemes=compare_value_schemes(ranking, n),
    )


def _resolution(issues: Sequence[ScoredIssue], n: int) -> Resolution:
    scores = {issue.issue.id: issue.risk.value for issue in issues}
    known: dict[str, Exact] = {name: value for name, value in scores.items() if value is not None}
    falling = sorted(known.values(), reverse=True)
    straddles = len(falling) > n and falling[n - 1] == falling[n]
    return Resolution(
        issues=len(known),
        left_out=tuple(name for name in scores if name not in known),
        distinct=len(set(falling)),
        tied_at_edge=tuple(name for name, v in known.items() if straddles and v == falling[n]),
    )


def _harm_likelihood(issues: Sequence[ScoredIssue], matrix: Matrix) -> TauB | None:
    first = {section.role: section.id for section in reversed(matrix.risk_sections)}
    if SectionRole.HARM not in first or SectionRole.LIKELIHOOD not in first:
        return None
    return tau_b_of_totals(
        [issue.issue.id for issue in issues],
        [issue.sections[first[SectionRole.HARM]] for issue in issues],
        [issue.sections[first[SectionRole.LIKELIHOOD]] for issue in issues],
    )


def _dominances(issues: Sequence[ScoredIssue], matrix: Matrix) -> Iterator[Dominance]:
    for section in matrix.risk_sections:
        adds = section.combine in {Combine.SUM, Combine.WEIGHTED_SUM}
        if adds and len(section.criteria) >= _PAIR:
            shares = [share for issue in issues if (share := _largest_share(issue, section)) is not None]
            mean = Fraction(sum(shares)) / len(shares) if shares else None
            yield Dominance(section.id, len(section.criteria), len(shares), mean)


def _largest_share(issue: ScoredIssue, section: Section) -> Fraction | None:
    """Return the largest part over the total; None where a level is not known or the total is zero."""
    level_of = {level.criterion: level.level for level in issue.levels}
    weighs = section.combine is Combine.WEIGHTED_SUM
    parts: list[Fraction] = []
    for criterion, weight in zip(section.criteria, section.weights, strict=True):
        level = level_of[criterion.id]
        if level is None:
            return None
        parts.append(level * weight if weighs else Fraction(level))
    total = sum(parts)
    return max(parts) / total if total else None
