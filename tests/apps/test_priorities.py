"""Priorities: worded by the district, categories proposed by the tool and confirmed by a person."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.apps.pages import Open, Stored, press
from toolkit.model.priorities import PriorityLevel

pytestmark = pytest.mark.usefixtures("a_draft")

CHOICE = "priority/ashford"


def add(at: AppTest, worded: str, place: int = 7) -> None:
    key = f"{CHOICE}/{place}/wording/0"
    at.text_input(f"{key}/worded").set_value(worded)
    at.selectbox(f"{key}/level").set_value(PriorityLevel.CROSS_CUTTING)
    press(at, "Save the wording")


def test_a_priority_has_no_categories_until_a_person_confirms_them(open_page: Open, ashford: Stored) -> None:
    at = open_page("priorities")
    assert len(ashford().priorities) == 7
    add(at, "Domestic abuse and road safety")
    added = ashford().priorities[-1]
    assert (added.worded, added.level, added.categories) == (
        "Domestic abuse and road safety",
        PriorityLevel.CROSS_CUTTING,
        None,
    )
    key = f"{CHOICE}/7/categories/0"
    assert at.multiselect(f"{key}/categories").value == ["DA", "ROAD"]
    press(at, "Confirm these categories")
    assert "Write who confirms these categories" in at.error[0].value
    assert ashford().priorities[-1].categories is None
    at.text_input(f"{key}/by").set_value("Community safety manager")
    at.multiselect(f"{key}/categories").set_value(["DA"])
    press(at, "Confirm these categories")
    confirmed = ashford().priorities[-1]
    assert (confirmed.categories, confirmed.confirmed_by) == (("DA",), "Community safety manager")


def test_none_of_the_categories_is_an_answer(open_page: Open, ashford: Stored) -> None:
    at = open_page("priorities", **{CHOICE: 0})
    key = f"{CHOICE}/0/categories/0"
    at.multiselect(f"{key}/categories").set_value([])
    press(at, "Confirm these categories")
    assert ashford().priorities[0].categories == ()


def test_another_wording_has_to_be_confirmed_again(open_page: Open, ashford: Stored) -> None:
    at = open_page("priorities", **{CHOICE: 0})
    at.text_input(f"{CHOICE}/0/wording/0/worded").set_value("Burglary")
    press(at, "Save the wording")
    assert ashford().priorities[0].worded == "Burglary"
    assert ashford().priorities[0].categories is None


def test_the_same_wording_twice_is_refused_and_stays_typed(open_page: Open, ashford: Stored) -> None:
    at = open_page("priorities")
    add(at, "reducing harm from  drugs and alcohol")
    assert "there is already a priority worded" in at.error[0].value
    assert at.text_input(f"{CHOICE}/7/wording/0/worded").value == "reducing harm from  drugs and alcohol"
    assert len(ashford().priorities) == 7


def test_a_blank_wording_is_refused(open_page: Open) -> None:
    at = open_page("priorities")
    add(at, "  ")
    assert "it is blank" in at.error[0].value
