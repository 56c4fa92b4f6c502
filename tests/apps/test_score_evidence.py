"""Figures beside the scores of an issue: cards, and proposals accepted, changed or set aside."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from apps import opened
from tests.apps.conftest import COLLEAGUE
from tests.apps.figures import kept, said, take_away_figures
from tests.apps.pages import Database, Open, Stored, Update, press
from tests.apps.reading import HOSTILE_NAMES, charts_told, lines
from tests.evidence.made_up_county import AREAS, MAPPING, SOURCES, counted, loaded
from toolkit.evidence.figures import figures
from toolkit.model.assessment import AGREED, Return, Score
from toolkit.model.evidence import Outcome
from toolkit.model.revision import score_of, with_scores
from toolkit.store.assessments import new_operation, record_for
from toolkit.store.evidence_kept import keep_cards

ISSUE = "burglary"
CELL = f"score/ashford/{ISSUE}/agreed"
ACCEPT = "Accept level 4 for {label}"

pytestmark = pytest.mark.usefixtures("a_draft")


def keep(before: int, now: int, **changes: Any) -> None:
    """Put a made-up year of burglaries, so many a month, beside Ashford's scores, after another."""
    counts = counted({"ashford": [*[before] * 12, *[now] * 12]})
    cards = figures(loaded(counts, made_up=True), MAPPING, SOURCES, AREAS)
    mine = [card.changed(**changes) for card in cards if card.key == "ashford/burglary/police-uk-street"]
    store = opened.opened().store
    record = record_for(store, COLLEAGUE, "ashford").id
    keep_cards(store, COLLEAGUE, record, mine, operation=new_operation())


@pytest.fixture
def score_page(database: Database, open_page: Open, ashford: Stored) -> Open:
    """Return a function that opens the second section of an issue with a figure: 100, then 200 a month."""
    database()
    take_away_figures("ashford")
    keep(100, 200)
    label = ashford().matrix.sections[1].label
    return lambda **inputs: open_page("score", **{"issue": ISSUE, "score/ashford/sections": label, **inputs})


def label(ashford: Stored, criterion: str) -> str:
    return ashford().matrix.criterion(criterion).label


def row(ashford: Stored, criterion: str) -> Score:
    return score_of(ashford(), ISSUE, criterion, AGREED)


def decided(criterion: str) -> tuple[Outcome, int | None, str]:
    made = kept().decisions_by_key[f"{ISSUE}/{criterion}"]
    return made.outcome, made.level, made.reason


def form(criterion: str) -> str:
    return f"{CELL}/{criterion}/ashford/burglary/police-uk-street"


def test_the_cards_of_an_issue_stand_below_its_levels(score_page: Open) -> None:
    at = score_page()
    assert "Burglary in Ashford, 12 months to March 2025: 2,400 counted" in said(at)
    assert [told.split(",")[0] for told in charts_told(at)][:1] == ["Line chart of Burglary in Ashford"]
    assert "All that this figure says: Burglary" in [one.label.replace("\\", "") for one in at.expander]
    assert "level 4" in said(at)
    assert "is proposed: 2,400 counted in 12 months." in said(at)


def test_an_accepted_proposal_is_the_level_and_stays_visible(
    score_page: Open, ashford: Stored, colleague_saves: Update
) -> None:
    colleague_saves("ashford", written(""))
    at = score_page()
    press(at, ACCEPT.format(label=label(ashford, "frequency")))
    now = row(ashford, "frequency")
    assert now.level == 4
    assert now.evidence.startswith("Burglary in Ashford, 12 months to March 2025: 2,400 counted")
    assert decided("frequency") == (Outcome.ACCEPTED, 4, "")
    assert at.radio(f"{CELL}/frequency/0/level").value == 4
    assert lines(at.success)[0].startswith("Saved: Accepted, level 4, by ")
    assert "Accepted, level 4, by " in said(score_page())


def test_evidence_that_somebody_wrote_stays(
    score_page: Open, ashford: Stored, colleague_saves: Update
) -> None:
    colleague_saves("ashford", written("Our own survey"))
    press(score_page(), ACCEPT.format(label=label(ashford, "frequency")))
    assert row(ashford, "frequency").evidence == "Our own survey"


def written(text: str) -> Any:
    def change(return_: Return) -> Return:
        seen = score_of(return_, ISSUE, "frequency", AGREED)
        return with_scores(return_, [(seen, seen.changed(evidence=text))])

    return change


