"""Figures loaded on the page Evidence: every fault, a report of every row, cards kept when told to."""

import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from apps import opened
from tests.apps.conftest import COLLEAGUE
from tests.apps.drawn import elements
from tests.apps.figures import (
    File,
    counted,
    hate_crime,
    kept,
    own_figures,
    said,
    street_zip,
    take_away_figures,
)
from tests.apps.pages import Database, Open, Update, press
from tests.apps.reading import HOSTILE_NAMES, charts_told, lines, table
from toolkit.model.assessment import ReturnStatus
from toolkit.store.assessments import record_for
from toolkit.store.history import changes

FILES = "Files: rows read, counted and left out"
FAULTS = "What is wrong in the files"
SOURCES = "Sources of figures, where their files are, and the times at which a series breaks"
KEEP = "Put these beside the scores"
AWAY = "Take these away"

pytestmark = pytest.mark.usefixtures("a_draft", "without_figures")


def the(at: AppTest, label: str) -> Button:
    return next(button for button in at.button if button.label == label)


@pytest.fixture
def without_figures(database: Database, a_draft: None) -> None:
    """Take away what the sample county keeps beside Ashford's scores."""
    assert a_draft is None
    database()
    take_away_figures("ashford", "dover")


def test_without_figures_it_says_where_they_are_and_what_to_do(open_page: Open) -> None:
    at = open_page("evidence")
    assert "data.police.uk, Downloads" in "\n".join(table(at, SOURCES)["Where they are"])
    assert lines(at.info) == ["No figures stand beside the scores of Ashford, 2016-17 yet. Load files above."]
    (count,) = [one for one in at.button if one.label == "Count the figures"]
    assert count.disabled


def test_own_figures_are_told_drawn_and_kept_when_told_to(open_page: Open) -> None:
    at = counted(open_page("evidence"), hate_crime())
    assert "1 file: 24 rows read, 24 counted, 0 lines broken." in said(at)
    assert "Hate Crime in Ashford, 12 months to December 2024: 120 counted." in said(at)
    assert "Modern Slavery: judgement. No open figure stands for it" in said(at)
    assert [told.split(",")[0] for told in charts_told(at)] == ["Line chart of Hate Crime in Ashford"]
    assert not kept().cards
    press(at, KEEP)
    assert lines(at.success) == ["Saved beside the scores: Ashford, 2016-17."]
    cards = {card.issue: card.count for card in kept().cards}
    assert (cards["hate-crime"], cards["gangs"], len(cards)) == (120, None, 9)
    assert "Hate Crime" in set(table(at, "Figures beside the scores of Ashford, 2016-17")["Issue"])


def test_what_is_kept_is_shown_to_whoever_comes_next(open_page: Open) -> None:
    press(counted(open_page("evidence"), hate_crime()), KEEP)
    at = open_page("evidence")
    assert "Hate Crime in Ashford, 12 months to December 2024: 120 counted." in said(at)
    assert len(charts_told(at)) == 1


def test_figures_are_taken_away_when_told_to_and_the_history_keeps_them(open_page: Open) -> None:
    press(counted(open_page("evidence"), hate_crime()), KEEP)
    at = open_page("evidence")
    (away,) = at.multiselect
    assert away.options == ["Hate Crime, from Made up: the council"]
    store = opened.opened().store
    record = record_for(store, COLLEAGUE, "ashford").id
    before = len(changes(store, COLLEAGUE, record))
    assert the(at, AWAY).disabled
    away.select("Hate Crime, from Made up: the council").run()
    press(at, AWAY)
    gone = "Taken away from the scores of Ashford, 2016-17: Hate Crime, from Made up: the council."
    assert lines(at.success) == [gone]
    assert "hate-crime" not in {card.issue for card in kept().cards}
    assert len(kept().cards) == 8
    assert len(changes(store, COLLEAGUE, record)) == before + 1


def test_figures_of_a_return_that_is_signed_off_stay(open_page: Open, colleague_saves: Update) -> None:
    press(counted(open_page("evidence"), hate_crime()), KEEP)
    at = open_page("evidence")
    at.multiselect[0].select("Hate Crime, from Made up: the council").run()
    colleague_saves("ashford", lambda now: now.changed(status=ReturnStatus.ADOPTED))
    press(at, AWAY)
    assert "hate-crime" in {card.issue for card in kept().cards}
    assert not at.success
    assert at.multiselect[0].disabled
    assert the(at, AWAY).disabled


def test_the_same_figures_again_change_nothing(open_page: Open) -> None:
    at = press(counted(open_page("evidence"), hate_crime()), KEEP)
    store, person = opened.opened().store, COLLEAGUE
    record = record_for(store, person, "ashford").id
    before = len(changes(store, person, record))
    press(at, KEEP)
    assert len(changes(store, person, record)) == before


