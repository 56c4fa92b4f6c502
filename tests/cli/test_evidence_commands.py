"""Figures are loaded, shown and turned into proposals from the command line; all of them made up."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.evidence.made_up_county import months

OWN = """period,area,issue,count,denominator,source,note
2023,Dover,Domestic Abuse,400,,A made-up charity,
2024,Dover,Domestic Abuse,520,,A made-up charity,
2024,Thanet,Domestic Abuse,3,,A made-up charity,
"""
HEADINGS = [
    *("Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location"),
    *("LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context"),
]


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(OWN, encoding="utf-8")
    return path


def street(folder: Path) -> Path:
    """Write two years of made-up burglaries in Ashford, 40 a month and then 50."""
    folder.mkdir()
    for k, month in enumerate(months(24, "2023-01")):
        with (folder / f"{month}-kent-street.csv").open("w", newline="", encoding="utf-8") as file:
            rows = csv.writer(file)
            rows.writerow(HEADINGS)
            rows.writerows(
                [
                    *(f"{100 * k + n:064x}", month, "Kent Police", "Kent Police", "", "", "Made up street"),
                    *("E01024000", "Ashford 001A", "Burglary", "", ""),
                ]
                for n in range(40 if k < 12 else 50)
            )
    return folder


def test_what_became_of_every_row_is_said(csp_toolkit: Any, figures: Path) -> None:
    ran = csp_toolkit("evidence", "load", figures)
    assert ran.code == 0, ran.err
    assert "1 file: 3 rows read, 3 counted, 0 lines broken." in ran.out
    document = json.loads(csp_toolkit("evidence", "load", figures, "--format", "json").out)
    assert [(one["read"], one["counted"]) for one in document["files"]] == [(3, 3)]


def test_a_process_of_its_own_says_nothing_beside_its_answer(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "toolkit", "evidence", "load", str(street(tmp_path / "street"))]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "24 files: 1,080 rows read, 1,080 counted, 0 lines broken." in ran.stdout
    assert ran.stderr == ""


def test_counts_are_given_by_csp_too(csp_toolkit: Any, tmp_path: Path) -> None:
    asked = ("evidence", "load", street(tmp_path / "street"), "--format", "csv", "--table")
    by_csp = csp_toolkit(*asked, "csp-counts").out.splitlines()
    assert by_csp[:2] == ["source,csp,month,type,count", "police-uk-street,ashford,2023-01,burglary,40"]
    assert len(by_csp) == len(csp_toolkit(*asked, "counts").out.splitlines()) == 25


def test_a_card_is_shown_in_words_for_one_issue_of_one_district(csp_toolkit: Any, figures: Path) -> None:
    asked = ("evidence", "show", figures, "--district", "Dover", "--issue", "domestic abuse")
    ran = csp_toolkit(*asked, "--format", "markdown")
    assert ran.code == 0, ran.err
    assert "up 30% on the year before" in ran.out
    (card,) = json.loads(csp_toolkit(*asked, "--format", "json").out)["cards"]
    assert (card["count"], card["count_before"], card["source"]) == (520, 400, "own-figures")


def test_a_small_number_is_printed_in_no_format(csp_toolkit: Any, figures: Path) -> None:
    asked = ("evidence", "show", figures, "--district", "Thanet", "--issue", "domestic-abuse")
    assert "[c]" in csp_toolkit(*asked, "--format", "csv").out
    (card,) = json.loads(csp_toolkit(*asked, "--format", "json").out)["cards"]
    assert (card["count"], card["suppressed"], card["series"]) == (None, True, [])


@pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")  # Ibis asks DuckDB so
def test_levels_are_proposed_and_none_is_set(csp_toolkit: Any, figures: Path, tmp_path: Path) -> None:
    asked = ("evidence", "propose", figures, street(tmp_path / "street"), "--district", "ashford")
    ran = csp_toolkit(*asked, "--issue", "burglary")
    assert ran.code == 0, ran.err
    assert "These are proposals; no level is set by them." in ran.out
    document = json.loads(csp_toolkit(*asked, "--format", "json").out)
    assert document["rule"] == "morile-style-csp-proposals-1.0"
    found = {(one["issue"], one["criterion"]): one for one in document["proposals"]}
    assert found["burglary", "frequency"]["level"] == 4
    assert (found["burglary", "trend"]["level"], found["burglary", "trend"]["figure"]) == (4, "1/4")
    why = {(one["issue"], one["criterion"]): one["why"] for one in document["not_proposed"]}
    assert why["gangs", "trend"] == "no figure"


def test_a_matrix_without_a_rule_proposes_nothing_and_says_so(csp_toolkit: Any, figures: Path) -> None:
    ran = csp_toolkit("evidence", "propose", figures, "--matrix", "impact-likelihood-4x4")
    assert ran.code == 3
    assert "no proposal rule 'impact-likelihood-4x4-proposals' is known here" in ran.err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--district", "Deal"), "There is no district 'Deal'. Districts: Ashford, "),
        (("--issue", "piracy"), "There is no issue 'piracy'. Issues: modern-slavery, "),
        (("--as-at", "March"), "'March' is not a month such as 2025-03."),
        (("--county", "nowhere"), "nowhere is not a county's folder."),
    ],
)
def test_what_is_asked_for_wrongly_is_said(
    csp_toolkit: Any, figures: Path, *, options: tuple[str, ...], message: str
) -> None:
    ran = csp_toolkit("evidence", "show", figures, *options)
    assert ran.code == 2
    assert message in ran.err


def test_a_file_without_households_is_refused(csp_toolkit: Any, figures: Path) -> None:
    ran = csp_toolkit("evidence", "show", figures, "--households", figures)
    assert ran.code == 2
    assert "own.csv is no population file with the county's districts" in ran.err


def test_the_lists_of_a_county_count(csp_toolkit: Any, figures: Path, sample_county: Path) -> None:
    ran = csp_toolkit("evidence", "show", figures, "--county", sample_county, "--format", "csv")
    assert ran.code == 0, ran.err
    assert "Tunbridge Wells" in ran.out
