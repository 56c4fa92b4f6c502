"""A headless Chromium, cut off from every network, before an app that serves one county on loopback.

A test that only looks takes `app`; one that writes, or needs a server nobody has used, takes `fresh_app`.
`page` and `phone` fail the test at its end if the page asked anything outside this machine.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.serving import free_port, served
from toolkit.model.assessment import Return
from toolkit.model.principal import sole_user
from toolkit.store.address import Address
from toolkit.store.assessments import open_return, record_for
from toolkit.store.database import Database
from toolkit.store.store import Store

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent
REQUIRED = os.environ.get("CSP_REQUIRE_BROWSER") == "1"
HOW_TO_GET_ONE = (
    "there is no Chromium on this machine: install the system's package 'chromium', "
    "or set CHROMIUM to the path of one, and run the tests again"
)
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
DESKTOP = ViewportSize(width=1366, height=900)
PHONE = ViewportSize(width=390, height=844)
PART_OF_A_DATE = '<span role="spinbutton"'
"""Streamlit draws a date field's parts too small; the page Accessibility says so and what to do instead."""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

expect.set_options(timeout=20_000)  # milliseconds; the first page imports pandas and Altair


@dataclass(frozen=True)
class App:
    """A running app: its address, its database, and the folder taken into that at the first page."""

    url: str
    database: Path
    county: Path

    def stored(self, district: str) -> Return:
        """Return what is stored of a district now, read beside the app."""
        person = sole_user("Somebody Looking")
        with Store(Database(Address(path=self.database))) as store:
            return open_return(store, person, record_for(store, person, district).id).return_


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Where browser tests are required, a skipped one has failed."""
    report = yield
    if REQUIRED and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = (
            f"{item.nodeid} was skipped, and CSP_REQUIRE_BROWSER=1 forbids that: {report.longrepr}"
        )
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = terminalreporter.stats.get("skipped", [])
    skipped = [report for report in reports if "browser" in report.keywords]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} browser tests were skipped: {HOW_TO_GET_ONE}.")


def find_chromium() -> str | None:
    """Return the path of a Chromium that runs; a snap's placeholder is found but does not."""
    named = os.environ.get("CHROMIUM")
    for name in [named] if named else ["chromium", "chromium-browser", "google-chrome"]:
        path = shutil.which(name)
        if path and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            return path
    return None


@pytest.fixture(scope="session")
def chromium() -> str:
    path = find_chromium()
    if path is None:
        pytest.skip(HOW_TO_GET_ONE)
    return path


@pytest.fixture(scope="module")  # Playwright holds an event loop, which other modules may want to themselves
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium, headless=True, args=SWITCHES, chromium_sandbox=False
        )
        yield running
        running.close()


def prepared_county(folder: Path) -> Path:
    """Copy the sample county into `folder`, with Ashford's return a draft."""
    county = Path(shutil.copytree(CHECKOUT / "sample_districts", folder / "sample_districts"))
    reopen(county / "ashford")
    return county


@contextmanager
def serving(folder: Path) -> Iterator[App]:
    """Serve the county that `prepared_county` has put into `folder`."""
    county, database, port = folder / "sample_districts", folder / "county.db", free_port()
    command = [sys.executable, "apps/server.py", "--port", str(port)]
    env = {"TOOLKIT_COUNTY": str(county), "TOOLKIT_DB": str(database), "XDG_DATA_HOME": str(folder)}
    with served(command, port=port, cwd=CHECKOUT, env=env, log=folder / "server.log") as url:
        yield App(url, database, county)


@contextmanager
def serving_a_copy(folder: Path) -> Iterator[App]:
    prepared_county(folder)
    with serving(folder) as running:
        yield running


def reopen(return_: Path) -> None:
    """Make a return a draft: what is signed off is locked."""
    header = return_ / "return.toml"
    header.write_text(header.read_text(encoding="utf-8").replace('"adopted"', '"draft"'), encoding="utf-8")


@pytest.fixture(scope="session")
def app(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """Serve one copy of the sample county to all tests that only look at it."""
    assert chromium
    with serving_a_copy(tmp_path_factory.mktemp("app")) as running:
        yield running


@pytest.fixture
def fresh_app(chromium: str, tmp_path: Path) -> Iterator[App]:
    """Serve a copy of the sample county to this test alone, from a server no page was asked of yet."""
    assert chromium
    with serving_a_copy(tmp_path) as running:
        yield running


@contextmanager
def offline_page(browser: Browser, size: ViewportSize) -> Iterator[Page]:
    asked_outside: list[str] = []
    context = browser.new_context(viewport=size, locale="en-GB", timezone_id="Europe/London")
    page = context.new_page()
    page.on("request", lambda request: None if is_local(request.url) else asked_outside.append(request.url))
    yield page
    context.close()
    assert asked_outside == [], "the page asked for addresses outside this machine"


def is_local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:"))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page as wide as an analyst's laptop."""
    with offline_page(browser, DESKTOP) as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Open a page the size of a partner's phone."""
    with offline_page(browser, PHONE) as opened:
        yield opened


@pytest.fixture
def visit() -> Callable[[Page, str], None]:
    """Return a function that goes to an address and waits until the page is drawn."""

    def go(page: Page, url: str) -> None:
        page.goto(url)
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
        settle(page)

    return go


@pytest.fixture
def settled() -> Callable[[Page], None]:
    """Return a function that waits until a page's script has run to its end and its charts are there."""
    return settle


def settle(page: Page) -> None:
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_test_id("stSkeleton").filter(visible=True)).to_have_count(0)


def is_stored(page: Page, read: Callable[[], object], wanted: object) -> None:
    """Wait until what was entered is stored: a word about saving may be that of a save before."""
    for _ in range(40):
        if read() == wanted:
            return
        page.wait_for_timeout(500)
    assert read() == wanted


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """Return a function that fails on any breach of WCAG 2.2 AA that axe can see, naming rule and element."""

    def check(page: Page) -> None:
        options = {"runOnly": {"type": "tag", "values": WCAG}}
        found = Axe().run(page, options=options).response["violations"]
        breaches = [
            f"{rule['id']}: {rule['help']}: {node['html']}"
            for rule in found
            for node in rule["nodes"]
            if (rule["id"], node["html"].startswith(PART_OF_A_DATE)) != ("target-size", True)
        ]
        assert breaches == []

    return check
