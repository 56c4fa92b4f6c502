"""The app as `csp-toolkit app` serves it: under its own policy every page draws and asks nobody else."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.serving import free_port, served

from .conftest import CHECKOUT

Visit = Callable[[Page, str], None]
Check = Callable[[Page], None]

PAGES = sorted(file.stem for file in (CHECKOUT / "apps" / "views").glob("[a-z]*.py"))


@pytest.fixture(scope="module")
def server(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    assert chromium
    folder, port = tmp_path_factory.mktemp("server"), free_port()
    command = [
        sys.executable,
        "-m",
        "toolkit",
        "app",
        "sample_districts",
        "--no-browser",
        "--port",
        str(port),
    ]
    env = {"XDG_DATA_HOME": str(folder)}
    with served(command, port=port, cwd=CHECKOUT, env=env, log=Path(folder / "log")) as url:
        yield url


@pytest.mark.soak
def test_no_page_breaks_the_policy_or_asks_another_machine(server: str, page: Page, visit: Visit) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for name in PAGES:
        visit(page, f"{server}/{'' if name == 'start' else name}")
        for chart in page.get_by_test_id("stVegaLiteChart").filter(visible=True).all():
            expect(chart.locator("svg.marks")).to_be_visible()
    assert [text for text in said if "Content Security Policy" in text or "Refused to" in text] == []


def test_the_menu_leads_to_them(server: str, page: Page, visit: Visit) -> None:
    visit(page, f"{server}/ranking")
    page.get_by_role("link", name="Accessibility").click()
    expect(page.get_by_role("heading", name="Accessibility", level=1)).to_be_visible()
