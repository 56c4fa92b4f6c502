"""`csp-toolkit compare` puts two years of a district side by side; `editions` two editions of a paper."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.last_year import make_last_year
from toolkit.errors import ExitCode
from toolkit.files.returns import read_return, write_return_as


@pytest.fixture
def last_year(sample_county: Path, tmp_path: Path) -> Path:
    return make_last_year(sample_county / "maidstone", tmp_path / "last_year")


@pytest.fixture
def this_year(sample_county: Path) -> Path:
    return sample_county / "maidstone"


def test_it_says_how_many_of_last_years_top_remain(
    csp_toolkit: Any, last_year: Path, this_year: Path
) -> None:
    ran = csp_toolkit("compare", last_year, this_year)
    assert ran.code == ExitCode.DONE
    assert (
        "Four of the five issues certain to be in the top five of 2015-16 remain there in 2016-17."
        in ran.said
    )
    assert (
        "New there: Child Sexual Exploitation (CSE) and Gangs. No longer there: Modern Slavery." in ran.said
    )
    assert "Scored for the first time: Preventing Violent Extremism (PREVENT)." in ran.said
    assert "Over 19 issues scored in both years: more than 19 in 20 pairs in the same order" in ran.said


def test_every_move_comes_with_its_chance_and_what_it_counts(
    csp_toolkit: Any, last_year: Path, this_year: Path
) -> None:
    said = csp_toolkit("compare", last_year, this_year).said
    assert "was 5th in 2015-16 and is 8th in 2016-17; 7 in 10 chance that it fell (likely)." in said
    assert "not count gaps in recording. The two years are taken as independent of each other." in said


def test_the_parts_of_a_score_change_add_up(csp_toolkit: Any, last_year: Path, this_year: Path) -> None:
    ran = csp_toolkit("compare", last_year, this_year, "--format", "csv", "--table", "scores")
    rows = {row["Issue"]: row for row in csv.DictReader(io.StringIO(ran.out))}
    gangs = rows["Gangs"]
    assert (gangs["Score 2015-16"], gangs["Score 2016-17"], gangs["Change"]) == ("98", "126", "up 28")
    assert (gangs["By levels"], gangs["By definition"], gangs["By weights"]) == ("up 28", "0", "0")
    assert gangs["Assessment years"] == "2015-16, 2016-17"


def test_another_level_of_a_priority_is_no_drop(csp_toolkit: Any, last_year: Path, this_year: Path) -> None:
    said = csp_toolkit("compare", last_year, this_year).said
    assert "At another level, which is no drop: Domestic Abuse (cross-cutting to main)." in said
    assert "New: Mental Health. Not named any more: Road Safety." in said
    assert "Not compared, since nobody has confirmed a category: one of 2015-16." in said


def test_folder_workbook_and_json_compare_alike(
    csp_toolkit: Any, last_year: Path, this_year: Path, tmp_path: Path
) -> None:
    written = tmp_path / "last_year.json"
    write_return_as(read_return(last_year), written)
    one, other = (csp_toolkit("compare", old, this_year).out for old in (last_year, written))
    assert one == other


def test_the_years_must_run_forward(csp_toolkit: Any, last_year: Path, this_year: Path) -> None:
    ran = csp_toolkit("compare", this_year, last_year)
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert "return is for 2016-17 and the second for 2015-16. Give the earlier year first." in ran.err


def test_one_year_is_not_compared_with_itself(csp_toolkit: Any, this_year: Path) -> None:
    ran = csp_toolkit("compare", this_year, this_year)
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert "Both returns are for 2016-17. Give returns of two different years." in ran.err


def test_two_districts_are_not_compared_as_two_years(
    csp_toolkit: Any, last_year: Path, sample_county: Path
) -> None:
    ran = csp_toolkit("compare", last_year, sample_county / "dover")
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert "The returns are of different districts, Maidstone and Dover." in ran.err
    ran = csp_toolkit("compare", sample_county, last_year)
    assert ran.code == ExitCode.USAGE
    assert "is not a return: it has no return.toml" in ran.err


MAPPING = """
kind = "matrix_mapping"
title = "Linear levels read as doubling"
source = "made up for a test"

