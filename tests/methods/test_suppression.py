from collections.abc import Collection, Iterator
from itertools import product
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.methods.suppression import HIDDEN, Counts, Position, hidden_counts, recoverable_counts
from toolkit.methods.suppression_check import Printed, solved_counts


def totalled(*rows: tuple[int | None, ...]) -> Counts:
    return Counts(rows, row_totals=True, column_totals=True, grand_total=True)


def printed(counts: Counts, hidden: Collection[Position]) -> Printed:
    """The table as a reader gets it: inner cells, and the totals where both or one kind are published."""
    rows, columns = counts.shape
    return [
        [
            HIDDEN if (i, j) in hidden else counts.values.get((i, j))
            for j in range(columns + counts.row_totals)
        ]
        for i in range(rows + counts.column_totals)
    ]


def shown(counts: Counts, small: int = 4) -> list[list[object]]:
    return [list(row) for row in printed(counts, hidden_counts(counts, small))]


def tables(most: int = 12, size: int = 4) -> st.SearchStrategy[Counts]:
    """Small tables, rich in zeros, small numbers and unknown ones, with any of their totals."""
    count = st.one_of(st.none(), st.just(0), st.integers(1, 4), st.integers(0, most))
    shapes = st.tuples(st.integers(1, size), st.integers(1, size))
    cells = shapes.flatmap(lambda shape: st.tuples(*[st.tuples(*[count] * shape[1])] * shape[0]))
    return st.builds(
        Counts, cells, row_totals=st.booleans(), column_totals=st.booleans(), grand_total=st.booleans()
    )


def test_a_small_number_alone_in_its_row_and_column_takes_three_others_with_it() -> None:
    # Worked by hand: 3 is small; its row and its column each need a second number hidden, and so do
    # those: the cheapest rectangle through it is 3, 9, 8, 20 (37 hidden beyond the 3), not by way of 50.
    counts = totalled((3, 9, 50), (8, 20, 60), (70, 80, 90))
    assert shown(counts) == [
        [HIDDEN, HIDDEN, 50, 62],
        [HIDDEN, HIDDEN, 60, 88],
        [70, 80, 90, 240],
        [81, 109, 200, 390],
    ]


def test_two_small_numbers_of_one_row_need_no_more_in_that_row() -> None:
    counts = Counts(((2, 3, 40),), row_totals=True)
    assert shown(counts) == [[HIDDEN, HIDDEN, 40, 45]]


def test_ones_that_add_up_to_their_number_are_no_secret_until_a_further_number_is_hidden() -> None:
    # 1 + 1 + 1 + 1 + 1 = 5, and a hidden number is at least 1: five hidden numbers would all be known.
    counts = Counts(((1, 1, 1, 1, 1),), row_totals=True)
    assert recoverable_counts(counts, {(0, k) for k in range(5)}) == tuple((0, k) for k in range(5))
    assert shown(counts) == [[HIDDEN] * 6]
    counts = Counts(((1, 1, 1, 1, 1, 30),), row_totals=True)
    assert shown(counts) == [[HIDDEN] * 6 + [35]]


def test_without_totals_only_small_numbers_are_hidden() -> None:
    assert shown(Counts(((1, 2, 30), (0, 5, 4)))) == [[HIDDEN, HIDDEN, 30], [0, 5, HIDDEN]]


def test_a_small_total_is_hidden_too_and_zeros_stay() -> None:
    assert shown(totalled((3, 0), (0, 0))) == [[HIDDEN, 0, HIDDEN], [0, 0, 0], [HIDDEN, 0, HIDDEN]]


def test_a_total_is_hidden_where_nothing_else_in_the_row_can_be() -> None:
    counts = Counts(((3, 0, 0), (10, 20, 30)), row_totals=True, column_totals=True, grand_total=True)
    assert shown(counts) == [[HIDDEN, 0, 0, HIDDEN], [HIDDEN, 20, 30, HIDDEN], [13, 20, 30, 63]]


def test_a_total_over_all_binds_the_cells_of_a_table_without_other_totals() -> None:
    counts = Counts(((3, 9), (10, 11)), grand_total=True)
    assert hidden_counts(counts) == {(0, 0), (0, 1)}
    assert recoverable_counts(counts, {(0, 0)}) == ((0, 0),)


def test_an_unknown_count_is_no_part_of_its_total() -> None:
    counts = Counts(((3, None, 40),), row_totals=True)
    assert shown(counts) == [[HIDDEN, None, HIDDEN, 43]]


def test_the_owner_of_the_data_may_call_other_numbers_small() -> None:
    counts = Counts(((3, 9, 50),), row_totals=True)
    assert shown(counts, small=2) == [[3, 9, 50, 62]]
    assert shown(counts, small=9) == [[HIDDEN, HIDDEN, 50, 62]]


