"""Starting a return, turning it from one form into another, and checking it."""

import json
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from toolkit.errors import ExitCode
from toolkit.files.returns import read_return

MATRIX = ("--matrix", "morile-style-csp-1.0")


def test_new_starts_a_return_that_is_sound(csp_toolkit: Any, tmp_path: Path) -> None:
    folder = tmp_path / "maidstone"
    ran = csp_toolkit("new", folder, "--district", "E07000110", *MATRIX, "--year", "2026-27")
    assert ran.code == ExitCode.DONE
    assert "a return for Maidstone, assessment year 2026-27, plan year 2027-28" in ran.out
    assert "Status: not started." in ran.out
    assert sorted(path.name for path in folder.iterdir()) == [
        "horizon.csv",
        "priorities.csv",
        "return.toml",
        "scores.csv",
    ]
    checked = csp_toolkit("check", folder)
    assert (checked.code, checked.err) == (ExitCode.DONE, "")
    assert "return of Maidstone for 2026-27, not started" in checked.out


def test_new_says_that_the_year_is_todays_when_none_is_given(csp_toolkit: Any, tmp_path: Path) -> None:
    ran = csp_toolkit("new", tmp_path / "x", "--district", "Swale", "--matrix", "morile-style-csp")
    assert ran.code == ExitCode.DONE
    assert "(today's; give --year for another)" in ran.out


def test_new_fills_an_empty_folder_and_refuses_one_that_holds_something(
    csp_toolkit: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "swale"
    folder.mkdir()
    assert csp_toolkit("new", folder, "--district", "Swale", *MATRIX).code == ExitCode.DONE
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    ran = csp_toolkit("new", folder, "--district", "Swale", *MATRIX)
    assert ran.code == ExitCode.CONFLICT
    assert "swale already holds something; choose a new or empty folder." in ran.err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("--district", "Maidston", *MATRIX), ExitCode.USAGE, "Did you mean 'Maidstone'?"),
        (("--district", "Leeds", *MATRIX), ExitCode.USAGE, "has no district 'Leeds'"),
        (("--district", "Swale", *MATRIX, "--year", "2016"), ExitCode.USAGE, "'2016' is not a year"),
        (
            ("--district", "Swale", "--matrix", "morile-stile-csp"),
            ExitCode.INPUT_REJECTED,
            "Did you mean 'morile-style-csp'?",
        ),
    ],
)
def test_new_says_what_it_does_not_know_and_makes_nothing(
    arguments: tuple[str, ...], code: ExitCode, says: str, csp_toolkit: Any, tmp_path: Path
) -> None:
    ran = csp_toolkit("new", tmp_path / "made", *arguments)
    assert ran.code == code
    assert says in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("district", ["maidstone", "thanet", "dover", "swale"])
def test_folder_to_workbook_to_json_to_folder_is_the_same_return(
    district: str, csp_toolkit: Any, checkout: Path, tmp_path: Path
) -> None:
    source = checkout / "sample_districts" / district
    steps = [source, tmp_path / f"{district}.xlsx", tmp_path / f"{district}.json", tmp_path / district]
    for old, new in pairwise(steps):
        ran = csp_toolkit("convert", old, new)
        assert ran.code == ExitCode.DONE, ran.err
        assert read_return(new) == read_return(source)
        assert "scores" in ran.out
    for name in ("scores.csv", "priorities.csv", "horizon.csv"):
        assert (tmp_path / district / name).read_bytes() == (source / name).read_bytes()
    assert (
        csp_toolkit("score", steps[1], "--format", "json").out
        == csp_toolkit("score", source, "--format", "json").out
    )


@pytest.mark.parametrize("name", ["there.xlsx", "there.json", "there"])
def test_convert_never_overwrites(name: str, csp_toolkit: Any, checkout: Path, tmp_path: Path) -> None:
    taken = tmp_path / name
    if taken.suffix:
        taken.write_text("mine", encoding="utf-8")
    else:
        taken.mkdir()
        (taken / "note.txt").write_text("mine", encoding="utf-8")
    ran = csp_toolkit("convert", checkout / "sample_districts" / "swale", taken)
    assert ran.code == ExitCode.CONFLICT
    assert f"{name} already holds something" in ran.err
    kept = taken if taken.suffix else taken / "note.txt"
    assert kept.read_text(encoding="utf-8") == "mine"


