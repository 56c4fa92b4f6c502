import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import small
from toolkit.methods.county_doubt import CountyDoubt, _sampled_scores, county_doubt, sampled_ranks
from toolkit.methods.doubt import doubt
from toolkit.methods.issue_count import count_issues
from toolkit.methods.ranking import rank
from toolkit.methods.scoring import score
from toolkit.methods.uncertainty import rank_acceptability

CELL = st.integers(0, 4) | st.just("unknown")
TABLES = st.dictionaries(st.sampled_from(small.ISSUES), st.tuples(CELL, CELL, CELL), min_size=1)
DISTRICTS = ("Ashford", "Dover", "Swale")


def _county(tables: list[dict[str, tuple[int | str, ...]]]) -> CountyDoubt:
    returns = [small.plain(table, district=d) for table, d in zip(tables, DISTRICTS, strict=False)]
    rankings = [rank(score(return_)) for return_ in returns]
    counts = count_issues(rankings, small.rules(top_n=2))
    return county_doubt(counts, [doubt(ranking, 2) for ranking in rankings], draws=200, seed=0)


@given(st.lists(TABLES, min_size=1, max_size=3))
@settings(max_examples=30)
def test_every_printed_count_and_rank_lies_inside_its_own_range(
    tables: list[dict[str, tuple[int | str, ...]]],
) -> None:
    found = _county(tables)
    fewest, most = found.count_ranges(0.8)
    best, worst = found.rank_ranges(0.8)
    for k, issue in enumerate(found.counts.issues):
        assert fewest[k] <= issue.count_low <= issue.count_high <= most[k]
        assert best[k] <= found.ranks_by_count[k] <= worst[k]
    np.testing.assert_allclose(found.count_chances.sum(axis=1), 1, atol=1e-12)
    np.testing.assert_allclose(found.rank_chances.sum(axis=1), 1, atol=1e-12)


def test_certain_returns_give_back_the_plain_counts() -> None:
    found = _county([{"gangs": (4, 4, 4), "burglary": (2, 2, 2), "hate-crime": (1, 1, 1)}] * 3)
    for k, issue in enumerate(found.counts.issues):
        assert found.count_chances[k, issue.count_low] == pytest.approx(1, abs=1e-12)


def test_a_seed_of_zero_is_a_seed_and_gives_the_same_ranks_twice() -> None:
    tables = [{"gangs": ("unknown", 2, 3), "burglary": (2, 2, 2), "hate-crime": (3, "unknown", 1)}] * 3
    np.testing.assert_array_equal(_county(tables).rank_chances, _county(tables).rank_chances)


def test_the_sampler_agrees_with_the_exact_chances_within_its_standard_error_at_full_size() -> None:
    """Twenty issues over 140 scores, 20,000 draws: no chance more than five standard errors away."""
    rng = np.random.default_rng(11)
    probability = rng.dirichlet(np.full(140, 0.3), size=20)
    exact, draws = rank_acceptability(probability), 20_000
    ranks = sampled_ranks(probability, draws, rng)
    found = np.stack([(ranks == r).mean(axis=1) for r in range(1, 21)], axis=1)
    error = np.sqrt(exact * (1 - exact) / draws)
    assert (np.abs(found - exact) <= 5 * error + 1 / draws).all()


@pytest.mark.parametrize("scores", [1, 2, 140, 255, 256, 20_000])
def test_however_many_scores_there_are_each_is_drawn_as_often_as_its_chance_says(scores: int) -> None:
    """Hoeffding: with 200,000 draws no share of any range of scores is a hundredth off, but by a miracle."""
    rng = np.random.default_rng(scores)
    probability = rng.dirichlet(np.full(scores, 0.05))
    probability[rng.random(scores) < 0.3] = 0.0
    probability[0] += 1 - probability.sum()
    drawn = np.bincount(_sampled_scores(probability, 200_000, rng), minlength=scores)
    assert len(drawn) == scores
    assert not drawn[probability == 0].any()
    np.testing.assert_allclose(np.cumsum(drawn) / 200_000, np.cumsum(probability), rtol=0, atol=0.01)
