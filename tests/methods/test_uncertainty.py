"""Everything read off the level distributions, against enumeration of every case there is."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, poisson_binom, rankdata

from tests import small
from toolkit.methods import score_chances
from toolkit.methods.scoring import risk_scores, section_totals
from toolkit.methods.uncertainty import (
    binning_error_bound,
    level_distribution,
    pairwise_winning,
    panel_distribution,
    priority_count_distribution,
    rank_acceptability,
    score_distribution,
    top_k_probability,
)
from toolkit.model.matrix import Combine, Matrix, SectionRole

VALUES = st.lists(st.integers(0, 9), min_size=2, max_size=3, unique=True).map(
    lambda values: tuple(sorted(values))
)


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    """Any small matrix the format allows: one to three sections, every way of combining, exact weights."""
    weight = st.fractions(0, 3, max_denominator=4)
    risk = draw(st.sampled_from(list(Combine)))
    sections = []
    for k in range(draw(st.integers(1, 3))):
        how = draw(st.sampled_from(list(Combine)))
        criteria = [
            small.criterion(f"c{k}{n}", draw(VALUES), draw(weight) if how is Combine.WEIGHTED_SUM else None)
            for n in range(draw(st.integers(1, 2)))
        ]
        section_weight = draw(weight) if risk is Combine.WEIGHTED_SUM else None
        sections.append(small.section(f"s{k}", SectionRole.OTHER, criteria, how, section_weight))
    return small.matrix(*sections, risk=risk)


def _levels(matrix: Matrix, issues: int, rng: np.random.Generator) -> np.ndarray:
    """Random distributions with few levels open, so that every case can be enumerated; some are certain."""
    criteria = matrix.criteria
    levels = np.zeros((issues, len(criteria), max(len(c.levels) for c in criteria)))
    for i, (k, criterion) in product(range(issues), enumerate(criteria)):
        size = len(criterion.levels)
        open_levels = rng.choice(size, size=1 if k % 3 else min(2, size), replace=False)
        levels[i, k, open_levels] = rng.dirichlet(np.ones(len(open_levels)))
    return levels


def _enumerated(matrix: Matrix, levels: np.ndarray) -> list[tuple[float, list[Fraction]]]:
    """Every combination of all issues' scores with its probability, through every level of every cell."""
    criteria, of_issue = matrix.criteria, []
    for cells in levels:
        cases: dict[Fraction, float] = {}
        for choice in product(*[range(len(c.levels)) for c in criteria]):
            chance = float(np.prod([cells[k, level] for k, level in enumerate(choice)]))
            if chance > 0:
                values = np.array(
                    [c.values[level] for c, level in zip(criteria, choice, strict=True)], dtype=object
                )
                scored = Fraction(risk_scores(section_totals(values, matrix.risk_sections), matrix).item())
                cases[scored] = cases.get(scored, 0.0) + chance
        of_issue.append(list(cases.items()))
    return [
        (float(np.prod([chance for _, chance in case])), [scored for scored, _ in case])
        for case in product(*of_issue)
    ]


@given(matrices(), st.integers(2, 4), st.integers(0, 2**32 - 1))
@settings(max_examples=200)
def test_every_chance_agrees_with_enumeration(matrix: Matrix, issues: int, seed: int) -> None:
    levels = _levels(matrix, issues, np.random.default_rng(seed))
    probability = score_distribution(levels, matrix).probability
    competition, average = rank_acceptability(probability), rank_acceptability(probability, average=True)
    wins, ties = pairwise_winning(probability)
    expected = [np.zeros_like(a) for a in (competition, average, wins, ties)]
    for chance, scores in _enumerated(matrix, levels):
        order = np.unique([-s for s in scores], return_inverse=True)[1]
        for i in range(issues):
            expected[0][i, int(rankdata(order, "min")[i]) - 1] += chance
            expected[1][i, round(2 * rankdata(order, "average")[i]) - 2] += chance
            for j in range(issues):
                expected[2][i, j] += chance * (i != j and scores[i] > scores[j])
                expected[3][i, j] += chance * (i != j and scores[i] == scores[j])
    for found, wanted in zip((competition, average, wins, ties), expected, strict=True):
        np.testing.assert_allclose(found, wanted, atol=1e-12)


@given(matrices(), st.integers(1, 6), st.integers(0, 2**32 - 1))
def test_acceptabilities_add_to_one_and_top_k_chances_to_k_or_more(
    matrix: Matrix, issues: int, seed: int
) -> None:
    acceptability = rank_acceptability(
        score_distribution(_levels(matrix, issues, np.random.default_rng(seed)), matrix).probability
    )
    np.testing.assert_allclose(acceptability.sum(axis=1), 1, atol=1e-12)
    for k in range(1, issues + 1):
        assert top_k_probability(acceptability, k).sum() >= k - 1e-9


@given(st.lists(st.integers(0, 5), min_size=1, max_size=8))
def test_certain_scores_give_back_the_plain_ranking(scores: list[int]) -> None:
    acceptability = rank_acceptability(np.eye(6)[scores])
    assert (acceptability.argmax(axis=1) + 1).tolist() == rankdata([-s for s in scores], "min").tolist()
    np.testing.assert_allclose(acceptability.max(axis=1), 1, atol=1e-12)


