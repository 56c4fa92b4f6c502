"""Sentences about evidence: what each says, what travels with it, and what is never said."""

import re
from collections.abc import Iterator

import pytest

from toolkit.methods.funnel import Position, funnel
from toolkit.methods.mann_kendall import mann_kendall
from toolkit.methods.monthly_trend import monthly_trend
from toolkit.methods.rate_ratio import RateRatio, rate_ratio
from toolkit.methods.rates import rate
from toolkit.methods.shrinkage import shrunken_rates
from toolkit.model.evidence_source import Break
from toolkit.wording.evidence import (
    Notes,
    change_sentence,
    judgement_sentence,
    range_note,
    rate_sentence,
    ratio_sentence,
    rise_or_fall_sentence,
    suppressed_sentence,
    trend_sentence,
    yearly_sentence,
)
from toolkit.wording.evidence_districts import funnel_note, funnel_sentence, shrunken_sentence

PLAIN = Notes()
WHAT, PERIOD = "Burglary in Ashford", "year to March 2025"
RECORDING = Break(
    id="recording",
    first_month="2016-04",
    last_month="2017-06",
    what="Inspectors found that 16 of every 100 crimes were not recorded",
    effect="A later rise may be better recording",
    source="invented for this test",
)
SEASON = [10, 20, 30, 40, 50, 60, 60, 50, 40, 30, 20, 10]
KENT = [118, 151, 109, 106, 104, 155, 112, 141, 118, 130, 117, 240]


def changed(ratio: RateRatio, *, is_widened: bool = True) -> str:
    return change_sentence(WHAT, ratio, PLAIN, is_widened=is_widened)


def every_sentence(notes: Notes) -> Iterator[str]:
    """Yield one of each sentence that asks for notes, in each of its forms."""
    label = "residents, mid-2023"
    for count, denominator in ((412, 132_700), (0, 132_700), (412, None), (None, 132_700)):
        yield rate_sentence(WHAT, PERIOD, rate(count, denominator, label), notes)
    yield suppressed_sentence(WHAT, PERIOD, notes)
    for now, before in ((112, 100), (1120, 1000), (300, 100), (100, 1000), (5, 0), (0, 9), (0, 0)):
        for is_widened in (True, False):
            yield change_sentence(WHAT, rate_ratio(now, 1, before, 1), notes, is_widened=is_widened)
    yield ratio_sentence(WHAT, 1.12, (1.03, 1.22), notes)
    yield yearly_sentence(WHAT, ("2022-01", "2024-12"), 1.12, (1.03, 1.22), notes)
    for breaks in ((), [("2021-03", "2021-12")]):
        yield trend_sentence(WHAT, monthly_trend("2021-01", [*SEASON] * 4, breaks), notes)
    yield trend_sentence(WHAT, monthly_trend("2021-01", [50] * 30), notes)
    for values in (range(9), range(9, 0, -1), [3, 1, 5, 2, 8, 4, 7, 6]):
        yield rise_or_fall_sentence(WHAT, mann_kendall(list(values)), notes)
    for counts in (KENT, [5, 6, 7], [None, 6, 7]):
        found = funnel(counts, [1000] * len(counts))
        for point in found.points:
            yield funnel_sentence(WHAT, point, found, notes)
    for counts in (KENT, [100] * 12, [None, *KENT[1:]]):
        shrunken = shrunken_rates(counts, [1000] * 12)
        yield shrunken_sentence(WHAT, label, shrunken.rates[0], shrunken, notes)


def test_a_rate_is_said_with_its_count_its_denominator_and_its_range() -> None:
    assert rate_sentence(WHAT, PERIOD, rate(412, 132_700, "residents, mid-2023"), PLAIN) == (
        "Burglary in Ashford, year to March 2025: 412 counted, 3.1 per 1,000 residents, mid-2023 "
        "(between 2.8 and 3.4)."
    )


def test_an_unknown_count_is_not_said_to_be_none() -> None:
    said = rate_sentence(WHAT, PERIOD, rate(None, 132_700, "residents"), PLAIN)
    assert said == "Burglary in Ashford, year to March 2025: how many is not known."


def test_without_a_denominator_there_is_a_count_and_no_rate() -> None:
    said = rate_sentence(WHAT, PERIOD, rate(412, None, "residents"), PLAIN)
    assert said == (
        "Burglary in Ashford, year to March 2025: 412 counted. There is no rate: residents are not known."
    )


def test_a_change_beyond_chance_is_said_to_be_more_than_chance_would_explain() -> None:
    assert changed(rate_ratio(2240, 1, 2000, 1)) == (
        "Burglary in Ashford: up 12% on the year before (between 5% and 19%), more than chance would explain."
    )
    assert changed(rate_ratio(2000, 1, 2240, 1)) == (
        "Burglary in Ashford: down 11% on the year before (between 5% and 16%), more than chance would "
        "explain."
    )


def test_a_change_within_chance_is_said_to_be_possibly_chance() -> None:
    assert changed(rate_ratio(112, 1, 100, 1)) == (
        "Burglary in Ashford: up 12% on the year before (between 15% down and 48% up), which could be chance."
    )


