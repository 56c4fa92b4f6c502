"""Every page there is, found by its file: charts whole, Vega-Lite content, and names that ask unheard."""

import re
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote_plus
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.apps.reading import hostile_issues
from toolkit.files.return_folder import update_return
from toolkit.model.assessment import Return
from toolkit.model.horizon import HorizonItem
from toolkit.model.priorities import Priority, PriorityLevel

from .conftest import CHECKOUT, App

Visit = Callable[[Page, str], None]

NOT_OF_A_RETURN = {"join", "take_in", "glossary", "cookies", "accessibility"}
"""Pages that show nothing of a return before somebody has joined, or taken one in."""

PAGES = sorted({file.stem for file in (CHECKOUT / "apps" / "views").glob("[a-z]*.py")} - NOT_OF_A_RETURN)
MAIDSTONE = quote_plus("Maidstone, 2016-17")

CHARTED = ["Priorities", "Issues", "Districts", "Plan"]
OTHERS_CHARTED = ["tab=Issues&issues=Ranks", "tab=Issues&issues=Harm+and+spread", "tab=Horizon&scan=Sectors"]

CUT = """chart => {
    const svg = chart.querySelector('svg.marks')
    const box = svg.getBoundingClientRect()
    const inside = r => r.left >= box.left - 2 && r.right <= box.right + 2 && r.top >= box.top - 2 &&
        r.bottom <= box.bottom + 2
    return [...svg.querySelectorAll('text')].filter(t => t.textContent && t.style.opacity !== '0' &&
        t.getAttribute('opacity') !== '0' && !inside(t.getBoundingClientRect())).map(t => t.textContent)
}"""


def address(app: App, page: str) -> str:
    return f"{app.url}/{'' if page == 'start' else page}"


def drawn_charts(page: Page, at_least: int = 0) -> list[Locator]:
    """Return the charts in sight, once each is drawn."""
    in_sight = page.get_by_test_id("stVegaLiteChart").filter(visible=True)
    if at_least:
        expect(in_sight.nth(at_least - 1)).to_be_visible()
    expect(page.get_by_test_id("stSkeleton").filter(visible=True)).to_have_count(0)
    for chart in in_sight.all():
        expect(chart.locator("svg.marks")).to_be_visible()
    return in_sight.all()


def tabs(page: Page) -> list[str]:
    return [tab.inner_text() for tab in page.get_by_role("tab").all()]


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()
    expect(page.get_by_role("tab", name=name, exact=True)).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("tabpanel").filter(visible=True)).to_have_count(1)


# Charts


@pytest.mark.soak
@pytest.mark.parametrize("screen", ["page", "phone"])
def test_no_text_of_a_chart_is_cut(
    app: App, visit: Visit, request: pytest.FixtureRequest, screen: str
) -> None:
    page: Page = request.getfixturevalue(screen)
    visit(page, f"{address(app, 'ranking')}?return={MAIDSTONE}")
    assert [cut for chart in drawn_charts(page, at_least=1) for cut in chart.evaluate(CUT)] == []
    visit(page, address(app, "county"))
    for name in CHARTED:
        open_tab(page, name)
        assert [cut for chart in drawn_charts(page, at_least=1) for cut in chart.evaluate(CUT)] == []
    for part in OTHERS_CHARTED:
        visit(page, f"{address(app, 'county')}?{part}")
        assert [cut for chart in drawn_charts(page, at_least=1) for cut in chart.evaluate(CUT)] == []


@pytest.mark.soak
def test_vega_lite_knows_our_charts_and_complains_of_nothing(app: App, page: Page, visit: Visit) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "warning" else None)
    visit(page, f"{address(app, 'ranking')}?return={MAIDSTONE}")
    drawn_charts(page, at_least=1)
    visit(page, address(app, "county"))
    for name in CHARTED:
        open_tab(page, name)
        drawn_charts(page, at_least=1)
    for part in OTHERS_CHARTED:
        visit(page, f"{address(app, 'county')}?{part}")
        drawn_charts(page, at_least=1)
    visit(page, f"{address(app, 'workshop')}?return={MAIDSTONE}")
    drawn_charts(page, at_least=1)
    assert [text for text in said if re.search("vega|domain|scale|field", text, re.IGNORECASE)] == []


