import io
import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from tests import hostile_workbooks as hostile
from tests import small
from tests.strategies import CATALOGUE, CATEGORIES, HEADINGS, LIBRARY, MATRIX
from toolkit.errors import InputRejected, Refused
from toolkit.files.returns import read_return
from toolkit.files.workbook_formulas import combined
from toolkit.files.workbook_last_year import LastYear
from toolkit.files.workbook_read import read_workbook
from toolkit.files.workbook_template import ScoreWorkbook, score_workbook_bytes, template_bytes
from toolkit.files.workbook_write import write_workbook
from toolkit.model.assessment import AGREED, Return, Score
from toolkit.model.issues import Issue
from toolkit.model.matrix import Combine, Matrix, SectionRole

FIRST, LAST = 7, 36
CRITERIA = [criterion.id for criterion in MATRIX.criteria]


def blank(matrix: Matrix = MATRIX, **values: str) -> bytes:
    given = {"district": "Maidstone", "assessment_year": "2016-17", "plan_year": "2017-18"} | values
    return template_bytes(matrix, CATALOGUE, CATEGORIES, HEADINGS, **given)  # type: ignore[arg-type]


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def column(book: openpyxl.Workbook, name: str) -> str:
    names = {str(cell.value): cell.column_letter for cell in book["Score sheet"][FIRST - 1]}
    return names[name]


def give_scorer(book: openpyxl.Workbook, scorer: str = AGREED) -> None:
    row = next(row for row in book["Return"].iter_rows(min_row=5) if row[2].value == "score_sheet.scorer")
    row[1].value = scorer


def filled(tmp_path: Path, change: Callable[[openpyxl.Workbook], object]) -> Path:
    book = opened(blank())
    change(book)
    path = tmp_path / "filled.xlsx"
    book.save(path)
    return path


def faults(path: Path) -> list[str]:
    with pytest.raises(InputRejected, match="E_") as refused:
        read_return(path)
    return [str(fault) for fault in refused.value.faults]


def test_a_blank_template_is_a_return_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    path.write_bytes(blank())
    return_ = read_return(path)
    assert (return_.district, return_.scores, return_.priorities, return_.horizon) == (
        "Maidstone",
        (),
        (),
        (),
    )
    assert return_.matrix == MATRIX


