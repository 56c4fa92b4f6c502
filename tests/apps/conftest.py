"""A page of the app, run without a browser on a copy of the sample county."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

Open = Callable[..., AppTest]


@pytest.fixture
def open_page(sample_county: Path, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Return a function that opens a page by its file's name, with the values of the page's address."""

    def opened(page: str, **address: str) -> AppTest:
        monkeypatch.setenv("TOOLKIT_COUNTY", str(sample_county))
        at = AppTest.from_file(str(checkout / "apps" / "streamlit_app.py"), default_timeout=30)
        at.run()
        for name, value in address.items():
            at.query_params[name] = value
        at.switch_page(f"views/{page}.py").run()
        assert not at.exception
        return at

    return opened
