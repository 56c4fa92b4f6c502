"""What a person enters in a browser is stored, and is there again when the page is loaded anew."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from toolkit.model.revision import score_of

from . import keyboard
from .conftest import DESKTOP, App, is_stored, offline_page, serving_a_copy

Visit = Callable[[Page, str], None]
Check = Callable[[Page], None]
HOSTILE = "![x](http://evil.example/p) www.evil.example <b>b</b> :red[r] a@evil.example"


def criterion(page: Page, label: str) -> Locator:
    return page.get_by_role("radiogroup", name=label)


def choose(group: Locator, level: str) -> None:
    group.get_by_text(level, exact=True).click()
    expect(group.get_by_role("radio", name=level)).to_be_checked()


def pick(page: Page, label: str, option: str) -> None:
    """Choose from a list by typing, as people do who know what they want."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    box = page.get_by_role("combobox", name=label)
    choice = page.get_by_role("option", name=option, exact=True)
    box.click()
    if not choice.is_visible():
        page.wait_for_timeout(1000)  # the page may have been drawn anew under the list and closed it
    if not choice.is_visible():
        box.click()
    choice.click()


def saved_at_once(page: Page) -> None:
    """Wait until what was just typed is stored: nothing is pressed."""
    page.wait_for_timeout(500)  # the change is on its way
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_text(re.compile(r"Saved \d\d:\d\d")).first).to_be_visible()


