import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from toolkit.errors import Refused
from toolkit.methods.funnel import Position, funnel, poisson_limits
from toolkit.methods.overdispersion import score_dispersion

districts = st.lists(st.tuples(st.integers(0, 2000), st.integers(100, 200_000)), min_size=2, max_size=16)
KENT = [118, 151, 109, 106, 104, 155, 112, 141, 118, 130, 117, 98]


def chances_outside(first: int, last: int) -> np.ndarray:
    """The chances of lying below the lower and above the upper 95% limit, for expected counts by hundredths.

    Of shape (2, expected count).
    """
    expected = np.arange(100 * first, 100 * last + 1) / 100
    limits = np.array([poisson_limits(mean, 0.025) for mean in expected.tolist()])
    below = poisson.cdf(np.ceil(limits[:, 0]) - 1, expected)
    above = poisson.sf(np.floor(limits[:, 1]), expected)
    return np.array([below, above])


@pytest.mark.parametrize(
    ("first", "last", "side", "printed"),
    [
        (1, 50, 0, (0.0186, 0, 0.0250)),
        (1, 50, 1, (0.0201, 0.0052, 0.0250)),
        (50, 100, 0, (0.0215, 0.0172, 0.0250)),
    ],
)
def test_the_chance_of_lying_outside_is_the_published_one(
    first: int, last: int, side: int, printed: tuple[float, float, float]
) -> None:
    """Seaton and Manktelow (2012), table 1: median, least and greatest chance for 95% prediction limits."""
    outside = chances_outside(first, last)[side]
    found = [np.median(outside), outside.min(), outside.max()]
    np.testing.assert_allclose(found, printed, rtol=0, atol=6e-5)


def test_limits_for_ten_are_interpolated_in_the_printed_table_of_the_distribution() -> None:
    """Any table for a mean of 10: F(3) = .0103, F(4) = .0293, F(16) = .9730, F(17) = .9857; then by hand."""
    low, high = poisson_limits(10, 0.025)
    assert low == pytest.approx(3 + (0.025 - 0.0103) / (0.0293 - 0.0103), abs=0.01)
    assert high == pytest.approx(17 + (0.975 - 0.9730) / (0.9857 - 0.9730), abs=0.01)


@given(st.floats(0.01, 20_000), st.sampled_from([0.001, 0.025]))
def test_a_count_is_outside_if_and_only_if_its_tail_is_small_enough(expected: float, tail: float) -> None:
    low, high = poisson_limits(expected, tail)
    inside = np.arange(int(np.ceil(low)), int(np.floor(high)) + 1)
    assert poisson.cdf(inside[0], expected) > tail * (1 - 1e-9)
    assert poisson.sf(inside[-1] - 1, expected) > tail * (1 - 1e-9)
    assert poisson.cdf(inside[0] - 1, expected) <= tail
    assert poisson.sf(inside[-1], expected) <= tail * (1 + 1e-9)


def test_limits_rise_with_what_is_expected() -> None:
    limits = np.array([poisson_limits(mean / 10, 0.025) for mean in range(1, 2000)])
    assert (np.diff(limits, axis=0) >= -1e-9).all()


def test_a_small_district_is_not_flagged_by_interpolation() -> None:
    """Where 1 is expected 3 or more have a chance of 8%: Spiegelhalter's interpolated limit is 2.9."""
    assert poisson_limits(1, 0.025)[1] > 3


@given(districts)
def test_the_order_of_districts_does_not_matter(values: list[tuple[int, int]]) -> None:
    there, back = (funnel(*zip(*order, strict=True)) for order in (values, values[::-1]))
    assert there.phi == pytest.approx(back.phi)
    assert [point.position for point in there.points] == [point.position for point in back.points[::-1]]


@given(districts)
def test_limits_lie_in_order_around_what_is_expected(values: list[tuple[int, int]]) -> None:
    for point in funnel(*zip(*values, strict=True)).points:
        limits = [0, point.low_998, point.low_95, point.expected, point.high_95, point.high_998]
        assert limits == sorted(limits)


def test_twelve_alike_districts_are_all_inside() -> None:
    found = funnel(KENT, [120_000] * 12)
    assert {point.position for point in found.points} == {Position.INSIDE}


def test_each_district_has_its_place() -> None:
    """100 are expected everywhere: 95% lies from about 81 to 121, 99.8% from 70 to 133."""
    counts = [100] * 96 + [60, 77, 125, 140]
    found = funnel(counts, [1000] * 100)
    assert [point.position.value for point in found.points[-5:]] == [
        "inside",
        "below 99.8%",
        "below 95%",
        "above 95%",
        "above 99.8%",
    ]


def test_what_varies_between_districts_widens_the_limits_by_its_root() -> None:
    counts, people = [60, 140, 70, 130, 80, 120, 90, 110, 65, 135], [1000] * 10
    found = funnel(counts, people)
    assert found.phi == found.phi_found == pytest.approx(score_dispersion([(c - 100) / 10 for c in counts]))
    low, high = poisson_limits(100, 0.025)
    assert found.points[0].high_95 == pytest.approx(100 + found.phi**0.5 * (high - 100))
    assert found.points[0].low_95 == pytest.approx(100 + found.phi**0.5 * (low - 100))


def test_phi_is_not_taken_from_fewer_than_eight_districts() -> None:
    found = funnel([60, 140, 70, 130, 80, 120, 90], [1000] * 7)
    assert (found.phi, found.phi_found) == (1, None)


def test_districts_that_vary_less_than_chance_do_not_narrow_the_limits() -> None:
    found = funnel([100] * 8, [1000] * 8)
    assert (found.phi, found.phi_found) == (1, 0)


def test_an_unknown_district_has_no_place_and_changes_no_other() -> None:
    found = funnel([None, *KENT], [50_000, *[120_000] * 12])
    assert found.points[0].position is Position.UNKNOWN
    assert found.points[1:] == funnel(KENT, [120_000] * 12).points


def test_where_nothing_happened_nobody_stands_out() -> None:
    found = funnel([0] * 8, [1000] * 8)
    assert {point.position for point in found.points} == {Position.INSIDE}


def test_one_known_district_has_nobody_to_be_compared_with() -> None:
    with pytest.raises(Refused, match=r"at least two districts with a known count; there is 1\."):
        funnel([5, None], [100, 100])


def test_what_is_no_count_or_denominator_is_refused() -> None:
    with pytest.raises(ValueError, match="a count is a whole number, zero or more"):
        funnel([-1, 2], [100, 100])
    with pytest.raises(ValueError, match="a denominator is a number above zero"):
        funnel([1, 2], [100, 0])
