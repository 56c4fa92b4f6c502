from fractions import Fraction
from statistics import median_low

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import friedmanchisquare

from tests import small
from toolkit.files.library import Library
from toolkit.methods.agreement import (
    Coefficient,
    Metric,
    Verdict,
    consensus,
    kendall_w,
    krippendorff_alpha,
)
from toolkit.methods.panel import agency_levels, concordance, panel_agreement, panel_ratings
from toolkit.methods.ranking import rank
from toolkit.methods.scoring import score
from toolkit.model.agreement_rule import AgreementRule
from toolkit.model.assessment import AGREED, Score

RULE = Library().find(AgreementRule, "agreement-rule", "1.0")
RATINGS = arrays(np.float64, st.tuples(st.integers(2, 5), st.integers(1, 6)), elements=st.integers(0, 4))
LEVELS = st.lists(st.integers(0, 5), min_size=1, max_size=12)


def _table(*rows: str) -> list[list[float]]:
    """One digit a rating, a point for missing."""
    return [[np.nan if mark == "." else float(mark) for mark in row] for row in rows]


FOUR_OBSERVERS = _table("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
NEWS_TONE = _table(
    "112.001122.01311211000201001111223222221",
    "1130000.21102311121000302102111122222221",
    "203000222100221123001.30.1012202.2232.21",
    ".13....0.10022...31.103021122..122...12.",
    "2..0001.2....3112..0.0..2.0..20.2.2222.1",
)
ANXIETY = _table("33345523522615221243", "36462424332333221334", "21443216111233113322")
BIRDS = [  # wing, tail and bill
    [10.4, 10.8, 11.1, 10.2, 10.3, 10.2, 10.7, 10.5, 10.8, 11.2, 10.6, 11.4],
    [7.4, 7.6, 7.9, 7.2, 7.4, 7.1, 7.4, 7.2, 7.8, 7.7, 7.8, 8.3],
    [17.0, 17.0, 20.0, 14.5, 15.5, 13.0, 19.5, 16.0, 21.0, 20.0, 18.0, 22.0],
]
G08DAF = [
    [1.0, 4.5, 2.0, 4.5, 3.0, 7.5, 6.0, 9.0, 7.5, 10.0],
    [2.5, 1.0, 2.5, 4.5, 4.5, 8.0, 9.0, 6.5, 10.0, 6.5],
    [2.0, 1.0, 4.5, 4.5, 4.5, 4.5, 8.0, 8.0, 8.0, 10.0],
]


def _value(coefficient: Coefficient) -> float:
    assert coefficient.value is not None
    assert coefficient.because == ""
    return coefficient.value


@pytest.mark.parametrize(
    ("metric", "printed"),
    [(Metric.NOMINAL, 0.743), (Metric.ORDINAL, 0.815), (Metric.INTERVAL, 0.849), (Metric.RATIO, 0.797)],
)
def test_alpha_is_the_published_one_of_four_observers_and_twelve_units(
    metric: Metric, printed: float
) -> None:
    found = krippendorff_alpha(FOUR_OBSERVERS, metric)
    assert round(_value(found), 3) == printed
    assert (found.judges, found.units) == (4, 11)  # one unit has a single rating


def test_alpha_is_the_published_one_of_two_observers() -> None:
    two_values = _table("0100000010", "1110010000")
    five_values = _table("112243335441", "212223335444")
    assert round(_value(krippendorff_alpha(two_values, Metric.NOMINAL)), 3) == 0.095
    assert round(_value(krippendorff_alpha(five_values, Metric.NOMINAL)), 3) == 0.692


def test_ordinal_alpha_is_the_published_one_of_five_observers_and_forty_articles() -> None:
    assert round(_value(krippendorff_alpha(NEWS_TONE)), 4) == 0.7598


@given(RATINGS, st.sampled_from(Metric))
def test_alpha_is_one_or_less_whoever_comes_first(ratings: np.ndarray, metric: Metric) -> None:
    found = krippendorff_alpha(ratings, metric)
    turned = krippendorff_alpha(ratings[::-1, ::-1], metric)
    if found.value is None:
        assert turned == found
        assert found.because == "all ratings are alike, so nothing can vary"
    else:
        assert turned.value == pytest.approx(found.value)
        assert found.value <= 1


@given(RATINGS)
def test_ordinal_alpha_asks_for_the_order_of_levels_only(ratings: np.ndarray) -> None:
    """Doubling values, or a scale read from its other end, changes nothing."""
    plain, doubling, turned = (krippendorff_alpha(r) for r in (ratings, 2**ratings, 9 - ratings))
    assert doubling == plain
    assert (turned.value or 0) == pytest.approx(plain.value or 0)


def test_scorers_who_all_agree_on_things_that_differ_have_an_alpha_of_one() -> None:
    assert all(_value(krippendorff_alpha(_table("0134", "0134", "01.4"), metric)) == 1 for metric in Metric)


def test_alpha_says_why_it_is_undefined() -> None:
    alone = krippendorff_alpha(_table("01..", "..23"))
    assert (alone.value, alone.because) == (None, "no two scorers rated the same thing")
    alike = krippendorff_alpha(_table("222", "22."))
    assert (alike.value, alike.because) == (None, "all ratings are alike, so nothing can vary")
    assert krippendorff_alpha(np.empty((0, 0))).because == "no two scorers rated the same thing"


@pytest.mark.parametrize(("rating", "metric"), [(-1.0, Metric.RATIO), (np.inf, Metric.ORDINAL)])
def test_ratings_without_a_distance_are_refused(rating: float, metric: Metric) -> None:
    with pytest.raises(ValueError, match=r"^ratings must be finite, and for the ratio metric not negative$"):
        krippendorff_alpha([[rating, 2.0], [1.0, 2.0]], metric)


def test_w_is_the_published_one_of_three_examples() -> None:
    assert _value(kendall_w(ANXIETY)) == pytest.approx(0.539657, abs=5e-7)  # printed as .54
    assert round(_value(kendall_w(BIRDS)), 4) == 0.9241
    assert round(_value(kendall_w(G08DAF)), 3) == 0.828


@given(arrays(np.float64, st.tuples(st.just(3), st.integers(3, 7)), elements=st.integers(1, 4)))
def test_w_is_friedmans_statistic_brought_to_one(ranks: np.ndarray) -> None:
    """Against a second implementation: chi-squared = judges x (units - 1) x W, wherever it is defined."""
    found = kendall_w(ranks)
    if found.value is None:
        assert found.because == "everything is tied, so there is no order"
        return
    assert -1e-12 <= found.value <= 1
    expected = friedmanchisquare(*ranks.T).statistic
    assert found.value * 3 * (ranks.shape[1] - 1) == pytest.approx(expected, abs=1e-9)


def test_w_is_one_for_one_order_and_zero_for_two_opposite_ones() -> None:
    assert _value(kendall_w([[1, 2.5, 2.5, 4]] * 3)) == 1
    assert _value(kendall_w([[1, 2, 3], [3, 2, 1]])) == 0


@pytest.mark.parametrize(
    ("ranks", "because"),
    [
        ([[1, 2, 3]], "it takes two orders of two things"),
        ([[1], [1]], "it takes two orders of two things"),
        ([[1, np.nan], [1, 2]], "somebody has not ranked everything"),
        ([[1, 1], [2, 2]], "everything is tied, so there is no order"),
    ],
)
def test_w_says_why_it_is_undefined(ranks: list[list[float]], because: str) -> None:
    found = kendall_w(ranks)
    assert (found.value, found.because) == (None, because)


@pytest.mark.parametrize(
    ("positions", "quartiles", "near", "verdict"),
    [
        ([2, 2, 3, 3], (2, 2, 3), 1, Verdict.CONSENSUS),
        ([1, 2, 2, 2, 3, 4], (2, 2, 3), Fraction(5, 6), Verdict.CONSENSUS),
        ([0, 2, 2, 2, 2, 2, 4], (2, 2, 2), Fraction(5, 7), Verdict.DISCUSS),
        ([1, 1, 3, 3], (1, 1, 3), Fraction(1, 2), Verdict.DISCUSS),
        ([1, 2, 3, 3, 4], (2, 3, 3), Fraction(4, 5), Verdict.CONSENSUS),
        ([0, 2, 2, 2], (0, 2, 2), Fraction(3, 4), Verdict.DISCUSS),
        ([3, 3, 3], (3, 3, 3), 1, Verdict.TOO_FEW),
        ([0, 4], (0, 0, 4), Fraction(1, 2), Verdict.TOO_FEW),
    ],
)
def test_consensus_by_hand(
    positions: list[int], quartiles: tuple[int, int, int], near: Fraction, verdict: Verdict
) -> None:
    found = consensus(positions, RULE)
    assert (found.lower_quartile, found.median, found.upper_quartile) == quartiles
    assert (found.within_one, found.verdict) == (near, verdict)


@given(LEVELS)
def test_quantiles_stay_on_levels_that_somebody_gave(levels: list[int]) -> None:
    found = consensus(levels, RULE)
    assert {found.lower_quartile, found.median, found.upper_quartile} <= set(levels)
    assert found.median == median_low(levels)
    quantiles = np.quantile(levels, [0.25, 0.75], method="inverted_cdf")
    assert (found.lower_quartile, found.upper_quartile) == tuple(quantiles)


@given(LEVELS, st.randoms(use_true_random=False))
def test_consensus_asks_neither_who_came_first_nor_where_the_scale_starts(levels: list[int], mix) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    found = consensus(levels, RULE)
    moved = [level + 3 for level in levels]
    mix.shuffle(moved)
    other = consensus(moved, RULE)
    assert (other.iqr, other.within_one, other.verdict) == (found.iqr, found.within_one, found.verdict)


def test_thresholds_are_data() -> None:
    strict = RULE.changed(iqr_at_most=0, share_within_one=1, scorers_at_least=2)
    assert consensus([2, 2, 3, 3], strict).verdict is Verdict.DISCUSS
    assert consensus([2, 2], strict).verdict is Verdict.CONSENSUS


def test_nobodys_levels_are_no_consensus() -> None:
    with pytest.raises(ValueError, match=r"^a consensus needs at least one level$"):
        consensus([], RULE)


def test_the_shipped_rule_is_the_published_one() -> None:
    assert (RULE.iqr_at_most, RULE.share_within_one, RULE.scorers_at_least) == (1, Fraction(3, 4), 4)
    assert (RULE.alpha_good, RULE.alpha_tentative) == (Fraction(4, 5), Fraction(667, 1000))
    assert RULE.means_apart == 1


def test_a_rule_with_its_alphas_the_wrong_way_round_is_refused() -> None:
    message = "alpha_tentative 9/10 is above alpha_good 4/5; write the smaller one as alpha_tentative"
    with pytest.raises(ValueError, match=message):
        RULE.changed(alpha_tentative="0.9")


def _row(
    scorer: str,
    level: int | str | None,
    *,
    agency: str = "",
    criterion: str = "physical",
    issue: str = "gangs",
) -> Score:
    return Score(issue=issue, criterion=criterion, scorer=scorer, agency=agency, level=level)


def test_agencies_have_a_lower_and_an_upper_median() -> None:
    rows = [
        _row("Ann", 1, agency="Police"),
        _row("Ben", 4, agency="police"),
        _row("Cat", 2),
        _row("Dee", "unknown", agency="Fire"),
    ]
    police, council = agency_levels(rows, {"Cat": "Council"})
    assert (police.agency, police.levels, police.median_low, police.median_high) == ("Police", (1, 4), 1, 4)
    assert (council.agency, council.median_low, council.median_high) == ("Council", 2, 2)


def test_levels_are_measured_in_positions_and_agreed_rows_are_nobodys_rating() -> None:
    doubling = small.matrix(
        small.section("harm", small.SectionRole.HARM, [small.criterion("physical", (0, 1, 2, 4, 8))])
    )
    rows = [_row("Ann", 8), _row("Ben", 1), _row(AGREED, 4), _row("Ann", "unknown", issue="burglary")]
    who, ratings = panel_ratings(small.a_return(rows, matrix=doubling))
    assert who == ("Ann", "Ben")
    np.testing.assert_array_equal(ratings, [[np.nan, 4], [np.nan, 1]])


def test_a_panel_is_summed_up_over_all_and_on_each_criterion() -> None:
    levels = {"Ann": (0, 4, 1), "Ben": (0, 3, 1), "Cat": (0, 4, 3), "Dee": (0, 4, None)}
    cells = (("gangs", "physical"), ("burglary", "physical"), ("gangs", "frequency"))
    rows = [
        _row(who, level, issue=issue, criterion=name)
        for who, given_ in levels.items()
        for (issue, name), level in zip(cells, given_, strict=True)
    ]
    found = panel_agreement(small.a_return(rows), RULE)
    assert found.scorers == ("Ann", "Ben", "Cat", "Dee")
    assert set(found.cells) == set(cells)
    assert [found.count(verdict) for verdict in Verdict] == [2, 0, 1]
    assert found.within_one == Fraction(10, 11)
    assert found.by_criterion["physical"] == krippendorff_alpha(_table("04", "03", "04", "04"))
    assert found.by_criterion["financial"].because == "no two scorers rated the same thing"
    assert found.alpha == krippendorff_alpha(_table("041", "031", "043", "04."))


def test_a_return_without_a_panel_has_no_agreement() -> None:
    found = panel_agreement(small.plain({"gangs": (1, 2, 3)}), RULE)
    assert (found.scorers, found.alpha.value, found.within_one) == ((), None, None)


def test_districts_are_compared_on_the_issues_all_of_them_scored_in_full() -> None:
    one = {"gangs": (4, 4, 4), "burglary": (1, 1, 2), "hate-crime": (1, 1, 1), "road-safety": (2, 2, 2)}
    two = {
        "gangs": (3, 3, 3),
        "burglary": (1, 0, 2),
        "hate-crime": (1, 1, 1),
        "road-safety": ("unknown", 2, 2),
    }
    found = concordance(
        [rank(score(small.plain(t, district=d))) for t, d in ((one, "Dover"), (two, "Swale"))]
    )
    assert found.districts == ("Dover", "Swale")
    assert set(found.issues) == {"gangs", "burglary", "hate-crime"}
    assert found.left_out == ("road-safety",)
    assert found.w == kendall_w([[1, 2, 3], [1, 2.5, 2.5]])


def test_one_district_or_none_has_nobody_to_agree_with() -> None:
    because = "it takes two orders of two things"
    assert concordance([rank(score(small.plain({"gangs": (1, 1, 1)})))]).w.because == because
    assert concordance([]).w.because == because
