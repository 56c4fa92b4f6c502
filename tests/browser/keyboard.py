"""What somebody does who has no mouse: Tab to a thing, Enter, arrows, typing."""

import pytest
from playwright.sync_api import Locator, Page, expect

MOST_TABS = 150


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    expect(target).to_be_visible()
    expect(target).to_be_enabled()
    for _ in range(MOST_TABS):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{target} is not reached by {MOST_TABS} presses of Tab")


def press(page: Page, target: Locator) -> None:
    tab_to(page, target)
    page.keyboard.press("Enter")


def choose(page: Page, criterion: str, steps: int) -> None:
    """Choose the level `steps` below the one chosen now."""
    group = page.get_by_role("radiogroup", name=criterion)
    tab_to(page, group.get_by_role("radio", checked=True))
    for _ in range(steps):
        page.keyboard.press("ArrowDown")
