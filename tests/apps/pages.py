"""What tests of pages share: the types of their fixtures, and pressing a button by its name."""

from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from toolkit.model.assessment import Return

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
