"""Priorities of two years under different category sets are compared across a crosswalk."""

from typing import Any

import pytest

from tests import small
from toolkit.errors import Refused
from toolkit.methods.priority_trends import PriorityFate
from toolkit.methods.return_priorities import YearPriorities, compare_return_priorities
from toolkit.model.assessment import Return
from toolkit.model.list_crosswalk import CategoryCrosswalk
from toolkit.model.priorities import Category, Priority, PriorityLevel
from toolkit.tables.trends import year_priority_table
from toolkit.wording.trends import year_priority_sentence

MAIN, CROSS = PriorityLevel.MAIN, PriorityLevel.CROSS_CUTTING
LATER = {"DA": "Domestic Abuse", "VAWG": "Women and Girls", "PLACE": "Places", "SM": "Drugs", "NEW": "Events"}


def link(old: str, new: str, change: str) -> dict[str, str]:
    ground = {"provenance": "inferred", "because": f"{old} to {new}."}
    return {"from_entry": old, "to_entry": new, "change": change, **ground}


def crosswalk(**changes: Any) -> CategoryCrosswalk:
    given = {
        "id": "small-category-crosswalk",
        "version": "1.0",
        "title": "Small",
        "source": "made up for a test",
        "from_list": {"id": "small-categories", "version": "1.0"},
        "to_list": {"id": "small-categories", "version": "2.0"},
        "links": [
            link("DA", "DA", "split"),
            link("DA", "VAWG", "split"),
            link("ASB", "PLACE", "reworded"),
        ],
        "new": [{"entry": "NEW", "provenance": "inferred", "because": "Not there before."}],
        "dropped": [{"entry": "MH", "provenance": "published", "because": "The report, 4.2."}],
    }
    return CategoryCrosswalk.model_validate(given | changes)


def year(when: str, *priorities: tuple[str, PriorityLevel, tuple[str, ...]]) -> Return:
    categories = small.category_set()
    if when == "2017-18":
        made = tuple(Category(code=code, label=label) for code, label in LATER.items())
        categories = categories.changed(version="2.0", categories=made)
    rows = [Priority(worded=w, level=level, categories=codes) for w, level, codes in priorities]
    return small.a_return(priorities=rows, category_set=categories, assessment_year=when)


def compared(old: Return, new: Return) -> YearPriorities:
    return compare_return_priorities(old, new, crosswalk())


def fates(found: YearPriorities) -> dict[tuple[str, str], PriorityFate]:
    return {(move.follows_from, move.category or move.label): move.fate for move in found.moves}


def test_a_split_category_is_followed_into_every_part_that_is_named() -> None:
    old = year("2016-17", ("Abuse at home", MAIN, ("DA",)))
    new = year("2017-18", ("Abuse", CROSS, ("DA",)), ("Safe streets for women", MAIN, ("VAWG",)))
    found = compared(old, new)
    assert fates(found) == {("DA", "DA"): PriorityFate.SPLIT, ("DA", "VAWG"): PriorityFate.SPLIT}
    assert [move.moved_level for move in found.moves] == [True, False]
    assert (found.named_before, found.named_still) == (1, 1)
    assert [(move.provenance, move.because) for move in found.moves] == [
        ("inferred", "DA to DA."),
        ("inferred", "DA to VAWG."),
    ]


def test_a_split_category_is_dropped_only_where_no_part_is_named() -> None:
    old = year("2016-17", ("Abuse at home", MAIN, ("DA",)))
    part = compared(old, year("2017-18", ("Women", MAIN, ("VAWG",))))
    assert fates(part) == {("DA", "VAWG"): PriorityFate.SPLIT}
    none = compared(old, year("2017-18"))
    assert fates(none) == {("", "DA"): PriorityFate.DROPPED}
    assert (none.named_before, none.named_still) == (1, 0)


def test_merged_categories_are_both_followed() -> None:
    merger = crosswalk(links=[link("DA", "PLACE", "merged"), link("ASB", "PLACE", "merged")], new=[])
    old = year("2016-17", ("Abuse", MAIN, ("DA",)), ("Nuisance", MAIN, ("ASB",)))
    found = compare_return_priorities(old, year("2017-18", ("Places", MAIN, ("PLACE",))), merger)
    assert fates(found) == {("DA", "PLACE"): PriorityFate.MERGED, ("ASB", "PLACE"): PriorityFate.MERGED}
    assert (found.named_before, found.named_still) == (2, 2)


def test_a_category_that_is_only_reworded_compares_as_one() -> None:
    old = year("2016-17", ("Nuisance", MAIN, ("ASB",)), ("Drugs", MAIN, ("SM",)))
    new = year("2017-18", ("Nuisance", CROSS, ("PLACE",)), ("drugs", MAIN, ("SM",)))
    assert fates(compared(old, new)) == {
        ("ASB", "PLACE"): PriorityFate.CHANGED_LEVEL,
        ("SM", "SM"): PriorityFate.SAME,
    }


def test_what_is_new_or_dropped_says_what_the_crosswalk_says_of_it() -> None:
    old = year("2016-17", ("Minds", MAIN, ("MH",)), ("Night-time economy", MAIN, ()))
    new = year("2017-18", ("Floods", MAIN, ("NEW",)), ("Night-time economy", MAIN, ()))
    found = compared(old, new)
    assert [(m.category or m.label, m.fate.value, m.because) for m in found.moves] == [
        ("NEW", "new", "Not there before."),
        ("MH", "dropped", "The report, 4.2."),
        ("Night-time economy", "same", ""),
    ]
    assert (found.named_before, found.named_still) == (2, 1)


def test_the_sentence_and_the_table_tell_splits_and_levels_with_their_ground() -> None:
    old = year("2016-17", ("Abuse at home", MAIN, ("DA",)), ("Minds", MAIN, ("MH",)))
    new = year("2017-18", ("Abuse", CROSS, ("DA",)), ("Women", MAIN, ("VAWG",)))
    found = compared(old, new)
    assert year_priority_sentence(found, "2016-17", "2017-18") == (
        "Of two named in 2016-17, one is in 2017-18. From a category that was split or merged: "
        "Domestic Abuse (main to cross-cutting) and Women and Girls. At another level, which is no drop: "
        "Domestic Abuse (main to cross-cutting). Not named any more: Mental Health."
    )
    frame = year_priority_table(found, "2016-17", "2017-18")
    assert list(frame["What became of it"]) == ["split", "split", "not named any more"]
    assert list(frame["Category 2016-17"]) == ["DA", "DA", ""]
    assert list(frame["Because"]) == ["DA to DA.", "DA to VAWG.", "The report, 4.2."]


def test_without_a_crosswalk_different_sets_are_not_compared() -> None:
    years = year("2016-17"), year("2017-18")
    with pytest.raises(
        Refused, match=r"different sets: small-categories-1.0 in 2016-17, .* give the crosswalk"
    ):
        compare_return_priorities(*years)
    other = crosswalk(to_list={"id": "small-categories", "version": "9.0"})
    with pytest.raises(
        Refused, match=r"small-category-crosswalk-1.0 leads from small-categories-1.0 to small-categories-9.0"
    ):
        compare_return_priorities(*years, other)
