"""A figure over time is drawn and told with its gaps and breaks, and what is not known is never 0."""

from tests.evidence.made_up_county import AREAS, MAPPING, SOURCES, card, counted, loaded
from toolkit.charts.trend_line import trend_line
from toolkit.evidence.figures import figures
from toolkit.model.evidence import EvidenceCard, MonthOfSeries
from toolkit.papers.pictures import svg_of
from toolkit.tables.trend_line import has_line, line_points, series_step, years_table
from toolkit.wording.trend_line import (
    line_alt,
    line_headline,
    line_measured,
    source_sentence,
)


def burglary(first: str = "2023-04", months: int = 24) -> EvidenceCard:
    counts = {"ashford": [50 + k for k in range(months)]}
    found = figures(loaded(counted(counts, first=first), made_up=True), MAPPING, SOURCES, AREAS)
    return card(found, "ashford", "burglary")


def with_gap() -> EvidenceCard:
    found = burglary()
    gap = MonthOfSeries(month=found.series[3].month, count=None)
    return found.changed(series=(*found.series[:3], gap, *found.series[4:]))


def test_a_table_of_months_has_a_column_for_each_year_and_blanks_where_nothing_is_covered() -> None:
    frame = years_table(burglary())
    assert list(frame.columns) == ["Month", "2023", "2024", "2025"]
    assert frame.loc[0].tolist() == ["January", "", 59, 71]
    assert frame.loc[3].tolist() == ["April", 50, 62, ""]


def test_a_table_of_quarters_names_their_months() -> None:
    quarters = tuple(
        MonthOfSeries(month=month, count=7) for month in ("2024-01", "2024-04", "2024-07", "2024-11")
    )
    found = burglary().changed(series=quarters[:3])
    assert series_step(found) == 3
    assert years_table(found)["Quarter"].tolist() == [
        "January to March",
        "April to June",
        "July to September",
    ]


def test_what_is_not_known_is_said_and_is_no_zero() -> None:
    frame = line_points(with_gap())
    assert frame["Count"].isna().tolist() == [k == 3 for k in range(24)]
    assert frame["Told"][3] == "July 2023: not known"
    assert years_table(with_gap()).loc[6, "2023"] == "not known"
    assert "Where the line stops the count is not known." in line_alt(with_gap(), "Burglary", "Ashford")
    assert "<svg" in svg_of(trend_line(frame))


def test_one_known_count_is_nothing_to_draw() -> None:
    found = burglary()
    assert has_line(found)
    assert not has_line(found.changed(series=found.series[:1]))


def test_a_break_is_marked_on_the_chart_and_told_beside_it() -> None:
    found = burglary("2018-07", 30)
    frame = line_points(found)
    assert frame["Break"].tolist()[:7] == ["yes"] * 6 + [""]
    assert [mark for mark in frame["Mark"] if mark] == ["break", "break"]
    assert "Break in the figures, July 2017 to December 2018: " in line_alt(found, "Burglary", "Ashford")
    assert ">break</text>" in svg_of(trend_line(frame))


def test_the_headline_says_what_was_counted_and_the_source_its_months() -> None:
    found = burglary()
    assert line_headline(found, "Burglary", "Ashford") == (
        "Burglary in Ashford: 810 in the 12 months to March 2025, 666 in the 12 before"
    )
    assert line_measured(found, "police.uk") == "Count by month; police.uk (this figure is made up)"
    assert source_sentence("police.uk", "2023-04/2025-03") == (
        "Source: police.uk; months loaded: April 2023 to March 2025."
    )
    assert source_sentence("The council.", "") == "Source: The council."
