"""A partner's workbook at the command line, and the score workbook that goes out with last year beside."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.files.partner_workbooks import wide, wide_mapping
from toolkit.errors import ExitCode
from toolkit.files.column_mapping_text import column_mapping_text
from toolkit.files.returns import read_return


@pytest.fixture
def columns(tmp_path: Path) -> Path:
    path = tmp_path / "columns" / "ashford.toml"
    path.parent.mkdir()
    path.write_text(column_mapping_text(wide_mapping()), encoding="utf-8")
    return path


def test_convert_reads_a_partners_workbook_with_its_columns(
    csp_toolkit: Any, tmp_path: Path, columns: Path
) -> None:
    source = wide(tmp_path / "ashford.xlsx")
    ran = csp_toolkit("convert", source, tmp_path / "ashford", "--columns", columns)
    assert ran.code == ExitCode.DONE, ran.err
    assert "Read with the columns of Ashford (ashford-columns-1)." in ran.out
    assert "Formulas outside the input cells were ignored: sheet Scoring, cells F4:F5" in ran.out
    assert len(read_return(tmp_path / "ashford").scores) == 4


def test_check_says_every_fault_by_the_partners_cell(csp_toolkit: Any, tmp_path: Path, columns: Path) -> None:
    source = wide(tmp_path / "ashford.xlsx", {"B4": "Hihg", "D4": "=1"})
    ran = csp_toolkit("check", source, "--columns", columns)
    assert ran.code == ExitCode.INPUT_REJECTED
    assert "E_UNKNOWN_LEVEL ashford.xlsx, sheet Scoring, cell B4: 'Hihg' is no level" in ran.out
    assert "E_FORMULA ashford.xlsx, sheet Scoring, cell D4: formulas are not accepted" in ran.out
    sound = csp_toolkit("check", wide(tmp_path / "b.xlsx"), "--columns", columns, "--year", "2018-19")
    assert "b.xlsx: return of Ashford for 2018-19, draft" in sound.out
    assert "read with the columns of Ashford" in sound.out


def test_columns_are_for_workbooks_and_a_year_for_columns(
    csp_toolkit: Any, tmp_path: Path, columns: Path
) -> None:
    ran = csp_toolkit("convert", tmp_path, tmp_path / "x", "--columns", columns)
    assert (ran.code, "--columns is for a partner's workbook, .xlsx or .ods" in ran.err) == (2, True)
    ran = csp_toolkit("check", wide(tmp_path / "a.xlsx"), "--year", "2016-17")
    assert (ran.code, "--year goes with --columns" in ran.err) == (2, True)


def test_a_mapping_is_a_file_that_check_knows(csp_toolkit: Any, columns: Path) -> None:
    ran = csp_toolkit("check", columns)
    assert ran.code == ExitCode.DONE
    assert "ashford.toml: column mapping ashford-columns 1: 2 criteria" in ran.out


def test_a_template_carries_last_years_levels(csp_toolkit: Any, sample_county: Path, tmp_path: Path) -> None:
    output = tmp_path / "next.xlsx"
    ran = csp_toolkit("template", "-o", output, "--last", sample_county / "maidstone")
    assert ran.code == ExitCode.DONE, ran.err
    assert "with the levels of 2016-17 beside this year's" in ran.out
    return_ = read_return(output)
    assert (return_.district, return_.assessment_year, return_.scores) == ("Maidstone", "2017-18", ())
    last = read_return(sample_county / "maidstone")
    sheet = load_workbook(output)["Score sheet"]
    names = [cell.value for cell in sheet[6]]
    score = next(row for row in last.scores if row.level is not None and row.is_agreed)
    row = next(row for row in sheet.iter_rows(min_row=7) if row[0].value == score.issue)
    assert row[names.index(f"last_year: {score.criterion}")].value == score.level


def test_another_matrix_has_no_last_year_and_says_so(
    csp_toolkit: Any, sample_county: Path, tmp_path: Path
) -> None:
    output = tmp_path / "next.xlsx"
    matrix = ("--matrix", "impact-likelihood-4x4")
    ran = csp_toolkit("template", "-o", output, "--last", sample_county / "maidstone", *matrix)
    assert "Last year was scored with another matrix, so its levels are not in it." in ran.out
    assert read_return(output).matrix.id == "impact-likelihood-4x4"


def test_a_template_names_one_district(csp_toolkit: Any, sample_county: Path, tmp_path: Path) -> None:
    last = ("--last", sample_county / "maidstone", "--district", "Swale")
    ran = csp_toolkit("template", "-o", tmp_path / "x.xlsx", *last)
    assert (ran.code, "Give --district or --last, not both" in ran.err) == (2, True)
