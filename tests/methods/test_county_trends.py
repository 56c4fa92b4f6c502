"""Two years' counts compare like with like: categories that were split or merged are counted together."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import small
from tests.methods.test_category_moves import crosswalk, link
from toolkit.errors import Refused
from toolkit.methods.county_trends import CountChange, compare_counts, linked_groups
from toolkit.methods.priority_count import CategoryCount, PriorityCount
from toolkit.methods.priority_trends import PriorityFate
from toolkit.model.priorities import Category, CategorySet

LATER = ("DA", "VAWG", "PLACE", "SM", "NEW")


def counted(categories: CategorySet, named: dict[str, tuple[str, ...]]) -> PriorityCount:
    counts = tuple(
        CategoryCount(c, len(named.get(c.code, ())), 0, 0, 0, named.get(c.code, ()))
        for c in categories.categories
    )
    return PriorityCount(date(2017, 4, 1), categories, (), counts, (), ())


def later_set() -> CategorySet:
    made = tuple(Category(code=code, label=code.title()) for code in LATER)
    return small.category_set().changed(version="2.0", categories=made)


OLD = {"DA": ("Ashford", "Dover"), "ASB": ("Dover",), "MH": ("Swale",)}


def test_the_parts_of_a_split_category_count_each_csp_once() -> None:
    old = counted(small.category_set(), OLD)
    new = counted(later_set(), {"DA": ("Ashford", "Dover"), "VAWG": ("Dover", "Thanet"), "NEW": ("Swale",)})
    found = {change.fate: change for change in compare_counts(old, new, crosswalk())}
    split = found[PriorityFate.SPLIT]
    assert [c.category.code for c in split.new] == ["DA", "VAWG"]
    assert (split.csps_before, split.csps_now) == (("Ashford", "Dover"), ("Ashford", "Dover", "Thanet"))
    assert [c.category.code for c in found[PriorityFate.NEW].new] == ["NEW"]
    assert [c.category.code for c in found[PriorityFate.DROPPED].old] == ["MH"]


def test_merged_categories_count_each_csp_once() -> None:
    merger = crosswalk(links=[link("DA", "PLACE", "merged"), link("ASB", "PLACE", "merged")], new=[])
    new = counted(later_set(), {"PLACE": ("Dover",)})
    found = compare_counts(counted(small.category_set(), OLD), new, merger)
    (merged,) = [change for change in found if change.fate is PriorityFate.MERGED]
    assert (merged.csps_before, merged.csps_now) == (("Ashford", "Dover"), ("Dover",))


def test_under_one_set_every_category_is_compared_with_itself() -> None:
    old = counted(small.category_set(), OLD)
    found = compare_counts(old, old)
    assert [change.fate for change in found] == [PriorityFate.SAME] * 4
    assert all(change.csps_before == change.csps_now for change in found)


def test_two_sets_without_a_crosswalk_are_refused() -> None:
    old, new = counted(small.category_set(), OLD), counted(later_set(), {})
    with pytest.raises(
        Refused, match=r"earlier year counts by small-categories-1.0, the later by small-categories-2.0"
    ):
        compare_counts(old, new)


CODES = "abcde"
HEIRS = st.fixed_dictionaries(
    {code: st.lists(st.sampled_from("vwxyz"), max_size=3, unique=True).map(tuple) for code in CODES}
)


@given(HEIRS)
def test_every_code_is_in_one_group_and_no_link_leaves_its_group(heirs: dict[str, tuple[str, ...]]) -> None:
    groups = list(linked_groups(heirs, "vwxyz"))
    assert sorted(code for old, _ in groups for code in old) == list(CODES)
    assert sorted(code for _, new in groups for code in new) == list("vwxyz")
    for old, new in groups:
        assert all(set(heirs[code]) <= set(new) for code in old)


def test_a_change_knows_when_only_the_words_changed() -> None:
    one, other = (counted(s, {}).categories[0] for s in (small.category_set(), later_set()))
    assert CountChange((one,), (one,), (), ()).fate is PriorityFate.SAME
    assert CountChange((one,), (other,), (), ()).fate is PriorityFate.REWORDED