def test_another_level_is_taken_with_its_reason_and_never_without(score_page: Open, ashford: Stored) -> None:
    at, named = score_page(), label(ashford, "trend")
    before = row(ashford, "trend")
    press(at, f"Take this level for {named}")
    assert lines(at.error) == ["Not saved.\n\n- Say why the proposed level is not taken."]
    at.selectbox(f"{form('trend')}/0/level").set_value(3)
    at.text_input(f"{form('trend')}/0/reason").set_value("Half of it is better recording")
    assert row(ashford, "trend") == before
    press(at, f"Take this level for {named}")
    assert not at.error
    assert row(ashford, "trend").level == 3
    assert decided("trend") == (Outcome.CHANGED, 3, "Half of it is better recording")
    assert at.radio(f"{CELL}/trend/0/level").value == 3


def test_a_proposal_is_set_aside_with_its_reason_and_no_level_is_written(
    score_page: Open, ashford: Stored
) -> None:
    at, before = score_page(), row(ashford, "frequency")
    at.text_input(f"{form('frequency')}/0/reason").set_value("Counted twice")
    press(at, f"Set aside the proposal for {label(ashford, 'frequency')}")
    assert row(ashford, "frequency") == before
    assert decided("frequency") == (Outcome.IGNORED, None, "Counted twice")
    assert "Set aside, level 4, by " in said(at)


def test_of_two_who_decide_the_second_is_told_and_sees_what_was_decided(
    score_page: Open, ashford: Stored
) -> None:
    mine, theirs = score_page(), score_page()
    named = label(ashford, "frequency")
    theirs.text_input(f"{form('frequency')}/0/reason").set_value("Theirs")
    press(theirs, f"Set aside the proposal for {named}")
    press(mine, ACCEPT.format(label=named))
    assert "Someone else has changed this since you opened it" in lines(mine.error)[0]
    assert decided("frequency") == (Outcome.IGNORED, None, "Theirs")
    press(mine, "Show what is stored now")
    assert not mine.error
    assert "Reason: Theirs" in said(mine)


def test_of_two_who_score_and_accept_the_second_is_told(
    score_page: Open, ashford: Stored, colleague_saves: Update
) -> None:
    at = score_page()
    colleague_saves("ashford", written("Seen first"))
    press(at, ACCEPT.format(label=label(ashford, "frequency")))
    assert "Someone else has changed this since you opened it" in lines(at.error)[0]
    press(at, "Show what is stored now")
    assert at.text_area(f"{CELL}/frequency/1/evidence").value == "Seen first"
    press(at, ACCEPT.format(label=label(ashford, "frequency")))
    assert row(ashford, "frequency").level == 4


def test_a_newer_figure_asks_again_and_says_that_the_decision_was_about_another(
    score_page: Open, ashford: Stored
) -> None:
    press(score_page(), ACCEPT.format(label=label(ashford, "frequency")))
    keep(200, 2)
    at = score_page()
    assert "That was about an earlier figure." in lines(at.caption)
    assert f"Accept level 2 for {label(ashford, 'frequency')}" in [button.label for button in at.button]


def test_an_issue_of_judgement_says_so_and_is_complete(score_page: Open) -> None:
    at = score_page(issue="gangs")
    assert "Gangs: judgement. No open figure stands for it" in said(at)
    assert "It is complete without one." in said(at)


def test_an_issue_without_figures_leads_to_where_they_are_loaded(score_page: Open) -> None:
    at = score_page(issue="vehicle-crime")
    assert "No figure is kept for this issue. Levels can be scored without one." in said(at)


def test_a_locked_return_offers_no_way(score_page: Open, colleague_saves: Update) -> None:
    at: AppTest = score_page()
    colleague_saves("ashford", lambda now: now.changed(status="adopted"))
    at.run()
    ways = ("Accept", "Take this", "Set aside")
    assert all(button.disabled for button in at.button if button.label.startswith(ways))


def test_hostile_words_of_a_card_come_out_letter_by_letter(score_page: Open) -> None:
    keep(100, 200, given_by=HOSTILE_NAMES[0], cannot_show=HOSTILE_NAMES[2])
    text = said(score_page())
    assert f"Source: {HOSTILE_NAMES[0]}" in text.replace("\u2060", "")
    assert "![x](http" not in "".join(one.value for one in score_page().caption)
