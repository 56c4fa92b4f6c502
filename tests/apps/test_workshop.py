"""A workshop: several scorers' levels side by side, and the agreed one as a row of its own."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from tests.apps.pages import Open, Stored, press
from tests.apps.reading import table
from toolkit.model.revision import score_of

pytestmark = pytest.mark.usefixtures("a_draft")

ISSUE = "modern-slavery"


def enter(open_page: Open, scorer: str, agency: str, **levels: int | str) -> AppTest:
    at = open_page("workshop", workshop_scorer=scorer)
    at.text_input(f"agency/{scorer}").set_value(agency).run()
    for criterion, level in levels.items():
        at.selectbox(f"workshop/ashford/{ISSUE}/{scorer}/0/{criterion}").set_value(level)
    press(at, "Save this scorer's levels")
    assert [box.value for box in at.success] == ["Saved."]
    return at


def test_each_scorer_keeps_their_own_level_and_agency(open_page: Open, ashford: Stored) -> None:
    agreed = score_of(ashford(), ISSUE, "physical", "agreed")
    enter(open_page, "Fire officer", "Fire and rescue", physical=1, financial="unknown")
    enter(open_page, "Nurse", "Health", physical=4)
    stored = ashford()
    assert score_of(stored, ISSUE, "physical", "Fire officer").level == 1
    assert score_of(stored, ISSUE, "financial", "Fire officer").level == "unknown"
    assert score_of(stored, ISSUE, "physical", "Nurse").agency == "Health"
    assert score_of(stored, ISSUE, "physical", "agreed") == agreed


def test_the_spread_is_drawn_told_and_tabled(open_page: Open) -> None:
    enter(open_page, "Fire officer", "Fire and rescue", physical=1)
    at = enter(open_page, "Nurse", "Health", physical=4)
    (chart,) = at.get("vega_lite_chart")
    assert chart.proto.alt == (
        "Dot chart of levels by criterion. Two scorers have given levels. "
        "Furthest apart: Physical harm (three steps). Agreed: 11 of 11 criteria."
    )
    layers = json.loads(chart.proto.spec)["layer"]
    assert [layer["mark"]["type"] for layer in layers] == ["point", "circle"]
    frame = table(at, "Levels given and agreed, by criterion")
    row = frame.set_index("Criterion").loc["Physical harm"]
    assert row["Levels given"] == "Fire officer (Fire and rescue): 1; Nurse (Health): 4"
    assert row["Steps apart"] == "3"


def test_the_agreed_level_is_its_own_row_with_reason_and_dissent(open_page: Open, ashford: Stored) -> None:
    at = enter(open_page, "Fire officer", "Fire and rescue", physical=1)
    key = f"agreed/ashford/{ISSUE}/physical/0/physical"
    at.radio(f"{key}/level").set_value(2)
    at.text_area(f"{key}/rationale").set_value("Two nights in hospital last year.")
    at.text_area(f"{key}/dissent").set_value("Fire and rescue: seen too rarely to say.")
    press(at, "Save the agreed level")
    row = score_of(ashford(), ISSUE, "physical", "agreed")
    assert (row.level, row.rationale) == (2, "Two nights in hospital last year.")
    assert row.dissent == "Fire and rescue: seen too rarely to say."
    assert score_of(ashford(), ISSUE, "physical", "Fire officer").level == 1


def test_a_name_with_a_hidden_character_is_refused_in_words(open_page: Open) -> None:
    at = open_page("workshop", workshop_scorer="Fire\u200bofficer")
    assert "hidden or control character" in at.error[0].value
