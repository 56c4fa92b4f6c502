"""The pages that show results: whole on a laptop and a phone, drawn in words too, deaf to hostile text."""

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from toolkit.files.return_folder import update_return
from toolkit.model.assessment import AGREED, Return, Score
from toolkit.model.issues import Issue

from .conftest import App

Visit = Callable[[Page, str], None]
Settle = Callable[[Page], None]
Check = Callable[[Page], None]
CHART = "[role=graphics-document]"


def test_the_address_can_name_the_district(app: App, page: Page, visit: Visit) -> None:
    visit(page, f"{app.url}/ranking?return=Maidstone%2C+2016-17")
    expect(page.get_by_text("Six issues share the top five").first).to_be_visible()


def test_the_bars_of_a_ranking_say_in_words_what_they_show(app: App, page: Page, visit: Visit) -> None:
    visit(page, f"{app.url}/ranking?return=Maidstone%2C+2016-17")
    chart = page.locator(CHART).first
    expect(chart).to_have_attribute("aria-label", re.compile("Six issues share the top five"))
    expect(chart.get_by_text("1st: Substance Misuse", exact=True)).to_be_visible()
    expect(chart.get_by_text("harm 19 x likelihood 9 = 171", exact=True)).to_be_visible()
    expect(chart.get_by_text("joint 5th: Gangs", exact=True)).to_be_visible()


def test_a_phone_shows_every_bar_s_name_whole(app: App, phone: Page, visit: Visit) -> None:
    visit(phone, f"{app.url}/ranking")
    chart = phone.locator(CHART).first
    expect(chart.get_by_text("Vehicle Crime")).to_be_visible()
    rights = chart.locator("text").evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")
    assert max(rights) <= 390


def test_the_map_of_ranks_prints_its_numbers(app: App, page: Page, visit: Visit) -> None:
    visit(page, f"{app.url}/county?tab=Issues&issues=Ranks")
    ranks = page.locator(f"{CHART}[aria-label^='Heat map of ranks']")
    expect(ranks.get_by_text("3 to 8", exact=True)).to_be_visible()
    expect(ranks.get_by_label("Modern Slavery, Gravesham: 3 to 8")).to_be_attached()


def test_a_table_is_downloaded_as_it_stands(app: App, page: Page, visit: Visit) -> None:
    visit(page, f"{app.url}/county?tab=Priorities")
    with page.expect_download() as started:
        page.get_by_role("button", name="Download as CSV: Appendix A").click()
    assert re.fullmatch(r"OFFICIAL-appendix-a-[0-9a-f]{16}\.csv", started.value.suggested_filename)
    lines = started.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[:2] == ["OFFICIAL", "Priority,No. of CSPs,Main,Cross-cutting,Sub-theme,CSPs"]
    assert lines[2].startswith("Domestic Abuse,8,7,0,1,")


# Hostile text


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """Listen on loopback, where the network's own fence lets a page ask, and note who calls."""
    calls: list[str] = []

    class Noting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep the test's output to itself."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Noting) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port, calls
        server.shutdown()
        thread.join()


def hostile_names(port: int) -> list[str]:
    return [
        f"![x](http://127.0.0.1:{port}/x)",
        f'<script>window.__ran=1</script><img src="http://127.0.0.1:{port}/y" onerror="window.__ran=1">',
        "{{7*7}} :red[x] :material/home: $\\frac{1}{2}$",
        f"=HYPERLINK http://127.0.0.1:{port}/z datum.Order",
    ]


def make_hostile(folder: Path, names: list[str]) -> None:
    """Give a return issues of its own with these names, all of them severe."""

    def worse(return_: Return) -> Return:
        issues = tuple(
            Issue(id=f"bad-{k}", name=name, description=name, theme=name) for k, name in enumerate(names)
        )
        scores = tuple(
            Score(
                issue=issue.id,
                criterion=criterion.id,
                scorer=AGREED,
                level=criterion.values[-1],
                rationale=issue.name,
                dissent=issue.name,
            )
            for issue in issues
            for criterion in return_.matrix.criteria
        )
        return return_.model_copy(update={"local_issues": issues, "scores": (*return_.scores, *scores)})

    update_return(folder, worse)


@pytest.mark.soak
def test_hostile_names_call_nobody_run_nothing_and_are_shown_letter_by_letter(
    fresh_app: App, page: Page, visit: Visit, settled: Settle, listener: tuple[int, list[str]]
) -> None:
    port, calls = listener
    names = hostile_names(port)
    make_hostile(fresh_app.county / "ashford", names)
    for path, shown in {
        "ranking": names,
        f"what_if?issue={quote(names[0])}": names[:1],
        "county": [],
    }.items():
        visit(page, f"{fresh_app.url}/{path}")
        for tab in page.get_by_role("tab").all():
            tab.click()
            settled(page)
        texts = page.get_by_test_id("stMain").inner_text().replace("\u2060", "")
        assert [name for name in shown if name not in texts] == [], path
        assert page.evaluate("window.__ran") is None
        expect(page.locator(f"main :is(a[href*='{port}'], img[src*='{port}'], script)")).to_have_count(0)
    visit(page, f"{fresh_app.url}/county?tab=Issues&issues=Ranks")
    with page.expect_download() as started:
        page.get_by_role("button", name="Download as CSV: Rank of each issue").click()
    written = started.value.path().read_text(encoding="utf-8-sig")
    assert f"\n'{names[3]}," in written
    assert calls == []
