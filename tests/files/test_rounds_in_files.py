"""The round of a score in folders, JSON and workbooks: written only where there is more than one."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from toolkit.errors import InputRejected
from toolkit.files.return_folder import folder_texts, read_return_folder, write_return
from toolkit.files.return_json import parse_parts, return_text
from toolkit.files.returns import new_return, read_return
from toolkit.files.workbook_write import write_workbook
from toolkit.model.assessment import Return, Score

COLUMNS = "issue,criterion,scorer,agency,level,confidence,rationale,evidence,dissent"
ANN = Score(issue="gangs", criterion="physical", scorer="Ann", level=1)
SECOND = ANN.changed(level=2, round=2)
LINE = "gangs,physical,Ann,,{},,,,"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    new_return(tmp_path / "maidstone", "Maidstone", "morile-style-csp-1.0", "2016-17")
    return tmp_path / "maidstone"


def put(folder: Path, *lines: str, columns: str = f"{COLUMNS},round") -> None:
    (folder / "scores.csv").write_text("\n".join([columns, *lines, ""]), encoding="utf-8")


def faults(read: Callable[[], object]) -> list[str]:
    with pytest.raises(InputRejected, match="E_") as caught:
        read()
    return [str(fault) for fault in caught.value.faults]


def with_scores(folder: Path, *scores: Score) -> Return:
    return read_return_folder(folder).changed(scores=scores)


def test_a_folder_of_one_round_has_no_column_for_it(folder: Path) -> None:
    text = folder_texts(with_scores(folder, ANN))["scores.csv"]
    assert text == f"{COLUMNS}\n{LINE.format(1)}\n"


def test_a_folder_of_two_rounds_has_the_column_and_reads_the_same(folder: Path) -> None:
    return_ = with_scores(folder, ANN, SECOND)
    write_return(return_, folder)
    written = (folder / "scores.csv").read_text(encoding="utf-8")
    assert written == f"{COLUMNS},round\n{LINE.format(1)},1\n{LINE.format(2)},2\n"
    assert read_return_folder(folder) == return_


def test_a_blank_round_is_the_first_and_the_column_may_stand_anywhere(folder: Path) -> None:
    put(folder, "," + LINE.format(1), "2," + LINE.format(2), columns=f"round,{COLUMNS}")
    assert read_return_folder(folder).scores == (ANN, SECOND)


def test_a_column_of_first_rounds_says_no_more_than_none(folder: Path) -> None:
    put(folder, LINE.format(1) + ",")
    before = (folder / "scores.csv").read_bytes()
    write_return(with_scores(folder, ANN), folder)
    assert (folder / "scores.csv").read_bytes() == before


@pytest.mark.parametrize("text", ["0", "10", "-1", "1.0", "first", "١", "1e0", "TRUE", "99999999"])
def test_what_is_no_round_is_refused_with_its_place(folder: Path, text: str) -> None:
    put(folder, f"{LINE.format(1)},{text}")
    (fault,) = faults(lambda: read_return_folder(folder))
    assert fault.startswith(
        f"E_RANGE maidstone/scores.csv, line 2, round: '{text}' is not a round. Write a whole"
    )


def test_an_agreed_row_with_a_round_is_refused_whatever_its_case(folder: Path) -> None:
    put(folder, LINE.format(1).replace("Ann", "AGREED") + ",2")
    (fault,) = faults(lambda: read_return_folder(folder))
    assert "line 2, round: an agreed level has no round" in fault


def test_the_same_round_twice_is_refused_and_another_round_is_not(folder: Path) -> None:
    put(folder, f"{LINE.format(1)},2", f"{LINE.format(2)},2", f"{LINE.format(2)},3")
    (fault,) = faults(lambda: read_return_folder(folder))
    assert "line 3, issue: the same issue, criterion and scorer in the same round as at line 2" in fault


def test_a_misspelt_round_is_answered_with_the_right_name(folder: Path) -> None:
    put(folder, f"{LINE.format(1)},2", columns=f"{COLUMNS},rounds")
    assert any("Did you mean 'round'" in fault for fault in faults(lambda: read_return_folder(folder)))


def test_json_gives_the_round_as_a_number_and_only_where_there_are_two(folder: Path) -> None:
    assert "round" not in json.loads(return_text(with_scores(folder, ANN)))["scores"][0]
    text = return_text(with_scores(folder, ANN, SECOND))
    assert [row["round"] for row in json.loads(text)["scores"]] == [1, 2]
    rows = parse_parts(text, "x.json").tables["scores"].rows
    assert [row.cells["round"] for row in rows] == ["1", "2"]


def test_json_rows_without_a_round_stand_beside_rows_with_one(folder: Path, tmp_path: Path) -> None:
    values = json.loads(return_text(with_scores(folder, ANN, SECOND)))
    del values["scores"][0]["round"]
    (tmp_path / "r.json").write_text(json.dumps(values), encoding="utf-8")
    assert read_return(tmp_path / "r.json").scores == (ANN, SECOND)


def test_a_workbook_holds_the_round_as_a_number_and_reads_the_same(folder: Path, tmp_path: Path) -> None:
    for scores, header in (((ANN,), "dissent"), ((ANN, SECOND), "round")):
        return_ = with_scores(folder, *scores)
        write_workbook(return_, tmp_path / "return.xlsx")
        assert read_return(tmp_path / "return.xlsx") == return_
        sheet = openpyxl.load_workbook(tmp_path / "return.xlsx")["Scores"]
        assert sheet.cell(4, sheet.max_column).value == header
    assert [sheet.cell(row, sheet.max_column).value for row in (5, 6)] == [1, 2]


def test_a_round_column_given_twice_in_a_workbook_is_refused(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    write_workbook(with_scores(folder, ANN, SECOND), path)
    book = openpyxl.load_workbook(path)
    book["Scores"].cell(4, 11).value = "Round"
    book.save(path)
    assert any("the column 'round' is there twice" in fault for fault in faults(lambda: read_return(path)))
