"""Which rows count when a panel scored in rounds, and which row of a scorer is edited."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.small import a_return
from toolkit.model.assessment import AGREED, UNKNOWN, Score
from toolkit.model.revision import score_of, with_scores
from toolkit.model.rounds import last_round, latest_score_of


def row(scorer: str, level: object, round_: int = 1, criterion: str = "physical") -> Score:
    values = {"issue": "gangs", "criterion": criterion, "scorer": scorer, "level": level, "round": round_}
    return Score.model_validate(values)


def test_rows_of_one_round_all_count() -> None:
    rows = (row("Ann", 1), row("Ben", 3), row(AGREED, 2))
    assert last_round(rows) == rows


def test_only_the_last_round_of_a_cell_counts_and_the_agreed_row_always() -> None:
    second = (row("Ann", 2, 2), row("Ben", 3, 2))
    assert last_round((row("Ann", 1), row("Ben", 4), row(AGREED, 2), *second)) == (row(AGREED, 2), *second)


def test_each_cell_has_its_own_last_round() -> None:
    other = row("Ann", 1, criterion="financial")
    assert last_round((row("Ann", 1), other, row("Ann", 2, 2))) == (other, row("Ann", 2, 2))


def test_whoever_did_not_take_part_in_the_last_round_is_not_counted() -> None:
    assert last_round((row("Ann", 1), row("Ben", 4), row("Ann", 2, 2))) == (row("Ann", 2, 2),)


def test_a_round_in_which_nobody_gave_a_level_has_not_begun() -> None:
    assert last_round((row("Ann", 1), row("Ben", None, 2))) == (row("Ann", 1),)


def test_unknown_is_an_answer_and_begins_a_round() -> None:
    assert last_round((row("Ann", 1), row("Ben", UNKNOWN, 2))) == (row("Ben", UNKNOWN, 2),)


rounds = st.builds(row, st.sampled_from("ABC"), st.sampled_from([None, UNKNOWN, 0, 2]), st.integers(1, 9))


@given(st.lists(rounds))
def test_the_rows_that_count_do_so_again_and_whoever_gave_a_level_last_is_among_them(
    rows: list[Score],
) -> None:
    counted = last_round(rows)
    assert last_round(counted) == counted
    levels = [one for one in rows if one.level is not None]
    assert not levels or max(levels, key=lambda one: one.round) in counted


def test_an_agreed_level_has_no_round() -> None:
    with pytest.raises(ValidationError, match="an agreed level has no round"):
        row("Agreed", 2, 2)


@pytest.mark.parametrize("round_", [0, 10, 1.0, True])
def test_a_round_is_a_whole_number_from_one_to_nine(round_: int) -> None:
    with pytest.raises(ValidationError, match=r"round\n"):
        row("Ann", 2, round_)


def test_a_scorer_has_one_row_in_each_round() -> None:
    both = (row("Ann", 1), row("Ann", 2, 2))
    assert a_return(both).scores == both
    with pytest.raises(ValidationError, match="score id used twice: gangs/physical/Ann/2"):
        a_return([row("Ann", 1, 2), row("Ann", 2, 2)])


def test_a_changed_row_of_one_round_leaves_the_other_rounds_as_they_are() -> None:
    first, second = row("Ann", 1), row("Ann", 2, 2)
    return_ = a_return([first, second])
    changed = with_scores(return_, [(second, second.changed(level=3))])
    assert changed.scores == (first, row("Ann", 3, 2))
    assert score_of(changed, "gangs", "physical", "Ann") == first
    assert score_of(changed, "gangs", "physical", "Ann", round=2).level == changed.scores[1].level
    assert score_of(changed, "gangs", "physical", "Ann", round=3) == row("Ann", None, 3)


def test_the_latest_row_of_a_scorer_is_edited_and_a_newcomer_joins_the_round_that_counts() -> None:
    return_ = a_return([row("Ann", 1), row("Ben", 4), row("Ann", 2, 2)])

    def latest(scorer: str, criterion: str = "physical") -> Score:
        return latest_score_of(return_, "gangs", criterion, scorer)

    assert latest("Ann") == row("Ann", 2, 2)
    assert latest("Ben") == row("Ben", 4)
    assert latest("Cem") == row("Cem", None, 2)
    assert latest("Cem", "financial") == row("Cem", None, criterion="financial")
    assert latest(AGREED) == row(AGREED, None)
