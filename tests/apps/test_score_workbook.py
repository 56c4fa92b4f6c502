"""The score workbook in the app: a return is chosen, and its workbook has last year's levels beside."""

import pytest

from apps import returns
from apps.score_workbooks import score_workbook_of
from tests.apps.pages import Open
from toolkit.files.workbook_template import score_workbook_bytes

pytestmark = pytest.mark.usefixtures("a_draft")


def test_the_workbook_of_a_return_can_be_got_where_files_are_taken_in(open_page: Open) -> None:
    at = open_page("take_in")
    (box,) = [box for box in at.selectbox if box.label == "For which return?"]
    assert box.value is None
    box.set_value(next(one for one in box.options if "Ashford" in str(one)))
    record = next(one for one in returns.records() if one.district == "Ashford")
    at.session_state["score_workbook"] = record
    at.run()
    assert not at.exception
    assert any("no levels of an earlier year are in it" in text.value for text in at.markdown)


def test_none_of_this_years_levels_are_in_it(open_page: Open) -> None:
    open_page("take_in")
    record = next(one for one in returns.records() if one.district == "Ashford")
    stored = returns.stored_return(record.id)
    assert stored.return_.scores
    what = score_workbook_of(stored)
    assert (what.district, what.last) == ("Ashford", None)
    assert score_workbook_bytes(what)[:2] == b"PK"
