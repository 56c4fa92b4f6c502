import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import Refused
from toolkit.methods.log_linear import LogLinear, log_linear
from toolkit.methods.monthly_trend import monthly_trend
from toolkit.methods.rate_ratio import Change

SEASONAL = [
    *(61, 55, 70, 66, 81, 92, 99, 88, 79, 73, 60, 58),
    *(66, 60, 69, 78, 85, 90, 108, 101, 84, 70, 71, 60),
    *(75, 58, 81, 79, 97, 104, 112, 99, 90, 83, 69, 70),
]
UNEVEN = [
    *(20, 60, 20, 40, 20, 40, 40, 40, 60, 40, 20, 20, 40, 20, 40),
    *(40, 60, 20, 60, 40, 40, 60, 20, 60, 20, 40, 20, 20, 20, 60),
]


def fitted(counts: list[int], times: list[float], groups: list[int], exposures: list[float]) -> LogLinear:
    found = log_linear(
        *(np.array(values, dtype=float) for values in (counts, times)), np.array(groups), np.array(exposures)
    )
    assert found is not None
    return found


def test_deaths_from_aids_in_australia_have_the_published_slope() -> None:
    """Dobson (1990), after Whyte and others (1987): R prints 0.2565 (0.0220), deviance 29.654."""
    deaths = [0, 1, 2, 3, 1, 4, 9, 18, 23, 31, 20, 25, 37, 45]
    found = fitted(deaths, list(range(1, 15)), [0] * 14, [1] * 14)
    assert (found.slope, found.levels[0]) == pytest.approx((0.2565, 0.3396), abs=5e-5)
    assert (math.sqrt(found.variance), found.deviance) == pytest.approx((0.02204, 29.654), abs=5e-4)
    assert found.df == 12


def test_british_doctors_have_the_published_ratio_within_age_groups() -> None:
    """Breslow and Day (1987) after Doll and Hill: Stata's manual of poisson prints all these figures."""
    deaths = [32, 104, 206, 186, 102, 2, 12, 28, 28, 31]
    years = [52407, 43248, 28612, 12663, 5317, 18790, 10673, 5710, 2585, 1462]
    found = fitted(deaths, [1] * 5 + [0] * 5, [*range(5)] * 2, years)
    error = math.sqrt(found.variance)
    assert math.exp(found.slope) == pytest.approx(1.425519, abs=1e-6)
    assert math.exp(found.slope) * error == pytest.approx(0.1530638, abs=5e-8)
    assert math.exp(found.slope - 1.959964 * error) == pytest.approx(1.154984, abs=1e-6)
    assert math.exp(found.slope + 1.959964 * error) == pytest.approx(1.759421, abs=1e-6)
    assert (found.chi_square, found.df) == (pytest.approx(11.15533, abs=5e-5), 4)
    assert found.deviance == pytest.approx(12.1324, abs=1e-3)


def test_a_season_and_a_rise_are_those_of_statsmodels() -> None:
    """statsmodels 0.15.0, GLM(Poisson) on month effects, years and log days; its phi of 0.17 is held at 1."""
    found = monthly_trend("2022-01", SEASONAL)
    assert (math.log(found.per_year), found.df) == (pytest.approx(0.07023927538, abs=1e-10), 23)
    assert found.season == pytest.approx(
        [
            *(0.86654815, 0.80657877, 0.9327815, 0.9713159, 1.10212005, 1.23122544),
            *(1.32123402, 1.18587663, 1.07020244, 0.91975334, 0.83616373, 0.75620004),
        ],
        abs=5e-9,
    )
    error = 0.00948506547650489 / math.sqrt(0.17002239478290845)
    assert math.log(found.high / found.per_year) == pytest.approx(2.0686576 * error, rel=1e-6)
    assert (found.phi, found.is_seasonal, found.highest, found.lowest) == (1, True, 7, 12)
    assert (found.first, found.last, found.months, found.change) == ("2022-01", "2024-12", 36, Change.UP)


def test_uneven_months_have_the_phi_and_limits_of_statsmodels() -> None:
    """statsmodels 0.15.0, the same model with scale="X2" and Student's t with 17 degrees of freedom."""
    found = monthly_trend("2022-04", UNEVEN)
    assert (found.phi, found.df) == (pytest.approx(7.7515387691522655), 17)
    assert (found.per_year, found.low, found.high) == pytest.approx(
        (1.0185503158408855, 0.7881985151275241, 1.316222659632539)
    )
    assert (found.change, found.is_seasonal) == (Change.COULD_BE_CHANCE, False)