def test_a_zip_as_downloaded_is_reported_file_by_file(open_page: Open, tmp_path: Path) -> None:
    at = counted(open_page("evidence"), street_zip(tmp_path))
    assert "24 files: 1,080 rows read, 1,080 counted, 0 lines broken." in said(at)
    assert table(at, FILES)["File"][0] == "street-made-up.zip/2023-01/2023-01-kent-street.csv"
    assert "Burglary in Ashford, 12 months to December 2024: 720 counted." in said(at)
    assert "This figure is made up." in said(at)


def test_the_last_month_to_count_can_be_chosen_and_must_be_one(open_page: Open) -> None:
    at = open_page("evidence", evidence_as_at="2024-06")
    assert "Hate Crime in Ashford, 12 months to June 2024" in said(counted(at, hate_crime()))
    at.text_input("evidence_as_at").set_value("June").run()
    press(at, "Count the figures")
    assert "figures" in table(at, FAULTS)["File"][0]
    assert table(at, FAULTS)["Where"][0] == "as at"


def test_every_fault_of_every_file_is_shown_and_nothing_is_half_loaded(
    open_page: Open, tmp_path: Path
) -> None:
    name, data, kind = street_zip(tmp_path)
    wrong = own_figures(
        "2024-01,Atlantis,hate-crime,5,,Made up,", "2024-02,Ashford,hate-crime,many,,Made up,"
    )
    at = counted(open_page("evidence"), (name, data[:-400], kind), wrong, ("empty.csv", b"", "text/csv"))
    assert "Nothing was loaded, and what is kept is as it was." in lines(at.error)[0]
    found = table(at, FAULTS)
    assert set(found["File"]) == {name, wrong[0], "empty.csv"}
    assert any("Atlantis" in problem for problem in found["What is wrong"])
    assert not charts_told(at)
    assert KEEP not in [button.label for button in at.button]


def test_without_the_extra_own_figures_load_and_the_page_says_what_is_missing(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "duckdb.py").write_text("raise ImportError\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "duckdb", None)
    at = counted(open_page("evidence"), hate_crime())
    assert any("the extra evidence is not installed" in one for one in lines(at.warning))
    assert "1 file: 24 rows read, 24 counted" in said(at)
    counted(at, street_zip(tmp_path))
    assert 'These files need the extra evidence: pip install "csp-toolkit[evidence]".' in lines(at.error)[0]


def test_a_folder_of_one_s_own_machine_is_counted(open_page: Open, tmp_path: Path) -> None:
    name, data, _ = hate_crime()
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / name).write_bytes(data)
    at = open_page("evidence", evidence_folder=str(tmp_path / "figures"))
    assert "1 file: 24 rows read" in said(press(at, "Count the figures"))
    at.text_input("evidence_folder").set_value(str(tmp_path / "none")).run()
    assert "There is no file none." in lines(press(at, "Count the figures").error)[0]


def test_every_district_s_figures_are_put_beside_its_own_scores_where_it_is_not_signed_off(
    open_page: Open,
) -> None:
    at = counted(open_page("evidence"), hate_crime("Ashford", "Dover", "Maidstone"))
    locked = kept("maidstone")
    press(at, "Put every district's beside its scores: 5 returns")
    assert lines(at.success)[0].startswith("Saved beside the scores: Ashford, 2016-17; Dartford, 2016-17; ")
    for district in ("ashford", "dover"):
        found = [card for card in kept(district).cards if card.issue == "hate-crime"]
        assert [(card.district, card.count) for card in found] == [(district, 120)]
    assert kept("maidstone") == locked


def test_a_return_that_was_signed_off_meanwhile_keeps_nothing_and_says_why(
    open_page: Open, colleague_saves: Update
) -> None:
    at = counted(open_page("evidence"), hate_crime())
    colleague_saves("ashford", lambda now: now.changed(status=ReturnStatus.ADOPTED))
    press(at, KEEP)
    assert not kept().cards
    (button,) = [one for one in at.button if one.label == KEEP]
    assert button.disabled
    assert not at.success


def test_hostile_names_and_sources_come_out_letter_by_letter(open_page: Open) -> None:
    image = HOSTILE_NAMES[0]
    rows = [f"2024-{month:02d},Ashford,hate-crime,9,,{image},{image}" for month in range(1, 13)]
    name, data, kind = own_figures(*rows)
    at = counted(open_page("evidence"), ("[x](made-up) $y$ _b_.csv", data, kind), (name, data, kind))
    assert lines(at.error) == []
    assert f"Source: {image}; months loaded" in said(at).replace("\u2060", "")
    raw = [str(one.proto) for one in elements(at.main) if one.type in {"markdown", "caption", "expander"}]
    assert [text for text in raw if "![x](" in text] == []
    assert "was set aside: it holds the same as" in said(at)


def test_an_unreadable_name_of_a_file_is_a_fault(open_page: Open) -> None:
    bad: File = ("figures\u202egnp.csv", b"x", "text/csv")
    at = counted(open_page("evidence"), bad)
    assert len(table(at, FAULTS)) == 1
