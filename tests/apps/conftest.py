"""A page of the app, run without a browser on a database made from a copy of the sample county."""

import filecmp
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from apps import opened
from tests.apps.pages import Database, Open, Stored, Update
from toolkit.model.assessment import Return
from toolkit.model.principal import sole_user
from toolkit.store.assessments import new_operation, open_return, record_for, save_return

COLLEAGUE = sole_user("Kim Colleague")
"""Someone else who works in the same database."""


@pytest.fixture(scope="session", autouse=True)
def components_looked_for_once() -> Iterator[None]:
    """Let Streamlit look through every installed package for components once, not for each page under test.

    It takes half of the time of a short test, and finds none: the app uses no component.
    """
    found = manifest_scanner.scan_component_manifests()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", lambda: found)
        yield


@dataclass(frozen=True)
class Prepared:
    """A county's folder and the database made of it, to be copied: making one takes a second."""

    folder: Path
    database: Path


@pytest.fixture(scope="session")
def sample_database(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Return the sample county with its database."""
    return made_of(checkout / "sample_districts", tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def draft_database(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Return the sample county with Ashford's return a draft, and its database."""
    top = tmp_path_factory.mktemp("draft")
    folder = Path(shutil.copytree(checkout / "sample_districts", top / "sample_districts"))
    reopen(folder / "ashford")
    return made_of(folder, top)


def made_of(folder: Path, top: Path) -> Prepared:
    """Make the database of a county's folder, as the app does when it first opens it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(opened.FOLDER_VARIABLE, str(folder))
        patch.setenv("TOOLKIT_DB", str(top / "county.db"))
        opened.opened()
        opened.close_all()
    return Prepared(folder, top / "county.db")


def reopen(return_: Path) -> None:
    """Make a return a draft: what is signed off is locked."""
    header = return_ / "return.toml"
    header.write_text(header.read_text(encoding="utf-8").replace('"adopted"', '"draft"'), encoding="utf-8")


@pytest.fixture
def database(
    sample_county: Path,
    sample_database: Prepared,
    draft_database: Prepared,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Database]:
    """Return a function that gives the database of this test; what is open at its end is closed.

    What a test has changed in the copy of the sample county before it asks is in the database too. A copied
    database is opened without its folder: comparing the two would take longer than most pages do.
    """
    path = tmp_path / "county.db"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("TOOLKIT_DB", str(path))
    monkeypatch.setenv(opened.FOLDER_VARIABLE, str(sample_county))

    def prepared() -> Path:
        alike = [one for one in (sample_database, draft_database) if same_files(sample_county, one.folder)]
        if not alike:
            monkeypatch.setenv(opened.FOLDER_VARIABLE, str(sample_county))
        elif not path.exists():
            shutil.copy(alike[0].database, path)
            monkeypatch.delenv(opened.FOLDER_VARIABLE, raising=False)
        return path

    yield prepared
    opened.close_all()


@pytest.fixture
def open_page(database: Database, checkout: Path) -> Open:
    """Return a function that opens a page by its file's name, with values of inputs by their keys."""

    def opened_page(page: str, **inputs: object) -> AppTest:
        database()
        at = AppTest.from_file(str(checkout / "apps" / "streamlit_app.py"), default_timeout=60)
        given(at, inputs)  # for the first page too, which asks for the return
        at.run()
        at.switch_page(f"views/{page}.py")
        given(at, inputs)
        at.run()
        assert not at.exception
        return at

    return opened_page


def given(at: AppTest, inputs: Mapping[str, object]) -> None:
    for key, value in inputs.items():
        at.session_state[key] = value


@pytest.fixture
def a_draft(sample_county: Path) -> None:
    """Make Ashford's return, which is adopted and so locked, a draft in the copy of the sample county."""
    reopen(sample_county / "ashford")


@pytest.fixture
def ashford(database: Database) -> Stored:
    """Return a function that reads what is now stored for Ashford, the first district of the list."""

    def read() -> Return:
        database()
        store = opened.opened().store
        return open_return(store, COLLEAGUE, record_for(store, COLLEAGUE, "ashford").id).return_

    return read


@pytest.fixture
def colleague_saves() -> Update:
    """Return a function that changes a district's return as somebody else."""

    def update(district: str, change: Callable[[Return], Return]) -> None:
        store = opened.opened().store
        record = record_for(store, COLLEAGUE, district)
        save_return(store, COLLEAGUE, record.id, change, operation=new_operation(), reason="For a test")

    return update


def same_files(one: Path, other: Path) -> bool:
    """Say whether two folders hold the same files, byte for byte."""
    found = [
        sorted(path.relative_to(top) for path in top.rglob("*") if path.is_file()) for top in (one, other)
    ]
    return found[0] == found[1] and not filecmp.cmpfiles(one, other, map(str, found[0]), shallow=False)[1]
