"""Two people change the same thing: one succeeds, the other is told, keeps what was typed, and decides."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from apps import opened
from tests.apps.pages import Open, Stored, Update, press
from tests.apps.reading import lines, table
from toolkit.model.assessment import AGREED, Return, ReturnStatus
from toolkit.model.revision import score_of, with_priority, with_scores, with_status
from toolkit.store.assessments import record_for
from toolkit.store.history import changes

pytestmark = pytest.mark.usefixtures("a_draft")

ISSUE = "modern-slavery"
FIRST = f"score/ashford/{ISSUE}/agreed/physical/0"
BOTH = "What you typed, and what is stored now"


def scored(level: int) -> Callable[[Return], Return]:
    """Return the change somebody makes who scores the same cell."""

    def change(return_: Return) -> Return:
        seen = score_of(return_, ISSUE, "physical", AGREED)
        return with_scores(return_, [(seen, seen.changed(level=level))])

    return change


def physical(stored: Stored) -> object:
    return score_of(stored(), ISSUE, "physical", AGREED).level


@pytest.fixture
def outrun(open_page: Open, colleague_saves: Update) -> AppTest:
    """Return the page of someone who typed 4, and a rationale elsewhere, after a colleague saved 1."""
    at = open_page("score")
    colleague_saves("ashford", scored(1))
    at.radio(f"{FIRST}/level").set_value(4)
    at.text_area(f"score/ashford/{ISSUE}/agreed/financial/0/rationale").set_value("Mine alone")
    return at.run()


def test_the_second_is_told_by_whom_and_sees_both(outrun: AppTest, ashford: Stored) -> None:
    assert lines(outrun.error) == [
        "Not saved: Kim Colleague changed the same thing after you opened it. You decide."
    ]
    (row,) = table(outrun, BOTH).to_dict("records")
    assert (row["What"], row["Yours"], row["Theirs"], row["Saved by"]) == (
        "Physical harm of Modern Slavery",
        "level 4",
        "level 1",
        "Kim Colleague",
    )
    assert row["When"]
    assert outrun.radio(f"{FIRST}/level").value == 4
    assert physical(ashford) == 1
    assert not outrun.success


def test_it_stays_told_until_it_is_decided(outrun: AppTest) -> None:
    outrun.run()
    assert len(outrun.error) == 1
    assert outrun.radio(f"{FIRST}/level").value == 4


def test_keep_mine_saves_it_on_top_of_theirs(outrun: AppTest, ashford: Stored) -> None:
    press(outrun, "Keep mine")
    assert lines(outrun.success) == ["Saved."]
    assert not outrun.error
    assert physical(ashford) == 4
    assert score_of(ashford(), ISSUE, "financial", AGREED).rationale == "Mine alone"
    store, person = opened.opened().store, opened.principal()
    found = changes(store, person, record_for(store, person, "ashford").id, issue=ISSUE)
    said = [c.after["level"] for c in found if c.after and c.key.startswith(f"{ISSUE}/physical/1/agreed")]
    assert said == [3, 1, 4]  # what was imported, theirs, mine: nothing vanished


def test_take_theirs_leaves_it_and_saves_the_rest(outrun: AppTest, ashford: Stored) -> None:
    press(outrun, "Take theirs")
    assert not outrun.error
    assert physical(ashford) == 1
    assert score_of(ashford(), ISSUE, "financial", AGREED).rationale == "Mine alone"
    assert outrun.radio(f"score/ashford/{ISSUE}/agreed/physical/1/level").value == 1


def test_take_theirs_with_nothing_else_typed_changes_nothing(
    open_page: Open, colleague_saves: Update, ashford: Stored
) -> None:
    at = open_page("score")
    colleague_saves("ashford", scored(1))
    press(at.radio(f"{FIRST}/level").set_value(4).run(), "Take theirs")
    assert lines(at.success) == ["What they saved stands."]
    assert physical(ashford) == 1


def test_whoever_is_outrun_twice_is_told_twice(
    outrun: AppTest, colleague_saves: Update, ashford: Stored
) -> None:
    colleague_saves("ashford", scored(2))
    press(outrun, "Keep mine")
    assert table(outrun, BOTH)["Theirs"].iloc[0] == "level 2"
    assert physical(ashford) == 2
    press(outrun, "Keep mine")
    assert physical(ashford) == 4


def test_a_cell_of_the_grid_is_decided_alike(
    open_page: Open, colleague_saves: Update, ashford: Stored
) -> None:
    at = open_page("grid")
    colleague_saves("ashford", scored(1))
    at.session_state["grid/ashford/agreed/0"] = {
        "edited_rows": {0: {"physical": "0 (No injury)"}},
        "added_rows": [],
        "deleted_rows": [],
    }
    at.run()
    assert table(at, BOTH)["Theirs"].iloc[0] == "level 1"
    press(at, "Keep mine")
    assert physical(ashford) == 0


def test_a_wording_is_decided_alike(open_page: Open, colleague_saves: Update, ashford: Stored) -> None:
    at = open_page("priorities", **{"priority/ashford": 0})
    seen = ashford().priorities[0]
    theirs = seen.changed(source="The board of November")
    colleague_saves("ashford", lambda return_: with_priority(return_, seen, theirs))
    at.text_input("priority/ashford/0/wording/0/source").set_value("Our own survey")
    press(at, "Save the wording")
    (row,) = table(at, BOTH).to_dict("records")
    assert (row["Yours"], row["Theirs"]) == ("source Our own survey", "source The board of November")
    press(at, "Keep mine")
    assert ashford().priorities[0].source == "Our own survey"


def test_a_status_is_decided_alike(open_page: Open, colleague_saves: Update) -> None:
    at = open_page("start", status_of="dover")
    colleague_saves("dover", lambda return_: with_status(return_, return_.status, ReturnStatus.NOT_STARTED))
    at.selectbox("status/dover/0").select(ReturnStatus.AGREED)
    press(at, "Save the status")
    assert table(at, BOTH)["Theirs"].iloc[0] == "status not started"
    press(at, "Take theirs")
    assert at.selectbox("status/dover/1").value is ReturnStatus.NOT_STARTED


def test_pressing_twice_saves_once(open_page: Open, ashford: Stored) -> None:
    at = open_page("horizon")
    before = len(ashford().horizon)
    at.text_input("horizon/ashford//0/title").set_value("Unitary councils")
    press(at, "Save this item")
    press(at, "Save this item")
    assert len(ashford().horizon) == before + 1
