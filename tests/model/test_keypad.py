import pytest

from tests.strategies import MATRIX
from toolkit.errors import InputRejected
from toolkit.model.keypad import levels_typed

COUNT = len(MATRIX.criteria)


def levels(text: str) -> list[object]:
    return [score.level for score in levels_typed(MATRIX, text)]


def test_digits_are_levels_in_the_order_of_the_matrix() -> None:
    typed = "1" * (COUNT - 3) + "4u-"
    assert levels(typed) == [1] * (COUNT - 3) + [4, "unknown", None]
    assert [score.criterion for score in levels_typed(MATRIX, typed)] == [one.id for one in MATRIX.criteria]


@pytest.mark.parametrize("between", [" ", ",", ", "])
def test_spaces_and_commas_between_levels_make_no_difference(between: str) -> None:
    assert levels(between.join("U" * COUNT)) == ["unknown"] * COUNT


def test_too_few_are_refused_with_the_number_that_is_wanted() -> None:
    with pytest.raises(InputRejected, match=rf"3 levels were typed, and there are {COUNT} criteria"):
        levels("123")


def test_every_level_that_is_none_is_named_at_once() -> None:
    with pytest.raises(InputRejected) as refused:
        levels("9x" + "1" * (COUNT - 2))
    first, second = (str(fault) for fault in refused.value.faults)
    assert "'9' is none of its levels" in first
    assert "'x' is none of its levels" in second
    assert MATRIX.criteria[0].label in first
