"""Counts of CSPs under a plan's priorities, worked by hand; overlaps never add, unconfirmed rows are said."""

from datetime import date

import pytest

from tests import small
from toolkit.errors import Refused
from toolkit.files.library import Library
from toolkit.files.plans import alignment_for, policing_plans
from toolkit.methods.alignment import align
from toolkit.methods.priority_count import PriorityCount, count_priorities
from toolkit.model.area import AreaSet
from toolkit.model.issues import CatalogueRef
from toolkit.model.plan import AlignmentRow, PlanAlignment, PlanPriority, PolicingPlan
from toolkit.model.priorities import Priority

AREAS = Library().find(AreaSet, "kent-areas", "1.0")
NAMED = {
    "Maidstone": ("DA", "SM"),
    "Swale": ("DA",),
    "Thanet": ("MH",),
    "Ashford": ("ASB",),
    "Dover": (),
}
PLAN = PolicingPlan(
    id="small-plan",
    version="1.0",
    title="Small plan",
    years="2017-21",
    source="made up",
    priorities=tuple(PlanPriority(id=name, label=name.title()) for name in ("abuse", "roads", "places")),
)


def row(code: str, *under: str, by: str = "") -> AlignmentRow:
    return AlignmentRow(
        category=code, falls_under=under, provenance="inferred", because="made up", confirmed_by=by
    )


def alignment(*rows: AlignmentRow) -> PlanAlignment:
    return PlanAlignment(
        id="small-alignment",
        version="1.0",
        title="Small",
        source="made up",
        plan=PLAN.ref,
        category_set=small.category_set().ref,
        rows=rows,
    )


ROWS = alignment(row("DA", "abuse"), row("SM", "abuse", "places"), row("MH"))


def counted() -> PriorityCount:
    returns = [
        small.a_return(
            district=district,
            priorities=[Priority(worded=f"{code} here", level="main", categories=(code,)) for code in codes],
        )
        for district, codes in NAMED.items()
    ]
    return count_priorities(returns, AREAS, small.category_set(), date(2017, 4, 1))


def test_a_csp_counts_once_under_a_priority_however_many_of_its_categories_fall_there() -> None:
    found = align(counted(), PLAN, ROWS)
    names = {one.priority.id: one.csps for one in found.priorities}
    assert names == {
        "abuse": ("Maidstone (Safer Maidstone Partnership)", "Swale"),
        "roads": (),
        "places": ("Maidstone (Safer Maidstone Partnership)",),
    }


def test_what_aligns_with_none_is_kept_apart_from_what_nobody_has_placed() -> None:
    found = align(counted(), PLAN, ROWS)
    assert [(c.category.code, c.count) for c in found.outside] == [("MH", 1)]
    assert [(c.category.code, c.count) for c in found.not_placed] == [("ASB", 1)]


def test_csps_that_name_nothing_under_the_plan_are_listed_and_silent_csps_are_not() -> None:
    assert align(counted(), PLAN, ROWS).csps_in_none == ("Ashford", "Dover", "Thanet")


def test_what_the_county_confirmed_stands_before_what_is_proposed() -> None:
    found = align(counted(), PLAN, ROWS, [row("MH", "places", by="Chair")])
    assert [c.category.code for c in found.outside] == []
    places = found.priorities[2]
    assert places.csps == ("Maidstone (Safer Maidstone Partnership)", "Thanet")
    assert places.unconfirmed == ("SM",)
    assert {one.category for one in found.unconfirmed} == {"DA", "SM"}


def test_without_an_alignment_every_category_is_not_placed() -> None:
    found = align(counted(), PLAN, None)
    assert len(found.not_placed) == 4
    assert all(not one.csps for one in found.priorities)


def test_placing_another_category_never_lowers_a_count() -> None:
    before = align(counted(), PLAN, ROWS)
    after = align(counted(), PLAN, ROWS, [row("ASB", "abuse", "roads", "places")])
    for old, new in zip(before.priorities, after.priorities, strict=True):
        assert set(old.csps) <= set(new.csps)


def test_an_alignment_of_other_lists_is_refused() -> None:
    other = ROWS.changed(plan=CatalogueRef(id="other", version="1.0"))
    message = (
        r"Alignment small-alignment-1\.0 places small-categories-1\.0 under other-1\.0; the county counts"
    )
    with pytest.raises(Refused, match=message):
        align(counted(), PLAN, other)


def test_the_shipped_plans_are_those_of_2025_and_2017_with_their_labels() -> None:
    latest, earlier = policing_plans(Library())
    assert (latest.years, earlier.years) == ("2025-29", "2017-21")
    assert [one.label for one in earlier.priorities] == [
        "Put victims first",
        "Fight crime and antisocial behaviour",
        "Tackle abuse, exploitation and violence",
        "Combat organised crime and gangs",
        "Provide visible neighbourhood policing and effective roads policing",
        "Deliver an efficient service",
    ]
    areas = [one.area for one in latest.priorities]
    assert {area: areas.count(area) for area in areas} == {
        "Protecting People": 6,
        "Protecting Places": 5,
        "Protecting Property": 5,
        "Productive Partnerships": 8,
    }


def test_every_shipped_alignment_places_every_category_is_inferred_and_waits_for_a_person() -> None:
    library = Library()
    found = [
        alignment_for(library, plan, categories.ref, categories.codes)
        for plan in policing_plans(library)
        for categories in (
            library.category_set("kent-categories-2017-18"),
            library.category_set("kent-categories-2022-23"),
        )
    ]
    known = [one for one in found if one]
    assert len(known) == 3
    for one in known:
        codes = library.category_set(one.category_set.id, one.category_set.version).codes
        assert tuple(row.category for row in one.rows) == codes
        assert {(row.provenance, row.confirmed_by) for row in one.rows} == {("inferred", "")}


def test_the_plan_that_runs_in_the_year_comes_first() -> None:
    library = Library()
    assert [
        policing_plans(library, year)[0].years for year in ("2017-18", "2020-21", "2025-26", "2021-22")
    ] == [
        "2017-21",
        "2017-21",
        "2025-29",
        "2025-29",
    ]
