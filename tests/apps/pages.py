"""What tests of pages share: the types of their fixtures, and pressing a button by its name."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from toolkit.model.assessment import Return

Open = Callable[..., AppTest]
"""Opens a page by its file's name, with values of inputs by their keys."""

Stored = Callable[[], Return]
"""Reads the return that is stored now."""


def press(at: AppTest, label: str) -> AppTest:
    return next(button for button in at.button if button.label == label).click().run()
