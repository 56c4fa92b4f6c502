"""Harm against spread: how severe each issue is, beside how many districts put it at the top."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from toolkit.methods.issue_count import IssueCount, IssueCounts
from toolkit.methods.ranking import Ranking, exact_array, rank_bounds
from toolkit.methods.scoring import Total


class Quadrant(StrEnum):
    """Where an issue stands; `OPEN` where unknown levels could put it on either side of a line."""

    SEVERE_LOCAL = "severe but local"
    SEVERE_WIDE = "severe and widespread"
    WIDE = "widespread, not severe"
    NEITHER = "neither"
    OPEN = "open"


@dataclass(frozen=True)
class HarmSpread:
    """One issue's harm and spread over the districts that scored it.

    Attributes
    ----------
    count
        The issue's count over the county; its spread.
    harm_low, harm_high
        The mean harm total at its lowest and highest over every completion of the unknowns; exact.
    severe_in, may_be_severe_in
        Districts where its harm is certain to be in the top share of the district's issues, and where it may
        be, though it is not certain.
    quadrant
        By the county's own rules, the same that list what is severe but local: severe in at least one
        district; local in the top N of no more districts than the rules allow.
    """

    count: IssueCount
    harm_low: Fraction
    harm_high: Fraction
    severe_in: tuple[str, ...]
    may_be_severe_in: tuple[str, ...]
    quadrant: Quadrant


def harm_against_spread(rankings: Sequence[Ranking], counts: IssueCounts) -> tuple[HarmSpread, ...]:
    """Return each issue's harm and spread, in county order; nothing where the matrix measures no harm.

    Severe is a share of each district's own issues and so compares within districts only; the mean harm
    compares across them as far as districts score alike.
    """
    harm: dict[str, list[tuple[str, Total, bool, bool]]] = {}
    share = Fraction(counts.rules.severe_share)
    for ranking in rankings:
        section = ranking.scored.return_.matrix.harm_section
        if section is None or not ranking.issues:
            continue
        totals = [ranked.scored.sections[section.id] for ranked in ranking.issues]
        ends = exact_array([t.low for t in totals]), exact_array([t.high for t in totals])
        for ranked, total, best, worst in zip(ranking.issues, totals, *rank_bounds(*ends), strict=True):
            most = share * len(totals)
            row = ranking.scored.return_.district, total, bool(worst <= most), bool(best <= most)
            harm.setdefault(ranked.scored.issue.id, []).append(row)
    return tuple(_found(one, harm[one.issue.id], counts) for one in counts.issues if one.issue.id in harm)


def _found(count: IssueCount, rows: list[tuple[str, Total, bool, bool]], counts: IssueCounts) -> HarmSpread:
    severe = tuple(district for district, _, certain, _ in rows if certain)
    may_be = tuple(district for district, _, certain, possible in rows if possible and not certain)
    low, high = (
        sum((Fraction(getattr(total, end)) for _, total, _, _ in rows), Fraction(0)) / len(rows)
        for end in ("low", "high")
    )
    at_most = counts.rules.local_at_most
    return HarmSpread(count, low, high, severe, may_be, _quadrant(count, severe, may_be, at_most))


def _quadrant(count: IssueCount, severe: tuple[str, ...], may_be: tuple[str, ...], at_most: int) -> Quadrant:
    local, wide = count.count_high <= at_most, count.count_low > at_most
    if not (local or wide) or (may_be and not severe):
        return Quadrant.OPEN
    if severe:
        return Quadrant.SEVERE_LOCAL if local else Quadrant.SEVERE_WIDE
    return Quadrant.WIDE if wide else Quadrant.NEITHER
