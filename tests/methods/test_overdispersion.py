import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.methods.overdispersion import (
    Overdispersion,
    overdispersion,
    score_dispersion,
    table_dispersion,
)

months = st.lists(st.integers(0, 500), min_size=24, max_size=24)
UNKNOWN = Overdispersion(1.0, None, 0)


def test_a_table_of_two_rows_has_the_published_chi_square() -> None:
    """Agresti (2007), page 39: party by gender, the example of R's chisq.test, printed 30.07 with 2 df."""
    assert table_dispersion([[762, 327, 468], [484, 239, 477]]) == (pytest.approx(30.0701, abs=5e-5), 2)


def test_smokers_in_four_groups_have_the_published_chi_square() -> None:
    """Fleiss (1981), page 139, the example of R's prop.test, printed 12.6 with 3 df."""
    smokers, patients = np.array([83, 90, 129, 70]), np.array([86, 93, 136, 82])
    assert table_dispersion([smokers, patients - smokers]) == (pytest.approx(12.6, abs=5e-3), 3)


def test_standardised_scores_have_the_phi_of_funnelplotr() -> None:
    """FunnelPlotR's own test: six units by its log-transformed scores, none of them drawn in."""
    observed = np.array([100, 150, 180, 80, 120, 225])
    expected = np.array([108, 112, 165, 95, 100, 220])
    scores = np.sqrt(expected) * np.log(observed / expected)
    assert score_dispersion(scores, 0) == pytest.approx(2.948033, abs=5e-7)


def test_drawing_in_replaces_the_ends_by_quantiles() -> None:
    """Of -5, 0, 0, ..., 0, 5 the tenths at either end are 0 or close to it."""
    scores = [-5.0, *[0.0] * 19, 5.0]
    assert score_dispersion(scores) == 0
    assert score_dispersion(scores, 0) == pytest.approx(50 / 21)


def test_neither_the_season_nor_a_change_between_years_counts_as_overdispersion() -> None:
    season = [10, 20, 30, 40, 50, 60, 60, 50, 40, 30, 20, 10]
    found = overdispersion([*season, *(3 * month for month in season)])
    assert (found.phi, found.df) == (1.0, 11)
    assert found.chi_square == pytest.approx(0, abs=1e-9)


@given(months)
def test_phi_is_never_below_one(counts: list[int]) -> None:
    assert overdispersion(counts).phi >= 1


@given(months, st.lists(st.integers(0, 500), max_size=20))
def test_only_the_last_24_months_count(counts: list[int], earlier: list[int]) -> None:
    assert overdispersion([*earlier, *counts]) == overdispersion(counts)


@given(months)
def test_which_of_two_years_comes_first_does_not_matter(counts: list[int]) -> None:
    there, back = overdispersion(counts), overdispersion([*counts[12:], *counts[:12]])
    assert (there.phi, there.df) == (pytest.approx(back.phi), back.df)


def test_poisson_months_have_a_phi_of_about_one_on_average() -> None:
    rng = np.random.default_rng(20261122)
    raw = [
        found.chi_square / found.df
        for found in map(overdispersion, rng.poisson(60, (2000, 24)).tolist())
        if found.chi_square is not None
    ]
    assert np.mean(raw) == pytest.approx(1, abs=0.04)


def test_campaigns_in_two_months_make_phi_large() -> None:
    counts = [30] * 24
    counts[5] = counts[14] = 90
    assert overdispersion(counts).phi > 3


@pytest.mark.parametrize(
    "counts",
    [[5] * 23, [*[5] * 23, None], [5, None, *[5] * 22], [0] * 24, [*[0] * 12, *[4] * 12], []],
    ids=["too few", "last unknown", "one unknown", "all zero", "a year of zero", "none"],
)
def test_phi_is_unknown_where_months_are_missing_or_zero(counts: list[int | None]) -> None:
    assert overdispersion(counts) == UNKNOWN
    assert not overdispersion(counts).is_known


def test_an_unknown_month_before_the_last_24_does_no_harm() -> None:
    assert overdispersion([None, *[5] * 24]).is_known


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="a count is a whole number, zero or more"):
        overdispersion([*[5] * 23, -1])
