"""A whole workshop in eight browsers: planned, joined, scored, cut off, restarted, revealed, agreed.

Whoever runs it does so by keyboard alone once it is open, and one of the partners has no mouse either.
"""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from tests.serving import free_port, served
from toolkit.files.sample import copy_sample
from toolkit.model.assessment import Return
from toolkit.model.principal import sole_user
from toolkit.store.address import Address
from toolkit.store.assessments import open_return, record_for
from toolkit.store.database import Database
from toolkit.store.store import Store
from toolkit.store.verifying import verify

from . import keyboard
from .conftest import CHECKOUT, DESKTOP, PHONE, is_local, reopen

Check = Callable[[Page], None]
AGENCIES = ("Police", "Housing", "Health", "Fire", "Probation", "Police", "Health")
SECRET, LOW = "4 (Lasting damage or death)", "0 (No injury)"
PSYCHOLOGICAL = "4 (Distressed for years)"
NO_WIDER = "document.documentElement.scrollWidth <= innerWidth"
PATIENCE = 30_000  # milliseconds for a screen to follow, on a busy machine


class Server:
    """An app that can be stopped and started again on the same port and database."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        copy_sample(folder / "county")
        reopen(folder / "county" / "ashford")
        self.log = folder / "server.log"
        self._running = ExitStack()

    def start(self) -> None:
        command = ["apps/server.py", "--port", str(self.port)]
        env = {"TOOLKIT_COUNTY": str(self.folder / "county"), "TOOLKIT_DB": str(self.folder / "county.db")}
        log = self.log.with_suffix(f".{len(list(self.folder.glob('server*')))}.log")
        env["XDG_DATA_HOME"] = str(self.folder)
        self._running.enter_context(
            served([sys.executable, *command], port=self.port, cwd=CHECKOUT, env=env, log=log)
        )

    def stop(self) -> None:
        self._running.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stored(self) -> Return:
        person = sole_user("Somebody Looking")
        with Store(Database(Address(path=self.folder / "county.db"))) as store:
            assert verify(store, person).sound
            return open_return(store, person, record_for(store, person, "ashford").id).return_

    def logged(self) -> str:
        return "".join(path.read_text() for path in self.folder.glob("server*.log"))


@pytest.fixture
def server(chromium: str, tmp_path: Path) -> Iterator[Server]:
    assert chromium
    running = Server(tmp_path)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def people(browser: Browser) -> Iterator[Callable[[ViewportSize], Page]]:
    """Return a function that opens a browser of its own for one more person, cut off from other networks."""
    contexts: list[BrowserContext] = []
    asked_outside: list[str] = []

    def one_more(size: ViewportSize) -> Page:
        context = browser.new_context(viewport=size, locale="en-GB", timezone_id="Europe/London")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda one: None if is_local(one.url) else asked_outside.append(one.url))
        return page

    yield one_more
    for context in contexts:
        context.close()
    assert asked_outside == []


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()


def press_key(page: Page, label: str) -> None:
    keyboard.press(page, page.get_by_role("button", name=label, exact=True))


def type_into(page: Page, label: str, words: str) -> None:
    keyboard.tab_to(page, page.get_by_label(label))
    page.keyboard.type(words)


def heading(page: Page, name: str | re.Pattern[str]) -> Locator:
    return page.get_by_role("heading", name=name)


def criterion(page: Page, label: str = "Physical harm") -> Locator:
    return page.get_by_role("radiogroup", name=label)


def give(page: Page, level: str, label: str = "Physical harm") -> None:
    criterion(page, label).get_by_text(level, exact=True).click()


def is_given(page: Page, level: str, label: str = "Physical harm") -> None:
    expect(criterion(page, label).get_by_role("radio", name=level)).to_be_checked(timeout=PATIENCE)


def plan(page: Page, server: Server) -> str:
    """Plan and open a workshop on Ashford's return, and return the address that people scan."""
    page.goto(f"{server.url}/workshop?return=Ashford%2C+2016-17&view=Plan")
    issues = page.get_by_role("combobox", name=re.compile("^Issues, in the order"))
    for name in ("Modern Slavery", "Gangs"):
        issues.fill(name)
        page.get_by_role("option", name=name, exact=True).click()
    issues.press("Escape")
    page.get_by_label("Title", exact=True).fill("Spring workshop")
    press(page, "Plan the workshop")
    press(page, "Open the workshop")
    press(page, "Make a new code")
    code = page.get_by_test_id("stCode").first
    expect(code).to_contain_text("code=")
    expect(page.get_by_role("img", name=re.compile("^QR code of the address to join"))).to_be_visible()
    return code.inner_text().strip()


