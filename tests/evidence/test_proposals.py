"""A card proposes the level that its figure means, says how sure that is, and sets nothing."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.evidence.made_up_county import AREAS, LIBRARY, MAPPING, SOURCES, card, counted, loaded, own
from toolkit.errors import Refused
from toolkit.evidence.figures import figures
from toolkit.evidence.proposals import NotProposed, WhyNot, held_against, proposals
from toolkit.model.evidence import EvidenceCard, Measure, Outcome, Proposal, ProposalDecision
from toolkit.model.matrix import MatrixRef
from toolkit.model.proposal_rule import CriterionBounds, LevelFrom, ProposalRule

MATRIX = LIBRARY.matrix("morile-style-csp")
RULE = LIBRARY.find(ProposalRule, "morile-style-csp-proposals")


def burglary(
    before: list[int], now: list[int], first: str = "2023-04", *, made_up: bool = False
) -> EvidenceCard:
    counts = counted({"ashford": [*before, *now]}, first=first)
    known = counted({"ashford": [9] * (len(before) + len(now))}, "drugs", first=first)
    return card(
        figures(loaded(counts, known, made_up=made_up), MAPPING, SOURCES, AREAS), "ashford", "burglary"
    )


def by_criterion(found: EvidenceCard) -> dict[str, Proposal | NotProposed]:
    return {one.criterion: one for one in held_against(found, RULE, MATRIX)}


def proposed(found: EvidenceCard, criterion: str) -> Proposal:
    one = by_criterion(found)[criterion]
    assert isinstance(one, Proposal)
    return one


def why_not(found: EvidenceCard, criterion: str) -> WhyNot:
    one = by_criterion(found)[criterion]
    assert isinstance(one, NotProposed)
    return one.why


@pytest.mark.parametrize(("each", "level"), [(0, 0), (1, 2), (4, 2), (5, 3), (30, 3), (31, 4)])
def test_a_count_proposes_the_level_of_its_bounds_and_is_a_least_one(each: int, level: int) -> None:
    one = proposed(burglary([3] * 12, [each] * 12), "frequency")
    assert (one.level, one.lowest, one.highest, one.figure) == (level, level, level, Fraction(12 * each))
    assert one.only_part
    assert one.measure is Measure.CASES


def test_a_clear_change_proposes_one_level_firmly() -> None:
    one = proposed(burglary([200] * 12, [400] * 12), "trend")
    assert (one.level, one.is_firm, one.figure) == (4, True, Fraction(1))


def test_a_change_whose_range_reaches_into_other_levels_names_them() -> None:
    one = proposed(burglary([100] * 12, [112] * 12), "trend")
    assert (one.level, one.lowest, one.highest) == (3, 2, 3)
    assert not one.is_firm
    assert one.low is not None
    assert one.low < Fraction(1, 10) <= Fraction(12, 100) < (one.high or 0)


def test_a_range_from_the_lowest_to_the_highest_level_proposes_nothing() -> None:
    assert why_not(burglary([2] * 12, [2] * 12), "trend") is WhyNot.ANY_LEVEL


def test_with_fewer_than_20_cases_in_either_year_staff_are_asked() -> None:
    assert why_not(burglary([1] * 12, [200] * 12), "trend") is WhyNot.FEW_CASES
    assert why_not(burglary([200] * 12, [1] * 12), "trend") is WhyNot.FEW_CASES
    assert why_not(burglary([0] * 12, [200] * 12), "trend") is WhyNot.FEW_CASES


def test_years_that_a_break_touches_do_not_compare() -> None:
    found = burglary([200] * 12, [400] * 12, first="2016-04")
    assert why_not(found, "trend") is WhyNot.BREAK
    assert proposed(found, "frequency").level == 4


def test_one_year_alone_proposes_no_trend() -> None:
    assert why_not(burglary([], [50] * 12), "trend") is WhyNot.NO_FIGURE


def test_judgement_proposes_nothing() -> None:
    found = card(figures(loaded(), MAPPING, SOURCES, AREAS), "ashford", "gangs")
    assert proposals(found, RULE, MATRIX) == ()
    assert why_not(found, "frequency") is WhyNot.NO_FIGURE


def test_a_hidden_number_proposes_nothing() -> None:
    rows = [("ashford", "hate-crime", "2024-04", "2025-03", 3, 1000, "A charity")]
    found = card(figures(loaded(own=own(*rows)), MAPPING, SOURCES, AREAS), "ashford", "hate-crime")
    assert found.suppressed
    assert {one.why for one in held_against(found, RULE, MATRIX) if isinstance(one, NotProposed)} == {
        WhyNot.HIDDEN
    }


def test_a_proposal_names_its_card_its_rule_and_that_it_is_made_up() -> None:
    one = proposed(burglary([30] * 12, [31] * 12, made_up=True), "frequency")
    assert (one.card, one.rule) == ("ashford/burglary/police-uk-street", "morile-style-csp-proposals-1.0")
    assert one.made_up


def test_a_rule_for_another_matrix_is_refused() -> None:
    with pytest.raises(Refused, match=r"is for the matrix morile-style-csp-1\.0, not for impact-likelihood"):
        proposals(burglary([], [1] * 12), RULE, LIBRARY.matrix("impact-likelihood-4x4"))


def test_a_rate_is_held_against_its_bounds_with_its_range() -> None:
    levels = tuple(LevelFrom(value=k, at_least=k or None) for k in range(5))
    bounds = CriterionBounds(
        criterion="frequency", measure=Measure.RATE, levels=levels, provenance="local", source="made up"
    )
    rule = RULE.changed(bounds=(bounds,))
    (one,) = proposals(burglary([], [25] * 12), rule, MATRIX)  # 300 cases to 120,000 residents
    assert (one.level, one.figure, one.is_firm) == (2, Fraction(5, 2), True)
    (one,) = proposals(burglary([], [20] * 12), rule, MATRIX)
    assert (one.level, one.lowest, one.highest) == (2, 1, 2)
    assert proposals(burglary([], [25] * 5), rule, MATRIX) == ()


def test_without_fewest_cases_a_rise_from_none_lies_above_every_bound() -> None:
    trend = RULE.bounds[1].changed(fewest_cases=0)
    (one,) = proposals(burglary([0] * 12, [5] * 12), RULE.changed(bounds=(trend,)), MATRIX)
    assert (one.level, one.figure, one.high) == (4, None, None)


@settings(max_examples=40, deadline=None)
@given(before=st.integers(20, 3000), now=st.integers(20, 3000), more=st.integers(0, 500))
def test_more_cases_this_year_never_propose_a_lower_trend(before: int, now: int, more: int) -> None:
    trend = RULE.bounds[1]
    assert trend.level_of(Fraction(now, before) - 1) <= trend.level_of(Fraction(now + more, before) - 1)


def test_the_matrix_named_by_a_rule_is_the_one_it_is_used_with() -> None:
    newer = MATRIX.changed(version="1.1")
    assert RULE.misfits(newer)
    assert RULE.changed(matrix=MatrixRef(id=MATRIX.id, version="1.1")).misfits(newer) == []


def decided(outcome: Outcome, level: int | None) -> ProposalDecision:
    one = proposed(burglary([], [31] * 12), "frequency")
    at = "2026-11-22T10:00:00Z"
    return ProposalDecision(proposal=one, outcome=outcome, level=level, by="An analyst", at=at)


def test_a_decision_fits_its_proposal() -> None:
    assert decided(Outcome.ACCEPTED, 4).level == 4
    assert decided(Outcome.CHANGED, 3).level == 3
    assert decided(Outcome.IGNORED, None).level is None
    with pytest.raises(ValidationError, match="an accepted proposal takes the proposed level"):
        decided(Outcome.ACCEPTED, 3)
    with pytest.raises(ValidationError, match="a changed proposal takes another level"):
        decided(Outcome.CHANGED, 4)
    with pytest.raises(ValidationError, match="an ignored proposal takes no level"):
        decided(Outcome.IGNORED, 4)


def test_a_proposed_level_lies_within_its_range() -> None:
    one = proposed(burglary([], [31] * 12), "frequency")
    with pytest.raises(ValidationError, match="the proposed level lies outside the levels of its range"):
        one.changed(level=2)
