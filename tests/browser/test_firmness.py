"""Moving a level answers at once, stores nothing, and every picture of doubt says in words what it shows."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.last_year import make_last_year

from .conftest import App

Visit = Callable[[Page, str], None]
Check = Callable[[Page], None]
MAIDSTONE = "return=Maidstone%2C+2016-17"
NO_WIDER = "document.documentElement.scrollWidth <= innerWidth"


def chart(page: Page, beginning: str) -> Locator:
    return page.locator(f"[role=graphics-document][aria-label^='{beginning}']")


def move_to(page: Page, level: str) -> None:
    page.get_by_role("radio", name=level).click()
    expect(page.get_by_role("radio", name=level)).to_be_checked()


def test_a_moved_level_answers_at_once_and_stores_nothing(
    app: App, page: Page, phone: Page, visit: Visit, assert_accessible: Check
) -> None:
    visit(page, app.url)
    stored = app.stored("maidstone")
    for screen in (page, phone):
        visit(screen, f"{app.url}/what_if?{MAIDSTONE}&issue=Gangs")
        expect(screen.get_by_text("Nothing on this page is saved.")).to_be_visible()
        expect(screen.get_by_text("This level counts now. Gangs is joint 5th")).to_be_visible()
        move_to(screen, "4 (Lasting damage or death)")
        expect(screen.get_by_text("Gangs would be 5th; it is joint 5th now.")).to_be_visible()
        expect(screen.get_by_text("Out of the top five then, and not now: Child Sexual")).to_be_visible()
        assert_accessible(screen)
        assert screen.evaluate(NO_WIDER)
    assert app.stored("maidstone") == stored


def test_the_strip_says_every_chance_in_words(app: App, page: Page, visit: Visit) -> None:
    visit(page, f"{app.url}/ranking?{MAIDSTONE}")
    strip = chart(page, "Heat strip of the chance of each rank")
    expect(strip.get_by_label("Gangs, rank 5: 2 in 10 chance")).to_be_attached()
    pair = "Child Sexual Exploitation (CSE) and Gangs: too close to call"
    expect(strip.get_by_label(pair).first).to_be_attached()


@pytest.mark.soak
def test_two_years_are_drawn_side_by_side(
    fresh_app: App, page: Page, phone: Page, visit: Visit, assert_accessible: Check
) -> None:
    make_last_year(fresh_app.county / "maidstone", fresh_app.county / "maidstone-2015-16")
    for screen in (page, phone):
        visit(screen, f"{fresh_app.url}/ranking?{MAIDSTONE}")
        screen.get_by_role("heading", name="What changed since the year before?").scroll_into_view_if_needed()
        slopes = chart(screen, "Slope chart of ranks in 2015-16 and 2016-17")
        ends = [
            slopes.get_by_text(text, exact=True).bounding_box()
            for text in ("1st Substance Misuse", "1st Substance Misuse (same)")
        ]
        left, right = (end["x"] if end else -1 for end in ends)
        assert right - left > 200
        assert_accessible(screen)
        assert screen.evaluate(NO_WIDER)


@pytest.mark.soak
def test_the_list_for_a_discussion_opens_and_can_be_narrowed(
    app: App, page: Page, phone: Page, visit: Visit, assert_accessible: Check
) -> None:
    for screen in (page, phone):
        visit(screen, f"{app.url}/workshop?{MAIDSTONE}")
        expect(screen.get_by_text("28 cells to talk about; one not agreed yet.")).to_be_visible()
        screen.get_by_text("What to talk about first").click()
        expect(screen.get_by_text("More than 19 in 20 of the levels given")).to_be_visible()
        screen.get_by_text("Only what is not agreed yet").click()
        expect(screen.get_by_role("switch", name="Only what is not agreed yet")).to_be_checked()
        assert_accessible(screen)
        assert screen.evaluate(NO_WIDER)


def test_the_countys_counts_show_their_ranges(app: App, page: Page, phone: Page, visit: Visit) -> None:
    for screen in (page, phone):
        visit(screen, f"{app.url}/county?tab=Issues&issues=How+firm")
        expect(screen.get_by_text("10000 draws, seed 2017")).to_be_visible()
        expect(chart(screen, "Dot chart of how many of").get_by_text("Domestic Abuse: 6")).to_be_visible()
