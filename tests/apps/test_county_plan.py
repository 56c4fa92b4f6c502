"""The county beside a policing plan: counts, what stands under none, and a person's confirmation."""

import shutil
from functools import partial
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from apps import opened
from tests.apps.conftest import COLLEAGUE
from tests.apps.pages import Open, press
from tests.apps.reading import charts_told, lines, table
from tests.last_year import make_later_county
from toolkit.model.county import ConfirmedAlignment
from toolkit.model.county_revision import with_alignment
from toolkit.store.assessments import new_operation
from toolkit.store.county import open_decisions, save_county

UNDER = "CSPs under each priority of the plan"
PLACES = "Where each category falls in the plan"
PLAN = "kent-policing-plan-2017-21-1.0"
FORM = f"placing/{PLAN}/SM/0"


@pytest.fixture
def page(open_page: Open) -> AppTest:
    return open_page("county", tab="Plan", placing="SM")


def confirmed() -> tuple[ConfirmedAlignment, ...]:
    return open_decisions(opened.opened().store, COLLEAGUE).decisions.alignments


def test_the_plan_of_the_year_comes_first_with_its_counts(page: AppTest) -> None:
    frame = table(page, UNDER).set_index("Plan priority")
    assert len(frame) == 6
    assert frame.loc["Put victims first", "No. of CSPs"] == 8
    assert frame.loc["Deliver an efficient service", "No. of CSPs"] == 0
    assert set(frame["Placed"]) == {"waits for a person", ""}
    (told,) = charts_told(page)
    assert "11 of 11" in told


def test_what_stands_under_none_is_said(page: AppTest) -> None:
    assert any(
        line == "Named by CSPs, and under none of the plan's priorities: Substance Misuse (8), Reducing "
        "Reoffending (5) and Mental Health (3)."
        for line in lines(page.markdown)
    )


def test_the_later_plan_can_be_chosen_by_its_address(open_page: Open) -> None:
    at = open_page("county", tab="Plan", plan="kent-policing-plan-2025-29-1.0")
    frame = table(at, UNDER)
    assert len(frame) == 24
    assert set(frame["Key area"]) == {
        "Protecting People",
        "Protecting Places",
        "Protecting Property",
        "Productive Partnerships",
    }


def test_what_a_person_confirms_counts_before_what_is_inferred(page: AppTest) -> None:
    assert lines(page.info)[0].startswith("For ten of ten placed categories")
    page.multiselect(f"{FORM}/under").set_value(["victims-first"])
    page.text_input(f"{FORM}/because").set_value("Treatment protects victims")
    page.text_input(f"{FORM}/by").set_value("Working Group")
    at = press(page, "Confirm where it falls")
    assert "Saved." in lines(at.success)
    assert confirmed()[0].row.falls_under == ("victims-first",)
    places = table(at, PLACES).set_index("Category")
    assert places.loc["Substance Misuse", "Confirmed by"] == "Working Group"
    assert table(at, UNDER).set_index("Plan priority").loc["Put victims first", "No. of CSPs"] == 11
    assert lines(at.info)[0].startswith("For nine of ten placed categories")


def test_a_confirmation_without_a_name_is_refused(page: AppTest) -> None:
    at = press(page, "Confirm where it falls")
    assert "nobody is named who confirmed where 'SM' falls" in lines(at.error)[0]
    assert confirmed() == ()


def test_a_stale_confirmation_is_told(page: AppTest) -> None:
    page.text_input(f"{FORM}/by").set_value("Me")
    values = {
        "category": "SM",
        "falls_under": (),
        "provenance": "inferred",
        "because": "x",
        "confirmed_by": "K",
    }
    theirs = ConfirmedAlignment.model_validate({"plan": {"id": PLAN[:-4], "version": "1.0"}, "row": values})
    change = partial(with_alignment, seen=None, new=theirs)
    save_county(opened.opened().store, COLLEAGUE, change, operation=new_operation())
    at = press(page, "Confirm where it falls")
    assert lines(at.error)[0].startswith("Not saved: Kim Colleague changed the same thing")
    at = press(at, "Keep mine")
    assert confirmed()[0].row.confirmed_by == "Me"


def test_categories_nobody_placed_in_a_plan_are_said(open_page: Open, sample_county: Path) -> None:
    later = make_later_county(sample_county, sample_county.parent / "later")
    shutil.rmtree(sample_county)
    later.rename(sample_county)
    at = open_page("county", tab="Plan", plan=PLAN)
    assert any(line.startswith("Named by CSPs, and placed by nobody yet: ") for line in lines(at.markdown))
    assert set(table(at, PLACES)["Falls under"]) == {"nobody has placed it"}
