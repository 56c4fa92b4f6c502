"""The pages about the app itself need no login and no database, and say what they must."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from toolkit.files.library import Library
from toolkit.model.glossary import Glossary

VIEWS = Path(__file__).resolve().parents[2] / "apps" / "views"


@pytest.mark.parametrize("page", ["glossary", "accessibility", "cookies"])
def test_it_is_shown_to_whoever_comes(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOOLKIT_DB", "/nowhere/at/all.db")
    at = AppTest.from_file(str(VIEWS / f"{page}.py"), default_timeout=20).run()
    assert not at.exception
    assert len(at.title) == 1
    assert len(at.table) == 1


def test_every_acronym_of_the_glossary_says_what_it_stands_for() -> None:
    words = Library().find(Glossary, "csp-glossary").words
    assert [term.word for term in words if term.word.isupper() and not term.long] == ["OFFICIAL"]