def test_a_doubling_is_said_in_times() -> None:
    assert changed(rate_ratio(350, 1, 100, 1)) == (
        "Burglary in Ashford: 3.5 times the year before (between 2.8 and 4.4 times), more than chance would "
        "explain."
    )


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (0, 0, "none in either year, so nothing can be said of a change."),
        (5, 0, "5, after none the year before, which could be chance."),
        (9, 0, "9, after none the year before, more than chance would explain."),
        (0, 9, "none, after 9 the year before, more than chance would explain."),
    ],
)
def test_a_change_from_or_to_none_has_no_per_cent(now: int, before: int, said: str) -> None:
    assert changed(rate_ratio(now, 1, before, 1)) == f"Burglary in Ashford: {said}"


def test_a_range_that_could_not_be_widened_says_so() -> None:
    said = changed(rate_ratio(112, 1, 100, 1), is_widened=False)
    assert said.endswith("so the range counts chance alone and is too narrow.")


def test_a_trend_is_said_with_its_months_its_season_and_what_was_left_out() -> None:
    counts = [round(month * 1.2 ** (year + k / 12)) for year in range(4) for k, month in enumerate(SEASON)]
    said = trend_sentence(WHAT, monthly_trend("2021-01", counts, [("2021-03", "2021-12")]), PLAIN)
    assert said == (
        "Burglary in Ashford: up 20% a year from January 2022 to December 2024, the season taken out "
        "(between 13% and 27%), more than chance would explain. There is most in June and least in January. "
        "Months before January 2022 are left out because of a break in the figures."
    )


def test_years_that_rise_are_said_in_pairs() -> None:
    assert rise_or_fall_sentence(WHAT, mann_kendall([1, 2, 3, 4, 5, 6, 8, 7]), PLAIN) == (
        "Burglary in Ashford, 8 years: the later year is higher in 27 of 28 pairs of years, more than chance "
        "would explain."
    )


def test_a_district_is_said_to_be_inside_or_outside_normal_variation() -> None:
    found = funnel(KENT, [1000] * 12)
    inside, outside = (funnel_sentence(WHAT, found.points[k], found, PLAIN) for k in (0, 11))
    assert re.fullmatch(
        r"Burglary in Ashford: inside normal variation; 118 where the county's rate would give 133 "
        r"\(normally between \d+\.?\d* and \d+\)\.",
        inside,
    )
    assert found.points[11].position is Position.ABOVE_998
    assert outside.startswith("Burglary in Ashford: far above normal variation; 240 where")


def test_few_districts_are_said_to_be_few() -> None:
    found = funnel([5, 6, 7], [1000] * 3)
    assert "Too few districts are known" in funnel_sentence(WHAT, found.points[0], found, PLAIN)


def test_a_shrunken_rate_stands_beside_the_raw_one() -> None:
    found = shrunken_rates([3, 20, 50, 30, 10, 60], [1000, 10_000, 10_000, 10_000, 10_000, 10_000])
    said = shrunken_sentence(WHAT, "residents", found.rates[0], found, PLAIN)
    assert re.fullmatch(
        r"Burglary in Ashford: 3\.0 per 1,000 residents as counted; 3\.\d when drawn towards the county's "
        r"3\.4 to allow for small numbers\.",
        said,
    )


def test_a_hidden_number_is_not_said_to_be_none() -> None:
    assert suppressed_sentence(WHAT, PERIOD, PLAIN) == (
        "Burglary in Ashford, year to March 2025: the number is not shown, because it is small or would give "
        "away one that is. That does not mean none."
    )


def test_a_matter_of_judgement_gives_its_reason() -> None:
    said = judgement_sentence("Gangs", "what is known is not published.")
    assert said == "Gangs: judgement. No open figure stands for it: what is known is not published."


def test_a_break_in_the_figures_travels_into_every_sentence() -> None:
    told = (
        "Break in the figures, April 2016 to June 2017: Inspectors found that 16 of every 100 crimes were "
        "not recorded. A later rise may be better recording."
    )
    for said in every_sentence(Notes((RECORDING,))):
        assert said.endswith(f" {told}"), said


def test_a_break_says_when() -> None:
    lasting = RECORDING.changed(last_month=None)
    once = RECORDING.changed(last_month=RECORDING.first_month)
    for one, when in ((lasting, "from April 2016"), (once, "April 2016")):
        assert f"Break in the figures, {when}: " in suppressed_sentence(WHAT, PERIOD, Notes((one,)))


def test_what_is_made_up_is_said_to_be_in_every_sentence() -> None:
    for said in every_sentence(Notes((RECORDING,), made_up=True)):
        assert said.endswith(" This figure is made up."), said


def test_no_sentence_says_what_figures_cannot() -> None:
    for said in (*every_sentence(PLAIN), range_note(), funnel_note()):
        assert not re.search(r"significan|p-value|trending|\bnan\b|\binf\b|None|[^\d,.]0%|\b100%", said), said
