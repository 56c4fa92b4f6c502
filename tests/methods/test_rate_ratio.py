import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from toolkit.methods.rate_ratio import Change, RateRatio, rate_ratio

counts = st.integers(0, 3000)
exposures = st.floats(1, 1e6)
phis = st.floats(1, 30)


def test_fredericia_against_other_towns_has_the_ratio_limits_and_p_of_r() -> None:
    """The second example of R's poisson.test: c(11, 6+8+7) over c(800, 1083+1050+878)."""
    found = rate_ratio(11, 800, 6 + 8 + 7, 1083 + 1050 + 878)
    assert found.ratio == pytest.approx(1.971488, abs=5e-7)
    assert (found.low, found.high) == pytest.approx((0.8584264, 4.2772659), abs=5e-8)
    assert found.p == pytest.approx(0.07967, abs=5e-6)
    assert found.change is Change.COULD_BE_CHANCE


def test_ten_against_two_have_the_printed_limits_of_r() -> None:
    """poisson.test(c(10, 2), c(20000, 17887)): p is below .05 though the limits hold 1; the limits decide."""
    found = rate_ratio(10, 20000, 2, 17887)
    assert found.ratio == pytest.approx(4.47175, abs=5e-6)
    assert (found.low, found.high) == pytest.approx((0.9529548, 41.9743814), abs=5e-8)
    assert found.p == pytest.approx(0.0421, abs=5e-5)
    assert found.change is Change.COULD_BE_CHANCE


def test_sixty_against_thirty_have_the_ratio_and_p_of_exactci() -> None:
    """Gu, Ng, Tang and Schucany (2008), example 1, by R's exactci, as statsmodels' tests print it."""
    found = rate_ratio(60, 51477.5, 30, 54308.7)
    assert found.ratio == pytest.approx(2.10999757175465, rel=1e-13)
    assert found.p == pytest.approx(0.000675182658686321, rel=1e-9)
    assert found.change is Change.UP


@given(counts, exposures, counts, exposures)
def test_limits_and_p_are_those_of_the_binomial_test(x1: int, t1: float, x2: int, t2: float) -> None:
    found = rate_ratio(x1, t1, x2, t2)
    if not x1 + x2:
        assert (found.low, found.high, found.p) == (None, None, None)
        return
    test = binomtest(x1, x1 + x2, t1 / (t1 + t2))
    share = test.proportion_ci(method="exact")
    assert found.p == pytest.approx(test.pvalue, rel=1e-6, abs=1e-12)
    assert found.low == pytest.approx(share.low / (1 - share.low) * t2 / t1, rel=1e-9)
    if x2:
        assert found.high == pytest.approx(share.high / (1 - share.high) * t2 / t1, rel=1e-9)


@given(counts, exposures, counts, exposures, phis)
def test_the_other_way_round_is_the_reciprocal(x1: int, t1: float, x2: int, t2: float, phi: float) -> None:
    there, back = rate_ratio(x1, t1, x2, t2, phi), rate_ratio(x2, t2, x1, t1, phi)
    for limit, other in ((there.low, back.high), (there.high, back.low)):
        if limit is not None and other is not None:
            assert limit * other == pytest.approx(1, rel=1e-6)
        else:
            assert (limit, other) in {(0.0, None), (None, 0.0), (None, None)}
    opposite = {Change.UP: Change.DOWN, Change.DOWN: Change.UP}
    assert back.change is opposite.get(there.change, there.change)


@given(counts, exposures, counts, exposures, phis)
def test_overdispersion_never_narrows_an_interval(x1: int, t1: float, x2: int, t2: float, phi: float) -> None:
    plain, wide = rate_ratio(x1, t1, x2, t2), rate_ratio(x1, t1, x2, t2, phi)
    assert wide.exact == plain.exact == (plain.low, plain.high)
    if plain.low is not None and wide.low is not None:
        assert wide.low <= plain.low * (1 + 1e-9)
    if plain.high is not None and wide.high is not None:
        assert wide.high >= plain.high * (1 - 1e-9)


def test_widening_multiplies_distances_on_the_log_scale_by_the_root() -> None:
    plain, wide = rate_ratio(120, 1, 100, 1), rate_ratio(120, 1, 100, 1, 4)
    assert plain.low
    assert plain.high
    assert wide.low == pytest.approx(1.2 * (plain.low / 1.2) ** 2)
    assert wide.high == pytest.approx(1.2 * (plain.high / 1.2) ** 2)


def test_a_change_beyond_chance_can_be_chance_once_months_are_seen_to_vary() -> None:
    assert rate_ratio(1120, 1, 1000, 1).change is Change.UP
    assert rate_ratio(1120, 1, 1000, 1, 6).change is Change.COULD_BE_CHANCE


def test_none_after_none_is_unknown() -> None:
    found = rate_ratio(0, 100, 0, 100)
    assert found == RateRatio((0, 0), (100, 100), None, None, None, (None, None), None, 1)
    assert found.change is Change.UNKNOWN


def test_some_after_none_has_no_ratio_and_no_upper_limit_but_a_lower_one() -> None:
    """Of 5 all in the later year the least share is .025 ** (1/5), in odds."""
    found = rate_ratio(5, 100, 0, 100)
    share = 0.025 ** (1 / 5)
    assert (found.ratio, found.high, found.change) == (None, None, Change.COULD_BE_CHANCE)
    assert found.low == pytest.approx(share / (1 - share))
    assert rate_ratio(6, 100, 0, 100).change is Change.UP
    assert rate_ratio(6, 100, 0, 100, 3).change is Change.COULD_BE_CHANCE


def test_none_after_some_is_nought_with_an_upper_limit() -> None:
    found = rate_ratio(0, 100, 6, 100)
    assert (found.ratio, found.low, found.change) == (0, 0, Change.DOWN)
    assert found.p == pytest.approx(2 / 2**6)
    assert rate_ratio(0, 100, 6, 100, 3).change is Change.COULD_BE_CHANCE


def test_a_million_events_are_no_trouble() -> None:
    found = rate_ratio(600_000, 1, 603_000, 1)
    z = (600_000 - 603_000) / math.sqrt(1_203_000)
    assert found.p == pytest.approx(math.erfc(-z / math.sqrt(2)), rel=1e-2)
    assert found.change is Change.DOWN


def test_a_phi_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="overdispersion is 1 or more"):
        rate_ratio(1, 1, 1, 1, 0.9)


def test_what_is_no_count_or_exposure_is_refused() -> None:
    with pytest.raises(ValueError, match="a count is a whole number, zero or more"):
        rate_ratio(1, 1, -1, 1)
    with pytest.raises(ValueError, match="a denominator is a number above zero"):
        rate_ratio(1, 0, 1, 1)
