"""Frames become tables of a paper, and empty sections say what is missing."""

import numpy as np
import pandas as pd
import pytest

from toolkit.papers.paper import Heading, Paragraph
from toolkit.papers.parts import cell_of, paragraphs, section, tab_name, table_of


def test_numbers_stay_numbers_and_nothing_to_say_stays_nothing() -> None:
    cells = [cell_of(one) for one in (np.int64(3), 2.5, np.float64("nan"), "", None, True, "=1+1")]
    assert cells == [3, 2.5, None, None, None, "yes", "=1+1"]


def test_a_table_has_the_columns_that_are_named_in_that_order() -> None:
    frame = pd.DataFrame({"Issue": ["Gangs"], "Rank": [np.int64(1)], "Also": ["x"]}, dtype=object)
    found = table_of(frame, "Ranks", "Ranks of a test", columns=["Rank", "Issue"], notes=["", "A note."])
    assert (found.columns, found.rows) == (("Rank", "Issue"), ((1, "Gangs"),))
    assert found.notes == ("A note.",)


@pytest.mark.parametrize("text", ["[a]:b*c?d/e\\f", "x" * 90, "'quoted'", "Tunbridge Wells " * 3])
def test_a_name_made_from_any_text_fits_the_tab_of_a_sheet(text: str) -> None:
    name = tab_name(text)
    assert len(name) <= 31
    assert name == name.strip()
    assert not set(name) & set("[]:*?/\\'")


def test_a_sentence_that_says_nothing_is_left_out() -> None:
    assert paragraphs("One.", "", "Two.") == (Paragraph("One."), Paragraph("Two."))


def test_a_section_with_nothing_in_it_says_what_is_missing() -> None:
    head = Heading("Years", 2)
    assert section(head, (), "No year.") == (head, Paragraph("No year."))
    assert section(head, paragraphs("A year."), "No year.") == (head, Paragraph("A year."))
