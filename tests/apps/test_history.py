"""The history page: who changed what, when and why, before and after, chosen by issue, person and day."""

import pytest
from streamlit.testing.v1 import AppTest

from apps import opened
from tests.apps.pages import Open, Update
from tests.apps.reading import lines, table
from toolkit.model.assessment import AGREED, Return
from toolkit.model.revision import score_of, with_scores

pytestmark = pytest.mark.usefixtures("a_draft")

CHANGES = "Changes with who, when and why, the newest first"
FIRST = "score/ashford/modern-slavery/agreed/physical/0"


def burglary_to_two(return_: Return) -> Return:
    seen = score_of(return_, "burglary", "physical", AGREED)
    return with_scores(return_, [(seen, seen.changed(level=4 if seen.level != 4 else 3))])


@pytest.fixture
def history(open_page: Open, colleague_saves: Update) -> AppTest:
    """Return the page after one change of one's own and one of a colleague's."""
    at = open_page("score")
    at.radio(f"{FIRST}/level").set_value(2).run()
    colleague_saves("ashford", burglary_to_two)
    return open_page("history")


def test_every_change_says_who_when_what_and_why(history: AppTest) -> None:
    newest, mine, *_ = table(history, CHANGES).to_dict("records")
    assert (newest["Who"], newest["What"], newest["Why"]) == (
        "Kim Colleague",
        "Burglary, Physical harm: agreed level",
        "For a test",
    )
    assert (mine["What"], mine["Before"], mine["After"]) == (
        "Modern Slavery, Physical harm: agreed level",
        "level 3",
        "level 2",
    )
    assert mine["Who"] == opened.principal().name
    assert mine["When"]


def test_an_issue_is_followed_alone(history: AppTest) -> None:
    history.selectbox("history_issue").select("burglary").run()
    issues = {row.split(",")[0] for row in table(history, CHANGES)["What"]}
    assert issues == {
        "Burglary",
        "Evidence of 'Burglary' from police-uk-street",
        "Horizon item 'Several thousand new homes south of the town'",
    }


def test_a_person_is_followed_alone(history: AppTest) -> None:
    history.selectbox("history_person").select("Kim Colleague").run()
    assert len(table(history, CHANGES)) == 1
    assert "1 change, the newest first." in lines(history.markdown)


def test_what_fits_no_choice_is_said(history: AppTest) -> None:
    history.selectbox("history_person").select("Kim Colleague").run()
    history.selectbox("history_issue").select("modern-slavery").run()
    assert lines(history.info) == ["Nothing was changed that fits these choices. Choose fewer."]


def test_all_changes_can_be_downloaded(history: AppTest) -> None:
    (button,) = history.get("download_button")
    assert button.proto.label == f"Download as CSV: {CHANGES}"
