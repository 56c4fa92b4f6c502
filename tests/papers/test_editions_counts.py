import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import Refused
from toolkit.methods.suppression import HIDDEN
from toolkit.methods.suppression_check import solved_counts
from toolkit.papers.editions_counts import public_counts
from toolkit.papers.paper import Cell, Table

NOTE = "[c] stands for a number from 1 to 4, or for one that would give such a number away."


def table(*rows: tuple[Cell, ...], columns: tuple[str, ...] = ("Area", "A", "B", "All")) -> Table:
    return Table("Counts", "Victims by area", columns, rows, ("First.",))


def test_small_numbers_and_what_would_give_them_away_are_hidden_and_a_note_says_so() -> None:
    given_ = table(("North", 3, 9, 12), ("South", 8, 20, 28), ("All", 11, 29, 40))
    shown = public_counts(given_, total_row=True, total_column=True)
    assert shown.rows == (("North", "[c]", "[c]", 12), ("South", "[c]", "[c]", 28), ("All", 11, 29, 40))
    assert shown.notes == ("First.", NOTE)


def test_a_table_without_small_numbers_stays_as_it_is() -> None:
    given_ = table(("North", 0, 9, 9), ("South", 8, 20, 28))
    assert public_counts(given_, total_column=True) is given_


def test_words_beside_the_counts_are_left_alone() -> None:
    given_ = table(("North", "seen", 9, 3), ("South", "told", 2, 30))
    shown = public_counts(given_, text_columns=("A",))
    assert shown.rows == (("North", "seen", 9, "[c]"), ("South", "told", "[c]", 30))


def test_a_count_that_is_not_known_stays_so() -> None:
    shown = public_counts(table(("North", 3, None, 3)), total_column=True)
    assert shown.rows == (("North", "[c]", None, "[c]"),)


def test_a_total_that_is_not_the_sum_of_its_parts_is_refused() -> None:
    why = "The table 'Victims by area' cannot be published: in row 1 'All' is 13, but its parts add up to 12."
    with pytest.raises(Refused, match=f"^{re.escape(why)}$"):
        public_counts(table(("North", 3, 9, 13)), total_column=True)


@pytest.mark.parametrize("value", [-1, 2.5, "few"])
def test_what_is_no_count_is_refused(value: Cell) -> None:
    why = f"The table 'Victims by area' cannot be published: {value!r} is not a count, so small numbers "
    with pytest.raises(Refused, match=f"^{re.escape(why)}cannot be hidden\\.$"):
        public_counts(table(("North", 3, 9, value)))


@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.lists(st.integers(0, 15), min_size=n, max_size=n))))
def test_no_reader_works_out_a_hidden_number_from_a_public_table(inner: list[list[int]]) -> None:
    body = [[*row, sum(row)] for row in inner]
    width = len(body[0]) if body else 1
    rows = [*body, [sum(row[k] for row in body) for k in range(width)]]
    given_ = Table(
        "T", "T", ("Row", *map(str, range(width))), tuple((str(k), *row) for k, row in enumerate(rows))
    )
    shown = public_counts(given_, total_row=True, total_column=True)
    printed = [row[1:] for row in shown.rows]
    assert solved_counts(printed, total_row=True, total_column=True) == {}  # type: ignore[arg-type]
    for before, after in zip(rows, printed, strict=True):
        assert all(b == HIDDEN or (a == b and not 1 <= a <= 4) for a, b in zip(before, after, strict=True))