def test_a_template_without_a_district_asks_for_it(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    path.write_bytes(blank(district=""))
    assert len(found := faults(path)) == 1
    assert "sheet Return, cell B6" in found[0]


def test_a_filled_template_reads_as_one_row_a_score(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        give_scorer(book)
        sheet = book["Score sheet"]
        sheet[f"{column(book, 'physical')}{FIRST}"] = 3
        sheet[f"{column(book, 'trend')}{FIRST}"] = "unknown"
        sheet[f"{column(book, 'confidence')}{FIRST}"] = "high"
        book["Reasons"]["E5"] = "Two lines\nof reason"
        book["Reasons"]["G5"] = "Housing saw 2"
        book["Reasons"]["F6"] = "A reason without a level"

    first = CATALOGUE.issues[0].id
    return_ = read_return(filled(tmp_path, fill))
    common = {"issue": first, "scorer": AGREED}
    why = {"rationale": "Two lines\nof reason", "dissent": "Housing saw 2"}
    assert return_.scores == (
        Score(**common, criterion="physical", level=3, confidence="high", **why),
        Score(**common, criterion="trend", level="unknown", confidence="high"),
        Score(**common, criterion=CRITERIA[1], evidence="A reason without a level"),
    )


def test_a_wholly_filled_template_converts_without_loss(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        give_scorer(book, "A Smith")
        for at, issue in enumerate(CATALOGUE.issues):
            for to, criterion in enumerate(MATRIX.criteria):
                level = criterion.values[(at + to) % len(criterion.values)]
                book["Score sheet"][f"{column(book, criterion.id)}{FIRST + at}"] = level
            assert book["Score sheet"][f"A{FIRST + at}"].value == issue.id
        book["Score sheet"][f"A{LAST}"] = "fly-grazing"
        book["Score sheet"][f"{column(book, 'physical')}{LAST}"] = 1
        book["Issues"].append(["fly-grazing", "Fly-grazing", "Horses left on land", "Rural crime", "", ""])
        book["Priorities"].append(["Rural crime", "cross-cutting", "none", "A Smith", ""])

    return_ = read_return(filled(tmp_path, fill))
    assert len(return_.scores) == len(CATALOGUE.issues) * len(CRITERIA) + 1
    assert {score.scorer for score in return_.scores} == {"A Smith"}
    write_workbook(return_, tmp_path / "long.xlsx")
    assert read_return(tmp_path / "long.xlsx") == return_.model_copy(update={"ignored_formulas": ()})


def test_levels_without_a_scorer_are_refused_once(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book["Score sheet"][f"{column(book, 'physical')}{FIRST}"] = 3
        book["Score sheet"][f"{column(book, 'physical')}{FIRST + 1}"] = 9

    found = faults(filled(tmp_path, fill))
    assert len(found) == 2
    assert re.search(
        r"E_BLANK filled.xlsx, sheet Return, cell B[0-9]+: no score_sheet.scorer: whose levels", found[0]
    )
    assert "E_RANGE filled.xlsx, sheet Score sheet, cell C8: physical has no level 9" in found[1]


WRONG: dict[str, tuple[Callable[[openpyxl.Workbook], object], str]] = {
    "a formula in a level": (
        lambda book: book["Score sheet"].__setitem__("C7", "=1+1"),
        "E_FORMULA filled.xlsx, sheet Score sheet, cell C7: formulas are not accepted",
    ),
    "a formula in a reason": (
        lambda book: book["Reasons"].__setitem__("E5", "=A1"),
        "E_FORMULA filled.xlsx, sheet Reasons, cell E5: formulas are not accepted",
    ),
    "a confidence alone": (
        lambda book: book["Score sheet"].__setitem__("N7", "high"),
        "E_BLANK filled.xlsx, sheet Score sheet, cell N7: a confidence without any level",
    ),
    "a row without an issue": (
        lambda book: book["Score sheet"].__setitem__(f"C{LAST}", 1),
        f"E_BLANK filled.xlsx, sheet Score sheet, cell A{LAST}: the row names no issue",
    ),
    "an issue nobody knows": (
        lambda book: (
            book["Score sheet"].__setitem__(f"A{LAST}", "fly-grazing"),
            book["Score sheet"].__setitem__(f"C{LAST}", 1),
        ),
        f"E_UNKNOWN_ISSUE filled.xlsx, sheet Score sheet, cell A{LAST}: unknown issue 'fly-grazing'",
    ),
    "an issue twice": (
        lambda book: (
            book["Score sheet"].__setitem__(f"A{LAST}", CATALOGUE.issues[0].id),
            book["Score sheet"].__setitem__(f"C{LAST}", 1),
            book["Score sheet"].__setitem__(f"C{FIRST}", 1),
        ),
        f"E_DUP_ROW filled.xlsx, sheet Score sheet, cell A{LAST}: the same issue, criterion and scorer",
    ),
    "a criterion nobody knows": (
        lambda book: (
            book["Score sheet"].__setitem__("C6", "fear"),
            book["Score sheet"].__setitem__("C7", 1),
        ),
        "E_UNKNOWN_CRITERION filled.xlsx, sheet Score sheet, cell C7: unknown criterion 'fear'",
    ),
    "a column twice": (
        lambda book: book["Score sheet"].__setitem__("D6", "physical"),
        "E_DUP_COLUMN filled.xlsx, sheet Score sheet, row 6: the column 'physical' is there twice",
    ),
    "a column of notes": (
        lambda book: book["Score sheet"].__setitem__("O6", "My notes"),
        "E_UNKNOWN_COLUMN filled.xlsx, sheet Score sheet, row 6: unknown column 'My notes'",
    ),
    "a reason twice": (
        lambda book: [
            book["Reasons"].append([CATALOGUE.issues[0].id, "", "physical", "", why])
            for why in ("one", "two")
        ],
        "E_DUP_ROW filled.xlsx, sheet Reasons, cell A[0-9]+: the same issue and criterion as at",
    ),
    "a date for a level": (
        lambda book: book["Score sheet"].__setitem__("C7", hostile.MARCH),
        "E_TYPE filled.xlsx, sheet Score sheet, cell C7: the cell holds a date",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_cell_of_the_score_sheet_is_one_fault_that_names_it(name: str, tmp_path: Path) -> None:
    change, message = WRONG[name]

    def fill(book: openpyxl.Workbook) -> None:
        give_scorer(book)
        change(book)

    found = faults(filled(tmp_path, fill))
    assert len(found) == 1
    assert re.search(message, found[0])


def test_our_own_totals_are_the_only_formulas_and_are_listed_as_ignored(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    path.write_bytes(blank())
    ignored = read_workbook(path).ignored_formulas
    assert f"sheet Totals, cells A{FIRST}:R{LAST}" in ignored
    others = [cell for cell in ignored if not cell.startswith(f"sheet Totals, cells A{FIRST}")]
    assert others == [f"sheet {sheet.title}, cell A1" for sheet in opened(blank())]


def test_the_totals_stand_on_a_sheet_of_their_own_and_say_what_they_are() -> None:
    names = [cell.value for cell in opened(blank())["Totals"][6]]
    assert names[:7] == [
        "Issue id",
        "Community safety issue",
        "Rank",
        "Risk score",
        "Harm total",
        "Likelihood total",
        "Organisational Position total (beside, not counted)",
    ]
    assert all(str(name).startswith("Working: ") for name in names[7:])
    inputs = opened(blank())["Score sheet"].iter_rows(min_row=FIRST)
    assert not any(str(cell.value).startswith("=") for row in inputs for cell in row)


def test_a_total_shows_nothing_until_it_is_first_calculated() -> None:
    """A stored value would be believed by LibreOffice, which would then not calculate it."""
    book = openpyxl.load_workbook(io.BytesIO(blank()), data_only=True)
    assert {cell.value for row in book["Totals"].iter_rows(min_row=FIRST) for cell in row} == {None}


@pytest.mark.parametrize(
    ("combine", "weights", "total"),
    [
        (Combine.SUM, (1, 1), "SUM(C7,D7)"),
        (Combine.MAX, (1, 1), "MAX(C7,D7)"),
        (Combine.PRODUCT, (1, 1), "PRODUCT(C7,D7)"),
        (Combine.WEIGHTED_SUM, (Fraction(3, 2), 2), "SUM((C7)*3/2,(D7)*2)"),
    ],
)
def test_each_way_of_combining_has_its_formula(
    combine: Combine, weights: tuple[Fraction, ...], total: str
) -> None:
    assert combined(["C7", "D7"], combine, [Fraction(weight) for weight in weights]) == total


def test_only_what_is_ranked_is_rounded_so_that_ties_stay_ties() -> None:
    third = small.criterion("physical", weight=Fraction(1, 3))
    harm = small.section("harm", SectionRole.HARM, [third], Combine.WEIGHTED_SUM)
    sheet = opened(blank(small.matrix(harm, small.likelihood(), risk=Combine.SUM)))["Totals"]
    formulas = {str(sheet.cell(6, cell.column).value): str(cell.value) for cell in sheet[FIRST]}
    assert "*1/3" in formulas["Working: Harm, lowest"]
    assert "ROUND" not in formulas["Working: Harm, lowest"]
    assert re.search(r"ROUND\(SUM\(\w+,\w+\),9\)", formulas["Working: Risk score, highest"])


def test_an_open_level_counts_from_the_lowest_to_the_highest_of_its_scale() -> None:
    criterion = small.criterion("physical", (1, 2, 5))
    harm = small.section("harm", SectionRole.HARM, [criterion])
    sheet = opened(blank(small.matrix(harm)))["Totals"]
    formulas = {str(sheet.cell(6, cell.column).value): str(cell.value) for cell in sheet[FIRST]}
    level = "'Score sheet'!C7"
    for name, end in (("lowest", 1), ("highest", 5)):
        open_ = f'IF({level}="",{end},IFERROR(VALUE({level}),{end}))'
        assert f"SUM({open_})" in formulas[f"Working: Harm, {name}"]


def after(**changes: object) -> openpyxl.Workbook:
    first = CATALOGUE.issues[0].id
    last = LastYear(
        "2015-16", {(first, "physical"): "3", (first, "trend"): "unknown"}, {(first, "physical"): "=Why"}
    )
    return opened(score_workbook_bytes(workbook(last=last, **changes)))


def workbook(**changes: object) -> ScoreWorkbook:
    given = {"district": "Maidstone", "assessment_year": "2016-17", "plan_year": "2017-18"}
    return ScoreWorkbook(MATRIX, CATALOGUE, CATEGORIES, HEADINGS, **(given | changes))  # type: ignore[arg-type]


def test_last_years_level_stands_locked_beside_each_level_and_its_reason_beside_the_reason() -> None:
    book = after()
    sheet, reasons = book["Score sheet"], book["Reasons"]
    names = [cell.value for cell in sheet[6]]
    assert names[2:6] == ["physical", "last_year: physical", CRITERIA[1], f"last_year: {CRITERIA[1]}"]
    assert (sheet["D5"].value, sheet["D7"].value, sheet["D7"].protection.locked) == ("in 2015-16", 3, True)
    assert sheet.cell(FIRST, names.index("last_year: trend") + 1).value == "unknown"
    row = dict(zip([cell.value for cell in reasons[4]], [cell.value for cell in reasons[5]], strict=True))
    assert (row["last_year_level"], row["last_year_reason"]) == ("3", "=Why")
    assert reasons["F5"].data_type == "s"


def test_what_was_last_year_is_never_read_as_this_year(tmp_path: Path) -> None:
    path = tmp_path / "after.xlsx"
    after().save(path)
    assert read_return(path).scores == ()


def test_the_districts_own_issues_are_scored_too(tmp_path: Path) -> None:
    own = Issue(id="fly-grazing", name="Fly-grazing", theme="Rural crime", acronyms=("FG",))
    path = tmp_path / "own.xlsx"
    path.write_bytes(score_workbook_bytes(workbook(own_issues=(own,))))
    assert read_return(path).local_issues == (own,)
    assert opened(path.read_bytes())["Score sheet"][f"A{FIRST + len(CATALOGUE.issues)}"].value == own.id


def test_only_what_is_to_be_filled_in_is_unlocked_and_no_password_locks_the_rest() -> None:
    book = after()
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book)
    sheet = book["Score sheet"]
    names = [cell.value for cell in sheet[6]]
    free = {names[cell.column - 1] for cell in sheet[FIRST] if not cell.protection.locked}
    assert free == {*CRITERIA, "confidence"}
    spare = {names[cell.column - 1] for cell in sheet[LAST] if not cell.protection.locked}
    assert spare == {"issue", "issue_name", *CRITERIA, "confidence"}
    assert not book["Return"]["B6"].protection.locked
    assert book["Return"]["C6"].protection.locked
    assert {cell.protection.locked for row in book["Totals"].iter_rows() for cell in row} == {True}
    assert book["Priorities"]["A4"].protection.locked
    assert not book["Priorities"].column_dimensions["A"].protection.locked


def test_a_score_workbook_is_in_british_english_and_the_same_each_time() -> None:
    assert opened(blank()).properties.language == "en-GB"
    assert blank() == blank()
    dated = opened(score_workbook_bytes(workbook(dated=date(2026, 11, 22))))
    assert f"{dated.properties.created:%Y-%m-%d}" == "2026-11-22"


def test_every_level_cell_offers_its_levels_and_unknown_and_asks_the_question() -> None:
    rules = opened(blank())["Score sheet"].data_validations.dataValidation
    for criterion, rule in zip(MATRIX.criteria, rules, strict=False):
        assert rule.formula1 == f'"{",".join(map(str, criterion.values))},unknown"'
        assert rule.prompt == criterion.question[:255]
        assert rule.promptTitle == criterion.label[:32]
        assert str(rule.sqref).endswith(str(LAST))
    assert rules[len(CRITERIA)].formula1 == '"high,moderate,low"'


def test_the_guidance_holds_every_level_of_every_criterion() -> None:
    rows = {
        tuple(cell.value for cell in row[1:6]) for row in opened(blank())["Guidance"].iter_rows(min_row=5)
    }
    for criterion in MATRIX.criteria:
        for level in criterion.levels:
            told = (criterion.label, criterion.question, str(level.value), level.label, level.guidance)
            assert tuple(text or None for text in told) in rows


def test_the_marking_on_every_sheet_follows_the_first() -> None:
    book = opened(blank())
    assert {sheet["A1"].value for sheet in book} == {"=Return!B10"}
    assert book["Return"]["C10"].value == "marking"
    shown = openpyxl.load_workbook(io.BytesIO(blank()), data_only=True)
    assert {sheet["A1"].value for sheet in shown} == {"OFFICIAL"}


def test_a_matrix_without_levels_has_no_workbook() -> None:
    with pytest.raises(Refused, match=r"No workbook can be made for 'morile-tactical-template-1\.0'"):
        blank(LIBRARY.matrix("morile-tactical-template"))


def test_a_criterion_may_not_be_called_like_a_column() -> None:
    harm = small.section("harm", SectionRole.HARM, [small.criterion("confidence")])
    with pytest.raises(Refused, match=r"'small-1\.0' has a criterion with the id 'confidence'"):
        blank(small.matrix(harm))


@pytest.mark.parametrize("name", ["morile-style-csp-doubling", "impact-likelihood-4x4"])
def test_every_shipped_matrix_makes_a_template_that_reads_back(name: str, tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    path.write_bytes(blank(LIBRARY.matrix(name)))
    return_: Return = read_return(path)
    assert return_.matrix.id == name


def test_districts_are_offered_where_they_are_known() -> None:
    data = template_bytes(MATRIX, CATALOGUE, CATEGORIES, HEADINGS, districts=("Ashford", "Thanet"))
    rules = opened(data)["Return"].data_validations.dataValidation
    assert '"Ashford,Thanet"' in {rule.formula1 for rule in rules}
