"""A text that looks like a formula, markup or template is stored as it is and does nothing in any output."""

import csv
import io
import json
import re
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.corpus import case
from tests.corpus.texts import INERT
from toolkit.__main__ import run
from toolkit.errors import ExitCode
from toolkit.files.csv_text import as_meant
from toolkit.files.returns import read_return

MARKUP = re.compile(r"(?<!\\)(?:<script|!\[|\]\(|`|\*\*|\$)")
WORD_JOINER = "\u2060"  # keeps an address from being made a link; it shows nothing
FORMULA = tuple("=+-@\t\r")
TEXT_SHEETS = ("Return", "Scores", "Priorities", "Horizon", "Issues")


def table(columns: str, *rows: dict[str, str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns.split(","), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: case_text(value) for key, value in row.items()} for row in rows)
    return text.getvalue()


def case_text(text: str) -> str:
    """Write a text as its author would in Notepad; one apostrophe before an apostrophe is our own escape."""
    return f"'{text}" if re.match(r"'+\s*[=+\-@]", text) else text


@pytest.fixture
def hostile_return(tmp_path: Path) -> Path:
    """Make a return in which every text of every part looks like something else."""
    issues = [
        {"id": f"own-{n}", "name": text, "theme": text, "description": text} for n, text in enumerate(INERT)
    ]
    scores = [
        {"issue": f"own-{n}", "criterion": criterion, "scorer": text, "agency": text, "level": "3"}
        | dict.fromkeys(("rationale", "evidence", "dissent"), text)
        for n, text in enumerate(INERT)
        for criterion in ("physical", "frequency")
    ]
    priorities = [
        {"priority_as_worded": text, "level": "main", "confirmed_by": text, "source": text} for text in INERT
    ]
    texts = ("title", "description", "source", "source_date", "interpretation", "expected", "implication")
    more = ("response", "owner", "review_date", "outcome")
    items = [
        {"id": f"i{n}", "heading": "legislation", "kind": "event", **dict.fromkeys((*texts, *more), text)}
        for n, text in enumerate(INERT)
    ]
    files = {
        "issues.csv": table(case.ISSUE_COLUMNS, *issues),
        "scores.csv": table(case.SCORE_COLUMNS, *scores),
        "priorities.csv": table(case.PRIORITY_COLUMNS, *priorities),
        "horizon.csv": table(case.HORIZON_COLUMNS, *items),
        "return.toml": case.HEADER.replace('handling = ""', "handling = '=1+2 <b>![x](http://e)</b>'"),
    }
    return case.folder(files)(tmp_path)


def output(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    capsys.readouterr()
    assert run([str(argument) for argument in arguments]) == ExitCode.DONE, capsys.readouterr().err
    return capsys.readouterr().out


def test_every_text_is_stored_as_written(hostile_return: Path) -> None:
    return_ = read_return(hostile_return)
    assert tuple(issue.name for issue in return_.local_issues) == INERT
    assert tuple(priority.worded for priority in return_.priorities) == INERT
    assert tuple(item.title for item in return_.horizon) == INERT
    assert tuple(dict.fromkeys(score.rationale for score in return_.scores)) == INERT


def test_no_form_of_a_return_changes_a_text(
    hostile_return: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_return(hostile_return)
    steps = [
        hostile_return,
        *(tmp_path / name for name in ("a.xlsx", "b.json", "c", "d.json", "e.xlsx", "f")),
    ]
    for old, new in pairwise(steps):
        output(capsys, "convert", old, new)
        assert read_return(new) == before


def test_a_workbook_holds_them_as_texts_without_formula_or_link(
    hostile_return: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output(capsys, "convert", hostile_return, tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    cells = [cell for name in TEXT_SHEETS for row in book[name].iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    assert set(INERT) <= {cell.value for cell in cells}
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert [name for name, content in parts.items() if b'TargetMode="External"' in content] == []


def test_csv_files_hold_no_cell_that_a_spreadsheet_would_work_out(
    hostile_return: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output(capsys, "convert", hostile_return, tmp_path / "again")
    for path in (tmp_path / "again").glob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"))):
            assert [cell for cell in row if cell.lstrip().startswith(FORMULA)] == []


@pytest.mark.parametrize(("command", "column"), [("score", "Issue"), ("horizon", "Item")])
def test_csv_output_is_escaped_and_reads_back_as_written(
    command: str, column: str, hostile_return: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = list(csv.DictReader(io.StringIO(output(capsys, command, hostile_return, "--format", "csv"))))
    every = [cell for row in rows for cell in row.values()]
    assert [cell for cell in every if cell.lstrip().startswith(FORMULA)] == []
    assert {as_meant(row[column]) for row in rows} == set(INERT)


def test_json_output_holds_them_as_written(hostile_return: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ranking = json.loads(output(capsys, "score", hostile_return, "--format", "json"))
    assert {issue["name"] for issue in ranking["issues"]} == set(INERT)
    scan = json.loads(output(capsys, "horizon", hostile_return, "--format", "json"))
    titles = [item["title"] for heading in scan["headings"] for item in heading["items"]]
    assert tuple(titles) == INERT


@pytest.mark.parametrize("command", ["score", "horizon"])
def test_markdown_output_holds_no_markup_of_theirs(
    command: str, hostile_return: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = output(capsys, command, hostile_return, "--format", "markdown")
    assert MARKUP.findall(text) == []
    plain = re.sub(r"\\(.)", r"\1", text.replace(WORD_JOINER, ""))
    assert [words for words in INERT if words not in plain] == []


@pytest.mark.parametrize("command", ["score", "horizon"])
def test_terminal_output_shows_them_letter_by_letter(
    command: str, hostile_return: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    text = output(capsys, command, hostile_return)
    assert [words for words in INERT if words not in text] == []
    assert "\x1b" not in text


def test_proposals_of_categories_hold_them_as_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "wordings.csv"
    rows = [{"csp": "A", "year": "2017", "level": "main", "priority_as_worded": text} for text in INERT]
    path.write_text(table(case.WORDING_COLUMNS, *rows), encoding="utf-8")
    found = json.loads(output(capsys, "county", "map", path))
    assert tuple(row["priority_as_worded"] for row in found) == INERT
    assert MARKUP.findall(output(capsys, "county", "map", path, "--format", "markdown")) == []


def test_a_fault_shows_a_hostile_name_without_its_hidden_characters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = case.score(issue="\x1b[31m\u202eevil\u200b")(tmp_path)
    assert run(["check", str(path)]) == ExitCode.INPUT_REJECTED
    said = "".join(capsys.readouterr())
    assert "<U+001B>[31m<U+202E>evil<U+200B>" in said
    assert not {"\x1b", "\u202e", "\u200b"} & set(said)
