"""The five figures about a matrix, and what single districts do to the county's picture."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau

from tests import small
from toolkit.errors import Refused
from toolkit.methods.comparison import NoTau, tau_b, tau_b_of_totals, top_overlap
from toolkit.methods.districts import harshness, leave_one_district_out
from toolkit.methods.health import MatrixHealth, matrix_health
from toolkit.methods.issue_count import count_issues
from toolkit.methods.ranking import Ranking, average_rank_bounds, exact_array, rank
from toolkit.methods.scoring import Total, score
from toolkit.model.assessment import Return
from toolkit.model.matrix import Combine, SectionRole

LEVELS = st.integers(0, 4)
CELL = st.one_of(LEVELS, st.just("unknown"))
TABLES = st.dictionaries(st.sampled_from(small.ISSUES), st.tuples(CELL, CELL, CELL), min_size=1)


def ranked(return_: Return) -> Ranking:
    return rank(score(return_))


def health(table: dict[str, tuple[int | str, int | str, int | str]], n: int = 2) -> MatrixHealth:
    return matrix_health(ranked(small.plain(table)), n)


def test_resolution_counts_distinct_scores_and_the_ties_across_the_edge() -> None:
    found = health(
        {"burglary": (4, 4, 4), "gangs": (2, 2, 2), "hate-crime": (4, 0, 2), "road-safety": (1, 0, 1)}
    ).resolution
    assert (found.issues, found.distinct, found.share_distinct) == (4, 3, Fraction(3, 4))
    assert found.tied_at_edge == ("gangs", "hate-crime")
    assert found.share_tied_at_edge == Fraction(1, 2)


def test_a_tie_inside_the_top_is_no_tie_at_its_edge() -> None:
    table = {"burglary": (2, 2, 2), "gangs": (4, 0, 2), "hate-crime": (1, 0, 1)}
    assert health(table, 2).resolution.tied_at_edge == ()
    assert health(table, 1).resolution.tied_at_edge == ("burglary", "gangs")


def test_an_issue_whose_score_is_open_is_left_out_and_named() -> None:
    found = health({"burglary": (2, 2, "unknown"), "gangs": (4, 0, 2)}).resolution
    assert (found.issues, found.left_out, found.distinct) == (1, ("burglary",), 1)


def test_without_issues_there_are_no_shares() -> None:
    found = matrix_health(ranked(small.a_return()), 5)
    assert found.resolution.share_distinct is None
    assert found.resolution.share_tied_at_edge is None
    assert found.dominance[0].share is None


def test_harm_against_likelihood_is_the_bad_case_when_they_run_opposite() -> None:
    found = health({"burglary": (4, 4, 1), "gangs": (2, 2, 2), "hate-crime": (0, 1, 4)}).harm_likelihood
    assert found is not None
    assert (found.value, found.issues, found.undefined) == (-1, 3, None)
    same = health({"burglary": (1, 1, 1), "gangs": (2, 0, 2)}).harm_likelihood
    assert same is not None
    assert (same.value, same.undefined) == (None, NoTau.ALL_TIED)
    assert str(same.undefined) == "in one of the two orders every issue is tied with every other"


def test_a_matrix_without_a_likelihood_section_has_no_such_figure() -> None:
    return_ = small.a_return(
        small.agreed({"gangs": {"physical": 1, "financial": 0}}), matrix=small.matrix(small.harm())
    )
    assert matrix_health(ranked(return_), 1).harm_likelihood is None


def test_dominance_is_the_mean_share_of_the_largest_criterion() -> None:
    """Harm 4 + 0, 2 + 2 and 3 + 1 of 4 each; a total of zero and an open one do not count."""
    found = health(
        {
            "burglary": (4, 0, 1),
            "gangs": (2, 2, 1),
            "hate-crime": (3, 1, 1),
            "modern-slavery": (0, 0, 1),
            "road-safety": (1, "unknown", 1),
        }
    )
    (harm,) = found.dominance  # likelihood has one criterion, which carries it all
    assert (harm.section, harm.criteria, harm.totals) == ("harm", 2, 3)
    assert harm.share == Fraction(1 + Fraction(1, 2) + Fraction(3, 4)) / 3


def test_dominance_weighs_as_the_section_does() -> None:
    criteria = [
        small.criterion("physical", weight=Fraction(3)),
        small.criterion("financial", weight=Fraction(1)),
    ]
    matrix = small.matrix(small.section("harm", SectionRole.HARM, criteria, Combine.WEIGHTED_SUM))
    return_ = small.a_return(small.agreed({"gangs": {"physical": 1, "financial": 2}}), matrix=matrix)
    assert matrix_health(ranked(return_), 1).dominance[0].share == Fraction(3, 5)


def test_an_issue_that_one_section_wipes_out_is_named() -> None:
    assert health({"burglary": (4, 4, 0), "gangs": (2, 2, 2)}).zeroed == (("burglary", ("likelihood",)),)


def test_health_holds_linear_against_doubling_values() -> None:
    found = health({"burglary": (3, 3, 1), "gangs": (4, 1, 1), "hate-crime": (1, 0, 1)}, 1).schemes
    assert (found.linear.top, found.doubling.top) == (("burglary",), ("gangs",))


@given(TABLES, st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_shares_lie_between_none_and_all(table: dict[str, tuple[int | str, ...]], n: int) -> None:
    found = health(table, n)  # type: ignore[arg-type]
    assert found.resolution.distinct <= found.resolution.issues <= len(table)
    assert len(found.resolution.tied_at_edge) != 1
    for part in found.dominance:
        assert part.share is None or Fraction(1, part.criteria) <= part.share <= 1


def test_tau_b_reproduces_scipys_example_and_the_tuna() -> None:
    """`scipy.stats.kendalltau`; Hollander and Wolfe (1973), p. 185, tau = 0.4444."""
    assert tau_b([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]) == pytest.approx(-0.47140452079103173)
    light = [444, 459, 419, 533, 447, 441, 507, 452, 601]
    panel = [26, 31, 25, 50, 36, 40, 52, 28, 38]
    assert tau_b(light, panel) == pytest.approx(0.4444444)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=3, max_size=9))
def test_tau_b_is_scipys(pairs: list[tuple[int, int]]) -> None:
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    found = tau_b(one, other)
    if found is None:
        assert 1 in {len(set(one)), len(set(other))}
    else:
        assert found == pytest.approx(kendalltau(one, other).statistic)
        ranks = [average_rank_bounds(exact_array(x), exact_array(x))[0].tolist() for x in (one, other)]
        assert tau_b(ranks[0], ranks[1]) == pytest.approx(found)


def test_exact_ties_stay_ties_in_tau_b() -> None:
    """A tenth and two tenths are three tenths in fractions, not in floats."""
    one = [Fraction(1, 10) + Fraction(2, 10), Fraction(3, 10), Fraction(4, 10)]
    assert tau_b(one, [1, 1, 2]) == pytest.approx(1)


def test_fewer_than_two_known_totals_have_no_tau_b() -> None:
    found = tau_b_of_totals(["a", "b"], [Total(1, 1), Total(0, 4)], [Total(1, 1), Total(2, 2)])
    assert (found.value, found.issues, found.left_out) == (None, 1, ("b",))
    assert str(found.undefined) == "fewer than two issues can be compared"


def test_the_overlap_of_two_tops_is_a_share_of_the_larger() -> None:
    found = top_overlap(["a", "b", "c", "d", "e"], ["a", "f", "b", "c", "d"], 5)
    assert (found.both, found.entered, found.left) == (("a", "b", "c", "d"), ("f",), ("e",))
    assert found.share == Fraction(4, 5)
    assert top_overlap(["a"], ["a", "b", "c"], 1).share == Fraction(1, 3)
    assert top_overlap([], [], 5).share is None


def test_average_ranks_give_tennessees_borda_count() -> None:
    """Memphis, Nashville, Chattanooga, Knoxville: 126, 194, 173, 107 points of 42, 26, 15, 17 voters."""
    ballots = {42: (1, 2, 3, 4), 26: (4, 1, 2, 3), 15: (4, 3, 1, 2), 17: (4, 3, 2, 1)}
    points = np.zeros(4, dtype=object)
    for voters, order in ballots.items():
        preference = exact_array([-place for place in order])
        points += voters * (4 - average_rank_bounds(preference, preference)[0])
    assert points.tolist() == [126, 194, 173, 107]


COUNTY = {
    "Ashford": {"burglary": (4, 4, 4), "gangs": (1, 1, 1), "hate-crime": (1, 1, 2)},
    "Dover": {"burglary": (4, 4, 4), "gangs": (1, 1, 1), "hate-crime": (1, 2, 2)},
    "Swale": {"burglary": (1, 0, 1), "gangs": (4, 4, 3), "hate-crime": (2, 2, 2)},
}


def rankings(county: dict[str, dict[str, tuple[int | str, int | str, int | str]]]) -> list[Ranking]:
    return [ranked(small.plain(table, district=name)) for name, table in county.items()]


def test_without_a_district_the_counts_are_those_of_the_others() -> None:
    counts = count_issues(rankings(COUNTY), small.rules(top_n=1))
    without = {w.district: w for w in leave_one_district_out(counts)}
    swale = without["Swale"]
    assert dict(zip(swale.issues, swale.count_low, strict=True)) == {
        "burglary": 2,
        "gangs": 0,
        "hate-crime": 0,
    }
    assert swale.no_longer == ("gangs",)
    assert (swale.largest_move, swale.moved) == (1, ("hate-crime",))  # third before, joint second now
    ashford = without["Ashford"]
    assert ashford.entered == ("gangs",)  # one district each: joint first
    assert dict(zip(ashford.issues, ashford.place_now, strict=True)) == {
        "burglary": 1,
        "gangs": 1,
        "hate-crime": 3,
    }


@given(st.lists(TABLES, min_size=2, max_size=4), st.integers(1, 3))
@settings(max_examples=40, deadline=None)
def test_leaving_a_district_out_is_counting_without_it(
    tables: list[dict[str, tuple[int | str, ...]]], n: int
) -> None:
    every = rankings({f"District {k}": table for k, table in enumerate(tables)})  # type: ignore[misc]
    rules = small.rules(top_n=n)
    for row, found in enumerate(leave_one_district_out(count_issues(every, rules))):
        again = {i.issue.id: i for i in count_issues(every[:row] + every[row + 1 :], rules).issues}
        for name, low, high in zip(found.issues, found.count_low, found.count_high, strict=True):
            expected = (again[name].count_low, again[name].count_high) if name in again else (0, 0)
            assert (low, high) == expected


def test_a_county_of_one_district_cannot_leave_it_out() -> None:
    counts = count_issues(rankings({"Dover": COUNTY["Dover"]}), small.rules(top_n=1))
    assert leave_one_district_out(counts) == ()


def test_harshness_is_the_mean_level_less_the_mean_of_the_districts_means() -> None:
    found = harshness(rankings(COUNTY))
    assert found.criteria == ("physical", "financial", "frequency", "capacity")
    physical = [row[0] for row in found.mean]
    assert physical == [2, 2, Fraction(7, 3)]
    assert found.county[0] == Fraction(19, 9)
    assert [row[0] for row in found.difference] == [Fraction(-1, 9), Fraction(-1, 9), Fraction(2, 9)]
    assert found.known[0] == (3, 3, 3, 3)
    assert sum(value for value in found.overall if value is not None) == 0


def test_harshness_counts_places_on_the_scale_and_leaves_out_the_unknown() -> None:
    criteria = [small.criterion("physical", (0, 1, 2, 4, 8))]
    matrix = small.matrix(small.section("harm", SectionRole.HARM, criteria))
    high, unknown = (
        small.a_return(small.agreed({"gangs": {"physical": level}}), matrix=matrix, district=name)
        for name, level in (("Ashford", 8), ("Dover", "unknown"))
    )
    found = harshness([ranked(high), ranked(unknown)])
    assert found.mean == ((Fraction(4),), (None,))
    assert found.county == (Fraction(4),)
    assert found.overall == (0, None)


def test_harshness_across_matrices_is_refused() -> None:
    other = small.plain(COUNTY["Dover"], district="Dover")
    other = other.changed(matrix=small.matrix(version="2.0"))
    with pytest.raises(Refused, match="because they were scored with different matrices"):
        harshness([*rankings({"Swale": COUNTY["Swale"]}), ranked(other)])
    assert harshness([]).districts == ()
