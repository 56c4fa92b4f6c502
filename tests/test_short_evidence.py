"""A card in one sentence keeps its breaks and that it is made up; a decision says who, when and why."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest

from tests.evidence.made_up_county import AREAS, MAPPING, SOURCES, card, counted, loaded
from toolkit.evidence.figures import figures
from toolkit.files.library import Library
from toolkit.model.evidence import EvidenceCard, Measure, Outcome, Proposal, ProposalDecision
from toolkit.tables.evidence_sources import source_table
from toolkit.wording.evidence_short import origin_sentence, short_sentence
from toolkit.wording.proposal_decisions import decision_sentence


def burglary(first: str = "2023-04", *, made_up: bool = False) -> EvidenceCard:
    counts = counted({"ashford": [*[100] * 12, *[150] * 12]}, first=first)
    return card(figures(loaded(counts, made_up=made_up), MAPPING, SOURCES, AREAS), "ashford", "burglary")


def test_a_figure_its_rate_and_its_change_stand_in_one_sentence() -> None:
    said = short_sentence(burglary(), "Burglary", "Ashford")
    assert said.startswith("Burglary in Ashford, 12 months to March 2025: 1,800 counted, 15.0 per 1,000 ")
    assert "Change: up 50% on the year before (between 39% and 62%), more than chance would explain." in said


def test_breaks_and_what_is_made_up_travel_with_it() -> None:
    said = short_sentence(burglary("2015-04", made_up=True), "Burglary", "Ashford")
    assert "Break in the figures, April 2016 to June 2017: Inspectors found" in said
    assert said.endswith("This figure is made up.")


def test_judgement_and_what_was_not_loaded_are_said_as_such() -> None:
    cards = figures(loaded(counted({"ashford": [5] * 24})), MAPPING, SOURCES, AREAS)
    assert short_sentence(card(cards, "ashford", "gangs"), "Gangs", "Ashford").startswith("Gangs: judgement.")
    hate_crime = short_sentence(card(cards, "ashford", "hate-crime"), "Hate Crime", "Ashford")
    assert hate_crime == "Hate Crime in Ashford: no figure was loaded."


def test_the_origin_names_source_months_and_confidence() -> None:
    assert origin_sentence(burglary(), SOURCES) == (
        "Source: Street-level crime and anti-social behaviour, data.police.uk; months loaded: April 2023 to "
        "March 2025. Confidence: moderate."
    )
    assert origin_sentence(burglary().changed(source=None), SOURCES) == ""


@pytest.mark.parametrize(
    ("outcome", "level", "reason", "said"),
    [
        (Outcome.ACCEPTED, 3, "", "Accepted, level 3, by A Smith, 22 November 2026."),
        (
            Outcome.CHANGED,
            2,
            "Two were one",
            "Level 2 taken instead of 3 by A Smith, 22 November 2026. Reason: Two were one",
        ),
        (
            Outcome.IGNORED,
            None,
            "Too old",
            "Set aside, level 3, by A Smith, 22 November 2026. Reason: Too old",
        ),
    ],
)
def test_a_decision_says_what_by_whom_when_and_why(
    outcome: Outcome, level: int | None, reason: str, said: str
) -> None:
    proposal = Proposal(
        district="ashford", issue="burglary", criterion="trend", level=3, lowest=3, highest=4,
        card="ashford/burglary/police-uk-street", rule="r-1.0", measure=Measure.CHANGE, figure=Fraction(1, 5),
    )  # fmt: skip
    at = datetime(2026, 11, 22, 9, tzinfo=UTC)
    made = ProposalDecision(
        proposal=proposal, outcome=outcome, level=level, by="A Smith", at=at, reason=reason
    )
    assert decision_sentence(made) == said


def test_every_source_says_where_its_files_are() -> None:
    frame = source_table(SOURCES)
    assert len(frame) == len(SOURCES.sources)
    assert all(frame["Where they are"])
    assert "April 2016 to June 2017" in frame["Breaks"][0]
    assert Library().entries(type(SOURCES))
