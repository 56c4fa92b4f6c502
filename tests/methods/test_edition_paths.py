"""Priorities followed through several editions: steps put together say what each step said."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import Refused
from toolkit.files.library import Library
from toolkit.methods.priority_trends import PriorityFate, compare_priorities
from toolkit.model.priorities import Crosswalk
from toolkit.resources import shipped

VAWG = "Violence Against Women and Girls (VAWG)"
SAFEGUARDING = "Safeguarding Vulnerable People"
EXTREMISM = "Preventing Extremism and Hate"
NEIGHBOURHOOD = "Preventing Neighbourhood Crime and ASB"


@pytest.fixture(scope="module")
def kent() -> Crosswalk:
    return Library([shipped("matrices")]).crosswalk("kent-crosswalk")


def small(*steps: dict[str, str | None]) -> Crosswalk:
    """Make editions "0", "1" ... of priorities by single letters; a step maps a letter to its heirs."""
    names = [{*steps[0]}, *({heir for heirs in step.values() for heir in heirs or ""} for step in steps)]
    links = [
        [
            {
                "from_priority": old,
                "to_priority": heir,
                "change": "same" if old == heirs else "split" if len(heirs) > 1 else "reworded",
                "provenance": "published" if k else "inferred",
                "because": f"{old} to {heir}.",
            }
            for old, heirs in step.items()
            if heirs
            for heir in heirs
        ]
        for k, step in enumerate(steps)
    ]
    return Crosswalk.model_validate(
        {
            "id": "small",
            "version": "1.0",
            "title": "Small",
            "source": "made up for a test",
            "editions": [
                {"edition": str(k), "level": "main", "priority": name}
                for k, found in enumerate(names)
                for name in sorted(found | {*(steps[k] if k < len(steps) else {})})
            ],
            "steps": [
                {
                    "from_edition": str(k),
                    "to_edition": str(k + 1),
                    "links": links[k],
                    "new": sorted({*(steps[k + 1] if k + 1 < len(steps) else {})} - names[k + 1]),
                    "dropped": sorted(old for old, heirs in step.items() if not heirs),
                }
                for k, step in enumerate(steps)
            ],
        }
    )


def test_domestic_abuse_of_2017_is_split_by_2025(kent: Crosswalk) -> None:
    found = compare_priorities(kent, "2017 (v1.0)", "2025/26")
    heirs = {c.new: c.fate for c in found.changes if c.old == "Domestic Abuse"}
    assert heirs == {"Domestic Abuse": PriorityFate.SPLIT, VAWG: PriorityFate.SPLIT}
    assert found.through == ("2018 (v2.0)", "2022/23")


def test_every_priority_of_2017_is_followed_to_2022(kent: Crosswalk) -> None:
    """By hand, from the two steps."""
    found = compare_priorities(kent, "2017 (v1.0)", "2022/23")
    linked = {(c.old, c.new): c.fate for c in found.changes if c.old and c.new}
    assert linked == {
        ("Anti-Social Behaviour", NEIGHBOURHOOD): PriorityFate.MERGED,
        ("Domestic Abuse", "Domestic Abuse"): PriorityFate.SPLIT,
        ("Domestic Abuse", VAWG): PriorityFate.SPLIT,
        ("Road Safety", "Road Safety"): PriorityFate.SAME,
        ("Safeguarding Vulnerable People", SAFEGUARDING): PriorityFate.SAME,
        ("Safeguarding Vulnerable People", EXTREMISM): PriorityFate.SPLIT,
        ("Serious and Organised Crime", NEIGHBOURHOOD): PriorityFate.SPLIT,
        ("Serious and Organised Crime", "Serious Violence and Organised Crime"): PriorityFate.REWORDED,
        ("Substance Misuse", "Substance Misuse"): PriorityFate.SAME,
    }
    dropped = {change.old: change.because for change in found.with_fate(PriorityFate.DROPPED)}
    assert dropped == dict.fromkeys(
        [
            "Early intervention, prevention & education",
            "Reducing re-offending and supporting victims",
            "Improving quality of life and enhancing community resilience",
        ],
        "",
    )


def test_what_came_and_went_between_two_editions_is_in_neither_and_not_told(kent: Crosswalk) -> None:
    found = compare_priorities(kent, "2018 (v2.0)", "2025/26")
    assert not any("Response and Recovery" in f"{change.old} {change.new}" for change in found.changes)


def test_the_edition_that_last_had_a_priority_is_named(kent: Crosswalk) -> None:
    found = compare_priorities(kent, "2016 (review Mar 2016)", "2018 (v2.0)")
    dropped = {change.old: change.because for change in found.with_fate(PriorityFate.DROPPED)}
    assert dropped == {
        "Early intervention, prevention & education": "Last in 2017 (v1.0).",
        "Reducing Re-Offending": "Last in 2017 (v1.0).",
    }


def test_all_pairs_of_editions_account_for_every_printed_priority(kent: Crosswalk) -> None:
    editions = list(dict.fromkeys(row.edition for row in kent.editions))
    for k, old in enumerate(editions):
        for new in editions[k + 1 :]:
            found = compare_priorities(kent, old, new)
            printed = [{r.priority for r in kent.editions if r.edition == e} for e in (old, new)]
            assert {change.old for change in found.changes} - {None} == printed[0]
            assert {change.new for change in found.changes} - {None} == printed[1]


def test_a_link_is_published_only_where_every_step_is() -> None:
    crosswalk = small({"a": "b", "x": "x"}, {"b": "c", "x": "x"}, {"c": "d", "x": "x"})
    (change, _) = compare_priorities(crosswalk, "1", "3").changes
    assert (change.provenance, change.because) == ("published", "b to c. c to d.")
    (change, same) = compare_priorities(crosswalk, "0", "3").changes
    assert (change.old, change.new, change.provenance) == ("a", "d", "inferred")
    assert same.fate is PriorityFate.SAME


def test_a_name_that_comes_back_is_the_same_again() -> None:
    (change,) = compare_priorities(small({"a": "b"}, {"b": "a"}), "0", "2").changes
    assert (change.old, change.new, change.fate) == ("a", "a", PriorityFate.SAME)


def test_what_is_new_on_the_way_is_new_in_all_with_its_first_edition() -> None:
    crosswalk = small({"a": "a"}, {"a": "a", "b": "b"}, {"a": "a", "b": "c"})
    new = compare_priorities(crosswalk, "0", "3").with_fate(PriorityFate.NEW)
    assert [(change.new, change.because) for change in new] == [("c", "First in 1.")]


def test_an_edition_does_not_lead_to_itself(kent: Crosswalk) -> None:
    with pytest.raises(Refused, match=r"no steps that lead from '2022/23' to '2022/23'"):
        compare_priorities(kent, "2022/23", "2022/23")


LETTERS = "abcd"
STEP = st.fixed_dictionaries(
    {letter: st.lists(st.sampled_from(LETTERS), max_size=3, unique=True).map("".join) for letter in LETTERS}
)


@given(st.lists(STEP, min_size=1, max_size=4))
def test_steps_together_reach_what_steps_one_by_one_reach(steps: list[dict[str, str | None]]) -> None:
    crosswalk = small(*steps)
    found = compare_priorities(crosswalk, "0", str(len(steps)))
    reached = {letter: {letter} for letter in LETTERS}
    for step in steps:
        reached = {
            old: {heir for name in names for heir in step[name] or ""} for old, names in reached.items()
        }
    linked = {(change.old, change.new) for change in found.changes if change.old and change.new}
    assert linked == {(old, new) for old, names in reached.items() for new in names}
    dropped = {change.old for change in found.with_fate(PriorityFate.DROPPED)}
    assert dropped == {old for old, names in reached.items() if not names}


def test_the_example_steps_through_every_edition(kent: Crosswalk) -> None:
    editions = list(dict.fromkeys(row.edition for row in kent.editions))
    found = compare_priorities(kent, editions[0], editions[-1])
    assert [editions[0], *found.through, editions[-1]] == editions
    assert len(list(pairwise(editions))) == len(kent.steps)
