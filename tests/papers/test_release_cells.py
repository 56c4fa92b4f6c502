import pytest

from toolkit.papers.paper import Cell, Table
from toolkit.papers.release_cells import cell, headings, table_names, tabs


def named(*names: str) -> list[Table]:
    return [Table(name, name, ("A",), ()) for name in names]


@pytest.mark.parametrize(
    ("value", "written"),
    [(None, "[x]"), ("", "[x]"), (" \t", "[x]"), (0, 0), (-3, -3), (0.5, 0.5), ("0", "0"), ("=1+2", "=1+2")],
)
def test_a_cell_is_a_number_a_text_or_the_word_for_nothing(value: Cell, written: Cell) -> None:
    assert cell(value) == written


def test_no_two_tabs_are_the_same_but_for_case_nor_one_of_our_own() -> None:
    assert tabs(named("Ranks", "RANKS", "ranks", "Cover", "notes", "History")) == [
        "Ranks",
        "RANKS (2)",
        "ranks (3)",
        "Cover (2)",
        "notes (2)",
        "History (2)",
    ]


def test_a_tab_holds_nothing_that_excel_forbids() -> None:
    assert tabs(named("'A: [b]/c*?'", "", "x" * 40, "x" * 41)) == [
        "A   b  c",
        "Table",
        "x" * 31,
        "x" * 27 + " (2)",
    ]


def test_a_tab_is_counted_as_excel_counts() -> None:
    (tab,) = tabs(named("\N{PILE OF POO}" * 31))
    assert tab == "\N{PILE OF POO}" * 15


def test_headings_are_on_one_line_and_unlike_each_other() -> None:
    assert headings(["A\n b", "a B", "", "Column 3"]) == ["A b", "a B (2)", "Column 3", "Column 3 (2)"]


def test_names_of_tables_are_words_that_excel_takes() -> None:
    assert table_names(named("Ranks of issues", "ranks of Issues", "\u0175", "A1")) == [
        "table_ranks_of_issues",
        "table_ranks_of_issues_2_",
        "table_x",
        "table_a1",
    ]
