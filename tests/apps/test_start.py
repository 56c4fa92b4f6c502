"""The first page: what is here, and the way on."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

APP = Path(__file__).resolve().parents[2] / "apps" / "streamlit_app.py"


def test_the_start_page_opens(sample_county, monkeypatch) -> None:
    monkeypatch.setenv("TOOLKIT_COUNTY", str(sample_county))
    at = AppTest.from_file(str(APP), default_timeout=30).run()
    assert not at.exception, at.exception
    print(at)