def test_a_table_without_small_numbers_stays_as_it_is() -> None:
    assert hidden_counts(totalled((0, 5), (12, 30))) == frozenset()
    assert hidden_counts(Counts(())) == frozenset()


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (((1, 2), (3,)), r"^the rows of a table of counts are equally long$"),
        (((1, -2),), r"^a count is zero or more$"),
    ],
)
def test_what_is_no_table_of_counts_is_refused(cells: tuple[tuple[int, ...], ...], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Counts(cells)


def test_a_number_hidden_alone_is_solved_from_its_total() -> None:
    found = solved_counts([[3, HIDDEN, 9], [4, 5, 9], [7, 11, 18]], total_row=True, total_column=True)
    assert found == {(0, 1): 6}


def test_numbers_on_a_ring_leave_each_other_open() -> None:
    rows = ((HIDDEN, HIDDEN, 0, 5), (HIDDEN, 0, HIDDEN, 7), (0, HIDDEN, HIDDEN, 8), (6, 5, 9, 20))
    assert solved_counts(rows, total_row=True, total_column=True) == {}


def test_a_number_that_no_single_sum_gives_away_is_solved_from_several() -> None:
    # Every row and column with a hidden number hides two or more. Yet the first two rows (26 + 36) less the
    # first two columns (24 + 26) and what is printed give the number in the second row and third column.
    counts = totalled((6, 7, 5, 8), (9, 8, 7, 12), (5, 6, 9, 7), (4, 5, 6, 8))
    hidden = {(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 2), (2, 3), (3, 2), (3, 3)}
    assert solved_counts(printed(counts, hidden), total_row=True, total_column=True) == {(1, 2): 7}
    assert recoverable_counts(counts, hidden) == ((1, 2),)


@given(tables(), st.integers(1, 6))
def test_no_hidden_number_is_recovered_and_every_small_one_is_hidden(counts: Counts, small: int) -> None:
    hidden = hidden_counts(counts, small)
    assert recoverable_counts(counts, hidden) == ()
    published = {at: count for at, count in counts.values.items() if counts.is_published(at)}
    assert hidden >= {at for at, count in published.items() if 1 <= count <= small}
    assert all(published[at] > 0 for at in hidden)


@given(tables())
def test_linear_algebra_recovers_no_hidden_number(counts: Counts) -> None:
    hidden = hidden_counts(counts)
    both = counts.row_totals and counts.column_totals
    if counts.grand_total == both:
        table = printed(counts, hidden)
        assert solved_counts(table, total_row=counts.column_totals, total_column=counts.row_totals) == {}


@given(tables(), st.data())
def test_what_linear_algebra_solves_is_recoverable_and_right(counts: Counts, data: st.DataObject) -> None:
    places = sorted(at for at, count in counts.values.items() if counts.is_published(at) and count)
    hidden = frozenset(data.draw(st.lists(st.sampled_from(places), unique=True))) if places else frozenset()
    if counts.grand_total == (counts.row_totals and counts.column_totals):
        table = printed(counts, hidden)
        solved = solved_counts(table, total_row=counts.column_totals, total_column=counts.row_totals)
        assert set(solved) <= set(recoverable_counts(counts, hidden))
        assert all(counts.values[at] == value for at, value in solved.items())


@settings(deadline=None)
@given(tables(most=3, size=3).filter(lambda counts: max(counts.values.values()) <= 9), st.data())
def test_exactly_what_every_fitting_table_agrees_on_is_recoverable(
    counts: Counts, data: st.DataObject
) -> None:
    places = sorted(at for at, count in counts.values.items() if counts.is_published(at) and count)
    inner = [at for at in places if not counts.is_total(at)][:5]
    hidden = frozenset(inner) | {at for at in places if counts.is_total(at) and data.draw(st.booleans())}
    found: dict[Position, set[int]] = {at: set() for at in hidden}
    for table in fitting(counts, hidden):
        for at in hidden:
            found[at].add(table[at])
    assert {at for at, given in found.items() if len(given) == 1} == set(recoverable_counts(counts, hidden))


def fitting(counts: Counts, hidden: Collection[Position]) -> Iterator[dict[Position, int]]:
    """Every table of whole numbers up to 8, hidden ones at least 1, that has the published numbers."""
    inner = [at for at in hidden if not counts.is_total(at)]
    kept = {at: n for at, n in counts.values.items() if counts.is_published(at) and at not in hidden}
    for levels in product(range(1, 9), repeat=len(inner)):
        cells = [list(row) for row in counts.cells]
        for (i, j), level in zip(inner, levels, strict=True):
            cells[i][j] = level
        values = Counts(tuple(map(tuple, cells))).values
        if all(values[at] == n for at, n in kept.items()):
            yield values


def test_no_further_number_is_hidden_without_need() -> None:
    rng = np.random.default_rng(2026)
    for _ in range(50):
        cells = tuple(tuple(int(n) for n in row) for row in rng.poisson(6, (4, 4)))
        counts = totalled(*cells)
        hidden = hidden_counts(counts)
        for at in hidden:
            if counts.values[at] > 4:
                assert recoverable_counts(counts, hidden - {at})


def test_the_same_table_hides_the_same_numbers_whichever_way_it_lies() -> None:
    counts = totalled((3, 9, 50), (8, 20, 60), (70, 80, 90))
    turned = totalled(*zip(*counts.cells, strict=True))
    assert {(j, i) for i, j in hidden_counts(counts)} == hidden_counts(turned)


def test_a_county_of_forty_areas_and_twenty_kinds_is_quick() -> None:
    rng = np.random.default_rng(7)
    counts = totalled(*(tuple(int(n) for n in row) for row in rng.poisson(8, (40, 20))))
    began = perf_counter()
    hidden = hidden_counts(counts)
    assert perf_counter() - began < 20
    assert recoverable_counts(counts, hidden) == ()
