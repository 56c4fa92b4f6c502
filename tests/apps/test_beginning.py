"""From an empty database to a return, and what the start page says to do next."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from apps import opened
from tests.apps.pages import Open, press
from tests.apps.reading import lines, table
from toolkit.store.assessments import readable_records
from toolkit.store.county import county_lists


@pytest.fixture
def empty_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_page: Open) -> Open:
    """Return a function that opens a page on a database that holds nothing."""
    monkeypatch.delenv(opened.FOLDER_VARIABLE)
    monkeypatch.setenv("TOOLKIT_DB", str(tmp_path / "empty.db"))
    return open_page


def years(at: AppTest) -> list[tuple[str, str]]:
    assert not at.exception
    found = readable_records(opened.opened().store, opened.owner())
    return [(one.district, one.assessment_year) for one in found]


def test_an_empty_database_says_how_to_begin(empty_page: Open) -> None:
    at = empty_page("start")
    assert "There is no return here yet" in lines(at.info)[0]
    assert "Ashford" in at.selectbox("new_district").options
    assert len(at.selectbox("new_matrix").options) > 1


def test_one_press_starts_the_first_return_of_the_shipped_county(empty_page: Open) -> None:
    at = empty_page("start")
    at.selectbox("new_district").select("Dover")
    at.text_input("new_year").set_value("2026-27")
    press(at, "Start the return")
    assert lines(at.success) == ["Started: Dover, 2026-27."]
    assert years(at) == [("Dover", "2026-27")]
    assert "Next: score Modern Slavery. 20 issues are left to score." in lines(at.markdown)
    parts = table(at, "How far each part of Dover, 2026-27 has come").set_index("Part")["How far"]
    assert parts["Issues scored"] == "0 of 20"
    assert parts["Signed off"] == "not yet"


def test_a_year_that_is_none_starts_nothing(empty_page: Open) -> None:
    at = empty_page("start")
    at.text_input("new_year").set_value("2026")
    press(at, "Start the return")
    assert "'2026' is not a year such as 2016-17" in lines(at.error)[0]
    assert years(at) == []


def test_a_county_of_ones_own_is_named_and_its_districts_offered(empty_page: Open) -> None:
    at = empty_page("start")
    at.radio("another_county").set_value(True).run()
    at.text_input("county_name").set_value("Westshire")
    at.text_area("county_districts").set_value("Ashby E07000901\nNew Forest")
    press(at, "Keep this county")
    assert "districts, line 2" in lines(at.error)[0]
    at.text_area("county_districts").set_value("Ashby E07000901\nNew Forest E07000902")
    press(at, "Keep this county")
    assert at.selectbox("new_district").options == ["Ashby", "New Forest"]
    lists = county_lists(opened.opened().store, opened.owner())
    assert lists is not None
    assert lists[0].county == "Westshire"


def test_the_start_page_says_what_is_next_for_the_return_chosen(open_page: Open) -> None:
    at = open_page("start", **{"return": "ashford"})
    assert "This return is signed off" in " ".join(lines(at.markdown))
    at = open_page("start", **{"return": "thanet"})
    assert "Next: " in " ".join(lines(at.markdown))
