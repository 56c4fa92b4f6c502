"""A card is said with everything that travels with it, and a proposal never reads as if it were decided."""

from fractions import Fraction

import pytest

from tests.evidence.made_up_county import AREAS, LIBRARY, MAPPING, SOURCES, card, counted, loaded, own
from toolkit.evidence.figures import figures
from toolkit.evidence.loaded import Loaded
from toolkit.evidence.proposals import NotProposed, held_against
from toolkit.evidence.series import Series
from toolkit.methods.monthly_trend import month_number
from toolkit.model.evidence import EvidenceCard, Gap
from toolkit.model.proposal_rule import ProposalRule
from toolkit.wording.evidence_cards import card_sentences
from toolkit.wording.proposals import not_proposed_sentence, proposal_sentence

MATRIX = LIBRARY.matrix("morile-style-csp")
RULE = LIBRARY.find(ProposalRule, "morile-style-csp-proposals")
FIRST = month_number("2023-04")


def of(given: Loaded, issue: str = "burglary", district: str = "ashford") -> EvidenceCard:
    return card(figures(given, MAPPING, SOURCES, AREAS), district, issue)


def said(found: EvidenceCard) -> str:
    return " ".join(card_sentences(found, "Burglary", "Ashford"))


def levels(found: EvidenceCard) -> list[str]:
    return [
        not_proposed_sentence(one, MATRIX) if isinstance(one, NotProposed) else proposal_sentence(one, MATRIX)
        for one in held_against(found, RULE, MATRIX)
    ]


@pytest.mark.parametrize("step", [1, 3, 12])
def test_a_year_is_the_sum_of_its_parts_whatever_they_cover(step: int) -> None:
    series = Series(FIRST, step, (step,) * (24 // step))
    assert series.year_to(series.last) == 12
    assert series.year_to(series.last - 12) == 12
    assert series.year_to(series.last - 24) is None
    assert series.year_to(series.last + 1) is None


def test_a_year_with_an_unknown_part_is_unknown() -> None:
    assert Series(FIRST, 1, (1,) * 5 + (None,) + (1,) * 6).year_to(FIRST + 11) is None


def test_a_year_out_of_step_with_its_quarters_is_unknown() -> None:
    assert Series(FIRST, 3, (1,) * 8).year_to(FIRST + 13) is None


def test_a_series_of_scattered_months_keeps_its_gaps() -> None:
    assert Series.of({FIRST: 4, FIRST + 3: 0}, 1).counts == (4, None, None, 0)


def test_a_figure_is_said_with_its_rate_change_and_limits() -> None:
    text = said(of(loaded(counted({"ashford": [100] * 12 + [200] * 12, "dover": [9] * 24}))))
    assert "Burglary in Ashford, 12 months to March 2025: 2,400 counted, 20.0 per 1,000 residents" in text
    assert "2.0 times the year before" in text
    assert "far above normal variation" in text
    assert "Residents stand in for a better denominator, which was not given." in text
    assert "It cannot show: Homes apart from business premises." in text


def test_every_break_is_said_with_the_figure() -> None:
    text = said(of(loaded(counted({"ashford": [50] * 30}, first="2018-07"))))
    assert "Break in the figures, July 2017 to December 2018: Kent Police came to record 96.6" in text


def test_months_before_a_break_are_said_to_be_left_out_of_the_trend() -> None:
    found = of(loaded(counted({"ashford": [50 + k % 5 for k in range(60)]}, first="2019-01")))
    assert found.trend is not None
    assert (found.trend.cut_at, found.trend.months) == ("2021-08", 29)
    assert "Months before August 2021 are left out because of a break in the figures." in said(found)


def test_made_up_figures_say_so_first() -> None:
    given = loaded(counted({"ashford": [50] * 24}), made_up=True)
    assert said(of(given)).startswith("This figure is made up. ")
    assert all(
        text.endswith("This figure is made up.") for text in levels(of(given)) if "is proposed" in text
    )


def test_a_hidden_number_is_said_to_be_hidden_and_is_nowhere() -> None:
    found = of(loaded(own=own(("ashford", "hate-crime", "2024-04", "2025-03", 3, 700, "X"))), "hate-crime")
    text = said(found)
    assert "the number is not shown" in text
    assert "3" not in text.replace("March", "")
    assert ":3," not in found.model_dump_json()


def test_judgement_is_one_complete_sentence() -> None:
    found = of(loaded(), "gangs")
    assert card_sentences(found, "Gangs", "Ashford") == [
        f"Gangs: judgement. No open figure stands for it: {MAPPING.by_issue['gangs'].cannot_show}."
    ]


def test_what_was_not_loaded_is_said_to_be_missing() -> None:
    assert said(of(loaded())).startswith("Burglary in Ashford: no figure was loaded. It shows: ")


def test_every_gap_has_its_sentence() -> None:
    short = of(loaded(counted({"ashford": [5] * 6})))
    assert Gap.YEAR_NOT_KNOWN in short.gaps
    assert "Not all of the 12 months are known, so no year is counted." in said(short)
    one_year = of(loaded(counted({"ashford": [50] * 12})))
    assert "Not all of the 12 months before are known: no change is given." in said(one_year)
    assert "It is not held against the county: too few districts are known." in said(one_year)


def test_no_denominator_is_said() -> None:
    nobody = loaded().population.head(0)
    assert "There is no rate" in said(of(loaded(counted({"ashford": [50] * 24}), population=nobody)))


def test_a_proposal_says_the_level_the_figure_and_the_doubt() -> None:
    frequency, trend = levels(of(loaded(counted({"ashford": [100] * 12 + [112] * 12}))))
    assert frequency == (
        "Frequency: level 4, Daily, is proposed: 1,344 counted in 12 months. "
        "Others may know of more cases, so it is the least level."
    )
    assert trend.startswith(
        "Trend or forecast: level 3, Rising, is proposed: up 12% on the year before (between"
    )
    assert trend.endswith("It is not firm: the range reaches from level 2, Steady, to level 3, Rising.")


def test_no_proposal_says_why() -> None:
    assert levels(of(loaded(), "gangs"))[0] == (
        "Frequency: no level is proposed. There is no figure for it, or not all that is needed is known."
    )


def test_none_in_a_whole_county_is_no_comparison_and_no_change() -> None:
    nothing = of(loaded(counted({"ashford": [5] * 24, "dover": [7] * 24}, "drugs")))
    assert (nothing.count, nothing.county_rate, nothing.funnel, nothing.change) == (
        0,
        Fraction(0),
        None,
        None,
    )
    text = said(nothing)
    assert "none in either year, so nothing can be said of a change" in text
    assert "too few districts" not in text