# Names that ask for something


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """Listen on loopback; give the address and the list of all that was asked for."""
    asked: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Listening) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
        server.shutdown()


def names_that_ask(url: str) -> tuple[str, ...]:
    return (
        f"![x]({url}/markdown)",
        "<script>window.__pw=1</script>",
        f"<img src={url}/html onerror=window.__pw=2>",
        f"<svg><image href='{url}/svg'/></svg>",
        f"[x](javascript:fetch('{url}/link'))",
        f"{{{{constructor.constructor('fetch(`{url}/template`)')()}}}} {{{{7*7}}}} ${{7*7}}",
        f":red[x] :material/home: $\\href{{{url}/tex}}{{x}}$",
        f'"]; fetch("{url}/expression"); datum["',
    )


def make_hostile(folder: Path, names: tuple[str, ...]) -> None:
    """Put the names wherever a return holds free text."""
    hostile_issues(folder, 4, names)
    wordings = tuple(Priority(worded=n, level=PriorityLevel.MAIN, source=n) for n in names)
    items = tuple(
        HorizonItem(id=f"h{k}", title=n, heading="social", kind="trend", description=n, implication=n)
        for k, n in enumerate(names)
    )

    def changed(return_: Return) -> Return:
        priorities, horizon = (*return_.priorities, *wordings), (*return_.horizon, *items)
        return return_.changed(priorities=priorities, horizon=horizon, handling=names[0])

    update_return(folder, changed)


def assert_deaf(page: Page, url: str, asked: list[str]) -> None:
    """Nothing was asked for, no script ran, and nothing on the page would do either when pressed."""
    assert page.evaluate("window.__pw") is None
    assert asked == []
    expect(page.locator(f"main :is([href*='{url}'], [src*='{url}'], [href^='javascript:'])")).to_have_count(0)


def hover_over(charts: list[Locator]) -> None:
    """Rest on the first mark of each chart, where it may show what it is."""
    for chart in charts:
        marks = chart.locator("path[aria-label]")
        (marks.first if marks.count() else chart).hover(force=True)


def test_the_listener_hears(listener: tuple[str, list[str]]) -> None:
    url, asked = listener
    with urlopen(f"{url}/x"):  # noqa: S310 (loopback only)
        assert asked == ["/x"]


@pytest.mark.soak
def test_no_page_does_what_a_name_asks_for_and_each_is_shown_letter_by_letter(
    fresh_app: App, page: Page, visit: Visit, listener: tuple[str, list[str]]
) -> None:
    url, asked = listener
    names = names_that_ask(url)
    make_hostile(fresh_app.county / "maidstone", names)
    for name in PAGES:
        visit(page, f"{address(fresh_app, name)}?return={MAIDSTONE}")
        hover_over(drawn_charts(page))
        assert_deaf(page, url, asked)
        for tab in tabs(page):
            open_tab(page, tab)
            hover_over(drawn_charts(page))
            assert_deaf(page, url, asked)
    shown_letter_by_letter(fresh_app, page, visit, names)
    assert_deaf(page, url, asked)


def shown_letter_by_letter(app: App, page: Page, visit: Visit, names: tuple[str, ...]) -> None:
    visit(page, f"{address(app, 'ranking')}?return={MAIDSTONE}")
    drawn = "".join(str(drawn_charts(page, at_least=1)[0].text_content()).split())
    assert [name for name in names if "".join(name.split()) not in drawn] == []  # some stand on two lines
    sentence = page.get_by_text(re.compile("^Top five: ")).inner_text().replace("\u2060", "")
    assert [name for name in names if name not in sentence] == []
    expect(page.get_by_text(re.compile(r"^!\[x\].* is joint 1st: harm "))).to_be_visible()
