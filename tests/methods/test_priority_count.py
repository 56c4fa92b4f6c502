import csv
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import small
from toolkit.errors import Refused
from toolkit.files.library import Library
from toolkit.methods.priority_count import count_priorities, priority_counts
from toolkit.model.area import AreaSet
from toolkit.model.assessment import Return, ReturnStatus
from toolkit.model.priorities import Priority, PriorityLevel

PLAN_DAY = date(2017, 4, 1)
CODES = ("DA", "ASB", "SM", "MH")
DISTRICTS = ("Ashford", "Dartford", "Gravesham", "Maidstone", "Swale")
NAMED = st.lists(
    st.tuples(st.sampled_from(DISTRICTS), st.sampled_from(CODES), st.sampled_from(list(PriorityLevel))),
    max_size=20,
)


@pytest.fixture(scope="module")
def kent() -> AreaSet:
    return Library().area_set("kent-areas")


def _priority(code: str, level: PriorityLevel = PriorityLevel.MAIN, **given: object) -> Priority:
    return Priority(worded=f"{code} {level.label}", level=level, categories=(code,), **given)  # type: ignore[arg-type]


def _returns(named: list[tuple[str, str, PriorityLevel]]) -> list[Return]:
    by_district: dict[str, list[Priority]] = {}
    for district, code, level in named:
        by_district.setdefault(district, []).append(_priority(code, level))
    return [small.a_return(district=d, priorities=p) for d, p in by_district.items()]


def test_a_csp_counts_once_for_a_category_at_its_most_prominent_level() -> None:
    named = np.array(
        [[[True, False, True]], [[False, True, True]], [[False, False, True]], [[False, False, False]]]
    )
    count, by_level = priority_counts(named)
    assert count.tolist() == [3]
    assert by_level.tolist() == [[1, 1, 1]]


@given(NAMED)
def test_the_levels_of_a_category_add_up_to_its_count(named: list[tuple[str, str, PriorityLevel]]) -> None:
    areas = Library().area_set("kent-areas")
    for category in count_priorities(_returns(named), areas, small.category_set(), PLAN_DAY).categories:
        assert (
            category.main + category.cross_cutting + category.sub_theme
            == category.count
            == len(category.csps)
        )


@given(NAMED, st.tuples(st.just("Thanet"), st.sampled_from(CODES), st.sampled_from(list(PriorityLevel))))
def test_adding_a_return_never_lowers_a_count(
    named: list[tuple[str, str, PriorityLevel]], more: tuple[str, str, PriorityLevel]
) -> None:
    areas = Library().area_set("kent-areas")
    before = count_priorities(_returns(named), areas, small.category_set(), PLAN_DAY)
    after = count_priorities(_returns([*named, more]), areas, small.category_set(), PLAN_DAY)
    then = {c.category.code: c.count for c in after.categories}
    assert all(then[c.category.code] >= c.count for c in before.categories)


@given(NAMED, st.randoms(use_true_random=False))
def test_the_order_of_districts_never_matters(
    named: list[tuple[str, str, PriorityLevel]], shuffler: object
) -> None:
    areas = Library().area_set("kent-areas")
    returns = _returns(named)
    shuffled = list(returns)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (count_priorities(r, areas, small.category_set(), PLAN_DAY) for r in (returns, shuffled))
    assert one.categories == other.categories
    assert one.other_focus == other.other_focus


def test_two_districts_of_one_csp_count_once(kent: AreaSet) -> None:
    returns = _returns([("Dartford", "DA", PriorityLevel.SUB_THEME), ("Gravesham", "DA", PriorityLevel.MAIN)])
    before = count_priorities(returns, kent, small.category_set(), PLAN_DAY).categories[0]
    after = count_priorities(returns, kent, small.category_set(), date(2020, 10, 1)).categories[0]
    assert (before.count, before.main, before.csps) == (1, 1, ("Dartford and Gravesham",))
    assert (after.count, after.main, after.sub_theme) == (2, 1, 1)


def test_there_are_11_csps_until_october_2020_and_12_after(kent: AreaSet) -> None:
    assert len(count_priorities([], kent, small.category_set(), date(2020, 9, 30)).reports) == 11
    assert len(count_priorities([], kent, small.category_set(), date(2020, 10, 1)).reports) == 12


def test_a_csp_has_reported_when_any_district_has_and_its_status_is_the_least_advanced(kent: AreaSet) -> None:
    returns = [
        small.a_return(district="Dartford", status=ReturnStatus.ADOPTED),
        small.a_return(district="Gravesham", status=ReturnStatus.DRAFT),
        small.a_return(district="Swale", status=ReturnStatus.NOT_STARTED),
    ]
    count = count_priorities(returns, kent, small.category_set(), PLAN_DAY)
    reports = {report.csp.name: report for report in count.reports}
    assert reports["Dartford and Gravesham"].status is ReturnStatus.DRAFT
    assert not reports["Swale"].reported
    assert count.csps_reported == 1


