"""The county's horizon: looked through, drivers, sectors, reviews, what if it happens, and its items."""

from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from apps import opened
from tests.apps.conftest import COLLEAGUE
from tests.apps.pages import Open, press
from tests.apps.reading import charts_told, lines, table
from toolkit.model.county import CountyDecisions
from toolkit.model.county_revision import with_county_item
from toolkit.model.horizon import HorizonItem
from toolkit.store.assessments import new_operation
from toolkit.store.county import open_decisions, save_county

BREXIT = "article-50"


def scan(open_page: Open, part: str, **inputs: object) -> AppTest:
    return open_page("county", tab="Horizon", scan=part, **inputs)


def decisions() -> CountyDecisions:
    return open_decisions(opened.opened().store, COLLEAGUE).decisions


def colleague_changes(**values: object) -> HorizonItem:
    seen = next(one for one in decisions().horizon if one.id == BREXIT)
    new = HorizonItem.model_validate(seen.model_dump() | values)
    change = partial(with_county_item, seen=seen, new=new)
    save_county(opened.opened().store, COLLEAGUE, change, operation=new_operation())
    return new


def test_the_scan_is_found_by_heading_and_date_and_undated_items_are_listed(open_page: Open) -> None:
    at = scan(open_page, "Scan", scan_headings=["political"], scan_dates="May 2017")
    fits = table(at, "Horizon items that fit")
    assert len(fits) == 1
    assert "elections" in fits.iloc[0]["Item"]
    undated = table(at, "Items whose expected date cannot be read, as written")
    assert list(undated["Item"]) == ["Government to trigger Article 50 to initiate Brexit"]
    assert "One item of 28. Besides, one item with no expected date that can be read." in lines(at.markdown)


def test_a_date_that_cannot_be_read_narrows_nothing_and_is_said(open_page: Open) -> None:
    at = scan(open_page, "Scan", scan_dates="soonish")
    assert any("cannot be read as a date" in line for line in lines(at.warning))
    assert len(table(at, "Horizon items that fit")) == 28


def test_appendix_c_can_be_opened_in_full(open_page: Open) -> None:
    at = scan(open_page, "Scan")
    (opened_list,) = [part for part in at.expander if part.label.startswith("Appendix C")]
    bullets = "\n".join(lines(opened_list.markdown)).splitlines()
    assert len([line for line in bullets if line.startswith("- ")]) == 28


def test_without_grades_the_driver_map_says_what_to_do(open_page: Open) -> None:
    at = scan(open_page, "Driver map")
    assert "Grade the impact and the confidence of an item under 'Add or change'." in lines(at.info)
    assert charts_told(at) == []
    assert len(table(at, "Items by importance and certainty")) == 28


def test_a_graded_item_stands_on_the_driver_map(open_page: Open) -> None:
    open_page("county")
    colleague_changes(impact="high", confidence="low")
    at = scan(open_page, "Driver map")
    assert lines(at.subheader)[0].startswith("Important and uncertain: Government to trigger Article 50")
    assert charts_told(at)[0].startswith("Driver map, three by three")
    assert any("is not known: 27 items." in line for line in lines(at.markdown))


def test_the_seven_sectors_are_drawn_with_their_table(open_page: Open) -> None:
    at = scan(open_page, "Sectors")
    assert charts_told(at)[0].startswith("Horizon radar laid flat, seven sectors by five rings")
    assert len(table(at, "Items by sector and ring")) == 7


def test_reviews_say_what_is_overdue_and_what_cannot_be_read(open_page: Open) -> None:
    open_page("county")
    colleague_changes(review_date="May 2017")
    at = scan(open_page, "Reviews")
    assert lines(at.subheader)[0] == "Reviews: one overdue. 27 without a review date."
    assert table(at, "Reviews, most pressing first").iloc[0]["Review"] == "overdue"


def test_what_if_asks_first_and_then_ranks_again_saying_what_was_assumed(open_page: Open) -> None:
    at = scan(open_page, "What if it happens?", what_if_item=BREXIT)
    assert lines(at.info) == [
        "Say which issues it would affect, and whether it moves their harm, likelihood or capacity."
    ]
    at.multiselect(f"what_if/{BREXIT}/issues").set_value(["modern-slavery"])
    at.multiselect(f"what_if/{BREXIT}/moves").set_value(["likelihood"]).run()
    assert not at.exception
    ranks = table(at, "Ranks of its issues by district, now and then")
    assert list(ranks["District"]) == [
        "Ashford",
        "Dover",
        "Gravesham",
        "Maidstone",
        "Thanet",
        "Tunbridge Wells",
    ]
    told = " ".join(lines(at.markdown))
    assert "Assumed: every level of likelihood of Modern Slavery goes one level up" in told
    assert lines(at.subheader)[0].startswith("If it happens, ")
    assert decisions().horizon[0].issues == ()


def test_an_item_of_the_county_is_changed_and_a_stale_one_is_told(open_page: Open) -> None:
    at = scan(open_page, "Add or change", county_item=BREXIT)
    form = f"county_item/{BREXIT}/0"
    at.text_input(f"{form}/owner").set_value("Head of policy")
    at = press(at, "Save this item")
    assert "Saved." in lines(at.success)
    assert decisions().horizon[0].owner == "Head of policy"
    colleague_changes(owner="Their head")
    at.text_input(f"county_item/{BREXIT}/1/owner").set_value("My head")
    at = press(at, "Save this item")
    assert lines(at.error)[0].startswith("Not saved: Kim Colleague changed the same thing")
    at = press(at, "Take theirs")
    assert at.text_input(f"county_item/{BREXIT}/2/owner").value == "Their head"


@pytest.mark.parametrize("part", ["Scan", "Driver map", "Sectors", "Reviews", "What if it happens?"])
def test_an_empty_scan_says_how_to_begin(open_page: Open, part: str) -> None:
    open_page("county")
    save_county(
        opened.opened().store,
        COLLEAGUE,
        lambda found: found.changed(horizon=()),
        operation=new_operation(),
    )
    at = scan(open_page, part)
    assert any("holds no item yet" in line for line in lines(at.info))