[from_matrix]
id = "morile-style-csp"
version = "1.0"

[to_matrix]
id = "morile-style-csp-doubling"
version = "1.0"
"""


def doubled(this_year: Path) -> None:
    """Score the later year with the doubling values: the same levels, written 0, 1, 2, 4 and 8."""
    header = this_year / "return.toml"
    text = header.read_text(encoding="utf-8")
    header.write_text(text.replace('"morile-style-csp"', '"morile-style-csp-doubling"'), encoding="utf-8")
    scores = this_year / "scores.csv"
    rows = [line.split(",", 5) for line in scores.read_text(encoding="utf-8").splitlines()]
    changed = [[*row[:4], {"3": "4", "4": "8"}.get(row[4], row[4]), row[5]] for row in rows]
    scores.write_text("".join(f"{','.join(row)}\n" for row in changed), encoding="utf-8")


def test_two_matrices_need_a_mapping(
    csp_toolkit: Any, last_year: Path, this_year: Path, tmp_path: Path
) -> None:
    doubled(this_year)
    ran = csp_toolkit("compare", last_year, this_year)
    assert (ran.code, ran.out) == (ExitCode.INPUT_REJECTED, "")
    assert "mapping" in ran.err
    criteria = [c.id for c in read_return(this_year).matrix.criteria]
    levels = "[[0, 0], [1, 1], [2, 2], [3, 4], [4, 8]]"
    rows = [
        f'\n[[criteria]]\nfrom_criterion = "{c}"\nto_criterion = "{c}"\nlevels = {levels}\n' for c in criteria
    ]
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(MAPPING + "".join(rows), encoding="utf-8")
    ran = csp_toolkit("compare", last_year, this_year, "--mapping", mapping)
    assert ran.code == ExitCode.DONE
    assert "morile-style-csp-1.0 was followed by morile-style-csp-doubling-1.0." in ran.said
    document = json.loads(
        csp_toolkit("compare", last_year, this_year, "--mapping", mapping, "--format", "json").out
    )
    for issue in document["issues"]:
        score = issue["score"]
        if score["change"] is not None:
            assert score["change"] == score["by_levels"] + score["by_definition"] + score["by_weights"]


def test_a_file_that_is_no_mapping_is_refused(
    csp_toolkit: Any, last_year: Path, this_year: Path, checkout: Path
) -> None:
    wrong = checkout / "matrices" / "doubt-rule-1.0.toml"
    ran = csp_toolkit("compare", last_year, this_year, "--mapping", wrong)
    assert ran.code == ExitCode.USAGE
    assert 'is not a matrix mapping; it needs kind = "matrix_mapping"' in ran.err


def test_two_editions_are_linked_with_their_grounds(csp_toolkit: Any) -> None:
    ran = csp_toolkit("editions", "2017 (v1.0)", "2018 (v2.0)")
    assert ran.code == ExitCode.DONE
    assert "Six of nine priorities of 2017 (v1.0) are in 2018 (v2.0) in some form." in ran.said
    assert "Links are inferred where nothing else is said." in ran.said


def test_editions_far_apart_are_linked_through_those_between_them(csp_toolkit: Any) -> None:
    ran = csp_toolkit("editions", "2017 (v1.0)", "2025/26")
    assert ran.code == ExitCode.DONE
    assert "Six of nine priorities of 2017 (v1.0) are in 2025/26 in some form." in ran.said
    assert "The crosswalk leads there through 2018 (v2.0) and 2022/23." in ran.said


def test_editions_that_no_steps_lead_to_are_refused_with_the_steps_there_are(csp_toolkit: Any) -> None:
    ran = csp_toolkit("editions", "2025/26", "2017 (v1.0)")
    assert (ran.code, ran.out) == (ExitCode.INPUT_REJECTED, "")
    assert (
        "no steps that lead from '2025/26' to '2017 (v1.0)'. It has: '2016 (review Mar 2016)' to" in ran.err
    )