def test_a_return_not_started_counts_nowhere(kent: AreaSet) -> None:
    idle = small.a_return(priorities=[_priority("DA")], status=ReturnStatus.NOT_STARTED)
    count = count_priorities([idle], kent, small.category_set(), PLAN_DAY)
    assert (count.csps_reported, sum(c.count for c in count.categories)) == (0, 0)


def test_a_csp_with_one_district_still_missing_has_reported_and_names_it(kent: AreaSet) -> None:
    count = count_priorities(
        [small.a_return(district="Dartford", status=ReturnStatus.AGREED)],
        kent,
        small.category_set(),
        PLAN_DAY,
    )
    [report] = [report for report in count.reports if report.reported]
    assert (report.status, report.districts, report.missing) == (
        ReturnStatus.AGREED,
        ("Dartford",),
        ("Gravesham",),
    )


def test_ties_keep_catalogue_order(kent: AreaSet) -> None:
    returns = _returns([("Ashford", "MH", PriorityLevel.MAIN), ("Swale", "SM", PriorityLevel.MAIN)])
    count = count_priorities(returns, kent, small.category_set(), PLAN_DAY)
    assert [c.category.code for c in count.categories] == ["SM", "MH", "DA", "ASB"]


def test_priorities_nobody_has_confirmed_are_listed_and_not_counted(kent: AreaSet) -> None:
    waiting = Priority(worded="People and Places", level=PriorityLevel.MAIN)
    count = count_priorities([small.a_return(priorities=[waiting])], kent, small.category_set(), PLAN_DAY)
    assert count.unconfirmed == (("Maidstone", "People and Places"),)
    assert sum(c.count for c in count.categories) == 0


def test_what_the_table_leaves_out_goes_into_the_other_focus_areas_in_known_order(kent: AreaSet) -> None:
    priorities = [_priority("MH", other_focus=("zebra crossings", "hate crime", "young people"))]
    count = count_priorities([small.a_return(priorities=priorities)], kent, small.category_set(), PLAN_DAY)
    assert count.table == ()
    assert count.other_focus == ("Mental Health", "young people", "hate crime", "zebra crossings")


def test_a_return_under_another_category_set_is_refused_by_name(kent: AreaSet) -> None:
    other = small.category_set().changed(version="2.0")
    with pytest.raises(
        Refused,
        match=r"small-categories-1\.0; these returns use another: Maidstone \(small-categories-2\.0\)",
    ):
        count_priorities([small.a_return(category_set=other)], kent, small.category_set(), PLAN_DAY)


def _published(folder: Path) -> list[Return]:
    """The seven known CSPs of 2017-18, each by the year that stands nearest, as returns."""
    with (folder / "nearest_years.csv").open(encoding="utf-8", newline="") as file:
        wanted = {(row["csp"], row["year"]) for row in csv.DictReader(file)}
    with (folder / "kent_district_priorities.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if (row["csp"], row["year"]) in wanted]
    areas, categories = Library().area_set("kent-areas"), Library().category_set("kent-categories-2017-18")
    by_csp: dict[str, list[Priority]] = {}
    for row in rows:
        entries = row["categories"].split("|")
        codes = tuple(entry for entry in entries if not entry.startswith("X:"))
        worded, level = row["priority_as_worded"], PriorityLevel(row["level"])
        by_csp.setdefault(row["csp"], []).append(Priority(worded=worded, level=level, categories=codes))
    return [
        small.a_return(
            district=areas.district(csp.split(" and Gravesham")[0]).name,
            priorities=p,
            category_set=categories,
        )
        for csp, p in by_csp.items()
    ]


def test_the_reconstruction_from_real_wordings_matches_the_published_tables(
    checkout: Path, kent: AreaSet
) -> None:
    folder = checkout / "sample_county_published"
    categories = Library().category_set("kent-categories-2017-18")
    count = count_priorities(_published(folder), kent, categories, PLAN_DAY)
    found = {c.category.code: c for c in count.categories}
    assert count.csps_reported == 7
    with (folder / "reconstruction_check.csv").open(encoding="utf-8", newline="") as file:
        expected = {row["code"]: int(row["reconstructed_of_7_known"]) for row in csv.DictReader(file)}
    assert {code: c.count for code, c in found.items()} == expected
    with (folder / "reconstruction_levels.csv").open(encoding="utf-8", newline="") as file:
        levels = {row["code"]: (int(row["any_level"]), int(row["main_only"])) for row in csv.DictReader(file)}
    assert {code: (c.count, c.main) for code, c in found.items()} == levels
