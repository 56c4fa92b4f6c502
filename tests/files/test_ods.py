"""Workbooks of LibreOffice: read like those of Excel, and refused when they are hostile or no spreadsheet."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.files.partner_workbooks import wide_mapping
from toolkit.errors import InputRejected
from toolkit.files.column_mapping_use import read_partner_return
from toolkit.files.returns import read_return
from toolkit.files.workbook_open import open_workbook
from toolkit.files.xlsx_scan import Box

SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
)
MANIFEST = b'<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:m"/>'


def content(rows: str, name: str = "Scoring") -> bytes:
    body = f'<table:table table:name="{name}">{rows}</table:table>'
    return (
        f"<?xml version='1.0' encoding='UTF-8'?><office:document-content {NAMESPACES}><office:body>"
        f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    ).encode()


def ods(rows: str = "", parts: Mapping[str, bytes] | None = None, mimetype: bytes = SPREADSHEET) -> bytes:
    held = {"mimetype": mimetype, "content.xml": content(rows), "META-INF/manifest.xml": MANIFEST}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in (held | dict(parts or {})).items():
            archive.writestr(part, data)
    return buffer.getvalue()


def text(words: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{words}</text:p></table:table-cell>'


def number(value: int, more: str = "") -> str:
    inside = f"<text:p>{value}</text:p>"
    kind = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {kind} {more}>{inside}</table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def saved(folder: Path, data: bytes, name: str = "a.ods") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


HEADER = row(*map(text, ("Crime type", "Physical harm (0-4)", "Why", "Frequency", "Why")))


def test_repeated_cells_and_rows_stand_where_they_are_seen(tmp_path: Path) -> None:
    rows = HEADER + row(
        text("Gangs"), number(2, 'table:number-columns-repeated="1"'), text("Two  a"), number(3)
    )
    blank = row("<table:table-cell/>", more='table:number-rows-repeated="4"')
    path = saved(tmp_path, ods(rows + blank + row(text("Burglary"), text("Hihg"))))
    with pytest.raises(InputRejected, match=r"a.ods, sheet Scoring, cell B7: 'Hihg' is no level"):
        read_partner_return(path, wide_mapping())


def test_formulas_are_found_wherever_they_fill_cells(tmp_path: Path) -> None:
    formula = 'table:formula="of:=1+2"'
    array = f'{formula} table:number-matrix-columns-spanned="2" table:number-matrix-rows-spanned="2"'
    twice = f'{formula} table:number-columns-repeated="2"'
    rows = row(number(3, formula), text("x"), number(3, twice)) + row(number(3, array))
    facts = open_workbook(saved(tmp_path, ods(rows))).facts["Scoring"]
    assert facts.formulas == [Box(1, 1, 1, 1), Box(1, 3, 1, 4), Box(2, 1, 3, 2)]


def test_a_formula_in_an_input_cell_is_a_fault_by_cell_and_elsewhere_ignored(tmp_path: Path) -> None:
    cells = (text("Gangs"), number(2, 'table:formula="of:=1+1"'), text("x"), number(3))
    total = number(5, 'table:formula="of:=[.B2]+[.D2]"')
    path = saved(tmp_path, ods(HEADER + row(*cells, text("y"), total)))
    with pytest.raises(
        InputRejected, match=r"E_FORMULA a.ods, sheet Scoring, cell B2: formulas are not"
    ) as refused:
        read_partner_return(path, wide_mapping())
    assert len(refused.value.faults) == 1


def test_merged_cells_are_found(tmp_path: Path) -> None:
    rows = HEADER + row(text("Gangs", 'table:number-rows-spanned="2" table:number-columns-spanned="1"'))
    assert open_workbook(saved(tmp_path, ods(rows))).facts["Scoring"].merged == [Box(2, 1, 3, 1)]


HOSTILE: dict[str, tuple[bytes, str]] = {
    "a row that stands for a million": (
        ods(row(text("x"), more='table:number-rows-repeated="1048576"')),
        "E_ROWS .*the cell stands below row 100,000, where reading stops",
    ),
    "a cell that stands for thousands": (
        ods(row(text("x", 'table:number-columns-repeated="16384"'))),
        "E_COLS .*the cell stands in column 16,384 of at most 256",
    ),
    "a rectangle too large to hold": (
        ods(row(text("x", 'table:number-columns-repeated="256"'), more='table:number-rows-repeated="20000"')),
        "E_ROWS .*the sheet spans 20,000 rows by 256 columns",
    ),
    "a repeat that is no number": (
        ods(row(text("x", 'table:number-columns-repeated="-1"'))),
        "E_NOT_XLSX .*sheet Scoring repeats a cell in a way no program writes",
    ),
    "a text too long": (ods(row(text("x" * 140_000))), "E_LENGTH .*more than 32,767 characters"),
    "entities": (
        ods("", {"content.xml": b'<!DOCTYPE x [<!ENTITY a "b">]>' + content("")}),
        "E_DTD .*declares a document type",
    ),
    "macros": (ods("", {"Basic/Standard/Module1.xml": b"<x/>"}), "E_MACRO .*macros are not accepted"),
    "a password": (
        ods("", {"META-INF/manifest.xml": b"<m><manifest:encryption-data/></m>"}),
        "E_ENCRYPTED .*protected by a password",
    ),
    "a text document": (
        ods("", mimetype=b"application/vnd.oasis.opendocument.text"),
        "E_NOT_XLSX .*it is not an OpenDocument spreadsheet",
    ),
    "no content": (
        ods("", {"content.xml": b"<broken"}),
        "E_NOT_XLSX .*its part 'content.xml' is damaged",
    ),
    "two sheets of one name": (
        ods('</table:table><table:table table:name="SCORING">'),
        "E_NOT_XLSX .*two of its sheets have the same name",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason(name: str, tmp_path: Path) -> None:
    data, message = HOSTILE[name]
    with pytest.raises(InputRejected, match="E_") as refused:
        read_return(saved(tmp_path, data))
    (fault,) = refused.value.faults
    assert re.search(message, str(fault))


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods"])
def test_a_file_under_the_name_of_the_other_kind_is_refused(name: str, tmp_path: Path) -> None:
    data = ods() if name == "a.xlsx" else zipped_excel()
    message = "OpenDocument file, not an Excel" if name == "a.xlsx" else "not an OpenDocument spreadsheet"
    with pytest.raises(InputRejected, match=message):
        read_return(saved(tmp_path, data, name))


def zipped_excel() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return buffer.getvalue()