def saved(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_timeout(300)  # a message of the save before may still be there
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()


def given(app: App, issue: str, scorer: str = "agreed") -> tuple[object, str]:
    """Return the level of physical harm that is stored, and its rationale."""
    row = score_of(app.stored("ashford"), issue, "physical", scorer)
    return row.level, row.rationale


def confirmed(app: App) -> tuple[object, str]:
    """Return the categories of the newest priority, and who confirmed them."""
    priority = app.stored("ashford").priorities[-1]
    return priority.categories, priority.confirmed_by


@pytest.fixture(scope="module")
def written_app(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """Serve one county to all tests that write; each writes what no other does."""
    assert chromium
    with serving_a_copy(tmp_path_factory.mktemp("written")) as running:
        yield running


def test_a_score_is_there_after_a_reload(written_app: App, page: Page, visit: Visit) -> None:
    visit(page, f"{written_app.url}/score?issue=Vehicle+Crime")
    choose(criterion(page, "Physical harm"), "4 (Lasting damage or death)")
    page.get_by_label("Rationale").first.fill("One death in the last year.")
    page.keyboard.press("Tab")
    saved_at_once(page)
    is_stored(page, lambda: given(written_app, "vehicle-crime"), (4, "One death in the last year."))
    page.reload()
    group = criterion(page, "Physical harm")
    expect(group.get_by_role("radio", name="4 (Lasting damage or death)")).to_be_checked()
    expect(page.get_by_label("Rationale").first).to_have_value("One death in the last year.")


def test_two_browsers_that_score_one_cell_decide_between_them(
    written_app: App, page: Page, phone: Page, visit: Visit, assert_accessible: Check
) -> None:
    for screen in (page, phone):
        visit(screen, f"{written_app.url}/score?issue=Burglary")
    choose(criterion(phone, "Physical harm"), "0 (No injury)")
    saved_at_once(phone)
    choose(criterion(page, "Physical harm"), "4 (Lasting damage or death)")
    expect(page.get_by_role("alert").filter(has_text="changed the same thing after")).to_be_visible()
    group = criterion(page, "Physical harm")
    expect(group.get_by_role("radio", name="4 (Lasting damage or death)")).to_be_checked()
    assert_accessible(page)
    page.get_by_role("button", name="Keep mine").click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    is_stored(page, lambda: given(written_app, "burglary")[0], 4)
    page.reload()
    group = criterion(page, "Physical harm")
    expect(group.get_by_role("radio", name="4 (Lasting damage or death)")).to_be_checked()


def test_a_score_can_be_entered_on_a_phone(written_app: App, phone: Page, visit: Visit) -> None:
    visit(phone, f"{written_app.url}/score?issue=Gangs")
    choose(criterion(phone, "Physical harm"), "Unknown")
    saved_at_once(phone)
    is_stored(phone, lambda: given(written_app, "gangs")[0], "unknown")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_cell_of_the_grid_is_changed_from_the_keyboard(written_app: App, page: Page, visit: Visit) -> None:
    visit(page, f"{written_app.url}/grid")
    grid = page.get_by_role("region", name="Levels by issue and criterion, to be edited")
    keyboard.tab_to(page, grid.get_by_test_id("data-grid-canvas"))
    for name, key in (("Modern Slavery", "ArrowRight"), ("3 (Kept in hospital)", "Enter")):
        expect(grid.locator("[role=gridcell][aria-selected=true]")).to_have_text(name)
        page.keyboard.press(key)
    choices = page.locator("#portal [role=option]")
    expect(choices.first).to_be_visible()
    page.keyboard.type("0 (No")
    expect(choices).to_have_count(1)
    page.keyboard.press("Enter")
    saved_at_once(page)
    is_stored(page, lambda: given(written_app, "modern-slavery")[0], 0)


def test_scorers_and_the_agreed_level_are_there_after_a_reload(
    written_app: App, page: Page, visit: Visit
) -> None:
    visit(page, f"{written_app.url}/workshop?issue=Road+Safety")
    page.get_by_text("Enter one scorer's levels").click()
    for who, level in (("Fire officer", "1 (First aid)"), ("Nurse", "3 (Kept in hospital)")):
        name = page.get_by_role("combobox", name="Whose levels")
        name.fill(who)
        name.press("Enter")
        expect(page.get_by_role("button", name="Save this scorer's levels")).to_be_visible()
        pick(page, "Physical harm", level)
        saved(page, "Save this scorer's levels")
    choose(criterion(page, "Physical harm"), "2 (Treated and sent home)")
    page.get_by_label("Rationale").fill("Most cases need one visit.")
    page.get_by_label("Dissent").fill("Nurse: two stays in hospital.")
    saved(page, "Save the agreed level")
    is_stored(page, lambda: given(written_app, "road-safety"), (2, "Most cases need one visit."))
    assert [given(written_app, "road-safety", who)[0] for who in ("Fire officer", "Nurse")] == [1, 3]
    page.reload()
    expect(page.get_by_text("Furthest apart: Physical harm (two steps)")).to_be_visible()
    expect(page.get_by_label("Dissent")).to_have_value("Nurse: two stays in hospital.")


def test_a_priority_and_its_confirmed_categories_are_there_after_a_reload(
    written_app: App, page: Page, visit: Visit
) -> None:
    visit(page, f"{written_app.url}/priorities")
    page.get_by_label("Priority as worded").fill("Domestic abuse and road safety")
    saved(page, "Save the wording")
    expect(page.get_by_text("Proposed from the wording")).to_be_visible()
    page.get_by_label("Confirmed by").fill("Community safety manager")
    saved(page, "Confirm these categories")
    is_stored(page, lambda: confirmed(written_app), (("DA", "ROAD"), "Community safety manager"))
    page.reload()
    pick(page, "Priority to change or confirm", "Domestic abuse and road safety")
    expect(page.get_by_label("Confirmed by")).to_have_value("Community safety manager")


def test_a_horizon_item_is_there_after_a_reload(written_app: App, page: Page, visit: Visit) -> None:
    visit(page, f"{written_app.url}/horizon")
    page.get_by_label("Title").fill("Unitary councils")
    page.get_by_label("Expected date").fill("April 2028")
    saved(page, "Save this item")
    page.reload()
    pick(page, "Item to change", "Unitary councils")
    expect(page.get_by_label("Expected date").first).to_have_value("April 2028")  # the form before fades out
    assert written_app.stored("ashford").horizon[-1].title == "Unitary councils"


def test_a_first_visit_by_a_deep_link_meets_the_marking_and_what_is_invented(
    fresh_app: App, browser: Browser, visit: Visit
) -> None:
    for path in ("score", "ranking", "county", "horizon"):  # the first from a server no page was asked of yet
        with offline_page(browser, DESKTOP) as page:
            visit(page, f"{fresh_app.url}/{path}")
            expect(page.get_by_text("OFFICIAL", exact=True)).to_be_visible()
            expect(page.get_by_role("alert").filter(has_text="Invented data")).to_be_visible()


def make_hostile(folder: Path) -> None:
    columns = "id,name,description,theme,acronyms,categories"
    (folder / "issues.csv").write_text(f"{columns}\nbad,{HOSTILE},{HOSTILE},{HOSTILE},,\n")
    for name, line in {
        "scores.csv": f"bad,physical,{HOSTILE},{HOSTILE},2,,{HOSTILE},{HOSTILE},",
        "priorities.csv": f"{HOSTILE},main,,,{HOSTILE}",
        "horizon.csv": f"bad,{HOSTILE},social,{HOSTILE},trend,,,,,rising,high,low,low,bad,harm,,,,,new,",
    }.items():
        file = folder / name
        file.write_text(file.read_text().rstrip("\n") + f"\n{line}\n")


@pytest.mark.soak
def test_hostile_text_is_no_link_and_no_picture(fresh_app: App, page: Page, visit: Visit) -> None:
    make_hostile(fresh_app.county / "ashford")
    for path, choice in {
        "score": "Issue",
        "workshop": "Issue",
        "grid": "Whose levels",
        "priorities": "Priority to change or confirm",
        "horizon": "Item to change",
    }.items():
        visit(page, f"{fresh_app.url}/{path}")
        # The list draws only the rows in sight, so type what to look for.
        page.get_by_role("combobox", name=choice).press_sequentially("evil.example")
        option = page.get_by_role("option", name="evil.example").last
        expect(option).to_contain_text(HOSTILE)
        option.click()
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
        expect(page.locator("main a[href*=evil], main img[src*=evil], main b:text-is('b')")).to_have_count(0)
