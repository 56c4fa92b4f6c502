"""What would change a ranking, against brute force; variance shares, against every case and publications."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import randint, sobol_indices

from tests import small
from toolkit.methods.other_values import scheme_values
from toolkit.methods.ranking import Ranking, rank
from toolkit.methods.scoring import risk_scores, score, section_totals
from toolkit.methods.sensitivity import (
    CellChange,
    Remark,
    ValueScheme,
    compare_value_schemes,
    leave_one_criterion_out,
    leave_one_scorer_out,
    sensitivity,
    smallest_change,
    smallest_changes,
    swing_section_weights,
    variance_shares,
)
from toolkit.methods.variance import enumerated_parts
from toolkit.model.assessment import Return, Score
from toolkit.model.matrix import Combine, Matrix, SectionRole

VALUES = st.lists(st.integers(0, 9), min_size=2, max_size=3, unique=True).map(lambda v: tuple(sorted(v)))


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    """Any small matrix the format allows: up to four criteria, every way of combining, exact weights."""
    weight = st.fractions(0, 3, max_denominator=4)
    risk = draw(st.sampled_from(list(Combine)))
    sections = []
    for k in range(draw(st.integers(1, 2))):
        how = draw(st.sampled_from(list(Combine)))
        criteria = [
            small.criterion(f"c{k}{m}", draw(VALUES), draw(weight) if how is Combine.WEIGHTED_SUM else None)
            for m in range(draw(st.integers(1, 2)))
        ]
        section_weight = draw(weight) if risk is Combine.WEIGHTED_SUM else None
        sections.append(small.section(f"s{k}", SectionRole.OTHER, criteria, how, section_weight))
    return small.matrix(*sections, small.position(), risk=risk)


@st.composite
def returns(draw: st.DrawFn, unknowns: int = 2) -> Return:
    """A few issues on a small matrix, with some unknown cells."""
    matrix = draw(matrices())
    issues = small.ISSUES[: draw(st.integers(2, 4))]
    levels: dict[str, dict[str, int | str | None]] = {
        i: {c.id: draw(st.sampled_from(c.values)) for c in matrix.criteria} for i in issues
    }
    for _ in range(draw(st.integers(0, unknowns))):
        levels[draw(st.sampled_from(issues))][draw(st.sampled_from(matrix.criteria)).id] = "unknown"
    return small.a_return(small.agreed(levels), matrix=matrix)


def ranked(return_: Return) -> Ranking:
    return rank(score(return_))


def in_top(return_: Return, issue: str, n: int) -> bool:
    return issue in {i.scored.issue.id for i in ranked(return_).top(n)}


def with_levels(return_: Return, issue: str, levels: dict[str, int]) -> Return:
    changed = [
        s.changed(level=levels[s.criterion]) if s.issue == issue and s.criterion in levels else s
        for s in return_.scores
    ]
    return return_.changed(scores=tuple(changed))


def ways(return_: Return, issue: str, unknown_at: int) -> Iterator[tuple[int, dict[str, int]]]:
    """Every way to change levels of one issue: steps in all, and the levels; unknown ones may stay."""
    now = {s.criterion: s.level for s in return_.scores if s.issue == issue}
    criteria = [c for s in return_.matrix.risk_sections for c in s.criteria]
    for choice in product(*[(*c.values, None) if now[c.id] == "unknown" else c.values for c in criteria]):
        steps, levels = 0, {}
        for criterion, level in zip(criteria, choice, strict=True):
            start = now[criterion.id]
            if level is None or level == start:
                continue
            place = (
                criterion.values.index(start)
                if isinstance(start, int)
                else unknown_at % len(criterion.values)
            )
            steps += abs(criterion.values.index(level) - place)
            levels[criterion.id] = level
        yield steps, levels


@given(returns(), st.integers(1, 3))
@settings(max_examples=150, deadline=None)
def test_the_smallest_change_is_the_smallest_of_every_change_there_is(return_: Return, n: int) -> None:
    found = {change.issue: change for change in smallest_changes(ranked(return_), n)}
    issues = [issue.id for issue in return_.scored_issues]
    assert set(found) == set(issues)
    for issue in issues:
        was_in = in_top(return_, issue, n)
        assert found[issue].is_in == was_in
        moves = [
            (steps, levels)
            for steps, levels in ways(return_, issue, 0)
            if in_top(with_levels(return_, issue, levels), issue, n) != was_in
        ]
        assert found[issue].steps == min((steps for steps, _ in moves), default=None)
        single = [(steps, levels) for steps, levels in moves if len(levels) == 1]
        least = min((steps for steps, _ in single), default=0)
        assert [(c.steps, {c.criterion: c.to_level}) for c in found[issue].single] == [
            (steps, levels) for steps, levels in _in_matrix_order(return_, single) if steps == least
        ]
        if found[issue].together:
            levels = {change.criterion: change.to_level for change in found[issue].together}
            assert in_top(with_levels(return_, issue, levels), issue, n) != was_in
        assert found[issue].possible == bool(moves)


def _in_matrix_order(
    return_: Return, single: list[tuple[int, dict[str, int]]]
) -> list[tuple[int, dict[str, int]]]:
    order = [c.id for c in return_.matrix.criteria]
    return sorted(single, key=lambda way: (order.index(next(iter(way[1]))), *way[1].values()))


@given(returns(), st.integers(1, 3))
@settings(max_examples=100, deadline=None)
def test_the_smallest_change_of_a_rival_is_the_smallest_there_is(return_: Return, n: int) -> None:
    issues = [issue.id for issue in return_.scored_issues]
    for change in smallest_changes(ranked(return_), n):
        moves = [
            (steps, rival, levels)
            for rival in issues
            if rival != change.issue
            for steps, levels in ways(return_, rival, -1)
            if len(levels) == 1
            and in_top(with_levels(return_, rival, levels), change.issue, n) != change.is_in
        ]
        least = min((steps for steps, _, _ in moves), default=0)
        assert {(c.steps, c.issue, c.criterion, c.to_level) for c in change.rival} == {
            (steps, rival, *next(iter(levels.items()))) for steps, rival, levels in moves if steps == least
        }


def test_the_smallest_change_names_cell_level_and_steps() -> None:
    ranking = ranked(small.plain({"burglary": (4, 4, 4), "gangs": (2, 2, 3), "hate-crime": (3, 3, 1)}))
    gangs = smallest_change(ranking, "gangs", 2)
    assert gangs.is_in
    assert gangs.single == (CellChange("gangs", "frequency", 3, 1, 2),)
    assert gangs.steps == 2
    hate = smallest_change(ranking, "hate-crime", 2)
    assert not hate.is_in
    assert hate.single == (CellChange("hate-crime", "frequency", 1, 2, 1),)
    assert hate.rival == (  # 6 each: a tie at the edge is in
        CellChange("gangs", "physical", 2, 0, 2),
        CellChange("gangs", "financial", 2, 0, 2),
        CellChange("gangs", "frequency", 3, 1, 2),
    )
    with pytest.raises(KeyError, match="road-safety"):
        smallest_change(ranking, "road-safety", 2)


def test_where_no_single_level_can_do_it_several_together_may_and_some_never_can() -> None:
    ranking = ranked(small.plain({"burglary": (2, 2, 2), "gangs": (0, 0, 0)}))
    change = smallest_change(ranking, "gangs", 1)
    assert change.single == ()
    assert change.together == (
        CellChange("gangs", "physical", 0, 3, 3),
        CellChange("gangs", "frequency", 0, 3, 3),
    )
    assert (change.possible, change.steps) == (True, 6)
    best = ranked(small.plain({"burglary": (4, 4, 4), "gangs": (0, 0, 0)}))
    assert smallest_change(best, "burglary", 2).possible is False
    assert smallest_change(best, "burglary", 2).steps is None


def test_leaving_a_criterion_out_is_ranking_with_a_matrix_without_it() -> None:
    table = {"burglary": (4, 0, 3), "gangs": (1, 3, 3), "hate-crime": (2, 1, 4)}
    out = {r.changed: r for r in leave_one_criterion_out(ranked(small.plain(table)), 1)}
    assert list(out) == ["physical", "financial", "frequency"]
    assert out["physical"].best == (3, 1, 2)  # financial x frequency: 0, 9, 4
    assert out["financial"].worst == (1, 3, 2)  # physical x frequency: 12, 3, 8
    assert out["frequency"].best == (1, 1, 3)  # the product keeps its other factor, harm: 4, 4, 3
    assert out["frequency"].top == ("burglary", "gangs")
    assert out["physical"].overlap.both == ("gangs",)
    assert out["physical"].overlap.left == ("burglary", "hate-crime")  # all three have 12 now
    assert (out["physical"].largest_move, out["physical"].moved) == (2, ("burglary",))


@given(returns())
@settings(max_examples=60, deadline=None)
def test_without_a_criterion_the_ranks_are_those_of_the_shorter_matrix(return_: Return) -> None:
    matrix = return_.matrix
    for found in leave_one_criterion_out(ranked(return_), 2):
        sections = [
            s.changed(criteria=kept)
            for s in matrix.risk_sections
            if (kept := tuple(c for c in s.criteria if c.id != found.changed))
        ]
        if not sections:
            assert found.remark is Remark.NOTHING_LEFT
            assert set(found.best) == set(found.worst) == {1}
            continue
        assert found.remark is None
        shorter = matrix.changed(sections=(*sections, *matrix.side_sections))
        rows = tuple(s for s in return_.scores if s.criterion != found.changed)
        expected = {i.scored.issue.id: i for i in ranked(return_.changed(matrix=shorter, scores=rows)).issues}
        assert found.best == tuple(expected[i].rank_low for i in found.issues)
        assert found.worst == tuple(expected[i].rank_high for i in found.issues)


def scored_by(rows: dict[tuple[str, str], tuple[int, int, int]]) -> Return:
    names = ("physical", "financial", "frequency")
    return small.a_return(
        [
            Score(issue=issue, criterion=name, scorer=scorer, level=level)
            for (issue, scorer), levels in rows.items()
            for name, level in zip(names, levels, strict=True)
        ]
    )


def test_leaving_a_scorer_out_settles_what_only_they_disputed() -> None:
    return_ = scored_by(
        {
            ("burglary", "Ann"): (2, 2, 2),
            ("burglary", "Ben"): (2, 2, 4),
            ("gangs", "Ann"): (1, 1, 1),
            ("gangs", "Ben"): (1, 1, 1),
        }
    )
    return_ = return_.changed(
        scores=(
            *return_.scores,
            *small.agreed({"hate-crime": {"physical": 4, "financial": 4, "frequency": 3}}),
        )
    )
    ranking = ranked(return_)
    assert {i.scored.issue.id: i.rank for i in ranking.issues}["burglary"] is None
    ann, ben = leave_one_scorer_out(ranking, 2)
    assert (ann.changed, ben.changed) == ("Ann", "Ben")
    assert ann.best == ben.best == (2, 3, 1)
    assert ann.remark is None


def test_a_level_only_the_left_out_scorer_gave_is_open_not_zero() -> None:
    return_ = scored_by({("burglary", "Ann"): (2, 2, 2), ("gangs", "Ben"): (1, 1, 1)})
    without_ben = leave_one_scorer_out(ranked(return_), 1)[1]
    assert without_ben.issues == ("burglary", "gangs")
    assert (without_ben.best, without_ben.worst) == ((1, 1), (2, 2))
    assert without_ben.top == ()
    assert without_ben.possible == ("burglary", "gangs")


def test_leaving_out_a_scorer_on_whom_nothing_rests_says_so() -> None:
    rows = small.agreed({"burglary": {"physical": 1, "financial": 1, "frequency": 1}})
    return_ = small.a_return([*rows, Score(issue="burglary", criterion="physical", scorer="Ann", level=3)])
    (found,) = leave_one_scorer_out(ranked(return_), 1)
    assert found.remark is Remark.NOTHING_RESTS
    assert str(found.remark) == "no level that counts rests on this scorer"
    assert (found.largest_move, found.moved) == (0, ())


def test_weighting_a_section_of_a_product_cannot_change_the_order_and_says_so() -> None:
    swings = swing_section_weights(ranked(small.plain({"burglary": (4, 0, 3), "gangs": (1, 3, 4)})), 1)
    assert [(s.changed, s.factor) for s in swings] == [
        ("harm", Fraction(3, 4)),
        ("harm", Fraction(5, 4)),
        ("likelihood", Fraction(3, 4)),
        ("likelihood", Fraction(5, 4)),
    ]
    assert {s.remark for s in swings} == {Remark.PRODUCT}
    assert {s.largest_move for s in swings} == {0}
    assert str(Remark.PRODUCT) == (
        "the risk score is a product, so weighting a section multiplies every score alike"
    )


@pytest.mark.parametrize("risk", [Combine.SUM, Combine.WEIGHTED_SUM, Combine.MAX])
def test_section_weights_matter_where_sections_are_added_or_compared(risk: Combine) -> None:
    matrix = small.matrix(small.harm(), small.likelihood(), risk=risk)
    rows = {"burglary": (3, 0, 1), "gangs": (0, 0, 4)}
    return_ = small.plain(rows).changed(scores=(), matrix=matrix)
    names = ("physical", "financial", "frequency")
    return_ = return_.changed(
        scores=small.agreed({i: dict(zip(names, r, strict=True)) for i, r in rows.items()})
    )
    swings = {(s.changed, s.factor): s for s in swing_section_weights(ranked(return_), 1)}
    up = swings["harm", Fraction(5, 4)]
    expected = {  # harm 3 and 0, likelihood 1 and 4
        Combine.SUM: (Fraction(19, 4), 4),
        Combine.WEIGHTED_SUM: (Fraction(19, 4), 4),
        Combine.MAX: (Fraction(15, 4), 4),
    }[risk]
    assert up.best == tuple(1 + sum(o > mine for o in expected) for mine in expected)
    assert up.remark is None


def test_weighting_the_only_section_changes_nothing_and_says_so() -> None:
    matrix = small.matrix(small.harm(), risk=Combine.SUM)
    return_ = small.a_return(small.agreed({"gangs": {"physical": 1, "financial": 2}}), matrix=matrix)
    assert {s.remark for s in swing_section_weights(ranked(return_), 1)} == {Remark.ONE_SECTION}


def test_linear_and_doubling_values_go_by_the_place_on_the_scale() -> None:
    five, fife = small.criterion("frequency", (0, 3, 5, 6, 9)), small.criterion("impact", (1, 2, 3, 4))
    assert scheme_values(five, ValueScheme.LINEAR) == (0, 1, 2, 3, 4)
    assert scheme_values(five, ValueScheme.DOUBLING) == (0, 1, 2, 4, 8)
    assert scheme_values(fife, ValueScheme.LINEAR) == (1, 2, 3, 4)
    assert scheme_values(fife, ValueScheme.DOUBLING) == (1, 2, 4, 8)


def test_doubling_values_lift_one_severe_harm_above_several_middling_ones() -> None:
    ranking = ranked(small.plain({"burglary": (3, 3, 1), "gangs": (4, 1, 1), "hate-crime": (1, 0, 1)}))
    schemes = compare_value_schemes(ranking, 1)
    assert schemes.linear.largest_move == 0
    assert schemes.linear.tau_b.value == 1
    assert schemes.doubling.top == ("gangs",)  # 4 + 4 against 8 + 1
    assert schemes.overlap.share == 0
    assert (schemes.overlap.entered, schemes.overlap.left) == (("gangs",), ("burglary",))
    assert schemes.tau_b.value == pytest.approx(1 / 3)
    assert schemes.doubling.moved == ("burglary", "gangs")


def zero_one(levels: list[float]) -> tuple[Matrix, np.ndarray]:
    """A product of criteria of level 0 or 1 whose squared coefficient of variation is as given."""
    criteria = [small.criterion(f"c{k}", (0, 1)) for k in range(len(levels))]
    chance = 1 / (1 + np.array(levels))
    matrix = small.matrix(small.section("harm", SectionRole.HARM, criteria, Combine.PRODUCT))
    return matrix, np.stack([1 - chance, chance], axis=1)[None]


def test_variance_shares_reproduce_sudrets_product_of_three() -> None:
    """Sudret (2008): variance 0.728 about a mean of 1, S1 = 0.2747, S12 = 0.0549, S123 = 0.0110."""
    shares = variance_shares(*reversed(zero_one([0.2, 0.2, 0.2])))
    np.testing.assert_allclose(shares.first[0], 0.2747, atol=5e-5)
    np.testing.assert_allclose(shares.total[0], 0.2747 + 2 * 0.0549 + 0.0110, atol=2e-4)
    assert shares.variance[0] * 1.2**6 == pytest.approx(0.728)


def test_variance_shares_reproduce_the_g_function() -> None:
    """Saltelli (2002), a = 0, 0.5, 3, 9, 99, 99."""
    a = np.array([0, 0.5, 3, 9, 99, 99])
    shares = variance_shares(*reversed(zero_one(list(1 / (3 * (1 + a) ** 2)))))
    np.testing.assert_allclose(
        shares.first[0], [0.586781, 0.260792, 0.0366738, 0.00586781, 5.86781e-5, 5.86781e-5], rtol=1e-5
    )
    np.testing.assert_allclose(
        shares.total[0], [0.690086, 0.356173, 0.0563335, 0.00917058, 9.20084e-5, 9.20084e-5], rtol=1e-5
    )


def random_levels(matrix: Matrix, issues: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    criteria = [c for s in matrix.risk_sections for c in s.criteria]
    levels = np.zeros((issues, len(criteria), max(len(c.levels) for c in criteria)))
    for i, (k, criterion) in product(range(issues), enumerate(criteria)):
        size = len(criterion.levels)
        levels[i, k, :size] = rng.dirichlet(np.ones(size)) if rng.random() > 0.2 else np.eye(size)[0]
    return levels


def brute_force(matrix: Matrix, levels: np.ndarray) -> tuple[float, list[float], list[float]]:
    """Variance, Var E[S | x] and E Var[S | all but x], over every case, as they are defined."""
    criteria = [c for s in matrix.risk_sections for c in s.criteria]
    cases = list(product(*[range(len(c.levels)) for c in criteria]))
    values = np.array(
        [[c.values[p] for c, p in zip(criteria, case, strict=True)] for case in cases], dtype=object
    )
    scores = risk_scores(section_totals(values, matrix.risk_sections), matrix).astype(float)
    chances = np.array([np.prod([levels[k, p] for k, p in enumerate(case)]) for case in cases])
    mean = chances @ scores

    def between(groups: list[tuple[int, ...]]) -> float:
        found = 0.0
        for group in set(groups):
            rows = [k for k, g in enumerate(groups) if g == group]
            if (chance := chances[rows].sum()) > 0:
                found += chance * (chances[rows] @ scores[rows] / chance) ** 2
        return found - mean**2

    variance = chances @ scores**2 - mean**2
    first = [between([(case[k],) for case in cases]) for k in range(len(criteria))]
    total = [
        variance - between([(*case[:k], *case[k + 1 :]) for case in cases]) for k in range(len(criteria))
    ]
    return variance, first, total


@given(matrices(), st.integers(0, 2**32 - 1))
@settings(max_examples=150, deadline=None)
def test_variance_shares_are_those_of_every_case(matrix: Matrix, seed: int) -> None:
    levels = random_levels(matrix, 2, seed)
    shares = variance_shares(levels, matrix)
    enumerated = enumerated_parts(levels, matrix)
    for issue in range(2):
        variance, first, total = brute_force(matrix, levels[issue])
        scale = max(variance, 1.0)
        assert shares.variance[issue] == pytest.approx(variance, abs=1e-9 * scale)
        np.testing.assert_allclose(enumerated[1][issue], first, atol=1e-9 * scale)
        np.testing.assert_allclose(enumerated[2][issue], total, atol=1e-9 * scale)
        if variance > 1e-6:
            np.testing.assert_allclose(shares.first[issue] * variance, first, atol=1e-9 * scale)
            np.testing.assert_allclose(shares.total[issue] * variance, total, atol=1e-9 * scale)


def test_variance_shares_agree_with_scipys_sampled_indices_within_their_error() -> None:
    matrix = small.matrix()
    criteria = matrix.criteria[:3]
    levels = np.full((1, 3, 5), 0.2)
    shares = variance_shares(levels, matrix)
    sampled = sobol_indices(
        func=lambda x: (x[0] + x[1]) * x[2],
        n=2**14,
        dists=[randint(0, 5)] * len(criteria),
        rng=np.random.default_rng(1),
    )
    np.testing.assert_allclose(sampled.first_order, shares.first[0], atol=0.01)
    np.testing.assert_allclose(sampled.total_order, shares.total[0], atol=0.01)


def test_shares_of_a_certain_score_are_not_numbers() -> None:
    levels = np.zeros((2, 3, 5))
    levels[:, :, 1] = 1
    shares = variance_shares(levels, small.matrix())
    assert shares.variance.tolist() == [0, 0]
    assert np.isnan(shares.first).all()
    assert np.isnan(shares.of_all[1]).all()
    levels[1, 0] = 0.2
    shares = variance_shares(levels, small.matrix())
    assert [share.tolist() for share in shares.of_all] == [[1, 0, 0], [1, 0, 0]]


def test_sensitivity_gathers_what_would_change_a_ranking() -> None:
    found = sensitivity(
        ranked(small.plain({"burglary": (4, 4, 4), "gangs": (2, 2, 2), "hate-crime": (1, 0, 2)})), 1
    )
    assert [change.issue for change in found.changes] == ["burglary", "gangs", "hate-crime"]
    assert (len(found.criteria), len(found.scorers), len(found.weights)) == (3, 0, 4)
    assert found.survives_one_level
    close = sensitivity(ranked(small.plain({"burglary": (4, 4, 4), "gangs": (4, 4, 3)})), 1)
    assert not close.survives_one_level


def test_a_return_without_scores_has_nothing_to_change() -> None:
    found = sensitivity(ranked(small.a_return()), 5)
    assert found.changes == ()
    assert found.schemes.overlap.share is None
