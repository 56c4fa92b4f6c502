"""A text that begins like a formula is data in every table we write, whatever program opens it."""

import ast
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from tests import small
from tests.hostile_workbooks import parts_of
from tests.papers.example_paper import example_paper, hostile_paper
from tests.strategies import CATALOGUE, CATEGORIES, HEADINGS
from toolkit.files.csv_text import write_table
from toolkit.files.return_folder import folder_texts
from toolkit.files.workbook_last_year import LastYear
from toolkit.files.workbook_template import ScoreWorkbook, score_workbook_bytes
from toolkit.files.workbook_write import workbook_bytes
from toolkit.model.assessment import Marking, Return
from toolkit.model.issues import Issue
from toolkit.model.matrix import Matrix
from toolkit.papers.paper import Paper, Table
from toolkit.papers.release import release_bytes
from toolkit.tables.frames import csv_of

CHECKOUT = Path(__file__).resolve().parents[2]
LIKE_FORMULAS = (
    "=1+2",
    "+1+2",
    "-1+2",
    "@SUM(A1)",
    "\t=1+2",
    " =1+2",
    "\N{FULLWIDTH EQUALS SIGN}1+2",
    '=HYPERLINK("http://127.0.0.1/","x")',
    "=cmd|' /C calc'!A0",
    "{=1+2}",
)
DANGEROUS = re.compile(r"\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]")

WRITERS = {
    "toolkit/files/csv_text.py",
    "toolkit/files/workbook_pen.py",
    "toolkit/papers/release_book.py",
}
"""The only modules that write cells for people; every test below is about one of them."""

SCRATCH = {"toolkit/evidence/workbooks.py"}
"""Modules that write cells for the toolkit alone, into a scratch folder that goes when they are read."""

CELL_WRITING = {
    "csv.writer",
    "csv.DictWriter",
    "xlsxwriter.Workbook",
    "Workbook",
    "GPWorkbook",
    "ExcelWriter",
    "pd.ExcelWriter",
    "write_workbook",
}
METHODS = {"to_csv", "to_excel", "to_clipboard"}


def writes_cells(file: Path) -> bool:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef) and any("GPWorkbook" in ast.unparse(base) for base in node.bases):
            return True
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in CELL_WRITING - {"write_workbook"} or called.rpartition(".")[2] in METHODS:
                return True
    return False


def test_cells_are_written_in_three_modules_only() -> None:
    files = [file for folder in ("toolkit", "apps") for file in sorted((CHECKOUT / folder).rglob("*.py"))]
    assert {
        file.relative_to(CHECKOUT).as_posix() for file in files if writes_cells(file)
    } == WRITERS | SCRATCH


def cells_of(text: str) -> Iterator[str]:
    for row in csv.reader(io.StringIO(text)):
        yield from row


def formulas(data: bytes) -> dict[str, str]:
    """Return every formula of a workbook by its place."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        f"{sheet.title}!{cell.coordinate}": str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def texts(data: bytes) -> set[str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    }


@pytest.mark.parametrize("text", LIKE_FORMULAS)
def test_a_csv_table_holds_none_as_a_formula_in_cells_headings_or_marking(text: str) -> None:
    assert not any(map(DANGEROUS.match, cells_of(write_table([{"a": text}], ["a"]))))
    frame = pd.DataFrame({text: [text]})
    assert not any(map(DANGEROUS.match, cells_of(csv_of(frame, text).decode("utf-8-sig"))))


def hostile_return(text: str) -> Return:
    fields = dict.fromkeys(("rationale", "evidence", "dissent"), text)
    base = small.plain({"gangs": (1, 2, 3)}, marking=Marking.NONE, handling=text)
    return base.changed(scores=tuple(score.changed(**fields, agency=text) for score in base.scores))


@pytest.mark.parametrize("text", LIKE_FORMULAS)
def test_a_folder_holds_none_as_a_formula(text: str) -> None:
    files = folder_texts(hostile_return(text))
    for name, content in files.items():
        if name.endswith(".csv"):
            assert not any(map(DANGEROUS.match, cells_of(content))), name


@pytest.mark.parametrize("text", LIKE_FORMULAS)
def test_a_returns_workbook_holds_every_one_as_a_text(text: str) -> None:
    data = workbook_bytes(hostile_return(text))
    assert formulas(data) == {}
    assert text.strip() in {found.strip() for found in texts(data)}


def hostile_matrix(text: str) -> Matrix:
    matrix = small.matrix()
    first = matrix.sections[0]
    levels = tuple(level.changed(label=text, guidance=text) for level in first.criteria[0].levels)
    criterion = first.criteria[0].changed(label=text, question=text, levels=levels)
    section = first.changed(label=text, criteria=(criterion, *first.criteria[1:]))
    return matrix.changed(title=text, sections=(section, *matrix.sections[1:]))


@pytest.mark.parametrize("text", [text.strip() for text in LIKE_FORMULAS])
def test_a_score_workbook_holds_our_own_formulas_only(text: str) -> None:
    own = Issue(id="own", name=text, theme=text, description=text)
    cells = {(own.id, "physical"): text}
    what = ScoreWorkbook(
        hostile_matrix(text),
        CATALOGUE,
        CATEGORIES,
        HEADINGS,
        district=text,
        assessment_year=text,
        handling=text,
        own_issues=(own,),
        last=LastYear(text, cells, cells),
    )
    data, plain = score_workbook_bytes(what), replace(what, matrix=small.matrix(), district="", own_issues=())
    found = formulas(data)
    assert {place.partition("!")[0] for place in found if not place.endswith("!A1")} == {"Totals"}
    assert not any(text in formula for formula in found.values())
    assert set(found) >= set(formulas(score_workbook_bytes(plain)))
    assert text in texts(data)
    assert not any(b'TargetMode="External"' in content for content in parts_of(data).values())


def hostile_tables(text: str) -> Paper:
    table = Table("Hostile", text, (text, "Level"), ((text, 1), (text, None)), notes=(text,), source=text)
    return replace(example_paper(), title=text, subtitle=text, standing=(text,), blocks=(table,))


@pytest.mark.parametrize("text", LIKE_FORMULAS)
def test_a_release_workbook_holds_no_formula_and_no_outer_link(text: str) -> None:
    data = release_bytes(hostile_tables(text))
    assert formulas(data) == {}
    assert not any(b'TargetMode="External"' in content for content in parts_of(data).values())


def test_the_hostile_paper_holds_no_formula_either() -> None:
    assert formulas(release_bytes(hostile_paper())) == {}
