from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import small
from toolkit.errors import Refused
from toolkit.files.library import Library
from toolkit.methods.county import county, first_day
from toolkit.methods.issue_count import IssueCounts, count_issues, top_n_counts
from toolkit.methods.ranking import rank
from toolkit.methods.scoring import score
from toolkit.model.assessment import Return
from toolkit.model.county import CountyReturns
from toolkit.model.matrix import Matrix
from toolkit.model.matrix_mapping import LevelMapping, MatrixMapping

RULES = small.rules(top_n=2)
CELL = st.integers(0, 4)
TABLES = st.dictionaries(st.sampled_from(small.ISSUES), st.tuples(CELL, CELL, CELL), min_size=1)


def _counts(*returns: Return, rules: object = RULES) -> IssueCounts:
    return count_issues([rank(score(return_)) for return_ in returns], rules)  # type: ignore[arg-type]


def _county(*returns: Return) -> CountyReturns:
    return CountyReturns(
        name="Kent",
        area_set=Library().area_set("kent-areas"),
        category_set=small.category_set(),
        heading_set=small.heading_set(),
        returns=returns,
    )


def test_a_tie_at_the_edge_of_the_top_is_in() -> None:
    counts = _counts(
        small.plain(
            {"burglary": (4, 4, 4), "gangs": (2, 2, 2), "hate-crime": (4, 0, 2), "road-safety": (0, 0, 1)}
        )
    )
    assert [(i.issue.id, i.count_low) for i in counts.in_top_n] == [
        ("burglary", 1),
        ("gangs", 1),
        ("hate-crime", 1),
    ]


def test_an_unknown_makes_a_place_possible_and_not_certain() -> None:
    counts = _counts(
        small.plain({"burglary": (4, 4, 4), "gangs": (2, 2, 2), "road-safety": ("unknown", 0, 2)})
    )
    found = {
        i.issue.id: (i.count_low, i.count_high, i.districts, i.possible_districts) for i in counts.issues
    }
    assert found["gangs"] == (1, 1, ("Maidstone",), ())
    assert (
        found["road-safety"] == (0, 1, (), ("Maidstone",))
        if found["road-safety"][1]
        else found["road-safety"][0] == 0
    )


def test_unscored_issues_count_nowhere() -> None:
    best = np.array([[1, 0], [2, 1]])
    low, high = top_n_counts(best, best, 2)
    assert (low.tolist(), high.tolist()) == ([2, 1], [2, 1])


def test_the_mean_rank_shares_tied_places_and_skips_districts_that_did_not_score() -> None:
    one = small.plain({"burglary": (4, 4, 4), "gangs": (2, 2, 2), "hate-crime": (4, 0, 2)})
    other = small.plain({"burglary": (1, 1, 1), "gangs": (3, 3, 3)}, district="Swale")
    means = {i.issue.id: (i.mean_rank_low, i.scored_in) for i in _counts(one, other).issues}
    assert means == {
        "burglary": (Fraction(3, 2), 2),
        "gangs": (Fraction(7, 4), 2),
        "hate-crime": (Fraction(5, 2), 1),
    }


def test_a_common_issue_and_a_high_one_are_flagged_where_the_orders_differ() -> None:
    """Second in three districts counts three; first in one and unscored elsewhere has the better mean."""
    rows = {"burglary": (2, 2, 2)}
    districts = ["Ashford", "Dover", "Swale"]
    firsts = ["gangs", "hate-crime", "road-safety"]
    returns = [
        small.plain(rows | {first: (4, 4, 4), "vehicle-crime": (0, 0, 1)}, district=d)
        for d, first in zip(districts, firsts, strict=True)
    ]
    counts = _counts(*returns, rules=small.rules(top_n=2))
    first, *rest = counts.issues
    assert (first.issue.id, first.place_by_count, first.place_by_mean, first.orders_differ) == (
        "burglary",
        1,
        4,
        True,
    )
    assert not any(issue.orders_differ for issue in rest)


def test_a_severe_issue_at_the_top_of_few_districts_is_severe_but_local() -> None:
    """Slavery: the most harm in Maidstone, seen once, so it ranks low."""
    table = dict.fromkeys(small.ISSUES, (1, 1, 4)) | {"modern-slavery": (4, 4, 0)}
    counts = _counts(small.plain(table), small.plain(table, district="Swale"), rules=small.rules(top_n=2))
    assert [(s.issue.id, s.district, s.harm, s.harm_rank, s.rank_low) for s in counts.severe_local] == [
        ("modern-slavery", "Maidstone", 8, 1, 7),
        ("modern-slavery", "Swale", 8, 1, 7),
    ]


def test_an_issue_in_more_top_lists_than_the_rules_allow_is_not_local() -> None:
    table = dict.fromkeys(small.ISSUES, (1, 1, 1)) | {"modern-slavery": (4, 4, 4)}
    returns = [small.plain(table, district=d) for d in ("Ashford", "Dover", "Swale")]
    assert _counts(*returns, rules=small.rules(top_n=1)).severe_local == ()


