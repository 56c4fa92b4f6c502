"""Two years of the county side by side, one district's priorities too, and editions of the agreement."""

import shutil
from pathlib import Path

from tests.apps.pages import Open
from tests.apps.reading import charts_told, lines, table
from tests.last_year import make_last_year

COUNTS = "Categories by number of CSPs in the two years"


def test_one_year_says_how_to_bring_another(open_page: Open) -> None:
    at = open_page("county", tab="Years")
    assert lines(at.info)[0].startswith("There is no return of a year before 2016-17. Import last year's")
    assert "What became of each priority" in {one.proto.alt for one in at.dataframe}


def test_two_years_are_compared_with_lines_table_and_sentence(open_page: Open, sample_county: Path) -> None:
    make_last_year(sample_county / "maidstone", sample_county / "maidstone-2015-16")
    at = open_page("county", tab="Years")
    assert not at.error
    frame = table(at, COUNTS)
    assert {"No. of CSPs 2015-16", "No. of CSPs 2016-17"} <= set(frame)
    (told,) = charts_told(at)
    assert told.startswith("Slope chart of categories by number of CSPs in 2015-16 and 2016-17, 10 lines.")
    assert table(at, "Priorities of Maidstone in the two years") is not None
    assert any(line.startswith("More CSPs name in 2016-17 than in 2015-16") for line in lines(at.markdown))


def test_the_address_names_the_year_and_the_earlier_one(open_page: Open, sample_county: Path) -> None:
    make_last_year(sample_county / "maidstone", sample_county / "maidstone-2015-16")
    at = open_page("county", tab="Years", year="2015-16")
    assert lines(at.info)[0].startswith("There is no return of a year before 2015-16.")


def test_editions_further_apart_are_linked_through_those_between(open_page: Open) -> None:
    at = open_page("county", tab="Years")
    first = at.selectbox("old_edition").options[0]
    last = at.selectbox(f"new_edition/{first}").options[-1]
    at.selectbox(f"new_edition/{first}").select(last).run()
    assert any("The crosswalk leads there through" in line for line in lines(at.markdown))


def test_a_county_without_last_year_s_districts_compares_the_counts_alone(
    open_page: Open, sample_county: Path
) -> None:
    make_last_year(sample_county / "maidstone", sample_county / "maidstone-2015-16")
    shutil.rmtree(sample_county / "maidstone")
    at = open_page("county", tab="Years")
    assert not at.error
    assert len(charts_told(at)) == 1
    assert "District" not in {one.label for one in at.selectbox}
