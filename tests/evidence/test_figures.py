"""Counts become cards: the right months and denominator, the breaks that apply, and no zero made up."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evidence.made_up_county import (
    AREAS,
    DISTRICTS,
    MAPPING,
    PEOPLE,
    SOURCES,
    card,
    counted,
    loaded,
    months,
    own,
    residents,
)
from toolkit.evidence.figures import figures
from toolkit.evidence.loaded import Loaded
from toolkit.methods.funnel import funnel
from toolkit.methods.overdispersion import overdispersion
from toolkit.methods.rate_ratio import rate_ratio
from toolkit.methods.shrinkage import shrunken_rates
from toolkit.model.evidence import Denominator, EvidenceCard, FigureKind, Gap

YEAR_BEFORE = [30, 31, 28, 35, 33, 29, 40, 41, 38, 30, 27, 33]
LAST_YEAR = [24, 26, 30, 28, 31, 22, 33, 35, 29, 25, 24, 27]
TWO_YEARS = [*YEAR_BEFORE, *LAST_YEAR]


def cards_of(given: Loaded, **asked: object) -> tuple[EvidenceCard, ...]:
    return figures(given, MAPPING, SOURCES, AREAS, **asked)  # type: ignore[arg-type]


def ashford(**asked: object) -> EvidenceCard:
    given = loaded(counted({"ashford": TWO_YEARS, "dover": [n + 9 for n in TWO_YEARS]}))
    return card(cards_of(given, **asked), "ashford", "burglary")


def test_the_last_12_months_and_the_12_before_are_added_up() -> None:
    found = ashford()
    assert (found.count, found.count_before) == (sum(LAST_YEAR), sum(YEAR_BEFORE))
    assert (found.first_month, found.last_month) == ("2024-04", "2025-03")
    assert found.edition == "2023-04/2025-03"


def test_the_change_on_the_year_is_exact_and_widened_by_how_unevenly_months_vary() -> None:
    phi = overdispersion(TWO_YEARS).phi
    expected = rate_ratio(sum(LAST_YEAR), 12, sum(YEAR_BEFORE), 12, phi)
    found = ashford().change
    assert found is not None
    assert (found.estimate, found.low, found.high) == (expected.ratio, expected.low, expected.high)
    assert (found.widened_by, found.chance_alone) == (phi, False)


def test_a_rate_is_exact_and_says_what_it_is_set_against() -> None:
    found = ashford()
    assert found.rate == Fraction(sum(LAST_YEAR) * 1000, PEOPLE)
    assert (found.denominator, found.denominator_kind) == (PEOPLE, Denominator.RESIDENTS)
    assert Gap.OTHER_DENOMINATOR in found.gaps


def test_burglary_is_set_against_households_where_they_are_known() -> None:
    found = ashford(households=residents(50_000))
    assert (found.denominator, found.denominator_kind) == (50_000, Denominator.HOUSEHOLDS)
    assert Gap.OTHER_DENOMINATOR not in found.gaps


def test_households_of_one_district_alone_are_not_mixed_with_residents_of_others() -> None:
    assert ashford(households=residents(50_000).head(1)).denominator_kind is Denominator.RESIDENTS


def test_without_population_there_are_counts_and_no_rates() -> None:
    found = card(
        cards_of(loaded(counted({"ashford": TWO_YEARS}), population=residents().head(0))),
        "ashford",
        "burglary",
    )
    assert (found.count, found.rate, found.funnel) == (sum(LAST_YEAR), None, None)
    assert found.denominator_kind is Denominator.NOTHING
    assert Gap.NO_DENOMINATOR in found.gaps


def test_the_population_of_the_latest_year_not_after_the_figure_counts() -> None:
    people = pd.concat([residents(10_000, 2020), residents(20_000, 2025), residents(30_000, 2026)])
    given = loaded(counted({"ashford": TWO_YEARS}), population=people)
    assert card(cards_of(given), "ashford", "burglary").denominator == 20_000
    assert card(cards_of(given, as_at="2024-12"), "ashford", "burglary").denominator == 10_000


def test_counting_ends_where_it_is_told_to() -> None:
    found = ashford(as_at="2025-02")
    assert (found.first_month, found.last_month) == ("2024-03", "2025-02")
    assert found.count == sum([*YEAR_BEFORE[-1:], *LAST_YEAR[:-1]])
    assert found.count_before is None
    assert Gap.YEAR_BEFORE_NOT_KNOWN in found.gaps


def test_a_wrong_month_is_refused() -> None:
    with pytest.raises(ValueError, match="'March' is not a month such as 2024-03"):
        ashford(as_at="March")


def test_a_type_that_was_not_counted_in_a_known_month_is_zero() -> None:
    given = loaded(counted({"ashford": [0, *TWO_YEARS[1:]]}), counted({"ashford": [5] * 24}, "drugs"))
    found = card(cards_of(given), "ashford", "burglary")
    assert found.series[0].count == 0
    assert found.count_before == sum(YEAR_BEFORE[1:])


def test_a_month_in_which_nothing_at_all_was_counted_is_unknown_and_not_zero() -> None:
    given = loaded(counted({"ashford": [*TWO_YEARS[:20], 0, *TWO_YEARS[21:]], "dover": TWO_YEARS}))
    found = card(cards_of(given), "ashford", "burglary")
    assert found.series[20].count is None
    assert (found.count, found.rate, found.change, found.confidence) == (None, None, None, "")
    assert Gap.YEAR_NOT_KNOWN in found.gaps


def test_collisions_are_few_so_that_a_month_without_one_is_zero_where_another_district_has_some() -> None:
    by_district = {"ashford": [*[3] * 23, 0], "dover": [4] * 24}
    found = card(
        cards_of(loaded(counted(by_district, "slight", "stats19-collisions"))), "ashford", "road-safety"
    )
    assert (found.count, found.series[-1].count) == (33, 0)


def test_a_district_that_the_files_never_name_is_not_loaded() -> None:
    found = card(cards_of(loaded(counted({"ashford": TWO_YEARS}))), "thanet", "burglary")
    assert (found.count, found.gaps) == (None, (Gap.NOT_LOADED,))
    assert found.figure is FigureKind.OPEN


def test_every_issue_has_a_card_in_every_district_and_eight_are_judgement() -> None:
    found = cards_of(loaded())
    assert {(one.district, one.issue) for one in found} == {
        (district, measure.issue) for district in DISTRICTS for measure in MAPPING.measures
    }
    of_one = [one for one in found if one.district == "dover"]
    judged = [one for one in of_one if one.figure is FigureKind.JUDGEMENT]
    assert len(judged) == 8
    assert all(one.cannot_show and not one.gaps for one in judged)
    assert [one.issue for one in of_one] == [measure.issue for measure in MAPPING.measures]


def test_keys_are_unique() -> None:
    keys = [one.key for one in cards_of(loaded(counted({"ashford": TWO_YEARS})))]
    assert len(set(keys)) == len(keys)


def test_quarters_add_up_to_years_and_have_no_monthly_trend() -> None:
    by_district = {"ashford": [9, 8, 7, 6, 5, 4, 3, 2], "dover": [6] * 8}
    given = counted(by_district, "rape", "recorded-crime-csp", step=3)
    found = card(cards_of(loaded(given)), "ashford", "sexual-offences")
    assert (found.count, found.count_before) == (14, 30)
    assert (found.first_month, found.last_month) == ("2024-04", "2025-03")
    assert found.change is not None
    assert found.change.chance_alone
    assert found.trend is None
    assert Gap.NO_TREND in found.gaps


def test_an_unfinished_quarter_is_not_counted() -> None:
    given = counted({"ashford": [9, 8, 7, 6, 5, 4, 3, 2]}, "rape", "recorded-crime-csp", step=3)
    assert (
        card(cards_of(loaded(given), as_at="2025-02"), "ashford", "sexual-offences").last_month == "2024-12"
    )


def test_offences_taken_back_count_in_the_year_and_are_no_point_of_the_line() -> None:
    given = counted({"ashford": [9, 8, 7, 6, 5, 4, -2, 2]}, "rape", "recorded-crime-csp", step=3)
    found = card(cards_of(loaded(given)), "ashford", "sexual-offences")
    assert (found.count, found.series[6].count) == (9, None)


def test_the_place_among_districts_is_that_of_the_funnel() -> None:
    by_district = {district: [20 + k] * 24 for k, district in enumerate(DISTRICTS)}
    by_district["thanet"] = [90] * 24
    found = cards_of(loaded(counted(by_district)))
    people = residents()["population"].tolist()
    counts = [12 * by_district[district][0] for district in DISTRICTS]
    around, drawn = funnel(counts, people), shrunken_rates(counts, people)
    for k, district in enumerate(DISTRICTS):
        one = card(found, district, "burglary")
        assert one.funnel is not None
        assert one.funnel.position == around.points[k].position.value
        assert (one.funnel.low, one.funnel.high) == (around.points[k].low_95, around.points[k].high_95)
        assert one.shrunken_rate == drawn.rates[k].shrunken
        assert one.county_rate == Fraction(sum(counts) * 1000, sum(people))


def test_one_district_alone_is_held_against_nobody() -> None:
    found = card(cards_of(loaded(counted({"ashford": TWO_YEARS}))), "ashford", "burglary")
    assert (found.funnel, found.shrunken_rate, found.county_rate) == (None, None, None)
    assert Gap.FEW_DISTRICTS in found.gaps


def test_breaks_travel_with_the_figures_they_touch_and_cut_the_trend() -> None:
    given = loaded(counted({"ashford": [30 + k % 7 for k in range(60)]}, first="2017-04"))
    found = card(cards_of(given), "ashford", "burglary")
    assert [one.id for one in found.breaks] == [
        "kent-unrecorded-2016-17",
        "kent-recording-improved-2017-18",
        "covid-2020",
    ]
    assert [one.id for one in found.breaks_compared] == ["covid-2020"]
    assert found.trend is None
    assert found.confidence == "low"


def test_a_break_of_other_types_or_another_force_is_not_shown() -> None:
    early = loaded(counted({"ashford": [30] * 24}, first="2012-06"))
    assert card(cards_of(early), "ashford", "burglary").breaks == ()
    kent = loaded(counted({"ashford": [30] * 24}, first="2016-06"))
    elsewhere = figures(kent, MAPPING, SOURCES, AREAS.changed(county="Surrey"))
    assert card(elsewhere, "ashford", "burglary").breaks == ()
    assert card(cards_of(kent), "ashford", "burglary").breaks


def test_made_up_data_make_made_up_figures() -> None:
    given = loaded(counted({"ashford": TWO_YEARS}), made_up=True)
    assert card(cards_of(given), "ashford", "burglary").made_up
    assert not ashford().made_up


def year(district: str, count: int | None, first: str = "2024-04", **changes: object) -> tuple[object, ...]:
    last = {"2024-04": "2025-03", "2023-04": "2024-03"}[first]
    values = {"issue": "domestic-abuse", "base": 1000, "giver": "A charity", **changes}
    return district, values["issue"], first, last, count, values["base"], values["giver"]


def test_own_figures_by_year_are_compared_with_the_year_before() -> None:
    given = loaded(own=own(year("dover", 60), year("dover", 50, "2023-04")))
    found = card(cards_of(given), "dover", "domestic-abuse")
    assert (found.count, found.count_before, found.given_by) == (60, 50, "A charity")
    assert (found.rate, found.denominator_kind) == (Fraction(60), Denominator.OWN)
    assert found.figure is FigureKind.OWN


def test_own_figures_without_their_own_denominator_are_set_against_residents_and_say_so() -> None:
    given = loaded(own=own(year("dover", 60, base=None), year("swale", 50)))
    found = card(cards_of(given), "dover", "domestic-abuse")
    assert found.denominator_kind is Denominator.RESIDENTS
    assert Gap.OTHER_DENOMINATOR in found.gaps


def test_an_own_figure_that_is_blank_is_unknown_and_not_zero() -> None:
    found = card(cards_of(loaded(own=own(year("dover", None)))), "dover", "domestic-abuse")
    assert (found.count, found.suppressed) == (None, False)
    assert Gap.YEAR_NOT_KNOWN in found.gaps


def test_an_own_figure_stands_beside_judgement_and_each_giver_has_a_card() -> None:
    rows = (year("dover", 60, issue="gangs"), year("dover", 7, issue="gangs", giver="Schools"))
    found = [
        one for one in cards_of(loaded(own=own(*rows))) if (one.district, one.issue) == ("dover", "gangs")
    ]
    assert [(one.figure.value, one.given_by) for one in found] == [
        ("own", "A charity"),
        ("own", "Schools"),
        ("judgement", ""),
    ]


def test_an_own_figure_of_an_issue_that_the_mapping_lacks_is_shown_all_the_same() -> None:
    found = cards_of(loaded(own=own(year("dover", 60, issue="Nitrous Oxide (local)"))))
    assert card(found, "dover", "nitrous-oxide-local").count == 60


def test_open_figures_are_never_hidden() -> None:
    found = card(cards_of(loaded(counted({"ashford": [1, *[0] * 10, 1]}))), "ashford", "burglary")
    assert (found.count, found.suppressed) == (None, False)
    small = loaded(counted({"ashford": [1] * 3 + [0] * 9}), counted({"ashford": [9] * 12}, "drugs"))
    assert card(cards_of(small), "ashford", "burglary").count == 3


@settings(max_examples=25, deadline=None)
@given(
    counts=st.lists(st.integers(1, 4) | st.integers(0, 40), min_size=16, max_size=16),
    others=st.lists(st.integers(1, 4), min_size=16, max_size=16),
)
def test_nothing_on_any_card_depends_on_which_small_number_is_hidden(
    counts: list[int], others: list[int]
) -> None:
    """So nobody can work it out from cards: not from rates, county rates, drawn rates, limits or lines."""
    changed = [b if 1 <= a <= 4 else a for a, b in zip(counts, others, strict=True)]
    assert own_cards(counts) == own_cards(changed)


def own_cards(counts: list[int]) -> tuple[EvidenceCard, ...]:
    rows = [year(d, n) for d, n in zip(DISTRICTS, counts[:8], strict=False)]
    rows += [year(d, n, "2023-04") for d, n in zip(DISTRICTS, counts[8:], strict=False)]
    return cards_of(loaded(own=own(*rows)))


def test_months_of_a_partner_are_shown_as_a_line_only_if_none_is_small() -> None:
    def by_month(counts: list[int]) -> EvidenceCard:
        rows = [
            ("dover", "hate-crime", month, month, n, None, "Police")
            for month, n in zip(months(24), counts, strict=True)
        ]
        return card(cards_of(loaded(own=own(*rows))), "dover", "hate-crime")

    shown, hidden = by_month([6] * 24), by_month([*[6] * 23, 3])
    assert (shown.count, len(shown.series)) == (72, 24)
    assert (hidden.count, hidden.series, hidden.trend) == (69, (), None)
    assert Gap.SMALL_NUMBERS in hidden.gaps
    assert hidden.change is not None
    assert hidden.change.chance_alone
