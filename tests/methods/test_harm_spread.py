"""Harm against spread, worked by hand, and one with the list of what is severe but local."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests import small
from toolkit.methods.harm_spread import Quadrant, harm_against_spread
from toolkit.methods.issue_count import count_issues
from toolkit.methods.ranking import Ranking, rank
from toolkit.methods.scoring import score
from toolkit.model.matrix import SectionRole

LEVELS = st.sampled_from([0, 1, 2, 3, 4, "unknown"])


def ranking(district: str, levels: dict[str, tuple[int | str, int | str, int | str]]) -> Ranking:
    scores = small.agreed(
        {
            issue: {"physical": a, "financial": b, "frequency": c, "capacity": 0}
            for issue, (a, b, c) in levels.items()
        }
    )
    return rank(score(small.a_return(scores, district=district)))


def test_the_four_quadrants_by_hand() -> None:
    rules = small.rules(top_n=1, severe_share="1/4", local_at_most=1)
    common = {"burglary": (1, 1, 4), "gangs": (4, 4, 0), "hate-crime": (0, 0, 1), "road-safety": (0, 1, 1)}
    rankings = [ranking(name, common) for name in ("Ashford", "Dover")]
    found = harm_against_spread(rankings, count_issues(rankings, rules))
    quadrants = {one.count.issue.id: one.quadrant for one in found}
    assert quadrants == {
        "burglary": Quadrant.WIDE,
        "gangs": Quadrant.SEVERE_LOCAL,
        "hate-crime": Quadrant.NEITHER,
        "road-safety": Quadrant.NEITHER,
    }
    by_id = {one.count.issue.id: one for one in found}
    assert (by_id["gangs"].harm_low, by_id["gangs"].harm_high) == (Fraction(8), Fraction(8))
    assert by_id["gangs"].severe_in == ("Ashford", "Dover")


def test_mean_harm_is_over_the_districts_that_scored_the_issue() -> None:
    rankings = [
        ranking("Ashford", {"gangs": (4, 3, 1), "burglary": (0, 0, 0)}),
        ranking("Dover", {"gangs": (1, "unknown", 1)}),
        ranking("Swale", {"burglary": (0, 0, 0)}),
    ]
    found = harm_against_spread(rankings, count_issues(rankings, small.rules(severe_share="1/1")))
    gangs = next(one for one in found if one.count.issue.id == "gangs")
    assert (gangs.harm_low, gangs.harm_high) == (Fraction(8, 2), Fraction(12, 2))


def test_an_issue_whose_harm_only_may_be_severe_is_open() -> None:
    rankings = [ranking("Ashford", {"gangs": ("unknown", 0, 1), "burglary": (1, 0, 1)})]
    rules = small.rules(severe_share="1/2", top_n=1, local_at_most=2)
    found = {one.count.issue.id: one for one in harm_against_spread(rankings, count_issues(rankings, rules))}
    assert found["gangs"].may_be_severe_in == ("Ashford",)
    assert found["gangs"].quadrant is Quadrant.OPEN


def test_a_matrix_without_harm_gives_nothing() -> None:
    matrix = small.matrix(small.section("likelihood", SectionRole.LIKELIHOOD, [small.criterion("frequency")]))
    scores = small.agreed({"gangs": {"frequency": 1}})
    rankings = [rank(score(small.a_return(scores, matrix=matrix)))]
    assert harm_against_spread(rankings, count_issues(rankings, small.rules())) == ()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(small.ISSUES), st.tuples(LEVELS, LEVELS, LEVELS), min_size=1, max_size=6
        ),
        min_size=1,
        max_size=4,
    )
)
def test_severe_but_local_is_the_same_here_as_in_the_countys_list(
    districts: list[dict[str, tuple[int | str, int | str, int | str]]],
) -> None:
    names = ("Ashford", "Dover", "Swale", "Thanet")
    rankings = [ranking(name, levels) for name, levels in zip(names, districts, strict=False)]
    counts = count_issues(rankings, small.rules(top_n=2, local_at_most=1))
    listed = {one.issue.id for one in counts.severe_local}
    found = harm_against_spread(rankings, counts)
    assert {one.count.issue.id for one in found if one.quadrant is Quadrant.SEVERE_LOCAL} == listed
    assert all(one.harm_low <= one.harm_high for one in found)
