"""The shipped lists say what the papers print; the facts are written out here, not read."""

import tomllib
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from toolkit.model.area import AreaSet
from toolkit.model.horizon import HeadingSet
from toolkit.model.issues import IssueCatalogue
from toolkit.model.priorities import CategorySet, Crosswalk
from toolkit.resources import shipped

APPENDIX_A = {
    "DA": ("Domestic Abuse", ""),
    "ASB": ("ASB/Environmental", ""),
    "SM": ("Substance Misuse", ""),
    "VIC": ("Victims / Vulnerable People", "including repeat victims"),
    "SAFE": (
        "Safeguarding",
        "including child sexual exploitation, preventing violent extremism, modern slavery",
    ),
    "SOC": (
        "Serious and Organised Crime",
        "including violent crime, acquisitive crime, gangs, organised crime groups",
    ),
    "ROAD": ("Road Safety", ""),
    "REOF": ("Reducing Reoffending", ""),
    "MH": ("Mental Health", ""),
    "CONF": (
        "Community Confidence",
        "quality of life, community activities/projects, agency collaboration",
    ),
}
HEADLINES = [
    "Domestic Abuse (inc. sexual offences & serious violence)",
    "Anti-social behaviour (inc. environmental)",
    "Substance Misuse",
    "Victims and Vulnerable People",
    "Safeguarding (inc. public protection & resilience)",
    "Crime / Serious & Organised Crime (inc. violent crime and acquisitive crime)",
    "Road Safety",
    "Reducing Reoffending",
]
OTHER_FOCUS = (
    "young people",
    "early intervention",
    "health & wellbeing",
    "missing children",
    "safer socialising",
    "criminal damage",
    "hate crime",
    "preventing fires",
)
APPENDIX_B = {
    "Domestic Abuse",
    "Child Sexual Exploitation (CSE)",
    "Modern Slavery",
    "Mental Health",
    "Preventing Violent Extremism (PREVENT)",
    "Substance Misuse",
    "Gangs",
    "Reoffending",
    "Antisocial Behaviour",
    "Road Safety",
    "Organised Crime Groups (OCGs)",
    "Hate Crime",
}
THEMES = {"Safeguarding", "Serious & Organised Crime", "Vulnerabilities", "Community Resilience"}
PESTELO = (
    "Political",
    "Economic",
    "Social / Demographic",
    "Technological",
    "Environmental (and Geographical)",
    "Legislation",
    "Organisational",
)
DISTRICTS = {
    "E07000105": "Ashford",
    "E07000106": "Canterbury",
    "E07000107": "Dartford",
    "E07000108": "Dover",
    "E07000109": "Gravesham",
    "E07000110": "Maidstone",
    "E07000111": "Sevenoaks",
    "E07000112": "Folkestone and Hythe",
    "E07000113": "Swale",
    "E07000114": "Thanet",
    "E07000115": "Tonbridge and Malling",
    "E07000116": "Tunbridge Wells",
}
BEFORE, AFTER = date(2017, 4, 1), date(2020, 10, 1)


