"""`csp-toolkit county harm` and `county plan` print what the app's county page shows."""

import json
from pathlib import Path
from typing import Any

from toolkit.errors import ExitCode


def test_an_issue_that_is_severe_in_few_districts_is_named_and_tabled(
    csp_toolkit: Any, sample_county: Path
) -> None:
    ran = csp_toolkit("county", "harm", sample_county)
    assert "Eight issues are severe but local: Antisocial Behaviour, Road Safety" in ran.said
    rows = json.loads(csp_toolkit("county", "harm", sample_county, "--format", "json").out)["issues"]
    thanet = next(row for row in rows if row["issue"] == "antisocial-behaviour")
    assert (thanet["stands"], thanet["severe_in"], thanet["districts_in_top"]) == (
        "severe_local",
        ["Thanet"],
        [2, 2],
    )


def test_the_plan_in_force_comes_first_and_another_can_be_named(
    csp_toolkit: Any, sample_county: Path
) -> None:
    ran = csp_toolkit("county", "plan", sample_county)
    assert "The most CSPs stand under 'Tackle abuse, exploitation and violence': 11 of 11." in ran.said
    later = csp_toolkit("county", "plan", sample_county, "--plan", "kent-policing-plan-2025-29")
    assert "Cut Crime, Support Victims, Build Trust" in later.said


def test_a_plan_that_is_not_known_is_said_with_those_that_are(csp_toolkit: Any, sample_county: Path) -> None:
    ran = csp_toolkit("county", "plan", sample_county, "--plan", "nope")
    assert ran.code == ExitCode.USAGE
    assert "There is no policing plan nope; known are: kent-policing-plan-2017-21-1.0" in ran.said


def test_what_a_database_holds_is_set_beside_the_plan_too(
    csp_toolkit: Any, sample_county: Path, tmp_path: Path
) -> None:
    database = tmp_path / "county.db"
    csp_toolkit("store", "import", sample_county, "--db", database)
    stored = json.loads(csp_toolkit("county", "plan", "county", "--db", database, "--format", "json").out)
    read = json.loads(csp_toolkit("county", "plan", sample_county, "--format", "json").out)
    assert {key: stored[key] for key in read} == read
    assert set(stored) - set(read) == {"chains"}
