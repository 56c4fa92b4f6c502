"""Where a scorer has given levels in several rounds, the pages show and change the latest."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.apps.pages import Open, Stored, press
from tests.apps.reading import table
from toolkit.files.return_folder import update_return
from toolkit.model.assessment import Score
from toolkit.model.revision import score_of

pytestmark = pytest.mark.usefixtures("a_draft")

ISSUE, WHO = "modern-slavery", "Fire officer"
ROUNDS = [Score(issue=ISSUE, criterion="physical", scorer=WHO, level=n, round=n) for n in (1, 2)]


def two_rounds(county: Path) -> None:
    update_return(county / "ashford", lambda now: now.changed(scores=(*now.scores, *ROUNDS)))


def levels(stored: Stored) -> list[object]:
    return [score_of(stored(), ISSUE, "physical", WHO, round=n).level for n in (1, 2, 3)]


def workshop(open_page: Open, *, criterion: str = "physical", level: int = 4) -> AppTest:
    at = open_page("workshop", workshop_scorer=WHO)
    at.selectbox(f"workshop/ashford/{ISSUE}/{WHO}/0/{criterion}").set_value(level)
    return press(at, "Save this scorer's levels")


def test_the_workshop_changes_the_latest_round_and_keeps_the_first(
    open_page: Open, ashford: Stored, sample_county: Path
) -> None:
    two_rounds(sample_county)
    at = workshop(open_page)
    assert [box.value for box in at.success] == ["Saved."]
    assert levels(ashford) == [1, 4, None]
    row = table(at, "Levels given and agreed, by criterion").set_index("Criterion").loc["Physical harm"]
    assert row["Levels given"] == f"round 2: {WHO}: 4"


def test_the_score_page_changes_the_latest_round_and_keeps_the_first(
    open_page: Open, ashford: Stored, sample_county: Path
) -> None:
    two_rounds(sample_county)
    at = open_page("score", scorer=WHO)
    choice = at.radio(f"score/ashford/{ISSUE}/{WHO}/physical/0/level")
    assert choice.value == 2
    choice.set_value(4).run()
    assert levels(ashford) == [1, 4, None]


def test_another_criterion_of_the_same_scorer_is_still_in_its_first_round(
    open_page: Open, ashford: Stored, sample_county: Path
) -> None:
    two_rounds(sample_county)
    workshop(open_page, criterion="financial", level=1)
    stored = score_of(ashford(), ISSUE, "financial", WHO)
    assert (stored.level, stored.round) == (1, 1)
    assert levels(ashford) == [1, 2, None]
