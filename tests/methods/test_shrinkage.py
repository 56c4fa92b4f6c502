import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import Refused
from toolkit.methods.shrinkage import ShrunkenRate, shrunken_rates

areas = st.lists(st.tuples(st.integers(0, 500), st.integers(1, 100_000)), min_size=6, max_size=20)

# Deaths of children under five in 167 areas of Auckland, 1977-85, and children in 1981: Marshall (1991), as
# R's spData has them.
DEATHS = """
8 2 5 8 1 2 2 1 6 2 15 6 6 3 2 5 3 1 5 4 3 8 20 13 4 3 2 0 3 1 2 4 2 5 4 10 8 7 3 7 15 9 8 14 12 10 5 6 5
3 4 9 4 4 10 6 8 3 4 7 3 8 6 8 24 15 1 8 5 1 5 15 11 4 1 5 2 13 14 3 11 26 5 4 1 4 5 8 5 4 11 4 1 5 2 6 4
9 16 4 2 12 5 7 12 12 14 12 7 3 3 5 9 9 4 3 11 10 2 10 17 5 9 17 10 18 10 17 9 6 29 12 8 11 11 3 8 24 4 7
7 4 1 3 15 34 27 26 8 13 11 31 7 17 14 38 4 27 10 10 6 18 2 5 28 18 3
"""
CHILDREN = """
252 45 360 366 54 36 72 27 708 234 522 183 165 225 93 225 144 120 336 369 534 429 858 756 354 72 63 45 75
114 180 282 144 402 168 699 423 408 165 195 273 522 372 369 429 447 222 264 432 201 189 327 198 279 306
306 162 189 315 429 141 522 570 435 981 858 138 204 39 6 90 486 324 165 189 438 153 375 234 219 435 933
99 81 93 234 183 393 303 339 450 258 135 168 153 177 288 516 318 201 66 309 261 516 285 495 255 444 465
261 225 414 471 459 282 150 225 228 21 288 366 204 216 378 309 480 384 348 351 450 543 423 399 345 339
288 306 1359 372 330 360 192 162 183 528 795 891 1209 357 618 528 1248 186 918 387 1290 255 1407 570 306
312 594 177 177 762 714 303
"""

# Homicides in 78 counties around St Louis, 1979-84, and their residents: the example data of libpysal.
HOMICIDES = """
4 19 3 2 2 28 61 3 7 3 4 0 1 12 0 2 6 6 3 4 0 2 9 2 23 5 2 2 0 2 10 4 95 8 31 0 407 5 10 1238 3 14 0 2 18
369 5 0 3 0 40 9 7 1 3 2 8 5 11 12 8 10 2 8 7 25 6 19 6 2 2 6 9 0 1 13 3 4
"""
RESIDENTS = """
189087 425580 69649 88540 33697 774843 1056438 172182 224033 113497 218510 87628 36354 316661 53222
141872 103469 193449 295848 99013 34772 65947 155266 123387 612258 135365 133297 186877 68404 68779
192789 96686 1480530 92864 905683 93388 5863876 109086 265200 2658090 199528 347829 79838 72381 432159
1605518 110883 48352 121762 92348 891502 225007 113880 46260 108510 55620 213680 131792 109953 108864
205880 260154 90841 255875 253540 372227 100389 345641 87410 66694 64680 127071 107508 43056 61456 353841
47507 68218
"""


def numbers(text: str) -> list[int]:
    return [int(word) for word in text.split()]


def test_auckland_has_the_mean_and_variance_that_spdep_prints() -> None:
    """R's spdep, EBest(auckland$M77_85, 9*auckland$Und5_81): a and b of its parameters."""
    found = shrunken_rates(numbers(DEATHS), [9 * children for children in numbers(CHILDREN)])
    assert found.variance == pytest.approx(7.284173e-07, abs=5e-14)
    assert found.mean == pytest.approx(0.002633436, abs=5e-10)


def test_st_louis_has_the_rates_that_esda_prints() -> None:
    """PySAL's esda, Empirical_Bayes(stl_e, stl_b).r[:10], as its documentation prints them."""
    found = shrunken_rates(numbers(HOMICIDES), numbers(RESIDENTS), per=1)
    printed = [
        *(2.36718950e-05, 4.54539167e-05, 4.78114019e-05, 2.76907146e-05, 6.58989323e-05),
        *(3.66494122e-05, 5.79952721e-05, 2.03064590e-05, 3.31152999e-05, 3.02748380e-05),
    ]
    assert [rate.shrunken for rate in found.rates[:10]] == pytest.approx(printed, abs=5e-14)


@given(areas)
def test_a_shrunken_rate_lies_between_the_raw_one_and_the_mean(values: list[tuple[int, int]]) -> None:
    found = shrunken_rates(*zip(*values, strict=True))
    for rate in found.rates:
        assert rate.raw is not None
        assert rate.shrunken is not None
        low, high = sorted((rate.raw, found.mean * found.per))
        assert low - 1e-9 <= rate.shrunken <= high + 1e-9


@given(areas)
def test_the_order_of_areas_does_not_matter(values: list[tuple[int, int]]) -> None:
    there, back = (shrunken_rates(*zip(*order, strict=True)) for order in (values, values[::-1]))
    np.testing.assert_allclose(
        [rate.shrunken for rate in there.rates], [rate.shrunken for rate in back.rates[::-1]], rtol=1e-9
    )


def test_the_fewer_people_the_more_a_rate_is_drawn_in() -> None:
    found = shrunken_rates([20, 2, 40, 80, 5, 10], [1000, 100, 1000, 1000, 1000, 1000])
    large, small = found.rates[:2]
    assert large.raw == small.raw
    assert large.weight is not None
    assert small.weight is not None
    assert small.weight < large.weight


def test_rates_that_differ_by_no_more_than_chance_all_become_the_mean() -> None:
    found = shrunken_rates([10, 11, 9, 10, 10, 10], [1000] * 6)
    assert found.variance == 0
    assert {rate.shrunken for rate in found.rates} == {10.0}


def test_an_unknown_area_stays_unknown_and_changes_no_other() -> None:
    counts, people = [20, 4, 40, 80, 5, 10], [1000.0] * 6
    found = shrunken_rates([None, *counts], [500, *people])
    assert found.rates[0] == ShrunkenRate(None, None, None)
    assert found.rates[1:] == shrunken_rates(counts, people).rates


def test_where_nothing_happened_every_rate_is_nought() -> None:
    assert {(rate.raw, rate.shrunken) for rate in shrunken_rates([0] * 6, [100] * 6).rates} == {(0.0, 0.0)}


def test_fewer_than_six_known_areas_are_refused() -> None:
    with pytest.raises(Refused, match=r"need at least 6 areas with a known count; there are 5\."):
        shrunken_rates([1, 2, 3, 4, 5, None], [100] * 6)


def test_what_is_no_count_or_denominator_is_refused() -> None:
    with pytest.raises(ValueError, match="a count is a whole number, zero or more"):
        shrunken_rates([-1, 2, 3, 4, 5, 6], [100] * 6)
    with pytest.raises(ValueError, match="a denominator is a number above zero"):
        shrunken_rates([1, 2, 3, 4, 5, 6], [0, *[100] * 5])
