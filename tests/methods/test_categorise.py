"""What the terms propose, above all where a word looks like a term and is not."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from benchmarks.category_mapping import KEPT_ASIDE, published_rows, tallies
from toolkit.methods.categorise import Proposal, proposals_json, propose_categories
from toolkit.model.category_terms import CategoryTerms, Wording
from toolkit.model.priorities import CategorySet, PriorityLevel
from toolkit.resources import shipped

MATRICES = shipped("matrices")


def shipped_terms() -> CategoryTerms:
    text = (MATRICES / "kent-category-terms-1.0.toml").read_text(encoding="utf-8")
    return CategoryTerms.model_validate(tomllib.loads(text))


TERMS = shipped_terms()


def propose(worded: str) -> Proposal:
    return propose_categories(worded, TERMS)


def test_the_codes_are_those_of_the_category_set_in_its_order() -> None:
    text = (MATRICES / f"{TERMS.category_set}.toml").read_text(encoding="utf-8")
    assert CategorySet.model_validate(tomllib.loads(text)).codes == TERMS.codes


@pytest.mark.parametrize(
    "worded",
    [
        "Prevent",
        "PREVENT",
        "Prevent, Deter, Protect",
        "Prevent and Protect",
        "Pursue / Prevent / Protect / Prepare",
        "Prevention and early intervention",
        "Prevent - intervene - enforce",
        "Prevent harm",
    ],
)
def test_prevent_as_a_process_heading_is_not_the_prevent_duty(worded: str) -> None:
    assert propose(worded).categories == ()


def test_prevent_alone_is_flagged_for_a_person() -> None:
    assert "may be the heading of a process or the Prevent duty" in propose("Prevent").because
    assert "may be the heading of a process or the Prevent duty" in propose("Prevent, Deter, Protect").because


@pytest.mark.parametrize(
    "worded",
    [
        "Prevent duty",
        "The PREVENT Strategy",
        "Hate crime and Prevent",
        "Community tensions, Prevent and hate crime",
        "Preventing violent extremism (Prevent)",
    ],
)
def test_the_prevent_duty_is_known_by_its_companions(worded: str) -> None:
    assert "SAFE" in propose(worded).categories


def test_prevent_as_a_verb_leaves_what_is_prevented() -> None:
    assert propose("Prevent and tackle anti-social behaviour").categories == ("ASB",)
    assert propose("Prevent hate crime").categories == ()


@pytest.mark.parametrize(
    "worded", ["People and Places", "People & Places", "people/places", "Places and people"]
)
def test_people_and_places_is_flagged_and_mapped_to_nothing(worded: str) -> None:
    proposal = propose(worded)
    assert proposal.categories == ()
    assert proposal.other_focus == ()
    assert "cannot be mapped: it names no subject" in proposal.because


@pytest.mark.parametrize(
    ("worded", "codes"),
    [
        ("Supporting people", ""),
        ("Fraud and scams", ""),
        ("Safer communities", ""),
        ("Creating a safer environment", ""),
        ("Driving down reoffending", "REOF"),
        ("Driving down burglary", "SOC"),
        ("Drink and drug driving", "ROAD"),
        ("Off-road bikes", "ASB"),
        ("Environmental crime", "ASB"),
        ("Reduce fear of crime", "CONF"),
        ("Domestic violence", "DA"),
        ("Domestic burglary", "SOC"),
        ("Domestic extremism", "SAFE"),
        ("Violent extremism", "SAFE"),
        ("Violence against women and girls", "DA"),
        ("Child sexual exploitation", "SAFE"),
        ("Sexual violence", "DA"),
        ("Drug trafficking", "SM"),
        ("Human trafficking", "SAFE"),
        ("Road traffic collisions", "ROAD"),
        ("Vulnerable road users", "ROAD"),
        ("Victims of crime", "VIC"),
        ("Repeat victims and vulnerable locations", "VIC"),
        ("Hate crime", ""),
        ("Cyber-crime", ""),
        ("Criminal damage", ""),
        ("Crime & Disorder", "SOC"),
        ("Alcohol-related disorder", "ASB|SM"),
        ("Health and wellbeing", ""),
        ("Emotional well-being", "MH"),
        ("Working together to reduce crime", "SOC"),
        ("Working together", "CONF"),
        ("Detrimental instrumental developments", ""),
    ],
)
def test_a_longer_term_takes_the_words_of_a_shorter_one(worded: str, codes: str) -> None:
    assert set(propose(worded).categories) == set(filter(None, codes.split("|")))


@pytest.mark.parametrize(
    ("worded", "codes"),
    [
        ("Serious violence duty", ("SOC",)),
        ("County lines and drug supply", ("SM", "SOC")),
        ("Organised crime groups (incl. modern-day slavery)", ("SAFE", "SOC")),
        ("Safeguarding our most vulnerable people", ("VIC", "SAFE")),
        ("Violence, vulnerability and exploitation", ("VIC", "SAFE", "SOC")),
        ("Killed or seriously injured (KSI)", ("ROAD",)),
        ("ASB/fly-tipping", ("ASB",)),
        ("Keep children and young people safe", ("SAFE",)),
        ("Public confidence and reassurance", ("CONF",)),
        ("Suicide prevention", ("MH",)),
        ("Integrated Offender Management (IOM)", ("REOF",)),
        ("Gangs, knives and stolen vehicles", ("SOC",)),
    ],
)
def test_one_wording_may_belong_to_several_categories_in_catalogue_order(
    worded: str, codes: tuple[str, ...]
) -> None:
    assert propose(worded).categories == codes


def test_the_reason_names_the_matched_words() -> None:
    proposal = propose("Gangs and young people")
    assert (
        proposal.because
        == "SOC because of 'gangs'; other focus area 'young people' because of 'young people'."
    )
    assert proposal.other_focus == ("young people",)


@pytest.mark.parametrize("kept_aside", [True, False])
def test_nine_in_ten_proposals_are_right_and_few_categories_are_missed(*, kept_aside: bool) -> None:
    rows = [row for row in published_rows() if (row["csp"] in KEPT_ASIDE) is kept_aside]
    codes, _ = tallies(rows, TERMS)
    assert codes.wordings == (32 if kept_aside else 70)
    assert codes.both >= 0.9 * codes.proposed
    assert codes.both >= 0.85 * codes.confirmed


def test_no_match_is_said_as_such() -> None:
    assert propose("Xyzzy") == Proposal(
        (), (), "No word of the term list is in this wording; a person decides."
    )


def test_a_phrase_does_not_reach_across_a_comma_or_dash() -> None:
    assert propose("Violent, extremism").categories == ("SAFE", "SOC")
    assert propose("Mental - health").categories == ()


@pytest.mark.parametrize(
    "worded", ["Anti-Social Behaviour", "anti social behaviour", "ANTI\u2013SOCIAL  behaviour"]
)
def test_case_spaces_and_kinds_of_dash_make_no_difference(worded: str) -> None:
    assert propose(worded) == propose("Anti-social behaviour")


@given(st.text(max_size=200))
def test_any_text_gets_a_proposal_of_known_codes_and_a_reason(worded: str) -> None:
    proposal = propose(worded)
    assert set(proposal.categories) <= set(TERMS.codes)
    assert proposal.because.endswith(".")


def test_the_json_has_one_object_a_row_in_order_and_confirms_nothing() -> None:
    hostile = "=HYPERLINK(\"http://x\")<script>alert('theft')</script>"
    rows = [
        Wording(csp="Somewhere", year="2024-25", level=PriorityLevel.MAIN, worded=worded)
        for worded in ("Theft", hostile, "Theft")
    ]
    first, second, third = proposals_json(rows, TERMS)
    assert first == third
    assert first == {
        "csp": "Somewhere",
        "year": "2024-25",
        "level": "main",
        "priority_as_worded": "Theft",
        "categories": ["SOC"],
        "other_focus": [],
        "because": "SOC because of 'theft'.",
    }
    assert second["priority_as_worded"] == hostile
    assert "<" not in str(second["because"])


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("a b c d e f g", "has 7 words; a term has at most 6"),
        ("Capital letters", "'Capital' is not a lower-case word"),
        ("re*", r"the stem 're\*' is shorter than 3 letters"),
        ("keep ...", r"'\.\.\.' stands between two words"),
    ],
)
def test_a_phrase_that_is_no_term_is_refused(phrase: str, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        CategoryTerms.model_validate(
            TERMS.model_dump() | {"terms": ({"codes": ("DA",), "phrases": (phrase,)},)}
        )


def test_a_term_that_points_nowhere_must_say_why() -> None:
    with pytest.raises(ValidationError, match="points nowhere; say why in 'because'"):
        CategoryTerms.model_validate(TERMS.model_dump() | {"terms": ({"phrases": ("theft",)},)})