def test_different_matrices_are_refused_by_name_while_appendix_a_still_counts() -> None:
    newer = small.matrix(version="2.0")
    other = small.plain({"gangs": (1, 1, 1)}, district="Swale", matrix=newer)
    result = county(_county(small.plain({"gangs": (1, 1, 1)}), other))
    assert result.issues is None
    assert "small-1.0: Maidstone; small-2.0: Swale" in result.refused
    assert result.priorities.csps_reported == 2


def test_one_version_with_two_contents_is_refused() -> None:
    changed = small.matrix().changed(title="Changed")
    with pytest.raises(Refused, match="same matrix and version, but the matrix files differ"):
        _counts(small.plain({"gangs": (1, 1, 1)}), small.plain({"gangs": (1, 1, 1)}, matrix=changed))


def _doubling() -> Matrix:
    values = (0, 1, 2, 4, 8)
    harm = small.section(
        "harm",
        small.SectionRole.HARM,
        [small.criterion("physical", values), small.criterion("financial", values)],
    )
    likelihood = small.section(
        "likelihood", small.SectionRole.LIKELIHOOD, [small.criterion("frequency", values)]
    )
    return small.matrix(harm, likelihood, name="doubling")


def _mapping(*criteria: str) -> MatrixMapping:
    levels = ((0, 0), (1, 1), (2, 2), (3, 4), (4, 8))
    return MatrixMapping(
        title="Linear read as doubling",
        source="made up for a test",
        from_matrix=small.matrix().ref,
        to_matrix=_doubling().ref,
        criteria=tuple(LevelMapping(from_criterion=c, to_criterion=c, levels=levels) for c in criteria),
    )


def test_a_mapping_reads_one_matrix_in_another_level_by_level() -> None:
    linear = small.plain({"gangs": (4, 3, "unknown"), "burglary": (1, 1, 1)})
    rows = small.agreed({"gangs": {"physical": 8, "financial": 4, "frequency": 2}})
    double = small.a_return(rows, district="Swale", matrix=_doubling())
    mapped = county(
        _county(linear, double), mapping=_mapping("physical", "financial", "frequency"), target=_doubling()
    )
    assert mapped.issues is not None
    gangs = {i.issue.id: i for i in mapped.rankings[0].scored.issues}["gangs"]
    assert (gangs.sections["harm"].value, gangs.risk.low, gangs.risk.high) == (12, 0, 96)


def test_a_mapping_that_lacks_a_level_refuses_rather_than_guesses() -> None:
    short = _mapping("physical", "financial", "frequency").model_copy(
        update={
            "criteria": (LevelMapping(from_criterion="physical", to_criterion="physical", levels=((0, 0),)),)
        }
    )
    result = county(_county(small.plain({"gangs": (4, 3, 2)})), mapping=short, target=_doubling())
    assert result.refused == "The mapping names no level for physical 4."


def test_without_a_return_the_county_says_what_to_do() -> None:
    with pytest.raises(Refused, match=r"There is no return to count\. Put one folder or workbook a district"):
        county(_county())


def test_the_csps_are_those_of_the_first_of_april_of_the_plan_year() -> None:
    assert (
        county(_county(small.plain({"gangs": (1, 1, 1)}))).priorities.as_at
        == date(2017, 4, 1)
        == first_day("2017-18")
    )


@given(st.lists(TABLES, min_size=2, max_size=5), st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_the_order_of_districts_and_rows_never_matters(
    tables: list[dict[str, tuple[int, int, int]]], shuffler: object
) -> None:
    districts = ["Ashford", "Dover", "Maidstone", "Swale", "Thanet"]
    returns = [small.plain(table, district=d) for table, d in zip(tables, districts, strict=False)]
    shuffled = [small.a_return(tuple(reversed(r.scores)), district=r.district) for r in returns]
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = _counts(*returns), _counts(*shuffled)
    assert {(i.issue.id, i.count_low, i.place_by_count, i.mean_rank_low) for i in one.issues} == {
        (i.issue.id, i.count_low, i.place_by_count, i.mean_rank_low) for i in other.issues
    }


@given(st.lists(TABLES, min_size=2, max_size=4))
@settings(max_examples=30)
def test_adding_a_district_never_lowers_a_top_count(tables: list[dict[str, tuple[int, int, int]]]) -> None:
    returns = [
        small.plain(t, district=d)
        for t, d in zip(tables, ("Ashford", "Dover", "Swale", "Thanet"), strict=False)
    ]
    before = {i.issue.id: i.count_low for i in _counts(*returns[:-1]).issues}
    after = {i.issue.id: i.count_low for i in _counts(*returns).issues}
    assert all(after[issue] >= count for issue, count in before.items())
