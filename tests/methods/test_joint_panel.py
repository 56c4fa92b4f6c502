from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import small
from toolkit.files.library import Library
from toolkit.methods.doubt import doubt
from toolkit.methods.joint_panel import JointPanel, joint_panel, joint_panel_check
from toolkit.methods.ranking import Ranking, rank
from toolkit.methods.scoring import score
from toolkit.model.agreement_rule import AgreementRule
from toolkit.model.assessment import AGREED, Score
from toolkit.model.matrix import SectionRole

RULE = Library().find(AgreementRule, "agreement-rule", "1.0")
NAMES = ("physical", "financial", "frequency")
WHO = "ABCDEFGHIJ"
VALUES = (1, 2, 4)
ISSUES = ("burglary", "gangs", "hate-crime")


def _ranking(table: dict[str, tuple[tuple[int | str, ...], ...]], *more: Score) -> Ranking:
    """Levels by issue, then criterion, then scorer."""
    matrix = small.matrix(
        small.section("harm", SectionRole.HARM, [small.criterion(n, VALUES) for n in NAMES[:2]]),
        small.section("likelihood", SectionRole.LIKELIHOOD, [small.criterion(NAMES[2], VALUES)]),
    )
    rows = [
        Score(issue=issue, criterion=name, scorer=who, level=level)  # type: ignore[arg-type]
        for issue, cells in table.items()
        for name, levels in zip(NAMES, cells, strict=True)
        for who, level in zip(WHO, levels, strict=False)
    ]
    return rank(score(small.a_return([*rows, *more], matrix=matrix)))


def _panel(ranking: Ranking) -> JointPanel:
    panel = joint_panel(ranking)
    assert panel is not None
    return panel


