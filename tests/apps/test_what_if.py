"""What if: a level moved on the screen says at once what would follow, and stores nothing."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from apps import opened
from tests.apps.pages import Open
from tests.apps.reading import lines, table
from toolkit.files.return_folder import read_return_folder
from toolkit.model.assessment import UNKNOWN
from toolkit.store.assessments import open_return, record_for
from toolkit.store.chain import Head

MOVED = "Issues whose rank or chance of the top would be another"
ENOUGH = "Single levels that would move it, its own first"


def what_if(open_page: Open, issue: str = "gangs", folder: str = "maidstone") -> AppTest:
    return open_page("what_if", **{"return": folder, "issue": issue})


def move(at: AppTest, level: int | str, issue: str = "gangs", folder: str = "maidstone") -> AppTest:
    control = next(c for c in at.button_group if c.key == f"what_if/{folder}/{issue}/physical")
    control.set_value(level).run()
    assert not at.exception
    return at


def test_it_is_said_that_nothing_is_saved(open_page: Open) -> None:
    assert "Nothing on this page is saved." in what_if(open_page).info[-1].value


def test_it_starts_at_the_level_that_counts(open_page: Open) -> None:
    at = what_if(open_page)
    (first, *_) = [line for line in lines(at.markdown) if line.startswith("- ")]
    assert first == (
        "- This level counts now. Gangs is joint 5th; its chance of the top five is 6 in 10 (likely)."
    )
    assert [frame.proto.alt for frame in at.dataframe] == [ENOUGH]


def test_a_moved_level_says_rank_chance_and_who_leaves(open_page: Open) -> None:
    at = move(what_if(open_page), 4)
    said = [line for line in lines(at.markdown) if line.startswith("- ")]
    assert said == [
        "- Gangs would be 5th; it is joint 5th now.",
        "- Its chance of the top five would be 7 in 10 (likely); it is 6 in 10 (likely) now.",
        "- Out of the top five then, and not now: Child Sexual Exploitation (CSE).",
    ]
    frame = table(at, MOVED).set_index("Issue")
    assert frame.loc["Gangs", "Rank then"] == "5th"
    assert frame.loc["Child Sexual Exploitation (CSE)", "Rank then"] == "6th"


def test_not_knowing_a_level_opens_places(open_page: Open) -> None:
    said = lines(move(what_if(open_page), UNKNOWN).markdown)
    assert any(line.startswith("- Gangs would be between ") for line in said)
    assert any("depending on levels that are not known: " in line for line in said)


def test_the_smallest_changes_are_said_and_listed(open_page: Open) -> None:
    at = what_if(open_page)
    assert any(
        line.startswith("Gangs leaves the top five if Physical harm is one level lower (3 to 2)")
        for line in lines(at.markdown)
    )
    frame = table(at, ENOUGH)
    assert {"Gangs", "Antisocial Behaviour"} <= set(frame["Issue"])
    assert "Trend or forecast is one level higher (3 to 4)" in set(frame["If"])


def test_nothing_is_stored(open_page: Open) -> None:
    at = what_if(open_page)
    before = head("maidstone")
    move(at, 0)
    assert head("maidstone") == before


def head(district: str) -> Head:
    store, person = opened.opened().store, opened.principal()
    return open_return(store, person, record_for(store, person, district).id).head


def test_a_criterion_beside_the_risk_score_is_not_offered(open_page: Open) -> None:
    at = what_if(open_page)
    offered = at.selectbox("risk_criterion").options
    assert "Trend or forecast" in offered
    assert "Capacity" not in offered


def test_an_issue_nobody_scored_has_no_level_to_move(open_page: Open, sample_county: Path) -> None:
    assert not read_return_folder(sample_county / "swale").scores
    at = what_if(open_page, folder="swale")
    assert "Nobody has scored this issue yet, so there is no level to move." in lines(at.markdown)
