"""The shipped mapping and proposal rules fit the lists they name, and say what the matrix says in words."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from toolkit.files.library import Library
from toolkit.model.evidence import Denominator, EvidenceMapping, Measure
from toolkit.model.evidence_source import EvidenceSources
from toolkit.model.proposal_rule import CriterionBounds, LevelFrom, ProposalRule

LIBRARY = Library()
MAPPING = LIBRARY.find(EvidenceMapping, "kent-evidence-mapping")
RULE = LIBRARY.find(ProposalRule, "morile-style-csp-proposals")
FREQUENCY, TREND = RULE.bounds
JUDGEMENT = {
    *("modern-slavery", "child-sexual-exploitation", "preventing-violent-extremism", "missing-children"),
    *("mental-health", "gangs", "organised-crime-groups", "reoffending"),
}


def test_every_issue_of_the_catalogue_has_its_place_in_order() -> None:
    assert [one.issue for one in MAPPING.measures] == [
        one.id for one in LIBRARY.catalogue("csp-issues").issues
    ]


def test_eight_issues_are_matters_of_judgement_with_the_reason() -> None:
    found = {one.issue: one.cannot_show for one in MAPPING.measures if one.is_judgement}
    assert set(found) == JUDGEMENT
    assert all(found.values())


def test_measures_name_sources_and_types_that_exist() -> None:
    sources = LIBRARY.find(EvidenceSources, MAPPING.sources).by_id
    for one in MAPPING.measures:
        if one.source is not None:
            assert set(one.labels) <= set(sources[one.source].label_by_id), one.issue


def test_burglary_is_set_against_households() -> None:
    assert MAPPING.by_issue["burglary"].denominator is Denominator.HOUSEHOLDS


@pytest.mark.parametrize("name", ["morile-style-csp", "morile-style-csp-doubling"])
def test_a_shipped_rule_fits_its_matrix_and_no_other(name: str) -> None:
    rule = LIBRARY.find(ProposalRule, f"{name}-proposals")
    assert rule.misfits(LIBRARY.matrix(name)) == []
    assert rule.misfits(LIBRARY.matrix("impact-likelihood-4x4")) == [
        f"The rule {name}-proposals-1.0 is for the matrix {name}-1.0, not for impact-likelihood-4x4-1.0."
    ]


@pytest.mark.parametrize(
    ("cases", "level"), [(0, 0), (1, 1), (11, 1), (12, 2), (51, 2), (52, 3), (364, 3), (365, 4), (9999, 4)]
)
def test_frequency_follows_the_counts_of_the_guidance(cases: int, level: int) -> None:
    assert FREQUENCY.level_of(Fraction(cases)) == level


@pytest.mark.parametrize(
    ("became", "level"),
    [(0, 0), (30, 0), (31, 1), (36, 1), (37, 2), (40, 2), (43, 2), (44, 3), (49, 3), (50, 4)],
)
def test_trend_follows_what_40_cases_became_in_the_guidance(became: int, level: int) -> None:
    assert TREND.level_of(Fraction(became, 40) - 1) == level


def test_a_rule_that_misfits_says_so_for_every_criterion() -> None:
    bounds = (FREQUENCY.changed(levels=FREQUENCY.levels[:-1]), TREND.changed(criterion="tendency"))
    levels, unknown = RULE.changed(bounds=bounds).misfits(LIBRARY.matrix("morile-style-csp"))
    assert levels.startswith(
        "The levels of criterion 'frequency' in rule morile-style-csp-proposals-1.0 are not"
    )
    assert unknown.endswith("names criterion 'tendency', which morile-style-csp-1.0 lacks.")


def a_bound(*levels: LevelFrom) -> CriterionBounds:
    return CriterionBounds(
        criterion="x", measure=Measure.CASES, levels=levels, provenance="local", source="made up"
    )


def test_bounds_rise_with_their_levels() -> None:
    with pytest.raises(ValidationError, match="level 2 and its bound do not lie above level 1"):
        a_bound(LevelFrom(value=0), LevelFrom(value=1, at_least=5), LevelFrom(value=2, at_least=5))


def test_only_the_lowest_level_has_no_bound() -> None:
    with pytest.raises(ValidationError, match="the lowest level has no bound, every other has one"):
        a_bound(LevelFrom(value=0, at_least=0), LevelFrom(value=1, at_least=5))


def test_a_level_has_one_bound() -> None:
    with pytest.raises(ValidationError, match="level 1 has both 'at_least' and 'above'; give one"):
        LevelFrom(value=1, at_least=1, above=1)
