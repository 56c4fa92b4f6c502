"""A partner's own workbook: read as its mapping says, faults by the partner's own cells, nothing guessed."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from tests.files.partner_workbooks import long, long_mapping, partner_workbook, wide, wide_mapping
from tests.papers.libreoffice import converted
from tests.strategies import CATALOGUE, MATRIX, texts
from toolkit.errors import InputRejected
from toolkit.files.check import check
from toolkit.files.column_mapping_proposals import (
    propose_columns,
    propose_criterion,
    propose_issue,
    propose_level,
    propose_row,
    propose_sheet,
)
from toolkit.files.column_mapping_sheet import column_names
from toolkit.files.column_mapping_text import column_mapping_text
from toolkit.files.column_mapping_use import fitting, read_columns, read_partner_return
from toolkit.files.county_folder import read_county
from toolkit.files.returns import read_return
from toolkit.files.workbook_open import open_workbook
from toolkit.model.assessment import Score
from toolkit.model.column_mapping import ColumnMapping


def faults(path: Path, mapping: ColumnMapping, **given: Any) -> list[str]:
    with pytest.raises(InputRejected, match="E_") as refused:
        read_partner_return(path, mapping, **given)
    return [str(fault) for fault in refused.value.faults]


AGREED = {"scorer": "agreed"}
ABUSE = "domestic-abuse"
WIDE_SCORES = (
    Score(issue="gangs", criterion="physical", level=3, rationale="Two stabbings", **AGREED),
    Score(issue="gangs", criterion="frequency", level=3, **AGREED),
    Score(issue=ABUSE, criterion="physical", level=1, **AGREED),
    Score(
        issue="domestic-abuse", criterion="frequency", level="unknown", rationale="No figures yet", **AGREED
    ),
)


def test_a_sheet_with_a_column_a_criterion_is_read_by_the_partners_own_words(tmp_path: Path) -> None:
    return_ = read_partner_return(wide(tmp_path / "ashford.xlsx"), wide_mapping())
    assert return_.scores == WIDE_SCORES
    assert (return_.district, return_.assessment_year, return_.plan_year) == ("Ashford", "2016-17", "2017-18")
    assert return_.read_with == "with the columns of Ashford (ashford-columns-1)"


def test_formulas_in_columns_that_are_not_read_are_ignored_and_listed(tmp_path: Path) -> None:
    return_ = read_partner_return(wide(tmp_path / "ashford.xlsx"), wide_mapping())
    assert return_.ignored_formulas == ("sheet Scoring, cells F4:F5", "sheet Scoring, cell F7")


def test_a_sheet_with_a_row_a_score_keeps_scorers_agencies_and_confidence(tmp_path: Path) -> None:
    return_ = read_partner_return(long(tmp_path / "ashford.xlsx"), long_mapping())
    ann = {"issue": "gangs", "scorer": "Ann", "agency": "Kent Fire"}
    bob = {"issue": "gangs", "scorer": "Bob", "agency": "Kent Police"}
    sure = {"criterion": "physical", "confidence": "high"}
    assert return_.scores == (
        Score(**ann, **sure, level=2, rationale="=not a formula"),
        Score(**ann, criterion="frequency", level="unknown"),
        Score(**bob, **sure, level=4, rationale="-5 trend"),
    )


def test_the_year_that_is_given_counts_before_the_mappings_own(tmp_path: Path) -> None:
    path = wide(tmp_path / "ashford.xlsx")
    assert read_partner_return(path, wide_mapping(), "2018-19").assessment_year == "2018-19"
    (fault,) = faults(path, wide_mapping(assessment_year=None))
    assert fault == (
        "E_BLANK ashford.xlsx, column mapping ashford-columns-1: nobody has said which assessment year this "
        "is. Give the year, such as 2016-17, or write assessment_year in the column mapping."
    )


WRONG: dict[str, tuple[Mapping[str, object], str]] = {
    "a word nobody explained": (
        {"B4": "Hihg"},
        (
            r"E_UNKNOWN_LEVEL ashford.xlsx, sheet Scoring, cell B4: 'Hihg' is no level of Physical harm\. "
            r"Write one of 0, 1, 2, 3, 4, unknown, High, 1 - Low, n/k, -, or say .* Did you mean 'High'"
        ),
    ),
    "a word of another criterion": (
        {"D4": "1 - Low"},
        "E_UNKNOWN_LEVEL ashford.xlsx, sheet Scoring, cell D4: '1 - Low' is no level of Frequency",
    ),
    "a number off the scale": (
        {"D4": 7},
        "E_UNKNOWN_LEVEL ashford.xlsx, sheet Scoring, cell D4: '7' is no level of Frequency",
    ),
    "an issue nobody knows": (
        {"A4": "Burglry"},
        (
            r"E_UNKNOWN_ISSUE ashford.xlsx, sheet Scoring, cell A4: nobody has said what 'Burglry' is\. .*"
            "Did you mean 'burglary'"
        ),
    ),
    "a row without an issue": (
        {"B8": 3},
        "E_BLANK ashford.xlsx, sheet Scoring, cell A8: the row names no issue",
    ),
    "a formula for a level": (
        {"B4": "=1+2"},
        "E_FORMULA ashford.xlsx, sheet Scoring, cell B4: formulas are not accepted in input cells",
    ),
    "a formula for a reason": (
        {"C4": "=A1"},
        "E_FORMULA ashford.xlsx, sheet Scoring, cell C4: formulas are not accepted in input cells",
    ),
    "an issue twice": (
        {"A6": "gangs", "B6": 1},
        "E_DUP_ROW ashford.xlsx, sheet Scoring, cell A6: the same issue, criterion and scorer",
    ),
    "a column that was renamed": (
        {"D3": "Frequnecy"},
        (
            r"E_MISSING_COLUMN ashford.xlsx, sheet Scoring, row 3: no column is called 'Frequency'\. .*"
            "Did you mean 'Frequnecy'"
        ),
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_cell_is_one_fault_by_the_partners_own_cell(name: str, tmp_path: Path) -> None:
    cells, message = WRONG[name]
    found = faults(wide(tmp_path / "ashford.xlsx", cells), wide_mapping())
    assert len(found) == 1
    assert re.search(message, found[0])


def test_every_fault_is_found_at_once(tmp_path: Path) -> None:
    cells = {"B4": "Hihg", "D5": "=1", "A6": "Burglry"}
    places = [
        re.findall(r"cell (\w+):", fault)
        for fault in faults(wide(tmp_path / "a.xlsx", cells), wide_mapping())
    ]
    assert sorted(places) == [["A6"], ["B4"], ["D5"]]


def test_a_sheet_that_is_not_there_names_the_nearest(tmp_path: Path) -> None:
    (fault,) = faults(wide(tmp_path / "a.xlsx"), wide_mapping(sheet="Scorings"))
    assert re.search(
        r"E_MISSING_SHEET a.xlsx: there is no sheet named Scorings\..* Did you mean 'Scoring'", fault
    )


def test_a_reason_that_goes_with_no_level_is_not_lost(tmp_path: Path) -> None:
    mapping = wide_mapping(columns={"issue": "Crime type", "rationale": "Total"})
    found = faults(
        partner_workbook(
            tmp_path / "a.xlsx",
            "Scoring",
            [
                ("Crime type", "Physical harm (0-4)", "Why", "Frequency", "Why", "Total"),
                ("Gangs", None, None, None, None, "Nobody came"),
            ],
        ),
        mapping,
    )
    assert found == [
        (
            "E_BLANK a.xlsx, sheet Scoring, cell F2: it goes with no level: the row has none. "
            "Score the issue, or clear the cell."
        )
    ]


BAD_MAPPINGS: dict[str, tuple[dict[str, Any], str]] = {
    "no criteria": ({"criteria": []}, "a wide sheet has a column for each criterion"),
    "no scorer": (
        {"scorer": ""},
        "either a column says whose levels they are, or scorer says so, and not both",
    ),
    "a column twice": (
        {"columns": {"issue": "Frequency"}},
        "column used twice: frequency",
    ),
    "a word twice": (
        {"issue_words": [{"word": "DV", "means": "gangs"}, {"word": "dv", "means": "burglary"}]},
        "issue word used twice: dv",
    ),
    "long without a level": (
        {"layout": "long", "criteria": []},
        "a long sheet has the columns criterion and level",
    ),
}


@pytest.mark.parametrize("name", BAD_MAPPINGS)
def test_a_mapping_that_could_be_read_two_ways_is_refused(name: str) -> None:
    changes, message = BAD_MAPPINGS[name]
    with pytest.raises(ValidationError, match=message):
        wide_mapping(**changes)


def test_what_a_mapping_names_must_be_in_its_lists(tmp_path: Path) -> None:
    mapping = wide_mapping(
        criteria=[{"criterion": "phisical", "column": "Physical harm (0-4)"}],
        issue_words=[{"word": "DV", "means": "domestic-abuze"}],
        level_words=[{"word": "High", "level": 9}],
    )
    found = faults(wide(tmp_path / "a.xlsx"), mapping)
    assert re.search(r"E_COLUMN_MAPPING ashford-columns-1.toml, criteria: 'phisical' .* 'physical'", found[0])
    assert re.search(r"E_COLUMN_MAPPING ashford-columns-1.toml, issue_words: .*'domestic-abuse'", found[1])
    assert "E_RANGE ashford-columns-1.toml, level_words: 'High' stands for a level 9" in found[2]


@given(texts(least=1), texts(least=1))
def test_a_mapping_written_to_a_file_reads_the_same(word: str, sheet: str) -> None:
    mapping = wide_mapping(sheet=sheet, left_out=[word], issue_words=[])
    parsed = ColumnMapping.model_validate(tomllib.loads(column_mapping_text(mapping)))
    assert parsed == mapping


def test_a_mapping_beside_a_workbook_is_used_by_itself_and_said(tmp_path: Path) -> None:
    path = wide(tmp_path / "ashford.xlsx")
    with pytest.raises(
        InputRejected, match=r"no sheet named Return.*layout of its own, choose its columns once"
    ):
        read_return(path)
    (tmp_path / "matrices").mkdir()
    (tmp_path / "matrices" / "ashford.toml").write_text(column_mapping_text(wide_mapping()), encoding="utf-8")
    assert read_return(path).scores == WIDE_SCORES
    assert "; read with the columns of Ashford (ashford-columns-1); 2 formulas" in check(path).lines[0]
    assert [one.district for one in read_county(tmp_path, "2016-17").returns] == ["Ashford"]


def test_the_newest_version_of_a_mapping_counts_and_two_that_fit_are_never_guessed(tmp_path: Path) -> None:
    path = wide(tmp_path / "ashford.xlsx")
    newer = wide_mapping(version="2", assessment_year="2018-19")
    for mapping in (newer, wide_mapping()):
        (tmp_path / f"{mapping.ref}.toml").write_text(column_mapping_text(mapping), encoding="utf-8")
    assert read_return(path).assessment_year == "2018-19"
    other = wide_mapping(id="other-columns")
    (tmp_path / "other.toml").write_text(column_mapping_text(other), encoding="utf-8")
    with pytest.raises(InputRejected, match="ashford-columns-2, other-columns-1 all fit it"):
        read_return(path)


def test_a_mapping_fits_only_where_every_column_is_there(tmp_path: Path) -> None:
    workbook = open_workbook(wide(tmp_path / "ashford.xlsx"))
    renamed = wide_mapping(columns={"issue": "Offence"})
    assert fitting(workbook, [renamed, wide_mapping(), wide_mapping(sheet="Other")]) == (wide_mapping(),)


def test_another_kind_of_file_is_no_mapping(tmp_path: Path) -> None:
    path = tmp_path / "lists.toml"
    path.write_text('kind = "glossary"\nid = "g"\nversion = "1.0"\ntitle = "T"\nsource = "s"\nwords = []\n')
    with pytest.raises(InputRejected, match="E_"):
        read_columns(path)


def test_columns_are_proposed_by_what_they_are_called(tmp_path: Path) -> None:
    workbook = open_workbook(wide(tmp_path / "ashford.xlsx"))
    assert propose_sheet(workbook, MATRIX) == ("Scoring", 3)
    sheet = workbook.sheet("Scoring")
    assert propose_row(sheet, MATRIX) == 3
    names = column_names(sheet, 3)
    assert names == ("Crime type", "Physical harm (0-4)", "Why [C]", "Frequency", "Why [E]", "Total")
    found = propose_columns(names, MATRIX)
    assert (found["issue"], found["physical"], found["frequency"]) == (names[0], names[1], names[3])
    assert len(set(found.values())) == len(found)


@pytest.mark.parametrize(
    ("word", "level"),
    [("3 - Moderate", 3), ("Level 2", None), ("not known", "unknown"), ("9", None), ("zzz", None)],
)
def test_a_level_is_proposed_by_its_number_or_a_word_for_not_known(word: str, level: object) -> None:
    assert propose_level(word, MATRIX.criteria[0]) == level


def test_issues_and_criteria_are_proposed_by_name() -> None:
    assert propose_issue("Burglary offences", CATALOGUE.issues) == "burglary"
    assert propose_issue("xyzzy", CATALOGUE.issues) is None
    assert propose_criterion("Physical Harm", MATRIX) == "physical"


@pytest.mark.soak
def test_a_partners_workbook_saved_by_libreoffice_reads_the_same(tmp_path: Path) -> None:
    path = wide(tmp_path / "ashford.xlsx")
    saved = converted([path], "ods", tmp_path / "saved")["ashford"]
    assert read_partner_return(saved, wide_mapping()).scores == WIDE_SCORES


def test_the_mapping_in_the_guide_is_the_one_that_tests_read_with() -> None:
    guide = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"```toml\n(kind = \"column_mapping\".*?)```", guide, re.DOTALL)
    found = ColumnMapping.model_validate(tomllib.loads(text))
    assert found.changed(source="made up for a test") == wide_mapping()
