"""`compare` of two counties' folders counts CSPs by category, across category sets where they differ."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.last_year import make_later_county
from toolkit.errors import ExitCode


@pytest.fixture
def later(sample_county: Path, tmp_path: Path) -> Path:
    return make_later_county(sample_county, tmp_path / "later")


def document(ran: Any) -> dict[str, Any]:
    assert ran.code == ExitCode.DONE, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_split_and_merged_categories_are_counted_together(
    csp_toolkit: Any, sample_county: Path, later: Path
) -> None:
    """By hand: nothing moved but the sets, so each group has the distinct CSPs of its parts in both years."""
    found = document(csp_toolkit("compare", sample_county, later, "--format", "json"))
    groups = {tuple(one["now"]): one for one in found["categories"] if one["now"]}
    abuse = groups["DA", "VAWG"]
    assert (abuse["before"], abuse["became"], abuse["count_before"], abuse["count_now"]) == (
        ["DA"],
        "split",
        8,
        8,
    )
    assert groups["NCASB", "SVOC"]["before"] == ["ASB", "SOC"]
    assert groups["SAFE", "EXT"]["before"] == ["VIC", "SAFE"]
    for codes in (("NCASB", "SVOC"), ("SAFE", "EXT"), ("SM",), ("ROAD",)):
        assert groups[codes]["csps_before"] == groups[codes]["csps_now"]
    gone = {one["before"][0]: one["count_before"] for one in found["categories"] if not one["now"]}
    assert gone == {"REOF": 5, "MH": 3, "CONF": 3}


def test_it_says_by_what_and_how_categories_are_counted(
    csp_toolkit: Any, sample_county: Path, later: Path
) -> None:
    said = csp_toolkit("compare", sample_county, later).said
    assert "No category is named by more or fewer CSPs in 2017-18 than in 2016-17." in said
    assert "Categories that were split or merged are counted together, each CSP once." in said
    assert "kent-categories-2017-18-1.0 was followed by kent-categories-2022-23-1.0, and crosswalk" in said
    assert not re.search(r"\bnan\b|\bNone\b", said)
    named = csp_toolkit("compare", sample_county, later, "--crosswalk", "kent-category-crosswalk")
    assert named.said == said


def test_a_csp_that_names_one_more_is_counted(csp_toolkit: Any, sample_county: Path, later: Path) -> None:
    table = later / "ashford" / "priorities.csv"
    rows = table.read_text(encoding="utf-8").splitlines()
    table.write_text(
        "\n".join([*rows, "Floods,main,EVENT,Analyst,Invented for a test", ""]), encoding="utf-8"
    )
    found = document(csp_toolkit("compare", sample_county, later, "--format", "json"))
    (events,) = [one for one in found["categories"] if one["now"] == ["EVENT"]]
    assert (events["became"], events["count_before"], events["csps_now"]) == ("new", 0, ["Ashford"])


def test_years_run_forward_and_are_chosen_where_there_are_several(
    csp_toolkit: Any, later: Path, two_years: Path
) -> None:
    ran = csp_toolkit("compare", later, two_years)
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert "holds returns of 2016-17, 2017-18; choose one with --new-year." in ran.err
    ran = csp_toolkit("compare", later, two_years, "--new-year", "2016-17")
    assert "The first county is of 2017-18 and the second of 2016-17. Give the earlier first." in ran.err
    both = ("--old-year", "2016-17", "--new-year", "2017-18", "--format", "json")
    found = document(csp_toolkit("compare", two_years, two_years, *both))
    assert (found["old"]["csps_reported"], found["new"]["csps_reported"]) == (10, 1)


def test_options_of_the_other_kind_of_comparison_are_refused(
    csp_toolkit: Any, sample_county: Path, later: Path
) -> None:
    ran = csp_toolkit("compare", sample_county, later, "--mapping", "mapping.toml")
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert "--mapping is for two returns" in ran.err
    ran = csp_toolkit("compare", sample_county / "dover", later / "dover", "--old-year", "2016-17")
    assert "--old-year and --new-year are for two years of a county" in ran.err
    ran = csp_toolkit("compare", sample_county, later, "--crosswalk", "csp-issue-crosswalk")
    assert "give one crosswalk of categories at most, and none of issues." in ran.err