def _shipped(name: str) -> dict[str, Any]:
    return tomllib.loads((shipped("matrices") / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def catalogue() -> IssueCatalogue:
    return IssueCatalogue.model_validate(_shipped("csp-issues-1.0"))


@pytest.fixture(scope="module")
def category_set() -> CategorySet:
    return CategorySet.model_validate(_shipped("kent-categories-2017-18-1.0"))


@pytest.fixture(scope="module")
def areas() -> AreaSet:
    return AreaSet.model_validate(_shipped("kent-areas-1.0"))


@pytest.fixture(scope="module")
def crosswalk() -> Crosswalk:
    return Crosswalk.model_validate(_shipped("kent-crosswalk-1.0"))


def test_the_catalogue_runs_from_modern_slavery_to_vehicle_crime(catalogue: IssueCatalogue) -> None:
    assert len(catalogue.issues) == 20
    assert (catalogue.issues[0].name, catalogue.issues[-1].name) == ("Modern Slavery", "Vehicle Crime")


def test_the_catalogue_holds_the_twelve_names_of_appendix_b(catalogue: IssueCatalogue) -> None:
    assert {issue.name for issue in catalogue.issues} >= APPENDIX_B


def test_every_issue_stands_under_a_theme_that_appendix_b_names(catalogue: IssueCatalogue) -> None:
    assert {issue.theme for issue in catalogue.issues} == THEMES


def test_every_issue_is_described_in_words_of_its_own(catalogue: IssueCatalogue) -> None:
    descriptions = [issue.description for issue in catalogue.issues]
    assert all(descriptions)
    assert len(set(descriptions)) == len(descriptions)


def test_issues_belong_to_categories_that_exist(catalogue: IssueCatalogue, category_set: CategorySet) -> None:
    named = {code for issue in catalogue.issues for code in issue.categories}
    assert named <= set(category_set.codes)


def test_categories_are_those_of_appendix_a_in_table_order(category_set: CategorySet) -> None:
    assert {c.code: (c.label, c.includes) for c in category_set.categories} == APPENDIX_A
    assert category_set.codes == tuple(APPENDIX_A)


def test_headline_labels_are_those_of_the_covering_report(category_set: CategorySet) -> None:
    assert [c.headline for c in category_set.categories if c.headline] == HEADLINES


def test_other_focus_areas_keep_their_printed_order(category_set: CategorySet) -> None:
    assert category_set.other_focus == OTHER_FOCUS


def test_the_rules_of_the_count_are_those_that_fit_the_paper(category_set: CategorySet) -> None:
    rules = category_set.rules
    assert (rules.table_threshold, rules.headline_threshold, rules.top_n) == (3, 5, 5)
    assert (rules.severe_share, rules.local_at_most, rules.orders_differ_by) == ("1/4", 2, 3)


def test_pestelo_has_the_seven_printed_headings_and_two_lead_ins() -> None:
    headings = HeadingSet.model_validate(_shipped("pestelo-1.0")).headings
    assert tuple(heading.label for heading in headings) == PESTELO
    assert [heading.id for heading in headings if heading.lead_in] == ["social", "legislation"]


def test_the_twelve_kent_districts_have_their_codes(areas: AreaSet) -> None:
    assert {district.code: district.name for district in areas.districts} == DISTRICTS


def test_medway_is_outside_the_kent_agreement(areas: AreaSet) -> None:
    with pytest.raises(KeyError, match="medway"):
        areas.district("Medway")


def test_kent_has_11_csps_in_april_2017_and_12_from_october_2020(areas: AreaSet) -> None:
    assert len(areas.csps_on(BEFORE)) == 11
    assert len(areas.csps_on(date(2020, 9, 30))) == 11
    assert len(areas.csps_on(AFTER)) == 12


def test_dartford_and_gravesham_share_a_csp_until_october_2020(areas: AreaSet) -> None:
    both = [areas.district(name) for name in ("Dartford", "Gravesham")]
    assert {areas.csp_of(d, BEFORE).id for d in both} == {"dartford-and-gravesham"}
    assert [areas.csp_of(d, AFTER).id for d in both] == ["dartford", "gravesham"]


@pytest.mark.parametrize(
    ("alias", "code"),
    [
        ("Shepway", "E07000112"),
        ("Folkestone & Hythe", "E07000112"),
        ("Tonbridge & Malling", "E07000115"),
        ("TUNBRIDGE  WELLS", "E07000116"),
        ("tunbridge-wells", "E07000116"),
        ("E07000110", "E07000110"),
    ],
)
def test_a_district_answers_to_every_name_it_goes_by(areas: AreaSet, alias: str, code: str) -> None:
    assert areas.district(alias).code == code


def test_the_maidstone_csp_answers_to_its_own_name(areas: AreaSet) -> None:
    assert "Safer Maidstone Partnership" in areas.csp_by_id["maidstone"].aliases


def test_every_link_of_the_crosswalk_is_marked_inferred_with_its_reason(crosswalk: Crosswalk) -> None:
    links = [link for step in crosswalk.steps for link in step.links]
    assert {link.provenance for link in links} == {"inferred"}
    assert all(link.because for link in links)


def test_the_crosswalk_steps_through_the_editions_in_order(crosswalk: Crosswalk) -> None:
    editions = list(dict.fromkeys(row.edition for row in crosswalk.editions))
    assert [(s.from_edition, s.to_edition) for s in crosswalk.steps] == list(pairwise(editions))
    assert editions == ["2016 (review Mar 2016)", "2017 (v1.0)", "2018 (v2.0)", "2022/23", "2025/26"]


def test_the_eight_priorities_of_2022_stand_unchanged_in_2025(crosswalk: Crosswalk) -> None:
    main = {
        edition: [r.priority for r in crosswalk.editions if (r.edition, r.level) == (edition, "main")]
        for edition in ("2022/23", "2025/26")
    }
    assert main["2022/23"] == main["2025/26"]
    assert len(main["2025/26"]) == 8


def test_violence_against_women_and_girls_splits_from_domestic_abuse_in_2022(crosswalk: Crosswalk) -> None:
    step = next(step for step in crosswalk.steps if step.to_edition == "2022/23")
    heirs = {link.to_priority for link in step.links if link.from_priority == "Domestic Abuse"}
    assert heirs == {"Domestic Abuse", "Violence Against Women and Girls (VAWG)"}
