"""Statements, assumptions, roles and restrictions in files: additive, and every fault by its cell."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.strategies import STATEMENT_HEADINGS
from toolkit.errors import Fault, InputRejected
from toolkit.files.return_columns import COLUMNS
from toolkit.files.return_folder import folder_texts, read_return_folder, write_return
from toolkit.files.return_json import return_text
from toolkit.files.returns import new_return, read_return, write_return_as
from toolkit.files.workbook_write import workbook_bytes
from toolkit.model.assessment import Return
from toolkit.model.statements import NARRATIVE_LIMIT, RoleHolder, Statement, parse_day

WHY = {"heading": "why", "text": "Because.", "author": "The analyst", "written_on": "2017-01-18"}
LOGGED = {"id": "whole", "assumption": "Whole", "author": "The analyst", "made_on": "2017-01-18"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    new_return(tmp_path / "maidstone", "Maidstone", "morile-style-csp-1.0", "2016-17")
    return tmp_path / "maidstone"


def put(folder: Path, table: str, *rows: dict[str, str]) -> None:
    columns = COLUMNS[table]
    lines = [",".join(columns), *(",".join(row.get(column, "") for column in columns) for row in rows)]
    (folder / f"{table}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def add_header(folder: Path, text: str) -> None:
    header = folder / "return.toml"
    header.write_text(header.read_text(encoding="utf-8") + text, encoding="utf-8")


def only_fault(folder: Path) -> Fault:
    with pytest.raises(InputRejected, match="E_") as caught:
        read_return_folder(folder)
    assert len(caught.value.faults) == 1, caught.value.faults
    return caught.value.faults[0]


def written(return_: Return) -> Return:
    one = Statement(heading="why", text="Because.", author="The analyst", written_on=parse_day("2017-01-18"))
    return return_.changed(statement_set=STATEMENT_HEADINGS, statements=(one,))


def test_a_return_without_them_is_written_as_before(folder: Path) -> None:
    return_ = read_return_folder(folder)
    assert set(folder_texts(return_)) == {"return.toml", "scores.csv", "priorities.csv", "horizon.csv"}
    assert "roles" not in folder_texts(return_)["return.toml"]
    assert {"statements", "assumptions", "restricted", "roles"}.isdisjoint(json.loads(return_text(return_)))


def test_a_workbook_without_them_has_no_sheet_of_them(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(workbook_bytes(read_return_folder(folder)))
    assert openpyxl.load_workbook(path).sheetnames == ["Return", "Scores", "Priorities", "Horizon", "Issues"]


@pytest.mark.parametrize("ending", [".xlsx", ".json", ""])
def test_every_format_gives_back_what_was_written(checkout: Path, tmp_path: Path, ending: str) -> None:
    return_ = read_return(checkout / "sample_districts" / "maidstone")
    assert return_.statements
    assert not return_.roles.missing
    write_return_as(return_, tmp_path / f"copy{ending}")
    assert read_return(tmp_path / f"copy{ending}") == return_


def test_statements_bring_the_shipped_headings_where_none_are_named(folder: Path) -> None:
    put(folder, "statements", WHY)
    return_ = read_return_folder(folder)
    assert return_.statement_set == STATEMENT_HEADINGS
    assert return_ == written(read_return_folder(folder).changed(statements=()))


def test_statements_that_were_all_taken_away_leave_an_empty_table(folder: Path) -> None:
    put(folder, "statements", WHY)
    write_return(read_return_folder(folder).changed(statements=()), folder)
    assert (folder / "statements.csv").read_text(encoding="utf-8") == "heading,text,author,written_on\n"


@pytest.mark.parametrize(
    ("table", "row", "place", "says"),
    [
        ("statements", WHY | {"heading": "wy"}, "line 2, heading", "unknown statement heading 'wy'"),
        ("statements", WHY | {"text": ""}, "line 2, text", "it is blank"),
        ("statements", WHY | {"author": ""}, "line 2, author", "it is blank"),
        ("statements", WHY | {"written_on": ""}, "line 2, written_on", "it is blank"),
        ("statements", WHY | {"written_on": "January"}, "line 2, written_on", "'January' is not a date"),
        ("statements", WHY | {"written_on": "2017-02-30"}, "line 2, written_on", "there is no such day"),
        ("statements", WHY | {"text": "x" * (NARRATIVE_LIMIT + 1)}, "line 2, text", "at most 8,000"),
        ("assumptions", LOGGED | {"id": "A b"}, "line 2, id", "'A b' cannot be an id"),
        ("assumptions", LOGGED | {"assumption": ""}, "line 2, assumption", "it is blank"),
        ("assumptions", LOGGED | {"made_on": "soon"}, "line 2, made_on", "'soon' is not a date"),
        ("restricted", {"issue": "burglery", "reason": "x"}, "line 2, issue", "unknown issue 'burglery'"),
        ("restricted", {"issue": "burglary"}, "line 2, reason", "it is blank"),
    ],
)
def test_each_fault_is_said_by_its_cell(
    folder: Path, table: str, row: dict[str, str], place: str, says: str
) -> None:
    put(folder, table, row)
    fault = only_fault(folder)
    assert (fault.file, fault.place) == (f"maidstone/{table}.csv", place)
    assert says in fault.problem


@pytest.mark.parametrize(
    ("table", "row"),
    [("statements", WHY), ("assumptions", LOGGED), ("restricted", {"issue": "burglary", "reason": "x"})],
)
def test_what_stands_twice_is_refused_with_both_places(folder: Path, table: str, row: dict[str, str]) -> None:
    put(folder, table, row, row)
    fault = only_fault(folder)
    assert fault.place.startswith("line 3")
    assert "stands at line 2" in fault.problem


def test_a_day_written_as_in_britain_is_told_how_it_is_meant(folder: Path) -> None:
    put(folder, "statements", WHY | {"written_on": "18/1/2017"})
    assert only_fault(folder).nearest == "2017-01-18"


def test_every_fault_is_told_at_once(folder: Path) -> None:
    put(folder, "statements", WHY | {"heading": "wy", "written_on": "x"})
    put(folder, "assumptions", LOGGED | {"author": ""})
    with pytest.raises(InputRejected, match="E_") as caught:
        read_return_folder(folder)
    assert len(caught.value.faults) == 3


def test_roles_are_read_with_dates_bare_or_in_quotes(folder: Path) -> None:
    add_header(folder, '\n[roles.analysed]\nby = "The analyst"\non = 2017-01-18\n')
    add_header(folder, '\n[roles.approved]\nby = "The chair"\non = "2017-02-01"\n')
    roles = read_return_folder(folder).roles
    assert roles.analysed == RoleHolder(by="The analyst", on=parse_day("2017-01-18"))
    assert roles.missing == ("commissioned", "assured")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('\n[roles.analysed]\non = "2017-01-18"\n', "a date without a name"),
        (
            '\n[roles.analysed]\nby = "A"\non = "18 January"\n',
            "'18 January' is not a date such as",
        ),
        ('\n[roles.invented]\nby = "A"\n', "unknown key 'invented'"),
    ],
)
def test_a_faulty_role_is_refused(folder: Path, text: str, says: str) -> None:
    add_header(folder, text)
    assert says in only_fault(folder).problem


@pytest.mark.parametrize(
    ("word", "released"), [("true", True), ('"yes"', True), ('"No"', False), ('""', False)]
)
def test_a_release_is_said_in_plain_words(folder: Path, word: str, released: bool) -> None:  # noqa: FBT001
    header = folder / "return.toml"
    header.write_text(
        f"rationales_released = {word}\n" + header.read_text(encoding="utf-8"), encoding="utf-8"
    )
    assert read_return_folder(folder).rationales_released is released


def test_headings_that_are_not_known_are_refused(folder: Path) -> None:
    add_header(folder, '\n[statement_set]\nid = "strategic-assessment-heading"\nversion = "1.0"\n')
    fault = only_fault(folder)
    assert "no statement headings 'strategic-assessment-heading' is known" in fault.problem
    assert fault.nearest == "strategic-assessment-headings"


def test_a_misspelt_table_is_not_silently_left_out(folder: Path) -> None:
    put(folder, "statements", WHY)
    (folder / "statements.csv").rename(folder / "statement.csv")
    assert only_fault(folder).nearest == "statements.csv"
