"""A page of the app, run without a browser on a copy of the sample county."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.apps.pages import Open, Stored
from toolkit.files.return_folder import read_return_folder


@pytest.fixture
def open_page(sample_county: Path, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Return a function that opens a page by its file's name, with values of inputs by their keys."""

    def opened(page: str, **inputs: object) -> AppTest:
        monkeypatch.setenv("TOOLKIT_COUNTY", str(sample_county))
        at = AppTest.from_file(str(checkout / "apps" / "streamlit_app.py"), default_timeout=60).run()
        at.switch_page(f"views/{page}.py")
        for key, value in inputs.items():
            at.session_state[key] = value
        at.run()
        assert not at.exception
        return at

    return opened


@pytest.fixture
def ashford(sample_county: Path) -> Stored:
    """Return a function that reads what is now stored for Ashford, the first district of the list."""
    return lambda: read_return_folder(sample_county / "ashford")
