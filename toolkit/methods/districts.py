"""What single districts do to the county's picture: the counts without each, and how harshly each scores."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from toolkit.methods.issue_count import IssueCounts, RankTable, refuse_mixed_matrices, top_n_counts
from toolkit.methods.ranking import Ranking
from toolkit.model.matrix import Criterion


@dataclass(frozen=True)
class WithoutDistrict:
    """The county's counts without one district.

    Places are competition places by certain count, then possible count; an issue no district puts in its
    top N has the last place of all.

    Attributes
    ----------
    district
        The one left out.
    issues
        Ids in the county's order, the order of the counts and places.
    count_low, count_high
        Districts whose top N certainly, and possibly, holds each issue now.
    place_before, place_now
        Places by those counts with and without the district.
    no_longer
        Ids that were certain in the top N of some district and are now in none.
    entered, left
        Ids that come into, and drop out of, the first N places (ties in).
    largest_move
        The largest move of a place.
    moved
        Ids that move so far; empty when nothing moves.
    """

    district: str
    issues: tuple[str, ...]
    count_low: tuple[int, ...]
    count_high: tuple[int, ...]
    place_before: tuple[int, ...]
    place_now: tuple[int, ...]
    no_longer: tuple[str, ...]
    entered: tuple[str, ...]
    left: tuple[str, ...]
    largest_move: int
    moved: tuple[str, ...]


def leave_one_district_out(counts: IssueCounts) -> tuple[WithoutDistrict, ...]:
    """Count again without each scored district in turn; nothing for a county with one district."""
    if len(counts.districts) == 1:
        return ()
    return tuple(_without(counts, row) for row in range(len(counts.districts)))


def _without(counts: IssueCounts, row: int) -> WithoutDistrict:
    n = counts.rules.top_n
    ids = tuple(issue.issue.id for issue in counts.issues)
    low, high = top_n_counts(counts.best, counts.worst, n)
    own_low, own_high = top_n_counts(counts.best[row : row + 1], counts.worst[row : row + 1], n)
    now_low, now_high = low - own_low, high - own_high
    before, now = _places(low, high), _places(now_low, now_high)
    moves = [abs(a - b) for a, b in zip(before, now, strict=True)]
    furthest = max(moves, default=0)
    first = {
        name: (a <= n and l_ > 0, b <= n and k > 0)
        for name, a, b, l_, k in zip(ids, before, now, high, now_high, strict=True)
    }
    return WithoutDistrict(
        district=counts.districts[row],
        issues=ids,
        count_low=tuple(int(count) for count in now_low),
        count_high=tuple(int(count) for count in now_high),
        place_before=before,
        place_now=now,
        no_longer=tuple(name for name, a, b in zip(ids, low, now_low, strict=True) if a and not b),
        entered=tuple(name for name, (was, is_) in first.items() if is_ and not was),
        left=tuple(name for name, (was, is_) in first.items() if was and not is_),
        largest_move=furthest,
        moved=tuple(name for name, move in zip(ids, moves, strict=True) if furthest and move == furthest),
    )


def _places(low: RankTable, high: RankTable) -> tuple[int, ...]:
    keys = list(zip(low.tolist(), high.tolist(), strict=True))
    return tuple(1 + sum(other > mine for other in keys) for mine in keys)


@dataclass(frozen=True)
class Harshness:
    """How high each district scores each criterion beside the county.

    Levels are counted by their place on the scale, from 0, so that criteria of any values compare; a
    difference of 1/2 is half a level. A harsh district and one with graver issues look alike here: it is
    a reason to compare notes, not a finding.

    Attributes
    ----------
    districts, criteria
        Names and ids, the order of the tables.
    known
        (district, criterion): how many levels are known.
    mean
        (district, criterion): their mean place on the scale; None where none is known.
    county
        By criterion: the mean of the districts' means, each district counting once; None where there is none.
    difference
        (district, criterion): `mean` less `county`, above zero where the district scores higher.
    overall
        By district: the mean of its differences over the criteria; None where it has none.
    """

    districts: tuple[str, ...]
    criteria: tuple[str, ...]
    known: tuple[tuple[int, ...], ...]
    mean: tuple[tuple[Fraction | None, ...], ...]
    county: tuple[Fraction | None, ...]
    difference: tuple[tuple[Fraction | None, ...], ...]
    overall: tuple[Fraction | None, ...]


def harshness(rankings: Sequence[Ranking]) -> Harshness:
    """Return each district's mean level by criterion, less the county's; exact.

    Raises
    ------
    Refused
        When the districts were scored with different matrices or versions.
    """
    refuse_mixed_matrices(rankings)
    criteria = rankings[0].scored.return_.matrix.criteria if rankings else ()
    places = [[_known_places(ranking, criterion) for criterion in criteria] for ranking in rankings]
    mean = tuple(tuple(_mean(cell) for cell in row) for row in places)
    county = tuple(_mean([row[k] for row in mean]) for k in range(len(criteria)))
    difference = tuple(
        tuple(
            None if own is None or all_ is None else own - all_ for own, all_ in zip(row, county, strict=True)
        )
        for row in mean
    )
    return Harshness(
        districts=tuple(ranking.scored.return_.district for ranking in rankings),
        criteria=tuple(criterion.id for criterion in criteria),
        known=tuple(tuple(len(cell) for cell in row) for row in places),
        mean=mean,
        county=county,
        difference=difference,
        overall=tuple(_mean(row) for row in difference),
    )


def _known_places(ranking: Ranking, criterion: Criterion) -> list[Fraction]:
    column = ranking.scored.return_.matrix.criteria.index(criterion)
    levels = (issue.levels[column].level for issue in ranking.scored.issues)
    return [Fraction(criterion.values.index(level)) for level in levels if level is not None]


def _mean(numbers: Sequence[Fraction | None]) -> Fraction | None:
    known = [number for number in numbers if number is not None]
    return sum(known, Fraction(0)) / len(known) if known else None
