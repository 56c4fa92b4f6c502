"""`csp-toolkit county map` proposes categories for priorities as worded; a person decides."""

import json
from pathlib import Path
from typing import Any

import pytest

from toolkit.errors import ExitCode

HEADER = "csp,year,level,priority_as_worded\n"


@pytest.fixture
def wordings(tmp_path: Path) -> Path:
    path = tmp_path / "wordings.csv"
    path.write_text(
        f"{HEADER}Swale,2017-18,main,Domestic abuse\nSwale,2017-18,cross_cutting,People and Places\n"
        'Thanet,undated,sub-theme,"Prevent, Protect, Prepare"\n',
        encoding="utf-8",
    )
    return path


def test_json_is_one_object_a_row_in_order(csp_toolkit: Any, wordings: Path) -> None:
    found = json.loads(csp_toolkit("county", "map", wordings).out)
    assert [row["priority_as_worded"] for row in found] == [
        "Domestic abuse",
        "People and Places",
        "Prevent, Protect, Prepare",
    ]
    assert all({"categories", "because"} <= row.keys() for row in found)
    assert found[0]["categories"] == ["DA"]
    assert "domestic abuse" in found[0]["because"]


def test_a_heading_that_cannot_be_mapped_is_flagged_and_gets_no_category(
    csp_toolkit: Any, wordings: Path
) -> None:
    found = json.loads(csp_toolkit("county", "map", wordings, "--format", "json").out)
    assert found[1]["categories"] == []
    assert found[1]["because"]


def test_prevent_as_a_process_heading_is_not_the_prevent_duty(csp_toolkit: Any, wordings: Path) -> None:
    found = json.loads(csp_toolkit("county", "map", wordings).out)
    assert "SAFE" not in found[2]["categories"]


@pytest.mark.parametrize("form", ["table", "markdown", "csv"])
def test_people_read_that_a_person_confirms(form: str, csp_toolkit: Any, wordings: Path) -> None:
    ran = csp_toolkit("county", "map", wordings, "--format", form)
    assert ran.code == ExitCode.DONE
    assert "Domestic abuse" in ran.out
    assert form == "csv" or "A person confirms each one" in ran.said.replace("\\", "")


def test_rows_come_out_as_they_went_in_whatever_they_say(csp_toolkit: Any, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(f"{HEADER}A,2017,main,=1+2\nA,2017,main,![x](http://e)\n", encoding="utf-8")
    assert [row["priority_as_worded"] for row in json.loads(csp_toolkit("county", "map", path).out)] == [
        "=1+2",
        "![x](http://e)",
    ]
    table = csp_toolkit("county", "map", path, "--format", "csv").out
    assert "'=1+2" in table


def test_a_file_without_its_columns_is_rejected_with_its_place(csp_toolkit: Any, tmp_path: Path) -> None:
    path = tmp_path / "short.csv"
    path.write_text("csp,priority\nA,B\n", encoding="utf-8")
    ran = csp_toolkit("county", "map", path)
    assert ran.code == ExitCode.INPUT_REJECTED
    assert "short.csv, line 1: missing column" in ran.err


def test_an_unknown_list_of_terms_is_named_with_the_known_one(csp_toolkit: Any, wordings: Path) -> None:
    ran = csp_toolkit("county", "map", wordings, "--terms", "kent-category-term")
    assert ran.code == ExitCode.INPUT_REJECTED
    assert "Did you mean 'kent-category-terms'?" in ran.err


def test_a_file_that_is_not_there_is_said_not_to_be_there(csp_toolkit: Any, tmp_path: Path) -> None:
    ran = csp_toolkit("county", "map", tmp_path / "nowhere.csv")
    assert ran.code == ExitCode.STORAGE
    assert "There is no file nowhere.csv." in ran.err