def test_convert_says_what_beside_the_return_it_does_not_take_along(
    csp_toolkit: Any, sample_county: Path, tmp_path: Path
) -> None:
    dover = sample_county / "dover"
    ran = csp_toolkit("convert", dover, tmp_path / "dover.json")
    assert f"no part of it: evidence.json in {dover}." in ran.out
    (dover / "evidence.json").unlink()
    ran = csp_toolkit("convert", dover, tmp_path / "again.json")
    assert (ran.code, "no part of it" in ran.out) == (ExitCode.DONE, False)


@pytest.mark.parametrize("name", ["x.csv", "x.xls", "x.docx"])
def test_convert_to_another_kind_of_file_is_a_usage_error(
    name: str, csp_toolkit: Any, checkout: Path, tmp_path: Path
) -> None:
    ran = csp_toolkit("convert", checkout / "sample_districts" / "swale", tmp_path / name)
    assert ran.code == ExitCode.USAGE
    assert "name a folder, an .xlsx or a .json file" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_check_lists_the_faults_of_every_path_and_counts_them(
    csp_toolkit: Any, sample_county: Path, tmp_path: Path
) -> None:
    scores = sample_county / "dover" / "scores.csv"
    scores.write_text(scores.read_text(encoding="utf-8").replace("physical", "fysical"), encoding="utf-8")
    matrix = tmp_path / "own.toml"
    matrix.write_text('kind = "matrx"\n', encoding="utf-8")
    ran = csp_toolkit("check", sample_county / "swale", sample_county / "dover", matrix)
    assert ran.code == ExitCode.INPUT_REJECTED
    assert "swale: return of Swale for 2016-17" in ran.out
    assert "dover/scores.csv, line 2, criterion: unknown criterion 'fysical'" in ran.out
    assert "Did you mean 'physical'?" in ran.out
    assert "Did you mean 'matrix'?" in ran.out
    assert "faults found; nothing was changed." in ran.err


def test_check_says_more_than_score_where_there_are_many_faults(
    csp_toolkit: Any, sample_county: Path
) -> None:
    scores = sample_county / "dover" / "scores.csv"
    text = scores.read_text(encoding="utf-8").replace("physical", "fysical").replace("financial", "fysical-2")
    scores.write_text(text, encoding="utf-8")
    shown = csp_toolkit("score", sample_county / "dover").err
    every = csp_toolkit("check", sample_county / "dover").out
    assert "more; 'csp-toolkit check' lists every one." in shown
    assert every.count("unknown criterion 'fysical") == text.count("fysical")


def test_check_finds_everything_shipped_sound(csp_toolkit: Any, checkout: Path) -> None:
    ran = csp_toolkit("check", checkout / "sample_districts", checkout / "matrices")
    assert (ran.code, ran.err) == (ExitCode.DONE, "")
    assert "sample_districts: Kent, 12 returns for 2016-17, 6 of them scored" in ran.out
    assert "matrix morile-style-csp 1.0" in ran.out


def test_check_writes_its_faults_as_json(csp_toolkit: Any, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('kind = "matrx"\n', encoding="utf-8")
    ran = csp_toolkit("check", tmp_path / "own.toml", "--format", "json")
    assert ran.code == ExitCode.INPUT_REJECTED
    (fault,) = json.loads(ran.out)["faults"]
    assert (fault["file"], fault["nearest"]) == ("own.toml", "matrix")


def test_a_template_is_a_workbook_that_reads_back_once_it_is_filled_in(
    csp_toolkit: Any, tmp_path: Path
) -> None:
    path = tmp_path / "swale.xlsx"
    ran = csp_toolkit("template", "-o", path, "--district", "Swale", "--year", "2016-17")
    assert ran.code == ExitCode.DONE, ran.err
    assert {"Return", "Score sheet", "Guidance"} <= set(load_workbook(path).sheetnames)
    checked = csp_toolkit("check", path)
    assert checked.code == ExitCode.DONE, checked.out
    assert "return of Swale for 2016-17" in checked.out


def test_a_template_is_a_workbook_or_nothing(csp_toolkit: Any, tmp_path: Path) -> None:
    ran = csp_toolkit("template", "-o", tmp_path / "x.csv")
    assert ran.code == ExitCode.USAGE
    assert "'x.csv' does not end in .xlsx." in ran.err


def test_sample_copies_the_county_and_never_over_something(csp_toolkit: Any, tmp_path: Path) -> None:
    folder = tmp_path / "kent"
    assert csp_toolkit("sample", folder).code == ExitCode.DONE
    assert csp_toolkit("check", folder).code == ExitCode.DONE
    shutil.rmtree(folder / "swale")
    ran = csp_toolkit("sample", folder)
    assert ran.code == ExitCode.CONFLICT
    assert "already exists and is not empty" in ran.err
    assert not (folder / "swale").exists()