@settings(max_examples=25)
@given(st.lists(st.integers(1, 300), min_size=24, max_size=60))
def test_a_multiple_of_every_count_has_the_same_trend_and_season(counts: list[int]) -> None:
    plain, fivefold = (monthly_trend("2020-07", [times * k for k in counts]) for times in (1, 5))
    assert fivefold.per_year == pytest.approx(plain.per_year)
    assert fivefold.season == pytest.approx(plain.season)


def test_a_count_that_doubles_every_year_doubles_every_year() -> None:
    days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    counts = [day * month * 2**year for year in range(3) for month, day in enumerate(days, start=1)]
    by_year = monthly_trend("2021-01", counts)
    assert by_year.low <= 2 <= by_year.high
    assert by_year.per_year == pytest.approx(2, rel=1e-9)


def test_a_shorter_month_is_no_fall() -> None:
    days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    found = monthly_trend("2024-01", [10 * day for day in days])
    assert found.season == pytest.approx([1] * 12)
    assert (found.per_year, found.is_seasonal) == (pytest.approx(1), False)


def test_an_unknown_month_is_left_out_and_is_no_zero() -> None:
    with_gap = [*SEASONAL]
    with_gap[17] = None  # type: ignore[call-overload]
    found = monthly_trend("2022-01", with_gap)
    assert (found.months, found.df) == (35, 22)
    assert found.per_year == pytest.approx(monthly_trend("2022-01", SEASONAL).per_year, rel=0.02)


def test_a_break_cuts_the_series_and_only_the_months_after_it_count() -> None:
    before = [500] * 20
    found = monthly_trend("2020-05", [*before, *SEASONAL], [("2020-03", "2021-07"), ("2021-10", "2021-12")])
    alone = monthly_trend("2022-01", SEASONAL)
    assert found.cut_at == "2022-01"
    assert (found.first, found.months, found.per_year) == ("2022-01", 36, alone.per_year)


def test_a_new_way_of_counting_cuts_at_its_first_month() -> None:
    found = monthly_trend("2020-05", [*[500] * 20, *SEASONAL], [("2022-01", None)])
    assert (found.cut_at, found.months) == ("2022-01", 36)


def test_a_break_that_is_over_or_still_to_come_changes_nothing() -> None:
    plain = monthly_trend("2022-01", SEASONAL)
    assert monthly_trend("2022-01", SEASONAL, [("2020-03", "2021-07"), ("2025-01", None)]) == plain


def test_too_few_months_are_refused() -> None:
    with pytest.raises(Refused, match=r"at least 24 months with a known count; there are 23\."):
        monthly_trend("2022-01", SEASONAL[:23])
    with pytest.raises(Refused, match=r"at least 24 months with a known count; there is 1\."):
        monthly_trend("2022-01", [None] * 40 + [3])


def test_too_few_months_after_a_break_are_refused_with_the_break() -> None:
    with pytest.raises(Refused, match=r"counted in one way; there are 20 from 2023-05, after a break in the"):
        monthly_trend("2022-01", SEASONAL, [("2022-04", "2023-04")])
    with pytest.raises(Refused, match=r"counted in one way; there are 0 from 2025-01, after a break in the"):
        monthly_trend("2022-01", SEASONAL, [("2024-04", "2026-04")])


@pytest.mark.parametrize("counts", [[0] * 30, [*[0] * 12, *[5] * 12], [*[5] * 12, *[0] * 12], [*[0] * 29, 4]])
def test_no_trend_is_told_from_zeros_or_from_one_year(counts: list[int]) -> None:
    with pytest.raises(Refused, match="the counts are nearly all zero, or all in one year"):
        monthly_trend("2022-01", counts)


@settings(max_examples=40)
@given(st.lists(st.one_of(st.none(), st.integers(0, 3), st.integers(0, 100_000)), min_size=24, max_size=40))
def test_whatever_the_counts_there_is_a_trend_with_its_limits_or_a_reason(counts: list[int | None]) -> None:
    try:
        found = monthly_trend("2019-11", counts)
    except Refused:
        return
    assert 0 <= found.low <= found.per_year <= found.high
    assert found.phi >= 1


@pytest.mark.parametrize("month", ["2022", "2022-13", "22-01", "2022-1"])
def test_what_is_no_month_is_refused(month: str) -> None:
    with pytest.raises(ValueError, match=f"'{month}' is not a month such as 2024-03"):
        monthly_trend(month, SEASONAL)


def test_what_is_no_count_is_refused() -> None:
    with pytest.raises(ValueError, match="a count is a whole number, zero or more"):
        monthly_trend("2022-01", [*SEASONAL, -1])