def test_the_panel_bootstrap_of_an_odd_panel_agrees_with_every_resample() -> None:
    votes = [0, 1, 2, 0, 2]
    scorers = np.repeat(np.arange(5), votes)
    medians = [int(np.median(draw)) for draw in product(scorers, repeat=5)]
    np.testing.assert_allclose(
        panel_distribution(votes), np.bincount(medians, minlength=5) / 5**5, atol=1e-12
    )


def test_an_even_panel_averages_the_lower_and_the_upper_median() -> None:
    votes = [1, 0, 2, 1]
    draws = [sorted(draw) for draw in product(np.repeat(np.arange(4), votes), repeat=4)]
    both = np.bincount([d[1] for d in draws], minlength=4) + np.bincount([d[2] for d in draws], minlength=4)
    np.testing.assert_allclose(panel_distribution(votes), both / 2 / 4**4, atol=1e-12)


def test_the_median_of_five_by_maritz_and_jarrett_is_a_binomial_tail() -> None:
    """P(median at or below l) = P(Bin(5, F(l)) >= 3), Maritz and Jarrett (1978)."""
    found = np.cumsum(panel_distribution([1, 1, 1, 1, 1]))
    np.testing.assert_allclose(
        found, [binom.sf(2, 5, share) for share in (0.2, 0.4, 0.6, 0.8, 1.0)], atol=1e-12
    )


@pytest.mark.parametrize("half", [1, 2, 99, 100, 101, 5_000, 1_000_000])
def test_a_panel_or_a_crowd_that_is_split_in_two_is_split_in_two(half: int) -> None:
    np.testing.assert_allclose(panel_distribution([half, half]), [0.5, 0.5], rtol=0, atol=1e-14)


@pytest.mark.parametrize("scorers", [199, 200, 201, 202])
def test_a_crowd_is_reckoned_like_a_panel(scorers: int) -> None:
    votes = [scorers // 4, scorers // 3, scorers - scorers // 4 - scorers // 3]
    share = np.cumsum(votes) / scorers
    lower = binom.sf((scorers + 1) // 2 - 1, scorers, share)
    upper = binom.sf(scorers // 2, scorers, share)
    np.testing.assert_allclose(np.cumsum(panel_distribution(votes)), (lower + upper) / 2, atol=1e-13)


def test_doubt_that_would_fall_off_the_scale_stays_on_its_end_level() -> None:
    doubt = (Fraction(7, 10), Fraction(1, 5), Fraction(1, 10))
    np.testing.assert_allclose(level_distribution(5, level=0, doubt=doubt), [0.85, 0.1, 0.05, 0, 0])
    np.testing.assert_allclose(level_distribution(5, level=2, doubt=doubt), [0.05, 0.1, 0.7, 0.1, 0.05])


def test_an_unknown_level_is_uniform_over_the_scale() -> None:
    np.testing.assert_allclose(level_distribution(4), [0.25] * 4)


def test_county_counts_are_poisson_binomial_as_hong_and_scipy_have_it() -> None:
    """Hong (2013); p = .5 .3 .7 .3 .9 gives P(K = 2) = 0.3167."""
    chances = [0.5, 0.3, 0.7, 0.3, 0.9]
    found = priority_count_distribution(np.array(chances)[:, None])[0]
    assert found[2] == pytest.approx(0.3167, abs=5e-5)
    np.testing.assert_allclose(found, poisson_binom.pmf(np.arange(6), chances), atol=1e-12)


def test_equal_chances_give_the_binomial() -> None:
    found = priority_count_distribution(np.full((11, 1), 0.4))[0]
    np.testing.assert_allclose(found, binom.pmf(np.arange(12), 11, 0.4), atol=1e-12)


def test_the_error_that_bins_make_stays_within_the_bound_it_states(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(7)
    weights = [Fraction(rng.integers(1, 99), 97) for _ in range(4)]
    criteria = [small.criterion(f"c{k}", (0, 1, 2, 3), w) for k, w in enumerate(map(Fraction, weights))]
    matrix = small.matrix(small.section("harm", SectionRole.HARM, criteria, Combine.WEIGHTED_SUM))
    levels = rng.dirichlet(np.ones(4), size=(5, 4))
    exact = score_distribution(levels, matrix)
    assert not exact.binned
    assert binning_error_bound(exact).tolist() == [0.0] * 5
    monkeypatch.setattr(score_chances, "MOST_SCORES", 40)
    monkeypatch.setattr(score_chances, "_BINS", 30)
    binned = score_distribution(levels, matrix)
    assert binned.binned
    assert len(binned.low) <= 31
    bound = binning_error_bound(binned)
    difference = np.abs(rank_acceptability(binned.probability) - rank_acceptability(exact.probability))
    assert (difference.max(axis=1) <= bound + 1e-12).all()
    assert bound.max() < 1


def test_without_rivals_an_issue_is_first() -> None:
    assert rank_acceptability(np.array([[0.2, 0.8]])).tolist() == [[1.0]]
