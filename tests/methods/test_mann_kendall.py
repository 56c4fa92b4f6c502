from collections import Counter
from fractions import Fraction
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import Refused
from toolkit.methods.mann_kendall import mann_kendall


def test_gilberts_four_values_have_his_s_and_chance() -> None:
    """Gilbert (1987), example 16.1: S = 4; table A18 gives 0.167."""
    found = mann_kendall([10, 15, 14, 20], fewest=4)
    assert (found.s, found.one_sided) == (4, Fraction(1, 6))


@pytest.mark.parametrize(
    ("n", "s", "printed"),
    [(5, 6, 0.117), (8, 16, 0.031), (9, 18, 0.038), (10, 21, 0.036), (10, 23, 0.023)],
)
def test_chances_are_those_of_the_published_table(n: int, s: int, printed: float) -> None:
    """Table A18 of Gilbert (1987), from Kendall's; 5, 6, 11, 8, 10 with S = 6 is EPA QA/G-9's example."""
    assert float(tail(n)[s]) == pytest.approx(printed, abs=5e-4)


@pytest.mark.parametrize(("n", "least"), [(8, 16), (9, 18), (10, 21)])
def test_the_least_s_beyond_chance_is_the_published_one(n: int, least: int) -> None:
    """The values for 95% confidence that the EQuIS library prints."""
    assert min(s for s, chance in tail(n).items() if chance < Fraction(1, 20)) == least


def tail(n: int) -> dict[int, Fraction]:
    """The chance of each S or more, from the toolkit, over orders that have every S of zero or more."""
    found = {}
    order = list(range(n))
    while True:
        test = mann_kendall(order, fewest=2)
        if test.s < 0:
            return found
        found[test.s] = test.one_sided
        at = next(k for k in range(n - 1) if order[k] < order[k + 1])
        order[at], order[at + 1] = order[at + 1], order[at]


def test_chances_are_those_of_counting_every_order() -> None:
    scores = Counter(
        sum(1 if b > a else -1 for a, b in combinations(order, 2)) for order in permutations(range(6))
    )
    for order in ((0, 1, 2, 3, 4, 5), (1, 0, 2, 4, 3, 5), (5, 3, 4, 1, 2, 0), (2, 0, 4, 1, 5, 3)):
        found = mann_kendall(order, fewest=2)
        far = sum(ways for s, ways in scores.items() if abs(s) >= abs(found.s))
        assert found.two_sided == Fraction(far, 720)


@given(st.lists(st.integers(-1000, 1000), min_size=8, max_size=25, unique=True))
def test_backwards_rises_are_falls(values: list[int]) -> None:
    there, back = mann_kendall(values), mann_kendall(values[::-1])
    assert (there.s, there.two_sided) == (-back.s, back.two_sided)
    assert 0 < there.one_sided <= there.two_sided <= 1


def test_of_four_values_no_order_is_beyond_chance() -> None:
    assert mann_kendall([1, 2, 3, 4], fewest=4).two_sided == Fraction(1, 12)


def test_fewer_than_eight_values_are_refused() -> None:
    with pytest.raises(Refused, match=r"cannot be told from fewer than 8 values; there are 4\."):
        mann_kendall([10, 15, 14, 20])
    with pytest.raises(Refused, match=r"cannot be told from fewer than 8 values; there is 1\."):
        mann_kendall([10])


def test_ties_are_refused() -> None:
    with pytest.raises(Refused, match="Two of the values are the same"):
        mann_kendall([1, 2, 3, 4, 5, 6, 7, 7])
