import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtri
from scipy.stats import poisson

from toolkit.methods.rates import Rate, poisson_interval, rate


def byars_limits(count: int) -> tuple[float, float]:
    """Byar's approximation, as Breslow and Day (1987) and OHID's technical guide give it."""
    z = float(ndtri(0.975))

    def limit(k: float, sign: int) -> float:
        return k * (1 - 1 / (9 * k) + sign * z / (3 * math.sqrt(k))) ** 3

    return limit(count, -1), limit(count + 1, 1)


def test_ten_events_have_the_published_exact_limits_and_byars_beside_them() -> None:
    """Garwood's exact limits and Byar's for 10, as health profiles print them."""
    assert poisson_interval(10) == pytest.approx((4.795, 18.390), abs=5e-4)
    assert byars_limits(10) == pytest.approx((4.787, 18.391), abs=1e-3)


def test_the_welsh_nickel_workers_have_the_rate_and_limits_of_r() -> None:
    """The first example of R's poisson.test: 137 deaths where 24.19893 were expected."""
    found = rate(137, 24.19893, "expected deaths", per=1)
    assert (found.value, found.low, found.high) == pytest.approx((5.661407, 4.753125, 6.692709), abs=5e-7)


def test_fifteen_in_four_hundred_have_the_limits_of_desctools() -> None:
    """R's DescTools, PoissonCI(x = 15, n = 400, method = "exact"), as statsmodels' tests print it."""
    found = rate(15, 400, "units", per=1)
    assert (found.low, found.high) == pytest.approx((0.0209884653319583, 0.0618505471787146), rel=1e-12)


@given(st.integers(1, 100_000))
def test_the_limits_leave_out_a_fortieth_on_either_side(count: int) -> None:
    low, high = poisson_interval(count)
    assert poisson.sf(count - 1, low) == pytest.approx(0.025, rel=1e-6)
    assert poisson.cdf(count, high) == pytest.approx(0.025, rel=1e-6)


@given(st.integers(10, 100_000))
def test_byars_limits_are_close_to_the_exact_ones(count: int) -> None:
    assert poisson_interval(count) == pytest.approx(byars_limits(count), rel=3e-3)


def test_no_events_have_no_lower_limit_and_an_upper_one() -> None:
    assert poisson_interval(0) == (0.0, pytest.approx(-math.log(0.025)))


def test_a_rate_is_per_thousand_of_a_named_denominator() -> None:
    found = rate(412, 132_700, "residents, mid-2023")
    assert found.value == pytest.approx(412 / 132.7)
    assert (found.per, found.label) == (1000, "residents, mid-2023")


@pytest.mark.parametrize(("count", "denominator"), [(None, 1000.0), (5, None), (None, None)])
def test_an_unknown_count_or_denominator_has_an_unknown_rate(
    count: int | None, denominator: float | None
) -> None:
    assert rate(count, denominator, "residents") == Rate(
        count, denominator, "residents", 1000, None, None, None
    )


@pytest.mark.parametrize("count", [-1, 1.5])
def test_what_is_no_count_is_refused(count: float) -> None:
    with pytest.raises(ValueError, match="a count is a whole number, zero or more"):
        rate(count, 1000, "residents")  # type: ignore[arg-type]


@pytest.mark.parametrize("denominator", [0, -5, math.inf, math.nan])
def test_what_is_no_denominator_is_refused(denominator: float) -> None:
    with pytest.raises(ValueError, match="a denominator is a number above zero"):
        rate(1, denominator, "residents")


def test_a_rate_without_a_label_is_refused() -> None:
    with pytest.raises(ValueError, match="a rate says what its denominator counts"):
        rate(1, 1000, " ")


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_that_is_no_share_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="the level of an interval lies between 0 and 1"):
        poisson_interval(3, level)
