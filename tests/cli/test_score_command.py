"""`csp-toolkit score` ranks one district's issues and says ties, unknowns and zeros in plain words."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from toolkit.errors import ExitCode

HARM = ("physical", "psychological", "financial", "community", "environment", "organisations")
ISSUE_KEYS = {"issue", "risk", "sections", "rank", "tied_with", "rank_low", "rank_high", "unknown"}


def test_the_working_is_said_in_plain_words(csp_toolkit: Any, checkout: Path) -> None:
    ran = csp_toolkit("score", checkout / "sample_districts" / "maidstone", "--format", "markdown")
    assert ran.code == ExitCode.DONE
    assert "| joint 5th | Gangs | harm 14 x likelihood 9 = 126 |" in ran.out
    assert "Maidstone" in ran.out


def test_a_tie_at_the_edge_of_the_top_five_is_said_and_not_cut(csp_toolkit: Any, checkout: Path) -> None:
    said = csp_toolkit("score", checkout / "sample_districts" / "maidstone").said
    assert "Six issues share the top five" in said
    assert "Child Sexual Exploitation (CSE) and Gangs are joint 5th" in said


def test_json_holds_at_least_the_promised_keys(csp_toolkit: Any, checkout: Path) -> None:
    ran = csp_toolkit("score", checkout / "sample_districts" / "maidstone", "--format", "json")
    document = json.loads(ran.out)
    assert {"district", "assessment_year", "matrix", "issues"} <= document.keys()
    assert (document["district"], document["assessment_year"]) == ("Maidstone", "2016-17")
    assert document["matrix"] == {"id": "morile-style-csp", "version": "1.0"}
    assert len(document["issues"]) == 20
    for issue in document["issues"]:
        assert issue.keys() >= ISSUE_KEYS
        assert issue["sections"].keys() == {"harm", "likelihood"}
    cse = next(issue for issue in document["issues"] if issue["issue"] == "child-sexual-exploitation")
    assert cse["sections"] == {"harm": 14, "likelihood": 9}
    assert (cse["risk"], cse["rank"], cse["tied_with"]) == (126, 5, ["gangs"])


def test_an_unknown_level_gives_a_range_of_ranks_and_no_rank(csp_toolkit: Any, checkout: Path) -> None:
    ran = csp_toolkit("score", checkout / "sample_districts" / "thanet", "--format", "json")
    issues = {issue["issue"]: issue for issue in json.loads(ran.out)["issues"]}
    gangs, scams = issues["gangs"], issues["scams-and-cyber-crime"]
    assert (gangs["risk"], gangs["rank"], gangs["rank_low"], gangs["rank_high"]) == (None, None, 6, 9)
    assert gangs["unknown"] == ["frequency"]
    assert (scams["unknown"], scams["rank"]) == ([], None), "another's unknown level may pass it"
    said = csp_toolkit("score", checkout / "sample_districts" / "thanet", "--format", "markdown").out
    assert "| between 6th and 9th | Gangs | harm 15 x likelihood 6 to 10 = 90 to 150 |" in said


def test_what_may_belong_in_the_top_five_is_said_apart_from_what_is_certain(
    csp_toolkit: Any, checkout: Path
) -> None:
    said = csp_toolkit("score", checkout / "sample_districts" / "gravesham").said
    assert "Certain to be in the top five: Gangs, Domestic Abuse, Mental Health and Hate Crime." in said
    assert "Modern Slavery and Substance Misuse may belong in the top five, depending on levels" in said


def test_a_section_total_of_zero_is_pointed_at(csp_toolkit: Any, checkout: Path) -> None:
    said = csp_toolkit("score", checkout / "sample_districts" / "tunbridge-wells").said
    assert "Gangs: A total of zero for Likelihood makes the whole risk score zero; check that this is" in said


def test_invented_scores_are_said_to_be_invented_in_every_format(csp_toolkit: Any, checkout: Path) -> None:
    folder = checkout / "sample_districts" / "maidstone"
    assert "Scores: Invented for the sample county" in csp_toolkit("score", folder).said
    assert "Scores\\: Invented for" in csp_toolkit("score", folder, "--format", "markdown").out
    assert json.loads(csp_toolkit("score", folder, "--format", "json").out)["invented"] == ["scores"]
    rows = list(csv.DictReader(io.StringIO(csp_toolkit("score", folder, "--format", "csv").out)))
    assert {row["Invented"] for row in rows} == {"scores"}


def test_ranks_within_themes_and_side_grades_are_shown(csp_toolkit: Any, checkout: Path) -> None:
    ran = csp_toolkit("score", checkout / "sample_districts" / "maidstone", "--format", "markdown")
    assert "## Within themes" in ran.out
    assert "## Beside the risk score, not counted in it" in ran.out
    assert "Capacity 2 \\(Up to a month late\\)" in ran.out


def test_the_order_of_rows_does_not_matter(csp_toolkit: Any, sample_county: Path) -> None:
    folder = sample_county / "maidstone"
    before = csp_toolkit("score", folder, "--format", "json").out
    head, *rows = (folder / "scores.csv").read_text(encoding="utf-8").splitlines()
    (folder / "scores.csv").write_text("\n".join([head, *reversed(rows), ""]), encoding="utf-8")
    assert json.loads(csp_toolkit("score", folder, "--format", "json").out) == json.loads(before)


def test_a_template_matrix_is_refused_with_a_sentence_that_says_what_to_do(
    csp_toolkit: Any, sample_county: Path
) -> None:
    header = sample_county / "maidstone" / "return.toml"
    text = header.read_text(encoding="utf-8")
    header.write_text(text.replace('"morile-style-csp"', '"morile-tactical-template"'), encoding="utf-8")
    for name in ("scores.csv",):
        table = sample_county / "maidstone" / name
        table.write_text(table.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    ran = csp_toolkit("score", sample_county / "maidstone")
    assert ran.code == ExitCode.INPUT_REJECTED
    assert re.search(r"template.*level values", ran.said)
    assert ran.out == ""


def test_a_county_folder_is_not_scored(csp_toolkit: Any, checkout: Path) -> None:
    ran = csp_toolkit("score", checkout / "sample_districts")
    assert ran.code == ExitCode.USAGE
    assert "is not a return: it has no return.toml" in ran.err
    assert "csp-toolkit county" in ran.err


@pytest.mark.parametrize("name", ["nowhere", "nowhere.xlsx", "nowhere.json"])
def test_a_return_that_is_not_there_is_said_not_to_be_there(
    name: str, csp_toolkit: Any, tmp_path: Path
) -> None:
    ran = csp_toolkit("score", tmp_path / name)
    assert ran.code == ExitCode.STORAGE
    assert f"There is no file or folder {name}" in ran.err or f"There is no file {name}" in ran.err


def test_every_fault_is_listed_before_anything_is_scored(csp_toolkit: Any, sample_county: Path) -> None:
    scores = sample_county / "maidstone" / "scores.csv"
    head, first, second, *rest = scores.read_text(encoding="utf-8").splitlines()
    wrong = [re.sub(r",,\d,", ",,9,", first), second.replace("modern-slavery", "modern-slavry")]
    scores.write_text("\n".join([head, *wrong, *rest, ""]), encoding="utf-8")
    ran = csp_toolkit("score", sample_county / "maidstone")
    assert (ran.code, ran.out) == (ExitCode.INPUT_REJECTED, "")
    assert "maidstone/scores.csv, line 2, level: physical has no level 9" in ran.err
    assert "maidstone/scores.csv, line 3, issue: unknown issue 'modern-slavry'" in ran.err
    assert "Did you mean 'modern-slavery'?" in ran.err


def test_a_return_without_scores_is_ranked_as_empty(csp_toolkit: Any, checkout: Path) -> None:
    ran = csp_toolkit("score", checkout / "sample_districts" / "swale")
    assert ran.code == ExitCode.DONE
    assert "No issue has been scored yet." in ran.said
