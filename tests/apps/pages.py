"""What tests of pages share: which pages there are, their fixtures' types, going to a page, pressing."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from streamlit.testing.v1 import AppTest

from toolkit.model.assessment import Return

VIEWS = sorted(file.stem for file in (Path(__file__).parents[2] / "apps" / "views").glob("[a-z]*.py"))
"""Every page there is, by its file."""

ABOUT = ("accessibility", "cookies", "glossary")
"""Pages about the app itself, for whoever comes."""

TABS = ("Returns", "Priorities", "Issues", "Districts", "Years", "Plan", "Horizon", "Decide", "Papers")
"""The tabs of the page County."""

OF_RETURNS = [page for page in VIEWS if page not in (*ABOUT, "join", "take_in")]
"""Pages that show something of a return."""

OF_ONE = [page for page in OF_RETURNS if page not in {"county", "start"}]
"""Pages about one return, chosen at their head."""

Open = Callable[..., AppTest]
"""Opens a page by its file's name, with values of inputs by their keys."""

Database = Callable[[], Path]
"""Gives the path of the database of a test."""

Stored = Callable[[], Return]
"""Reads the return that is stored now."""

Update = Callable[[str, Callable[[Return], Return]], None]
"""Changes the return of a district, as somebody else would."""


def press(at: AppTest, label: str) -> AppTest:
    return next(button for button in at.button if button.label == label).click().run()


def go_to(at: AppTest, page: str, **inputs: object) -> AppTest:
    """Go to another page in the same session, as somebody who uses the menu does."""
    at.switch_page(f"views/{page}.py")
    for key, value in inputs.items():
        at.session_state[key] = value
    at.run()
    assert not at.exception, page
    return at


def walk(at: AppTest, pages: Iterable[str], **inputs: object) -> Iterator[tuple[str, AppTest]]:
    """Go through pages one after the other, with the same inputs given on each."""
    for page in pages:
        yield page, go_to(at, page, **inputs)
