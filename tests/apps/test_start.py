"""The first page, and what stands first on every page."""

from pathlib import Path

from tests.apps.pages import OF_RETURNS, Open, press, walk
from tests.apps.reading import table
from toolkit.model.assessment import ReturnStatus

PROGRESS = "Progress of each district's return"


def test_the_start_page_says_how_far_each_district_has_come(open_page: Open) -> None:
    progress = table(open_page("start"), PROGRESS)
    ashford = progress.set_index("District").loc["Ashford"]
    assert list(ashford)[1:] == ["adopted", "20 of 20", "7 of 7", "2"]
    assert len(progress) == 12


def test_the_marking_and_what_is_invented_stand_first(open_page: Open) -> None:
    for page, at in walk(open_page("start"), OF_RETURNS):
        first, second = at.main[0].children[0], at.main[0].children[1]
        assert (page, first.value) == (page, "**OFFICIAL**")
        assert second.value.startswith("Invented data: scores, priorities"), page


def test_a_county_without_returns_is_said_to_be_so(open_page: Open, sample_county: Path) -> None:
    for header in sample_county.glob("*/return.toml"):
        header.unlink()
    for page, at in walk(open_page("start"), OF_RETURNS):
        assert "There is no return here yet" in at.info[0].value, page


def test_a_missing_folder_is_said_and_not_raised(open_page: Open, sample_county: Path) -> None:
    sample_county.rename(sample_county.with_name("elsewhere"))
    for page, at in walk(open_page("start"), [*OF_RETURNS, "take_in"]):
        message = at.error[0].value
        assert message.startswith("The database cannot be opened."), page
        assert "There is no folder" in message


def test_a_return_with_faults_is_listed_and_hides_no_other(open_page: Open, sample_county: Path) -> None:
    scores = sample_county / "dover" / "scores.csv"
    scores.write_text(
        scores.read_text().replace("domestic-abuse,physical,agreed", "domestic-abuse,fizical,agreed")
    )
    at = open_page("start")
    assert "fizical" in at.error[0].value
    assert "Did you mean" in at.error[0].value
    assert len(table(at, PROGRESS)) == 11


def test_a_fault_of_the_file_is_shown_letter_by_letter(open_page: Open, sample_county: Path) -> None:
    header = sample_county / "dover" / "return.toml"
    header.write_text(header.read_text().replace('"Dover"', '"![x](http://evil.example/p)"'))
    shown = open_page("start").error[0].value
    assert "![x](" not in shown
    assert r"\!\[x\]\(http" in shown


def test_a_status_is_saved(open_page: Open) -> None:
    at = open_page("start", status_of="sevenoaks")
    at.selectbox("status/sevenoaks/0").select(ReturnStatus.NOT_STARTED)
    press(at, "Save the status")
    assert [message.value for message in at.success] == ["Saved\\: Sevenoaks, 2016\\-17 is not started\\."]
    for page in (at, open_page("start")):
        progress = table(page, PROGRESS).set_index("District")
        assert progress.loc["Sevenoaks", "Status"] == "not started"
