"""Every page in every state: axe finds nothing, nothing is wider than the screen, the marking stands first.

Each state is loaded once, on a phone's screen, looked at, and looked at again on a laptop's.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from apps import opened
from tests.apps.live import Live
from tests.apps.pages import ABOUT, TABS, VIEWS
from tests.last_year import make_last_year
from toolkit.files.returns import read_return, write_return_as
from toolkit.model.assessment import AGREED
from toolkit.model.revision import score_of, with_scores

from .conftest import DESKTOP, PHONE, App, offline_page, prepared_county, serving

Visit = Callable[[Page, str], None]
Check = Callable[[Page], None]

ASHFORD = "return=Ashford%2C+2016-17"
OF_NO_RETURN = {"join", "take_in", *ABOUT}
"""Pages that show nothing of a return, and so no marking, before somebody has joined or taken one in."""

PARTS = {
    "workshop": [
        f"{ASHFORD}&view={view}" for view in ("Around+one+table", "Plan", "Run", "Screen", "Slips", "Minutes")
    ],
    "county": [
        *(f"tab={tab}" for tab in TABS),
        *(f"tab=Issues&issues={part}" for part in ("Ranks", "Harm+and+spread", "Order", "How+firm")),
        *(f"tab=Horizon&scan={part}" for part in ("Driver+map", "Sectors", "Reviews", "Add+or+change")),
        "tab=Horizon&scan=What+if+it+happens%3F",
    ],
    "join": ["", "me={token}"],
}
"""What of each page the address asks for; Ashford's return, which has a year before it, unless named here."""

STATES = [
    pytest.param(page, part, marks=[pytest.mark.soak] if number else [])
    for page in VIEWS
    for number, part in enumerate(PARTS.get(page, [ASHFORD]))
]
"""Every state of every page; `make test` looks at the first of each page."""
NO_WIDER = """() => {
    const main = document.querySelector('[data-testid=stMain]')
    return document.documentElement.scrollWidth <= innerWidth && main.scrollWidth <= main.clientWidth
}"""


@pytest.fixture(scope="module")
def county(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[App, str]]:
    """Serve a county with a year before and a workshop under way; give the token of a phone in it."""
    assert chromium
    folder = tmp_path_factory.mktemp("states")
    sample = prepared_county(folder)
    make_last_year(sample / "ashford", sample / "ashford-2015-16")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(opened.FOLDER_VARIABLE, str(sample))
        patch.setenv("TOOLKIT_DB", str(folder / "county.db"))
        live = Live(opened.opened().store)
        for joined, level in ((live.first, 4), (live.second, 1)):
            live.score(joined, level)
        opened.close_all()
    with serving(folder) as running:
        yield running, live.first.token


@pytest.fixture(scope="module")
def looker(browser: Browser) -> Iterator[Page]:
    """Open one page for all states: a new one each time would fetch and read the app's scripts anew."""
    with offline_page(browser, PHONE) as page:
        yield page


@pytest.fixture
def look(looker: Page, settled: Check, assert_accessible: Check) -> Callable[[], None]:
    """Return a function that looks at what is drawn, on a phone's screen and on a laptop's."""

    def at_both() -> None:
        for size in (PHONE, DESKTOP):
            looker.set_viewport_size(size)
            settled(looker)
            assert_accessible(looker)
            assert looker.evaluate(NO_WIDER), f"wider than {size['width']} pixels"

    return at_both


@pytest.mark.parametrize(("name", "part"), STATES)
def test_a_state_of_a_page_is_accessible_and_no_wider_than_the_screen(
    *, county: tuple[App, str], looker: Page, visit: Visit, look: Callable[[], None], name: str, part: str
) -> None:
    app, token = county
    looker.set_viewport_size(PHONE)
    visit(looker, f"{app.url}/{'' if name == 'start' else name}?{part.format(token=token)}")
    look()
    if name not in OF_NO_RETURN:
        marking_stands_first(looker)


def marking_stands_first(page: Page) -> None:
    """The marking, then what is invented, then the title stand above all else."""
    marking = page.get_by_text("OFFICIAL", exact=True).first  # minutes are marked once more
    warning = page.get_by_role("alert").filter(has_text="Invented data")
    places = []
    for part in (marking, warning, page.get_by_role("heading", level=1).first):
        expect(part).to_be_visible()
        box = part.bounding_box()
        assert box
        places.append(box["y"])
    assert places == sorted(places)


def test_files_to_take_in_are_accessible_with_their_differences_and_with_their_faults(
    *, county: tuple[App, str], looker: Page, visit: Visit, look: Callable[[], None], tmp_path: Path
) -> None:
    app, _ = county
    return_ = read_return(app.county / "ashford")
    seen = score_of(return_, "modern-slavery", "physical", AGREED)
    other, wrong = tmp_path / "other.xlsx", tmp_path / "wrong.json"
    write_return_as(with_scores(return_, [(seen, seen.changed(level=1))]), other)
    wrong.write_text("{", encoding="utf-8")
    for file, told in ((other, "Take this in"), (wrong, "Faults: 1.")):
        visit(looker, f"{app.url}/take_in")
        looker.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(file)
        expect(looker.get_by_text(told).first).to_be_visible()
        look()


@pytest.mark.soak
def test_the_levels_that_a_workshop_reveals_are_accessible(
    county: tuple[App, str], looker: Page, visit: Visit, look: Callable[[], None]
) -> None:
    app, token = county
    visit(looker, f"{app.url}/workshop?{ASHFORD}&view=Run")
    looker.get_by_role("button", name="Reveal the levels", exact=True).click()
    expect(looker.get_by_text("Two scorers have given levels.").first).to_be_visible()
    look()
    for address in (f"workshop?{ASHFORD}&view=Screen", f"join?me={token}"):
        visit(looker, f"{app.url}/{address}")
        look()
