"""The content security policy of docs/operations.md lets pages draw their charts, and runs nothing else."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from tests.browser.conftest import SWITCHES, App

CHECKOUT = Path(__file__).resolve().parents[2]
GUIDE = (CHECKOUT / "docs" / "operations.md").read_text(encoding="utf-8")
POLICIES = re.findall(r"Content-Security-Policy \"([^\"]+)\"", GUIDE)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Start a browser that lets a page whose headers the test rewrites speak to its server on loopback."""
    switches = [*SWITCHES, "--disable-features=LocalNetworkAccessChecks"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=switches, chromium_sandbox=False)
        yield running
        running.close()


def add_policy(route: Route) -> None:
    if route.request.resource_type != "document":
        route.continue_()
        return
    reply = route.fetch()
    route.fulfill(response=reply, headers={**reply.headers, "content-security-policy": POLICIES[0]})


def test_the_guide_gives_both_proxies_the_same_policy_and_it_names_the_server_alone() -> None:
    assert len(POLICIES) == 2
    assert POLICIES[0] == POLICIES[1]
    assert "script-src 'self';" in POLICIES[0]
    assert "frame-ancestors 'none'" in POLICIES[0]
    assert re.search(r"https?:|\*|unsafe-eval", POLICIES[0]) is None


def test_under_the_policy_a_page_draws_its_charts_and_no_inline_script_runs(
    app: App, page: Page, visit: Callable[[Page, str], None]
) -> None:
    page.route("**/*", add_policy)
    visit(page, f"{app.url}/ranking")
    expect(
        page.locator("svg.marks, canvas.marks, [data-testid=stVegaLiteChart] canvas").first
    ).to_be_visible()
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(script);
    }""")
    assert page.evaluate("window.ran") is None
