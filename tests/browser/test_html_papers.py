"""HTML papers in a real browser: accessible, still, readable on a phone, marked on every printed page."""

import dataclasses
import io
from collections.abc import Callable

import pypdf
import pytest
from playwright.sync_api import Page

from tests.papers.example_paper import example_paper, hostile_paper
from toolkit.papers.html import html_bytes
from toolkit.papers.paper import Heading, Paper, Table

ADDRESS = "http://127.0.0.1:9/paper.html"

PAPERS = pytest.mark.parametrize("paper", [example_paper(), hostile_paper()], ids=lambda paper: paper.name)


def opened(page: Page, paper: Paper) -> list[str]:
    """Open a paper and return what the browser then asks for and complains of, as it grows."""
    noticed: list[str] = []
    page.on("request", lambda request: noticed.append(request.url))
    page.on("console", lambda message: noticed.append(message.text))
    page.on("pageerror", lambda error: noticed.append(str(error)))
    page.on("dialog", lambda dialog: noticed.append(dialog.message))
    page.route("**/*", lambda route: route.fulfill(body=html_bytes(paper), content_type="text/html"))
    page.goto(ADDRESS)
    return noticed


@PAPERS
def test_a_paper_is_accessible(page: Page, assert_accessible: Callable[[Page], None], paper: Paper) -> None:
    opened(page, paper)
    assert_accessible(page)


@PAPERS
def test_a_paper_is_accessible_on_a_phone_and_does_not_scroll_sideways(
    phone: Page, assert_accessible: Callable[[Page], None], paper: Paper
) -> None:
    opened(phone, paper)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert_accessible(phone)


@PAPERS
def test_a_paper_asks_for_nothing_and_breaks_no_rule_of_its_own(page: Page, paper: Paper) -> None:
    noticed = opened(page, paper)
    page.wait_for_timeout(300)
    assert noticed == [ADDRESS]
    assert page.evaluate("getComputedStyle(document.querySelector('.marks')).textAlign") == "center"


def test_a_wide_table_scrolls_by_the_keyboard_in_a_region_of_its_own(phone: Page) -> None:
    opened(phone, example_with(wide_table()))
    region = phone.get_by_role("region", name="Table 1: A wide table")
    region.focus()
    phone.keyboard.press("ArrowRight")
    phone.wait_for_function("document.querySelectorAll('.scroll')[1].scrollLeft > 0")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_skip_link_comes_first_and_leads_to_what_the_paper_says(page: Page) -> None:
    opened(page, example_paper())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_every_printed_page_carries_the_marks_and_its_number(page: Page) -> None:
    opened(page, example_paper())
    pages = printed(page)
    assert len(pages) > 2
    for number, text in enumerate(pages, 1):
        assert text.count("OFFICIAL-SENSITIVE - For partners of the Vale of Example only") == 2
        assert text.count("DRAFT") == (3 if number == 1 else 2)
        assert f"Page {number} of {len(pages)}" in text


def test_a_wide_table_is_printed_across_the_page(page: Page) -> None:
    opened(page, example_with(wide_table()))
    sizes = [(round(one.mediabox.width), round(one.mediabox.height)) for one in sheets(page)]
    assert (842, 595) in sizes


def example_with(table: Table) -> Paper:
    return dataclasses.replace(example_paper(), blocks=(Heading("Wide"), table))


def wide_table() -> Table:
    return Table("Wide", "A wide table", tuple(f"Partnership {at}" for at in range(12)), (tuple(range(12)),))


def sheets(page: Page) -> list[pypdf.PageObject]:
    return list(pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)


def printed(page: Page) -> list[str]:
    return [sheet.extract_text() for sheet in sheets(page)]
