"""By keyboard alone from an empty database to a ranking, with a reload and a server restart in the middle."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.serving import free_port, served
from toolkit.model.assessment import AGREED, Score
from toolkit.model.principal import sole_user
from toolkit.model.revision import score_of
from toolkit.store.address import Address
from toolkit.store.assessments import open_return, record_for
from toolkit.store.database import Database
from toolkit.store.store import Store

from .conftest import CHECKOUT, is_stored
from .keyboard import choose, press, tab_to

Visit = Callable[[Page, str], None]
Check = Callable[[Page], None]
ISSUE = "modern-slavery"
BACK = 60_000  # milliseconds until a page has found its server again, on a busy machine
SAVED = re.compile(r"Saved \d\d:\d\d")


class Server:
    """An app on an empty database, that can be stopped and started again at the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self.starts = folder, free_port(), 0
        self.url = f"http://127.0.0.1:{self.port}"
        self._running = ExitStack()

    def start(self) -> None:
        self.starts += 1
        command = ["apps/server.py", "--port", str(self.port)]
        env = {"TOOLKIT_DB": str(self.folder / "own.db"), "XDG_DATA_HOME": str(self.folder)}
        log = self.folder / f"server.{self.starts}.log"
        running = served([sys.executable, *command], port=self.port, cwd=CHECKOUT, env=env, log=log)
        self._running.enter_context(running)

    def stop(self) -> None:
        self._running.close()

    def row(self, criterion: str) -> Score:
        person = sole_user("Somebody Looking")
        with Store(Database(Address(path=self.folder / "own.db"))) as store:
            return_ = open_return(store, person, record_for(store, person, "Ashford").id).return_
        return score_of(return_, ISSUE, criterion, AGREED)


@pytest.fixture
def server(chromium: str, tmp_path: Path) -> Iterator[Server]:
    assert chromium
    running = Server(tmp_path)
    running.start()
    yield running
    running.stop()


def test_an_analyst_gets_from_nothing_to_a_ranking_by_keyboard_alone(
    server: Server, page: Page, visit: Visit, settled: Check, assert_accessible: Check
) -> None:
    visit(page, server.url)
    assert_accessible(page)
    press(page, page.get_by_role("button", name="Start the return"))
    expect(page.get_by_text("20 issues are left to score.")).to_be_visible()
    settled(page)
    assert_accessible(page)
    press(page, page.get_by_role("link", name="Score the next issue"))
    expect(page.get_by_role("heading", level=1, name="Score")).to_be_visible()
    settled(page)

    choose(page, "Physical harm", 3)
    expect(page.get_by_text(SAVED).first).to_be_visible()
    settled(page)
    is_stored(page, lambda: server.row("physical").level, 2)
    expect(page.get_by_text("The ranking now")).to_be_visible()
    assert_accessible(page)

    page.reload()  # nothing typed is lost
    chosen = page.get_by_role("radiogroup", name="Physical harm").get_by_role("radio", checked=True)
    expect(chosen).to_have_value("3")
    settled(page)

    reason = page.get_by_role("textbox", name="Rationale").first
    tab_to(page, reason)
    page.keyboard.type("Two stays in hospital")
    server.stop()  # with the text typed and not yet left
    expect(reason).to_be_disabled(timeout=BACK)
    server.start()
    expect(reason).to_be_enabled(timeout=BACK)
    settled(page)
    expect(reason).to_have_value("Two stays in hospital")
    keep = page.get_by_role("button", name="Keep mine")
    page.keyboard.press("Shift+Tab")  # Chromium keeps a field that was disabled half in focus
    tab_to(page, reason)
    page.keyboard.press("End")
    page.keyboard.type(".")  # the browser sends a text only when something in it is new
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("this was typed before the connection was lost")).to_be_visible(timeout=BACK)
    press(page, keep)
    expect(keep).to_have_count(0, timeout=BACK)
    settled(page)
    is_stored(page, lambda: server.row("physical").rationale, "Two stays in hospital.")
    assert server.row("physical").level == 2

    press(page, page.get_by_role("link", name="Ranking", exact=True))
    expect(page.get_by_role("heading", level=1, name="Ranking")).to_be_visible()
    expect(page.get_by_text(re.compile("Modern Slavery is .*")).first).to_be_visible()