def _by_hand(table: dict[str, tuple[tuple[int, ...], ...]]) -> np.ndarray:
    """Every ordered draw of scorers, each as likely as another; median, score and rank the long way."""
    scorers = len(next(iter(table.values()))[0])
    chances: dict[tuple[int, int], Fraction] = {}
    draws = list(product(range(scorers), repeat=scorers))
    for draw in draws:
        for middle in ((scorers - 1) // 2, scorers // 2):
            levels = [[sorted(cell[who] for who in draw)[middle] for cell in row] for row in table.values()]
            totals = [(physical + financial) * frequency for physical, financial, frequency in levels]
            for issue, total in enumerate(totals):
                place = sum(other > total for other in totals)
                share = Fraction(1, 2 * len(draws))
                chances[issue, place] = chances.get((issue, place), Fraction(0)) + share
    size = len(table)
    return np.array([[float(chances.get((i, r), 0)) for r in range(size)] for i in range(size)])


@st.composite
def tables(draw: st.DrawFn) -> dict[str, tuple[tuple[int, ...], ...]]:
    scorers = draw(st.integers(2, 4))
    cell = st.tuples(*[st.sampled_from(VALUES)] * scorers)
    return {issue: draw(st.tuples(cell, cell, cell)) for issue in ISSUES}


@given(tables())
@settings(max_examples=60)
def test_whole_scorers_are_resampled_as_counting_every_draw_says(
    table: dict[str, tuple[tuple[int, ...], ...]],
) -> None:
    check = joint_panel_check(_panel(_ranking(table)), 1, rng=np.random.default_rng(0))
    assert check.exact
    assert (check.standard_error == 0).all()
    np.testing.assert_allclose(check.acceptability, _by_hand(table), atol=1e-12)
    np.testing.assert_allclose(check.top_k, check.acceptability[:, 0], atol=1e-12)


@given(st.lists(st.sampled_from(VALUES), min_size=2, max_size=7))
def test_with_one_cell_in_doubt_whole_scorers_are_the_bootstrap_of_its_median(levels: list[int]) -> None:
    """Nothing else can move together, so both readings must agree exactly, for odd and even panels."""
    size = len(levels)
    table: dict[str, tuple[tuple[int | str, ...], ...]] = {
        issue: tuple((value,) * size for value in row)
        for issue, row in zip(ISSUES, ((1, 1, 2), (1, 2, 2), (1, 4, 2)), strict=True)
    }
    table["gangs"] = (tuple(levels), (2,) * size, (2,) * size)
    ranking = _ranking(table)
    joint = joint_panel_check(_panel(ranking), 2, rng=np.random.default_rng(0))
    independent = doubt(ranking, 2)
    np.testing.assert_allclose(joint.acceptability, independent.acceptability, atol=1e-12)
    np.testing.assert_allclose(joint.top_k, independent.top_k, atol=1e-12)


def test_seven_scorers_are_counted_in_1716_resamples_and_eight_are_drawn() -> None:
    def check(scorers: int) -> tuple[int, bool]:
        cell = tuple(VALUES[k % 3] for k in range(scorers))
        panel = _panel(_ranking(dict.fromkeys(ISSUES, (cell, cell, cell))))
        found = joint_panel_check(panel, 1, rng=np.random.default_rng(1), draws=500)
        np.testing.assert_allclose(found.acceptability.sum(axis=1), 1)
        return found.resamples, found.exact

    assert check(7) == (1716, True)
    assert check(8) == (500, False)


def test_drawing_agrees_with_counting_within_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {
        "burglary": ((1, 2, 4, 4), (1, 1, 2, 4), (2, 2, 4, 4)),
        "gangs": ((2, 2, 2, 4), (1, 2, 2, 2), (2, 4, 4, 4)),
        "hate-crime": ((1, 1, 4, 4), (2, 2, 2, 2), (1, 2, 4, 4)),
    }
    panel = _panel(_ranking(table))
    counted = joint_panel_check(panel, 1, rng=np.random.default_rng(0))
    monkeypatch.setattr("toolkit.methods.joint_panel.MOST_ENUMERATED", 3)
    drawn = joint_panel_check(panel, 1, rng=np.random.default_rng(0), draws=20_000)
    assert (counted.exact, drawn.exact) == (True, False)
    assert (abs(drawn.top_k - counted.top_k) < 4 * drawn.standard_error).all()


def test_other_cells_in_doubt_are_drawn_from_their_own_distributions() -> None:
    """One unknown cell, apart from a panel of one mind: its three levels are alike likely."""
    table: dict[str, tuple[tuple[int | str, ...], ...]] = {
        "burglary": ((2, 2), (2, 2), (2, 2)),
        "gangs": (("unknown", "unknown"), (2, 2), (2, 2)),
    }
    panel = _panel(_ranking(table))
    assert panel.others == ((1, 0),)
    check = joint_panel_check(panel, 1, rng=np.random.default_rng(3), draws=20_000)
    assert not check.exact
    assert (abs(check.top_k - [2 / 3, 2 / 3]) < 4 * check.standard_error).all()


def test_the_same_seed_draws_the_same() -> None:
    cell = tuple(VALUES[k % 3] for k in range(9))
    panel = _panel(_ranking(dict.fromkeys(ISSUES, (cell, cell[::-1], cell))))
    one, other = (joint_panel_check(panel, 1, rng=np.random.default_rng(0), draws=200) for _ in range(2))
    np.testing.assert_array_equal(one.acceptability, other.acceptability)


def test_means_a_level_apart_ask_for_the_check() -> None:
    harsh = _panel(_ranking(dict.fromkeys(ISSUES, ((1, 2, 4),) * 3)))
    assert harsh.means == {"A": 0, "B": 1, "C": 2}
    assert harsh.apart == 2
    assert harsh.needs_check(RULE)
    mild = _panel(_ranking({"gangs": ((1, 2, 2), (1, 2, 2), (2, 2, 2))}))
    assert mild.apart == Fraction(2, 3)
    assert not mild.needs_check(RULE)


def test_the_panel_is_the_one_behind_most_cells_and_the_rest_stays_independent() -> None:
    table: dict[str, tuple[tuple[int | str, ...], ...]] = {
        "burglary": ((1, 2, 4), (2, 2, 4), (1, 2, 2)),
        "gangs": ((1, 2), (1, 1, 2), (2, "unknown", 4)),
    }
    panel = _panel(_ranking(table))
    assert panel.scorers == ("A", "B", "C")
    assert panel.cells == ((0, 0), (0, 1), (0, 2), (1, 1))
    assert panel.given.tolist() == [[0, 1, 0, 0], [1, 1, 1, 0], [2, 2, 1, 1]]
    assert panel.others == ((1, 0), (1, 2))


def test_where_all_is_agreed_by_no_panel_there_is_nobody_to_resample() -> None:
    rows = [Score(issue="gangs", criterion=name, scorer=AGREED, level=2) for name in NAMES]
    assert joint_panel(_ranking({}, *rows)) is None


def test_a_harsh_scorer_makes_the_independent_chances_too_sure_or_too_cautious() -> None:
    """Both issues rise and fall together when whole scorers are drawn: they tie in every resample."""
    table = dict.fromkeys(("burglary", "gangs"), ((1, 2, 4),) * 3)
    ranking = _ranking(table)
    joint = joint_panel_check(_panel(ranking), 1, rng=np.random.default_rng(0))
    np.testing.assert_allclose(joint.top_k, [1, 1], atol=1e-12)
    assert (doubt(ranking, 1).top_k < 0.75).all()
