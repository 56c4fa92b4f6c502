from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import small
from toolkit.methods.doubt import DoubtSource, doubt
from toolkit.methods.ranking import rank
from toolkit.methods.scoring import score
from toolkit.model.assessment import Return, Score
from toolkit.model.matrix import ConfidenceGrade, ConfidenceScale, Matrix

GRADES = (
    ConfidenceGrade(id="sure", label="Sure", guidance="sure", doubt=(Fraction(1),)),
    ConfidenceGrade(id="unsure", label="Unsure", guidance="unsure", doubt=(Fraction(1, 2), Fraction(1, 2))),
)


def _graded() -> Matrix:
    scale = ConfidenceScale(question="How sure?", grades=GRADES, **small.LOCAL)
    return small.matrix().changed(confidence=scale)


def _row(
    level: int | str | None, scorer: str = "agreed", confidence: str | None = None, name: str = "physical"
) -> Score:
    return Score(issue="gangs", criterion=name, scorer=scorer, level=level, confidence=confidence)


def _with(*rows: Score) -> Return:
    rest = [_row(2, name=name, confidence="sure") for name in ("financial", "frequency")]
    return small.a_return([*rows, *rest], matrix=_graded())


def _first(return_: Return) -> tuple[list[float], DoubtSource]:
    """The distribution of physical harm, read off the score: each level adds two to a score of four."""
    found = doubt(rank(score(return_)), 1)
    scores = {
        int(s) // 2 - 2: p for s, p in zip(found.scores.low, found.scores.probability[0], strict=True) if p
    }
    return [round(scores.get(level, 0.0), 12) for level in range(5)], found.sources[0][0]


def test_one_scorers_doubt_is_the_confidence_grade() -> None:
    assert _first(_with(_row(1, "Police", "unsure"))) == ([0.25, 0.5, 0.25, 0, 0], DoubtSource.CONFIDENCE)


def test_a_level_without_a_grade_takes_the_least_sure_one_and_says_so() -> None:
    assert _first(_with(_row(1))) == ([0.25, 0.5, 0.25, 0, 0], DoubtSource.NO_GRADE)


def test_an_unknown_level_is_uniform_and_says_so() -> None:
    assert _first(_with(_row("unknown"))) == ([0.2] * 5, DoubtSource.UNKNOWN)


def test_a_criterion_not_scored_is_uniform_too() -> None:
    assert _first(_with())[1] is DoubtSource.UNKNOWN


def test_a_panel_without_an_agreed_level_speaks_for_itself() -> None:
    found, source = _first(_with(_row(1, "Police"), _row(1, "Fire"), _row(4, "Health")))
    assert source is DoubtSource.PANEL
    assert found == [0, round(20 / 27, 12), 0, 0, round(7 / 27, 12)]


def test_an_agreed_level_that_is_the_panels_median_keeps_the_panels_doubt() -> None:
    assert (
        _first(_with(_row(1), _row(1, "Police"), _row(1, "Fire"), _row(4, "Health")))[1] is DoubtSource.PANEL
    )


def test_an_agreed_level_away_from_the_panels_median_takes_the_grade() -> None:
    rows = [_row(3, confidence="sure"), _row(1, "Police"), _row(1, "Fire"), _row(4, "Health")]
    assert _first(_with(*rows)) == ([0, 0, 0, 1, 0], DoubtSource.CONFIDENCE)


def test_a_panel_whose_agreed_word_is_unknown_is_unknown() -> None:
    assert _first(_with(_row("unknown"), _row(1, "Police"), _row(4, "Health")))[1] is DoubtSource.UNKNOWN


def test_a_matrix_without_a_confidence_scale_leaves_known_levels_certain() -> None:
    found = doubt(rank(score(small.plain({"gangs": (1, 2, 2)}))), 1)
    assert set(found.sources[0]) == {DoubtSource.NO_SCALE}
    assert found.scores.probability.max() == 1


@given(st.dictionaries(st.sampled_from(small.ISSUES), st.tuples(*[st.integers(0, 4)] * 3), min_size=1))
def test_certain_levels_give_back_the_plain_ranking(table: dict[str, tuple[int, int, int]]) -> None:
    ranking = rank(score(small.plain(table)))
    found = doubt(ranking, 5)
    order = [issue.issue.id for issue in ranking.scored.issues]
    for issue in ranking.issues:
        row = found.acceptability[order.index(issue.scored.issue.id)]
        assert row[issue.rank_low - 1] == pytest.approx(1, abs=1e-12)


def test_wins_ties_and_losses_add_to_one() -> None:
    table = {"gangs": ("unknown", 2, 2), "burglary": (2, 2, 2), "hate-crime": (1, "unknown", 3)}
    found = doubt(rank(score(small.plain(table))), 2)
    total = found.wins + found.wins.T + found.ties
    np.testing.assert_allclose(total[~np.eye(3, dtype=bool)], 1, atol=1e-12)
