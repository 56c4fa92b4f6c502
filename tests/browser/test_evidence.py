"""In a real browser: figures loaded from a file, kept beside the scores, and a proposed level accepted."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.apps.figures import street_zip
from toolkit.model.assessment import AGREED
from toolkit.model.revision import score_of

from .conftest import PHONE, App

Visit = Callable[[Page, str], None]
Check = Callable[[Page], None]
ASHFORD = "return=Ashford%2C+2016-17"


def test_a_file_is_loaded_its_cards_kept_and_a_proposal_accepted(
    *, fresh_app: App, page: Page, visit: Visit, settled: Check, assert_accessible: Check, tmp_path: Path
) -> None:
    street_zip(tmp_path)
    visit(page, f"{fresh_app.url}/evidence?{ASHFORD}")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(tmp_path / "street-made-up.zip")
    page.get_by_role("button", name="Count the figures").click()
    expect(page.get_by_text("24 files: 1,080 rows read, 1,080 counted, 0 lines broken.")).to_be_visible()
    line = page.locator("[role=graphics-document][aria-label^='Line chart of Burglary in Ashford']").first
    expect(line).to_be_visible()
    settled(page)
    assert_accessible(page)
    page.set_viewport_size(PHONE)
    settled(page)
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 1366, "height": 900})

    page.get_by_role("button", name="Put these beside the scores").click()
    expect(page.get_by_text("Saved beside the scores: Ashford, 2016-17.")).to_be_visible()

    visit(page, f"{fresh_app.url}/score?{ASHFORD}&issue=Burglary")
    page.get_by_role("tab", name="Likelihood").click()
    accept = page.get_by_role("button", name=re.compile("^Accept level 4 for Frequency"))
    expect(accept).to_be_visible()
    settled(page)
    assert_accessible(page)
    accept.click()
    expect(page.get_by_text(re.compile("^Saved: Accepted, level 4, by "))).to_be_visible()
    chosen = page.get_by_role("radiogroup", name="Frequency", exact=True).get_by_role("radio", checked=True)
    expect(chosen).to_have_value("5")
    expect(page.get_by_text(re.compile(r"Saved \d\d:\d\d")).first).to_be_visible()
    row = score_of(fresh_app.stored("ashford"), "burglary", "frequency", AGREED)
    assert row.level == 4

    page.reload()
    page.get_by_role("tab", name="Likelihood").click()
    expect(page.get_by_text(re.compile("Accepted, level 4, by ")).first).to_be_visible()
