import datetime as dt
import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from tests import hostile_workbooks as hostile
from toolkit.errors import InputRejected
from toolkit.files.returns import read_return
from toolkit.files.workbook_read import read_workbook
from toolkit.model.assessment import Return


def saved(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "return.xlsx"
    path.write_bytes(data)
    return path


def read(tmp_path: Path, data: bytes) -> Return:
    return read_return(saved(tmp_path, data))


def faults(tmp_path: Path, data: bytes) -> list[str]:
    with pytest.raises(InputRejected, match="E_") as refused:
        read(tmp_path, data)
    return [str(fault) for fault in refused.value.faults]


def put(cell: str, value: object, number_format: str | None = None) -> Callable[[Worksheet], object]:
    def change(sheet: Worksheet) -> None:
        sheet[cell] = value
        if number_format:
            sheet[cell].number_format = number_format

    return change


def error(cell: str, value: str) -> Callable[[Worksheet], object]:
    def change(sheet: Worksheet) -> None:
        sheet[cell] = value
        sheet[cell].data_type = "e"

    return change


WRONG_CELLS: dict[str, tuple[Callable[[Worksheet], object], str]] = {
    "a formula never calculated": (
        put("E5", "=1+2"),
        r"E_FORMULA return.xlsx, sheet Scores, cell E5: formulas are not accepted .*\. Copy the cell",
    ),
    "a formula for a text": (
        put("G6", '=HYPERLINK("http://x","y")'),
        "E_FORMULA return.xlsx, sheet Scores, cell G6: formulas are not accepted",
    ),
    "a formula in the header": (
        put("A4", '="issue"'),
        "E_(FORMULA|MISSING_COLUMN) return.xlsx, sheet Scores",
    ),
    "a date": (
        put("E5", dt.date(2024, 3, 5), "yyyy-mm-dd"),
        r"E_TYPE .*, cell E5: the cell holds a date or time \(2024-03-05\); did the spreadsheet turn",
    ),
    "a time": (
        put("E5", dt.time(5, 3), "hh:mm"),
        r"E_TYPE return.xlsx, sheet Scores, cell E5: the cell holds a date or time \(05:03:00\)",
    ),
    "a logical value": (
        put("E5", value=True),
        "E_TYPE return.xlsx, sheet Scores, cell E5: the cell holds TRUE, a logical value",
    ),
    "an error": (
        error("E5", "#DIV/0!"),
        "E_TYPE return.xlsx, sheet Scores, cell E5: the cell holds the error '#DIV/0!'",
    ),
    "an error in a text": (
        error("G5", "#N/A"),
        "E_TYPE return.xlsx, sheet Scores, cell G5: the cell holds the error '#N/A'",
    ),
    "a fraction": (
        put("E5", 2.5),
        "E_[A-Z]+ return.xlsx, sheet Scores, cell E5: '2.5' is not a whole number",
    ),
    "a level that does not exist": (
        put("E5", 9),
        "E_RANGE return.xlsx, sheet Scores, cell E5: physical has no level 9",
    ),
    "an unknown issue": (
        put("A5", "burglry"),
        "E_UNKNOWN_ISSUE .*sheet Scores, cell A5: unknown issue 'burglry'.*Did you mean 'burglary'",
    ),
    "merged cells": (
        lambda sheet: sheet.merge_cells("G5:G6"),
        "E_MERGED return.xlsx, sheet Scores, cells G5:G6: the cells are merged",
    ),
    "text beside the table": (
        put("K6", "look here"),
        "E_RAGGED return.xlsx, sheet Scores, cell K6: 'look here' stands under no column name",
    ),
    "a column nobody knows": (
        put("J4", "colour"),
        "E_UNKNOWN_COLUMN return.xlsx, sheet Scores, row 4: unknown column 'colour'",
    ),
    "a column twice": (
        put("J4", "level"),
        "E_DUP_COLUMN return.xlsx, sheet Scores, row 4: the column 'level' is there twice",
    ),
    "a column that is missing": (
        put("I4", None),
        "E_MISSING_COLUMN .*, sheet Scores, row 4: missing column dissent. This row must name the columns",
    ),
    "no header": (
        lambda sheet: sheet.delete_rows(4),
        "E_MISSING_COLUMN return.xlsx, sheet Scores: no row names the columns. One of the first 20 rows must",
    ),
}


@pytest.mark.parametrize("name", WRONG_CELLS)
def test_a_wrong_cell_is_one_fault_that_names_it(name: str, tmp_path: Path) -> None:
    change, message = WRONG_CELLS[name]
    found = faults(tmp_path, hostile.edited_scores(change))
    assert len(found) == 1
    assert re.search(message, found[0])


def test_a_shared_formula_is_found_in_every_cell_that_shares_it(tmp_path: Path) -> None:
    def share(xml: bytes) -> bytes:
        first = re.sub(
            rb'<c r="E5"[^>]*><v>3</v></c>',
            b'<c r="E5"><f t="shared" ref="E5:E6" si="0">1</f><v>1</v></c>',
            xml,
        )
        return re.sub(rb'<c r="E6".*?</c>', b'<c r="E6"><f t="shared" si="0"/><v>1</v></c>', first)

    found = faults(tmp_path, hostile.with_scores_xml(share))
    assert [re.findall(r"cell (\w+):", fault) for fault in found] == [["E5"], ["E6"]]


def test_an_array_formula_is_found_in_every_cell_it_fills(tmp_path: Path) -> None:
    found = faults(tmp_path, hostile.edited_scores(put("E5", ArrayFormula("E5:E6", "=A5:A6"))))
    assert [re.findall(r"cell (\w+): formulas are not accepted", fault) for fault in found] == [
        ["E5"],
        ["E6"],
    ]


def test_every_fault_is_found_at_once(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Scores"]["E5"] = "=1"
        book["Scores"]["E6"] = 2.5
        book["Priorities"]["B5"] = True
        book["Horizon"]["C5"] = "weather"
        del book["Issues"]

    found = faults(tmp_path, hostile.edited(change))
    assert [re.match(r"E_\w+", fault)[0] for fault in found] == [  # type: ignore[index]
        "E_MISSING_SHEET",
        "E_FORMULA",
        "E_TYPE",
        "E_TYPE",
        "E_UNKNOWN_HEADING",
    ]
    assert "there is no sheet named Issues. Add a sheet named Issues" in found[0]


def test_formulas_elsewhere_and_links_are_ignored_and_listed(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("Totals")
        sheet["B2"] = "=1+2"
        sheet["B3"] = "=SUM(Scores!E5:E6)"
        sheet["D3"] = "=3"
        book["Scores"]["A1"] = "=2"
        book["Scores"]["K5"] = "=E5*2"

    parts = hostile.parts_of(hostile.edited(change))
    data = hostile.zipped(parts | {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})
    assert read(tmp_path, data).ignored_formulas == (
        "sheet Scores, cell A1",
        "sheet Scores, cell K5",
        "sheet Totals, cells B2:B3",
        "sheet Totals, cell D3",
        "link to another file, not followed: xl/externalLinks/externalLink1.xml",
    )


def test_a_false_dimension_hides_nothing(tmp_path: Path) -> None:
    def lie(xml: bytes) -> bytes:
        return re.sub(rb'<dimension ref="[^"]*"/>', b'<dimension ref="A1:B2"/>', xml)

    assert read(tmp_path, hostile.with_scores_xml(lie)) == hostile.small_return()


def test_hidden_rows_and_sheets_are_read(tmp_path: Path) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book["Scores"].row_dimensions[6].hidden = True
        book["Scores"].column_dimensions["E"].hidden = True
        book["Horizon"].sheet_state = "veryHidden"
        book["Priorities"].sheet_state = "hidden"

    assert read(tmp_path, hostile.edited(hide)) == hostile.small_return()


def test_blank_rows_extra_sheets_and_rows_above_the_header_change_nothing(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Scores"].insert_rows(6, 3)
        book["Scores"].insert_rows(1, 4)
        book["Scores"]["C2"] = "issue"
        book["Scores"]["A40"] = "   "
        book.create_sheet("Notes", 0)["A1"] = "anything"

    assert read(tmp_path, hostile.edited(change)) == hostile.small_return()


def test_names_of_sheets_and_columns_may_be_written_with_other_capitals(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Scores"]["E4"] = "Level"
        book["Scores"].title = "renamed"
        book["renamed"].title = "SCORES"
        book["Priorities"]["A4"] = "Priority as worded"

    assert read(tmp_path, hostile.edited(change)) == hostile.small_return()


@pytest.mark.parametrize("value", [3, 3.0, "3", " 3 ", "3\xa0", "\t3"])
def test_a_whole_number_is_a_level_as_number_or_as_text(value: object, tmp_path: Path) -> None:
    assert read(tmp_path, hostile.edited_scores(put("E5", value))) == hostile.small_return()


def test_a_date_in_a_column_of_dates_is_read_as_that_day(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Horizon"]["S5"] = dt.date(2017, 5, 1)

    headings = [
        cell.value for cell in openpyxl.load_workbook(io.BytesIO(hostile.good_workbook()))["Horizon"][4]
    ]
    assert headings[18] == "review_date"
    assert read(tmp_path, hostile.edited(change)).horizon[0].review_date == "2017-05-01"


def test_the_places_of_the_header_are_the_cells_of_the_values(tmp_path: Path) -> None:
    parts = read_workbook(saved(tmp_path, hostile.good_workbook()))
    assert parts.header.cells["matrix.id"] == "morile-style-csp"
    assert parts.header.places["district"] == "sheet Return, cell B6"

    def change(book: openpyxl.Workbook) -> None:
        book["Return"]["B6"] = "Southton"
        book["Return"]["B7"] = dt.date(2010, 11, 1)
        book["Return"]["C26"] = "colour"
        book["Return"]["B26"] = "red"
        book["Return"]["B27"] = "alone"

    found = faults(tmp_path, hostile.edited(change))
    assert any(
        "E_UNKNOWN_DISTRICT return.xlsx, sheet Return, cell B6: unknown district" in fault for fault in found
    )
    assert any("E_TYPE return.xlsx, sheet Return, cell B7: the cell holds a date" in fault for fault in found)
    assert any("sheet Return, cell B26: unknown key" in fault for fault in found)
    assert any(
        "E_BLANK return.xlsx, sheet Return, cell C27: a value without a key" in fault for fault in found
    )


def test_a_key_that_stands_twice_is_a_fault(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Return"]["C27"] = "district"
        book["Return"]["B27"] = "Thanet"

    assert any(
        "E_DUP_KEY return.xlsx, sheet Return, cell C27: the key district is there twice" in fault
        for fault in faults(tmp_path, hostile.edited(change))
    )


def test_many_formulas_side_by_side_are_few_faults(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in range(5, 105):
            for column in "ABCDEFGHI":
                sheet[f"{column}{row}"] = "=1"

    found = faults(tmp_path, hostile.edited_scores(fill))
    assert len(found) == 1
    assert "E_FORMULA return.xlsx, sheet Scores, cells A5:I104: formulas are not accepted" in found[0]


def test_a_workbook_that_only_lacks_its_values_says_what_is_missing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    buffer = io.BytesIO()
    book.save(buffer)
    found = faults(tmp_path, buffer.getvalue())
    missing = [fault for fault in found if "E_MISSING_SHEET" in fault]
    assert len(missing) == 5
    assert "of the sheets of a return the workbook has none of them" in missing[0]
