"""Dates as written, the scan looked through, the driver map, reminders, the radar, and what if it happens."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import small
from toolkit.errors import Refused
from toolkit.files.library import Library
from toolkit.methods.drivers import driver_map
from toolkit.methods.horizon_dates import Window, read_window
from toolkit.methods.horizon_views import Due, radar, review_reminders, select_items
from toolkit.methods.horizon_what_if import STEP_OF, Step, county_if_it_happens, if_it_happens
from toolkit.methods.ranking import Ranking, rank
from toolkit.methods.scoring import score
from toolkit.model.horizon import Direction, Grade, HeadingSet, HorizonItem
from toolkit.model.horizon_rule import HorizonRule

RULE = Library().find(HorizonRule, "horizon-rule")
TODAY = date(2017, 5, 10)


def item(name: str, **values: object) -> HorizonItem:
    return HorizonItem.model_validate(
        {"id": name, "title": name.title(), "heading": "political", "kind": "event", **values}
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("May 2017", "2017-05-01", "2017-05-31"),
        ("in Feb. 2020", "2020-02-01", "2020-02-29"),
        ("3 May 2017", "2017-05-03", "2017-05-03"),
        ("1st Sept 2017", "2017-09-01", "2017-09-01"),
        ("03/05/2017", "2017-05-03", "2017-05-03"),
        ("2017-05-03", "2017-05-03", "2017-05-03"),
        ("Spring 2017", "2017-03-01", "2017-05-31"),
        ("2017", "2017-01-01", "2017-12-31"),
        ("2017-18", "2017-04-01", "2018-03-31"),
        ("2017/18", "2017-04-01", "2018-03-31"),
        ("April to June 2017", None, None),
        ("April 2017 to June 2018", "2017-04-01", "2018-06-30"),
        ("from April 2017 until 2019", "2017-04-01", "2019-12-31"),
        ("2017 \u2013 2019", "2017-01-01", "2019-12-31"),
        ("by March 2018", "0001-01-01", "2018-03-31"),
        ("from April 2028", "2028-04-01", "9999-12-31"),
        ("2017-19", None, None),
        ("31 June 2017", None, None),
        ("May 2018 to May 2017", None, None),
        ("winter 2017", None, None),
        ("soon", None, None),
        ("", None, None),
    ],
)
def test_a_date_is_read_as_the_days_it_can_mean_or_not_at_all(
    text: str, first: str | None, last: str | None
) -> None:
    found = read_window(text)
    read = (found.first.isoformat(), found.last.isoformat()) if found else (None, None)
    assert read == (first, last)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_written_in_either_way_is_read_as_that_day(day: date) -> None:
    for text in (day.isoformat(), f"{day.day} {day:%B} {day.year}", f"{day.day}/{day.month}/{day.year}"):
        assert read_window(text) == Window(day, day)


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    found = read_window(text)
    assert found is None or found.first <= found.last


def test_items_are_found_by_heading_issue_and_window_and_undated_ones_are_listed_apart() -> None:
    items = [
        item("a", expected="May 2017", issues=("gangs",)),
        item("b", expected="2019", issues=("gangs",)),
        item("c", expected="when the Bill is passed", issues=("gangs",)),
        item("d", expected="May 2017", heading="economic", issues=("burglary",)),
    ]
    window = Window(date(2017, 5, 1), date(2017, 12, 31))
    found = select_items(items, headings=["political"], issues=["gangs"], window=window)
    assert [one.id for one in found.items] == ["a"]
    assert [one.id for one in found.undated] == ["c"]
    assert select_items(items).items == tuple(items)


def test_narrowing_never_adds_an_item() -> None:
    items = [item("a", expected="2017"), item("b", heading="economic")]
    every = select_items(items).items
    for found in (
        select_items(items, headings=["economic"]),
        select_items(items, issues=["gangs"]),
        select_items(items, window=Window(date.min, date.max)),
    ):
        assert set(found.items) | set(found.undated) <= set(every)


def test_reviews_are_overdue_due_soon_later_or_cannot_be_read_by_hand() -> None:
    written = {
        "over": "April 2017",
        "now": "May 2017",
        "soon": "10 June 2017",
        "later": "11 June 2017",
        "words": "next meeting",
        "none": "",
    }
    items = [item(name, review_date=text) for name, text in written.items()]
    found = review_reminders([*items, item("shut", review_date="2016", status="closed")], TODAY, RULE)
    assert [(one.item.id, one.due) for one in found] == [
        ("over", Due.OVERDUE),
        ("now", Due.DUE),
        ("soon", Due.SOON),
        ("words", Due.CANNOT_BE_READ),
        ("none", Due.NO_DATE),
        ("later", Due.LATER),
    ]


def test_the_driver_map_places_by_impact_and_confidence_and_not_known_stays_not_known() -> None:
    items = [
        item("a", impact="high", confidence="low"),
        item("b", impact="high", confidence="high"),
        item("c", impact="high"),
        item("d", confidence="low"),
        item("e", impact="low", confidence="medium", status="rejected"),
    ]
    found = driver_map(items)
    assert [one.id for one in found.critical_uncertainties] == ["a"]
    assert [one.id for one in found.predetermined] == ["b"]
    assert [one.id for one in found.not_placed] == ["c", "d"]
    assert found.placed == 2
    assert Grade.NOT_KNOWN not in {grade for cell in found.cells for grade in cell}


def test_the_radar_has_seven_sectors_for_pestelo_and_every_watched_item_lies_in_one_cell() -> None:
    pestelo = Library().find(HeadingSet, "pestelo")
    expected = {
        "past": "2016",
        "near": "June 2017",
        "three": "2019",
        "far": "2028",
        "words": "soon",
        "edge": (TODAY + timedelta(days=365)).isoformat(),
        "over": (TODAY + timedelta(days=366)).isoformat(),
    }
    items = [item(name, expected=text) for name, text in expected.items()]
    found = radar([*items, item("shut", status="closed")], pestelo, TODAY, RULE)
    assert len(found.headings) == 7
    rings = {ring: [one.id for one in found.cells["political", ring]] for ring in found.rings}
    assert rings == {
        "date has passed": ["past"],
        "within a year": ["near", "edge"],
        "within three years": ["three", "over"],
        "later": ["far"],
        "no date that can be read": ["words"],
    }
    assert sum(map(found.in_ring, found.rings)) == len(items)


def ranking(district: str = "Maidstone", **changes: object) -> Ranking:
    levels = {
        "gangs": {"physical": 2, "financial": 4, "frequency": 2, "capacity": 1},
        "burglary": {"physical": 1, "financial": 3, "frequency": 4, "capacity": 0},
    }
    levels["gangs"] |= changes  # type: ignore[arg-type]
    return rank(score(small.a_return(small.agreed(levels), district=district)))


def test_harm_moves_one_level_along_and_no_level_leaves_its_scale() -> None:
    found = if_it_happens(ranking(), item("x", issues=("gangs",), moves=("harm",)), Step.UP)
    assert found.moved == (("gangs", "physical"),)
    assert found.at_end == (("gangs", "financial"),)
    assert found.before.issue("gangs").scored.risk.value == (2 + 4) * 2
    assert found.after.issue("gangs").scored.risk.value == (3 + 4) * 2
    assert found.after.issue("burglary").scored == found.before.issue("burglary").scored


def test_likelihood_can_turn_the_order_round() -> None:
    found = if_it_happens(ranking(), item("x", issues=("gangs",), moves=("likelihood", "harm")), Step.UP)
    assert found.after.issue("gangs").scored.risk.value == (3 + 4) * 3
    assert (found.before.issue("gangs").rank, found.after.issue("gangs").rank) == (2, 1)


def test_capacity_stands_beside_the_risk_score_and_never_changes_a_rank() -> None:
    found = if_it_happens(ranking(), item("x", issues=("gangs",), moves=("capacity",)), Step.UP)
    assert found.moved == (("gangs", "capacity"),)
    ranks = [[(i.scored.issue.id, i.rank) for i in r.issues] for r in (found.before, found.after)]
    assert ranks[0] == ranks[1]


def test_what_is_not_known_stays_not_known() -> None:
    found = if_it_happens(
        ranking(frequency="unknown"), item("x", issues=("gangs",), moves=("likelihood",)), Step.DOWN
    )
    assert found.not_known == (("gangs", "frequency"),)
    assert found.after is found.before


def test_up_and_down_again_is_where_one_began_away_from_the_ends() -> None:
    what = item("x", issues=("burglary",), moves=("harm",))
    there = if_it_happens(ranking(), what, Step.UP)
    back = if_it_happens(there.after, what, Step.DOWN)
    totals = [[i.scored.risk for i in r.issues] for r in (there.before, back.after)]
    assert totals[0] == totals[1]


def test_an_item_without_issues_or_factors_is_refused_with_what_is_missing() -> None:
    with pytest.raises(Refused, match="'X' names no issue and no factor that it would move"):
        if_it_happens(ranking(), item("x"), Step.UP)


def test_the_county_is_counted_again_and_a_district_without_the_issue_stays_as_it_is() -> None:
    other = rank(score(small.a_return(small.agreed({"hate-crime": {"physical": 1}}), district="Dover")))
    what = item("x", issues=("gangs",), moves=("likelihood", "harm"))
    found = county_if_it_happens([ranking(), other], what, Step.UP, small.rules(top_n=1))
    assert [(one.district, one.issues) for one in found.districts] == [
        ("Maidstone", ("gangs",)),
        ("Dover", ()),
    ]
    assert found.districts[1].after is other
    counts = [{c.issue.id: c.count_low for c in when.issues} for when in (found.before, found.after)]
    assert (counts[0]["gangs"], counts[1]["gangs"]) == (0, 1)
    assert (counts[0]["burglary"], counts[1]["burglary"]) == (1, 0)


def test_only_a_rising_or_falling_item_says_itself_which_way_levels_move() -> None:
    assert STEP_OF == {Direction.RISING: Step.UP, Direction.FALLING: Step.DOWN}
