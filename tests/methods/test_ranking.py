from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import rankdata

from tests import small
from toolkit.methods.ranking import average_rank_bounds, exact_array, rank, rank_bounds
from toolkit.methods.scoring import score
from toolkit.model.assessment import Return
from toolkit.model.matrix import Combine, SectionRole

LEVELS = st.integers(0, 4)
CELL = LEVELS | st.just("unknown")
TABLES = st.dictionaries(st.sampled_from(small.ISSUES), st.tuples(CELL, CELL, CELL), min_size=1)


def _ranks(return_: Return) -> dict[str, tuple[int, int]]:
    return {i.scored.issue.id: (i.rank_low, i.rank_high) for i in rank(score(return_)).issues}


def test_ties_take_the_same_rank_and_the_next_rank_is_skipped() -> None:
    ranking = rank(
        score(
            small.plain(
                {"burglary": (4, 4, 4), "gangs": (2, 2, 2), "hate-crime": (4, 0, 2), "road-safety": (1, 0, 1)}
            )
        )
    )
    places = {issue.scored.issue.id: issue.rank for issue in ranking.issues}
    assert places == {"burglary": 1, "gangs": 2, "hate-crime": 2, "road-safety": 4}
    assert ranking.issues[1].tied_with == ("hate-crime",)


def test_the_top_n_never_cuts_a_tie() -> None:
    ranking = rank(score(small.plain({"burglary": (4, 4, 4), "gangs": (2, 2, 2), "hate-crime": (4, 0, 2)})))
    assert [issue.scored.issue.id for issue in ranking.top(2)] == ["burglary", "gangs", "hate-crime"]


def test_a_rank_that_anothers_unknown_could_pass_is_open() -> None:
    ranks = _ranks(small.plain({"burglary": (2, 2, 2), "gangs": ("unknown", 0, 4), "road-safety": (0, 1, 1)}))
    assert ranks == {"burglary": (1, 2), "gangs": (1, 3), "road-safety": (2, 3)}


def test_issues_are_ranked_within_their_theme_too() -> None:
    ranking = rank(
        score(small.plain({"burglary": (4, 4, 4), "domestic-abuse": (3, 3, 3), "gangs": (1, 1, 1)}))
    )
    assert [(i.scored.issue.theme, i.theme_rank) for i in ranking.issues] == [
        ("Safety", 1),
        ("Crime", 1),
        ("Safety", 2),
    ]


@given(TABLES)
@settings(max_examples=60, deadline=None)
def test_rank_bounds_are_the_extremes_over_every_completion(table: dict[str, tuple[int | str, ...]]) -> None:
    """Exact enumeration: at most four unknown cells, filled with every level of a three-level scale."""
    values = (0, 1, 3)
    names = ("physical", "financial", "frequency")
    cells = [(issue, k) for issue, row in table.items() for k, cell in enumerate(row) if cell == "unknown"][
        :4
    ]
    known = {issue: [values[c % 3] if isinstance(c, int) else 0 for c in row] for issue, row in table.items()}
    matrix = small.matrix(
        small.section("harm", SectionRole.HARM, [small.criterion(n, values) for n in names[:2]]),
        small.section("likelihood", SectionRole.LIKELIHOOD, [small.criterion(names[2], values)]),
    )

    def ranks(filled: dict[tuple[str, int], int | str]) -> dict[str, tuple[int, int]]:
        rows = {i: {n: filled.get((i, k), row[k]) for k, n in enumerate(names)} for i, row in known.items()}
        return _ranks(small.a_return(small.agreed(rows), matrix=matrix))

    found = ranks(dict.fromkeys(cells, "unknown"))
    every = [ranks(dict(zip(cells, choice, strict=True))) for choice in product(values, repeat=len(cells))]
    for issue, (best, worst) in found.items():
        assert best == min(completion[issue][0] for completion in every)
        assert worst == max(completion[issue][0] for completion in every)


@given(TABLES, st.data())
@settings(max_examples=60, deadline=None)
def test_raising_a_level_never_lowers_a_score_nor_worsens_a_rank(
    table: dict[str, tuple[int | str, ...]], data: st.DataObject
) -> None:
    issue = data.draw(st.sampled_from(sorted(table)))
    k = data.draw(st.integers(0, 2))
    row = list(table[issue])
    row[k] = data.draw(LEVELS)
    lower = small.plain(table | {issue: tuple(row)})
    raised = [*row[:k], data.draw(st.integers(row[k], 4)), *row[k + 1 :]]
    higher = small.plain(table | {issue: tuple(raised)})
    before = {i.issue.id: i.risk for i in score(lower).issues}[issue]
    after = {i.issue.id: i.risk for i in score(higher).issues}[issue]
    assert before.low <= after.low
    assert before.high <= after.high
    assert _ranks(higher)[issue] <= _ranks(lower)[issue]
    assert _ranks(higher)[issue][1] <= _ranks(lower)[issue][1]


@given(TABLES, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_rows_never_matters(table: dict[str, tuple[int | str, ...]], shuffler: object) -> None:
    return_ = small.plain(table)
    rows = list(return_.scores)
    shuffler.shuffle(rows)  # type: ignore[attr-defined]
    assert rank(score(small.a_return(rows))).issues == rank(score(return_)).issues


@given(st.sampled_from(list(Combine)), st.lists(st.tuples(LEVELS, LEVELS), min_size=2, max_size=7))
@settings(max_examples=60, deadline=None)
def test_a_tie_in_exact_arithmetic_is_a_tie_in_the_output(how: Combine, rows: list[tuple[int, int]]) -> None:
    """Weights of a tenth and three tenths: in floats 0.1 + 0.2 is not 0.3, in fractions it is."""
    weights = ("1/10", "3/10") if how is Combine.WEIGHTED_SUM else (None, None)
    criteria = [small.criterion(n, weight=w) for n, w in zip(("physical", "financial"), weights, strict=True)]  # type: ignore[arg-type]
    matrix = small.matrix(small.section("harm", SectionRole.HARM, criteria, how))
    levels = {i: {"physical": a, "financial": b} for i, (a, b) in zip(small.ISSUES, rows, strict=False)}
    ranking = rank(score(small.a_return(small.agreed(levels), matrix=matrix)))
    for one, other in product(ranking.issues, repeat=2):
        same = one.scored.risk == other.scored.risk
        assert same == (one.rank == other.rank)
        assert same == (other.scored.issue.id in one.tied_with or one is other)


def test_the_best_rank_of_a_sure_winner_is_first_whatever_else_is_unknown() -> None:
    best, worst = rank_bounds(exact_array([9, 0, 0]), exact_array([9, 8, 8]))
    assert (best.tolist(), worst.tolist()) == ([1, 2, 2], [1, 3, 3])


@pytest.mark.parametrize("scores", [[5, 5, 3, 3, 3, 1], [1, 2, 3], [4, 4, 4]])
def test_average_ranks_share_the_mean_of_their_places_as_scipy_has_it(scores: list[int]) -> None:
    best, worst = average_rank_bounds(exact_array(scores), exact_array(scores))
    expected = rankdata([-s for s in scores], method="average")
    assert [float(r) for r in best] == [float(r) for r in worst] == expected.tolist()
    low, _ = rank_bounds(exact_array(scores), exact_array(scores))
    assert low.tolist() == rankdata([-s for s in scores], method="min").tolist()