def join(partners: Sequence[Page], address: str) -> None:
    """Have everybody join at once, as they do when the code appears on the screen."""
    for page in partners:
        page.goto(address, wait_until="commit")
    for number, (page, agency) in enumerate(zip(partners, AGENCIES, strict=True), 1):
        page.get_by_label("Your name or role").fill(f"Partner {number}")
        page.get_by_label("Your agency").fill(agency)
        press(page, "Join")
    for number, (page, agency) in enumerate(zip(partners, AGENCIES, strict=True), 1):
        told(page, f"You take part as Partner {number}, {agency}.")
        assert "me=" in page.url
        assert "code=" not in page.url


def told(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.get_by_text(words).first).to_be_visible(timeout=PATIENCE)


def test_a_workshop_from_planning_to_minutes_loses_nothing(
    server: Server, people: Callable[[ViewportSize], Page], assert_accessible: Check
) -> None:
    facilitator = people(DESKTOP)
    address = plan(facilitator, server)
    partners = [people(PHONE if not k else DESKTOP) for k in range(len(AGENCIES))]
    phone, dropped = partners[0], partners[1]
    join(partners, address)
    told(facilitator, re.compile("^Seven people are here"))
    told(phone, "No issue is on the table yet.")

    press_key(facilitator, "Put it on the table")
    for page in partners:
        expect(heading(page, "Modern Slavery")).to_be_visible(timeout=PATIENCE)
    give(phone, SECRET)
    told(phone, "Saved. You have scored 1 of 11.")
    assert phone.evaluate(NO_WIDER)
    assert_accessible(phone)
    keyboard.choose(partners[2], "Physical harm", 1)
    for page in partners[3:]:
        give(page, LOW)
    is_given(partners[2], LOW)
    for page in partners[2:]:
        told(page, "Saved. You have scored 1 of 11.")

    dropped.context.set_offline(True)
    dropped.wait_for_timeout(1500)
    dropped.context.set_offline(False)
    give(dropped, SECRET)
    told(dropped, "Saved. You have scored 1 of 11.")
    expect(facilitator.get_by_text(SECRET)).to_have_count(0)

    server.stop()
    server.start()
    is_given(phone, SECRET)
    give(phone, PSYCHOLOGICAL, "Psychological harm")
    told(phone, "Saved. You have scored 2 of 11.")
    phone.reload()
    is_given(phone, PSYCHOLOGICAL, "Psychological harm")

    told(facilitator, re.compile("^0 of 7 have scored every criterion."))
    press_key(facilitator, "Reveal the levels")
    told(facilitator, re.compile("^Seven scorers have given levels."))
    told(phone, "The levels are shown on the screen in the room.")
    type_into(facilitator, "Rationale", "Two nights in hospital")
    type_into(facilitator, "Dissent: who saw it otherwise, and why", "Fire saw it lower")
    press_key(facilitator, "Record the agreed level")
    told(facilitator, "Saved.")
    press_key(facilitator, "Close the workshop")
    told(facilitator, "This workshop is closed.")
    facilitator.goto(f"{server.url}/workshop?return=Ashford%2C+2016-17&view=Minutes")
    told(facilitator, re.compile("^Police: Partner 1 and Partner 6"))
    told(facilitator, re.compile("Fire saw it lower"))
    assert_accessible(facilitator)

    nothing_is_lost(server, phone.url.partition("me=")[2])


def nothing_is_lost(server: Server, token: str) -> None:
    """Everything that was said to be saved is stored, and a participant's token is in no log."""
    rows = [row for row in server.stored().scores if row.scorer.startswith("Partner")]
    given = {(row.scorer, row.criterion, row.level) for row in rows}
    assert {("Partner 1", "physical", 4), ("Partner 1", "psychological", 4)} <= given
    assert ("Partner 2", "physical", 4) in given
    assert len(rows) == 8
    assert token
    assert token not in server.logged()
