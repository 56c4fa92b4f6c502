"""Where tables and charts stand, how headings are numbered, and which letters the font has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.papers.numbers import cell_text, heading_numbers, number_columns
from toolkit.papers.paper import Heading
from toolkit.papers.pdf_font import has_letter, text_width
from toolkit.papers.pdf_layout import ACROSS, INSET, LARGE, UPRIGHT, columns_of, picture_place
from toolkit.papers.pdf_letters import breakable, printable

TEXTS = st.sampled_from(
    ["", "1", "Dover", "Domestic abuse", "W" * 40, "prose " * 30, "two\nlines", "中", " "]
)
TABLES = st.sampled_from([1, 2, 5, 9, 16, 30]).flatmap(
    lambda columns: st.lists(st.lists(TEXTS, min_size=columns, max_size=columns), min_size=1, max_size=5)
)


@given(TABLES)
def test_columns_fill_their_sheet_at_most(table: list[list[str]]) -> None:
    head, *rows = table
    columns = columns_of(head, rows)
    assert len(columns.widths) == len(head)
    assert sum(columns.widths) <= columns.sheet.width + 1e-6
    assert all(width > 2 * INSET for width in columns.widths)


@given(TABLES)
def test_the_smallest_sheet_is_taken_on_which_no_usual_word_is_broken(table: list[list[str]]) -> None:
    head, *rows = table
    columns = columns_of(head, rows)
    if columns.sheet is LARGE:
        return
    for at, name in enumerate(head):
        for text, bold in [(name, True), *((row[at], False) for row in rows)]:
            for word in text.split():
                width = text_width(word, bold=bold)
                assert min(width, 12) <= columns.room(at) + 1e-6


def test_a_table_goes_across_before_it_goes_large() -> None:
    sheets = [columns_of(["Partnership"] * count, [["12"] * count]).sheet for count in range(1, 25)]
    assert sheets == sorted(sheets, key=[UPRIGHT, ACROSS, LARGE].index)
    assert set(map(id, sheets)) == {id(UPRIGHT), id(ACROSS), id(LARGE)}


def test_a_text_beside_numbers_gets_the_room_that_they_leave() -> None:
    columns = columns_of(["Issue", "Rank"], [["An issue with a long name, told at length " * 5, "1"]])
    assert columns.widths[1] < 60
    assert sum(columns.widths) == pytest.approx(UPRIGHT.width)


@pytest.mark.parametrize(
    ("size", "sheet", "width"),
    [((300, 170), UPRIGHT, 225), ((640, 300), UPRIGHT, UPRIGHT.width), ((1200, 500), ACROSS, ACROSS.width)],
)
def test_a_chart_keeps_its_size_until_it_would_be_too_small(
    size: tuple[float, float], sheet: object, width: float
) -> None:
    place, found = picture_place(*size)
    assert place is sheet
    assert found == pytest.approx(width, rel=0.01)


@given(st.text(max_size=200))
def test_whatever_is_printed_the_font_has(text: str) -> None:
    assert all(letter == "\n" or has_letter(letter) for letter in printable(text))


@given(st.text("abc ŵ\n", max_size=80), st.floats(1, 20))
def test_breaks_change_no_letter(text: str, room: float) -> None:
    assert breakable(text, room).replace("\u200b", "") == text


def test_the_letters_of_welsh_are_printed_as_they_are() -> None:
    welsh = "ŵŷŴŶâêîôûÂÊÎÔÛïëäöüẁẃẅỳýàáèéìíòóùú"
    assert printable(welsh) == welsh
    assert printable("w\u0302 y\u0302 W\u0302") == "ŵ ŷ Ŵ"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\u202eevil\u202c \u200fmark \u2066x\u2069", "evil mark x"),
        ("soft\u00adhyphen zero\u200bwidth \ufeffmark", "softhyphen zerowidth mark"),
        ("bell\x07", "bell□"),
        ("\N{CHECK MARK} \N{PILE OF POO}\ufe0f", "[U+2713] [U+1F4A9]"),
        ("non\u2011breaking \ufb01ne", "non‐breaking ﬁne"),
        ("tab\tand\r\nline", "tab and\nline"),
    ],
)
def test_what_the_font_lacks_is_seen(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_a_heading_without_a_number_leaves_those_below_it_without() -> None:
    headings = [
        Heading("A"),
        Heading("B", 2),
        Heading("C", 2, numbered=False),
        Heading("D", 3),
        Heading("E", 2),
    ]
    assert heading_numbers([*headings, Heading("F")]) == ("1", "1.1", "", "", "1.2", "2")
    appendix = [Heading("G"), Heading("Appendix A", 1, numbered=False), Heading("H", 2), Heading("I")]
    assert heading_numbers(appendix) == ("1", "", "", "2")


def test_years_have_no_commas_and_nothing_is_not_zero() -> None:
    whole = (2017, 9_999, 10_000, -12_345, 0, None)
    assert [cell_text(cell) for cell in whole] == ["2017", "9999", "10,000", "-12,345", "0", ""]
    assert [cell_text(cell) for cell in (0.1 + 0.2, 12_345.5, 2.0)] == ["0.3", "12,345.5", "2"]


def test_a_column_of_numbers_holds_nothing_else_but_empty_cells() -> None:
    assert number_columns([("a", 1, None, 1.5), ("b", None, None, "x")]) == (False, True, False, False)
