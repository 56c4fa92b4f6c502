"""Take a picture of every page on the sample county: ``python -m tests.screenshots FOLDER [PAGE ...]``."""

import io
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.conftest import SWITCHES, find_chromium, settle
from tests.serving import free_port, served

CHECKOUT = Path(__file__).resolve().parent.parent
WIDE, NARROW = {"width": 1100, "height": 1000}, {"width": 390, "height": 844}
COLOURS = 64
OPENED = "return=Maidstone%2C+2016-17"
ON_A_PHONE = ("join", "score")
HIGHER = {"evidence": 1700}
"""Pages whose first screen shows little of them, with the height of their picture."""


def main(folder: Path, only: Sequence[str] = ()) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    every = sorted(file.stem for file in (CHECKOUT / "apps" / "views").glob("[a-z]*.py"))
    names = [name for name in every if not only or name in only]
    phone = [name for name in ON_A_PHONE if name in names]
    with tempfile.TemporaryDirectory() as own, sync_playwright() as playwright:
        port = free_port()
        command = [sys.executable, "-m", "toolkit", "app", "--sample", "--no-browser", "--port", str(port)]
        log = Path(own) / "log"
        env = {"XDG_DATA_HOME": own, "LOGNAME": "sample"}  # the name that stands beside what was done
        with served(command, port=port, cwd=CHECKOUT, env=env, log=log) as url:
            running = playwright.chromium.launch(
                executable_path=find_chromium(), args=SWITCHES, chromium_sandbox=False
            )
            for size, ending, some in ((WIDE, "", names), (NARROW, "-phone", phone)):
                page = running.new_page(viewport=size, locale="en-GB", timezone_id="Europe/London")
                for name in some:
                    page.set_viewport_size({**size, "height": HIGHER.get(name, size["height"])})
                    take(
                        page,
                        f"{url}/{'' if name == 'start' else name}?{OPENED}",
                        folder / f"{name}{ending}.png",
                    )
            running.close()


def take(page: Page, url: str, file: Path) -> None:
    """Keep what a page shows, in few colours: the pages have few, and the files stay small."""
    page.goto(url)
    expect(page.get_by_role("heading", level=1).first).to_be_visible(timeout=60_000)
    settle(page)
    page.wait_for_timeout(500)  # charts fade in
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS).save(file, optimize=True)


if __name__ == "__main__":
    os.chdir(CHECKOUT)
    main(Path(sys.argv[1]), sys.argv[2:])
