"""Which database the app opens, what it takes from a folder, and what it says of both on the first page."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from apps import opened
from tests.apps.pages import Database, Open, Stored, press
from tests.apps.reading import lines
from toolkit.files.return_folder import update_return
from toolkit.store.address import default_path, path_for_folder, sample_path
from toolkit.store.assessments import readable_records
from toolkit.store.lock import WriterLock


@pytest.fixture
def start(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a user's data folder to a test that opens databases by itself."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(checkout)
    yield tmp_path / "data"
    opened.close_all()


def first_page(checkout: Path) -> AppTest:
    at = AppTest.from_file(str(checkout / "apps" / "streamlit_app.py"), default_timeout=60).run()
    assert not at.exception
    return at


def test_a_new_user_meets_the_sample_county_in_a_database_of_its_own(start: Path, checkout: Path) -> None:
    at = first_page(checkout)
    assert sample_path().is_relative_to(start)
    assert [element.value for element in at.get("text")] == [str(sample_path())]
    assert any("This is the sample county, invented in part" in line for line in lines(at.markdown))
    assert at.warning[0].value.startswith("Invented data: ")
    assert not default_path().exists()


def test_one_s_own_database_is_opened_where_there_is_one(start: Path, checkout: Path) -> None:
    assert start
    default_path().parent.mkdir(parents=True)
    default_path().touch()
    at = first_page(checkout)
    assert "There is no return here yet" in at.info[0].value
    assert opened.opened().address.path == default_path()


def test_a_folder_gets_a_database_named_after_it(
    start: Path, checkout: Path, sample_county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert start
    before = {path: path.read_bytes() for path in sample_county.rglob("*") if path.is_file()}
    monkeypatch.setenv(opened.FOLDER_VARIABLE, str(sample_county))
    first_page(checkout)
    path = opened.opened().address.path
    assert path == path_for_folder(sample_county)
    assert path.name.startswith("sample_districts-")
    assert len(readable_records(opened.opened().store, opened.owner())) == 12
    assert {path: path.read_bytes() for path in sample_county.rglob("*") if path.is_file()} == before


def test_the_first_page_says_whose_machine_it_is_and_how_saves_are_kept(open_page: Open) -> None:
    at = open_page("start")
    owner = opened.owner().name
    assert any(f"This is your own machine: one user, {owner}, and no login." in x for x in lines(at.markdown))
    assert any(x.startswith("SQLite, journal ") for x in lines(at.caption))


def test_a_folder_that_changed_since_is_said_and_overwrites_nothing(
    open_page: Open, sample_county: Path, ashford: Stored
) -> None:
    open_page("start")
    before = ashford()
    opened.close_all()
    update_return(sample_county / "ashford", lambda return_: return_.changed(scores=()))
    at = open_page("start")
    (said,) = [line for line in lines(at.warning) if line.startswith("The folder has changed")]
    assert "Nothing here was overwritten." in said
    assert "- Ashford, 2016-17" in said
    assert at.code[0].value.startswith("csp-toolkit store import ")
    assert ashford() == before


def test_work_in_the_app_is_no_change_of_the_folder(
    open_page: Open, sample_county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = open_page("start", status_of="dover")
    monkeypatch.setenv(opened.FOLDER_VARIABLE, str(sample_county))
    at.text_input("marking/dover/0/handling").set_value("Partners only")
    press(at, "Save the marking")
    opened.close_all()
    assert [line for line in lines(open_page("start").warning) if "The folder" in line] == []


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to the superuser")
@pytest.mark.usefixtures("a_draft")
def test_a_database_that_may_only_be_read_is_shown_and_saves_nothing(
    open_page: Open, database: Database
) -> None:
    open_page("start")
    opened.close_all()
    database().chmod(0o400)
    check_read_only(open_page)


@pytest.mark.usefixtures("a_draft")
def test_a_read_only_database_is_said_first_and_its_forms_are_closed(open_page: Open) -> None:
    open_page("start")
    opened.opened().store.database.read_only = "its file or folder may not be written to"
    check_read_only(open_page)


def check_read_only(open_page: Open) -> None:
    at = open_page("score")
    assert "Nothing can be saved: its file or folder may not be written to." in lines(at.warning)
    assert all(one.disabled for one in at.radio)
    steps = ("step/Next issue", "step/Previous issue")  # they save nothing
    assert all(button.disabled for button in at.button if button.key not in steps)
    assert len(open_page("ranking").dataframe) > 3


@pytest.mark.usefixtures("a_draft")
def test_a_save_that_fails_keeps_what_was_typed_and_can_be_tried_again(
    open_page: Open, ashford: Stored, database: Database
) -> None:
    open_page("start")
    opened.close_all()  # and so the right to write, which taking the folder in had taken
    at = open_page("score")
    other = WriterLock(database())
    other.take()
    key = "score/ashford/modern-slavery/agreed/physical/0/level"
    at.radio(key).set_value(4).run()
    assert "is open for writing in another program" in lines(at.error)[0]
    assert "What you typed is still here." in lines(at.caption)
    assert at.radio(key).value == 4
    other.release()
    press(at, "Try again")
    assert lines(at.success) == ["Saved."]
    row = next(s for s in ashford().scores if (s.issue, s.criterion) == ("modern-slavery", "physical"))
    assert row.level == 4
