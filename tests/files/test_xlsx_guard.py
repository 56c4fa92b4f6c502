import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import hostile_workbooks as hostile
from toolkit.errors import InputRejected, StorageFailed
from toolkit.files.workbook_read import read_workbook

BILLION_LAUGHS = b"<!DOCTYPE lolz [" + b"".join(
    b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"lol") for n in range(10)
)
XXE = b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
CONTENT_TYPES = (
    b'<Types><Override PartName="/xl/workbook.xml" ContentType="a.sheet.macroEnabled.main+xml"/></Types>'
)
MILLION_ROWS = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 300_000))
FAR_ROWS = b"".join(
    b'<x:row r="%d"><x:c r="A%d"><x:v>1</x:v></x:c></x:row>' % (n, n) for n in range(1, 100_100)
)
WIDE = b'<row r="2"><c r="XFD2"><v>1</v></c></row>'
RUNAWAY = 20  # seconds of processor time that no workbook may take on any machine
SHARED_BOMB = b"<sst><si><t>" + b"y" * 32_000 + b"</t></si></sst>"

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a text file": (lambda: b"hello", "E_NOT_XLSX .*not an Excel workbook"),
    "an empty file": (lambda: b"", "E_NOT_XLSX .*not an Excel workbook"),
    "a file cut short": (lambda: hostile.good_workbook()[:2_000], "E_NOT_XLSX .*damaged or cut short"),
    "bytes before the packed file": (
        lambda: b"GIF89a" + hostile.good_workbook(),
        "E_NOT_XLSX .*not an Excel workbook",
    ),
    "an old workbook or a password": (
        lambda: bytes.fromhex("D0CF11E0A1B11AE1") + bytes(512),
        "E_ENCRYPTED_OR_XLS .*protected by a password, or an old .xls",
    ),
    "encrypted parts": (hostile.encrypted, "E_ENCRYPTED .*'xl/workbook.xml'.*protected by a password"),
    "a Word document": (
        lambda: hostile.zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}),
        "E_NOT_XLSX .*not an Excel workbook",
    ),
    "an OpenDocument file": (
        lambda: hostile.zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        "E_NOT_XLSX .*OpenDocument",
    ),
    "a file over 20 MB": (lambda: b"PK\x03\x04" + bytes(20_000_001), "E_SIZE .*larger than 20 MB"),
    "200 MB of padding": (
        lambda: hostile.with_scores_xml(
            lambda xml: xml.replace(b"<sheetData>", b" " * 205_000_000 + b"<sheetData>")
        ),
        "E_BOMB .*sheet2.xml.*longer than any cell",
    ),
    "a picture of 201 MB": (
        lambda: hostile.with_part("xl/media/image1.png", bytes(201_000_000)),
        "E_BOMB .*unpacks to more than 200 MB",
    ),
    "a cell of 60 MB": (
        lambda: hostile.with_rows(
            b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + b"a" * 60_000_000 + b"</t></is></c></row>"
        ),
        "E_BOMB .*longer than any cell",
    ),
    "a cell of 40,000 characters": (
        lambda: hostile.with_rows(
            b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + b"a" * 40_000 + b"</t></is></c></row>"
        ),
        "E_LENGTH .*sheet Scores, cell A1: the cell holds more than 32,767 characters",
    ),
    "too many tags": (
        lambda: hostile.with_rows(b"<a/>" * 6_100_000),
        "E_BOMB .*more cells than 100,000 rows need",
    ),
    "a part that lies about its size": (hostile.lying_about_its_size, "E_NOT_XLSX .*image1.png' is damaged"),
    "one long text shown by many cells": (
        lambda: hostile.zipped(
            hostile.parts_of(
                hostile.with_rows(
                    b"".join(
                        b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(1, 5_000)
                    )
                )
            )
            | {"xl/sharedStrings.xml": SHARED_BOMB}
        ),
        "E_SIZE .*sheet Scores: its cells hold more than 32 MB of text",
    ),
    "299,999 rows": (lambda: hostile.with_rows(MILLION_ROWS), "E_ROWS .*more than 100,000 rows"),
    "100,099 rows under a prefix": (
        lambda: hostile.with_rows(FAR_ROWS),
        "E_ROWS .*cell A100021: the cell stands below row 100,000",
    ),
    "a cell at the last address": (
        lambda: hostile.with_rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "E_ROWS .*sheet Scores, cell XFD1048576: the cell stands below row 100,000",
    ),
    "a cell in the last column": (
        lambda: hostile.with_rows(WIDE),
        "E_COLS .*sheet Scores, cell XFD2: the cell stands in column 16,384 of at most 256",
    ),
    "a wide and long sheet": (
        lambda: hostile.with_rows(
            b'<row r="2"><c r="IV2"><v>1</v></c></row><row r="90000"><c r="A90000"><v>1</v></c></row>'
        ),
        "E_ROWS .*cell A90000: the sheet spans 90,000 rows by 256 columns",
    ),
    "a cell that stands twice": (
        lambda: hostile.with_rows(b'<row r="3"><c r="A3"><v>1</v></c><c r="A3"><v>2</v></c></row>'),
        "E_DUP_CELL .*cell A3: the cell stands twice or out of order",
    ),
    "a cell without a proper name": (
        lambda: hostile.with_rows(b'<row r="3"><c r="3A"><v>1</v></c></row>'),
        "E_NOT_XLSX .*a cell of sheet Scores has no proper name",
    ),
    "entities within entities": (
        lambda: hostile.with_declaration(BILLION_LAUGHS + b"]>", b"&l9;"),
        "E_DTD .*sheet2.xml.*document type or entities",
    ),
    "an entity from a file": (
        lambda: hostile.with_declaration(XXE, b"&x;"),
        "E_DTD .*sheet2.xml.*document type or entities",
    ),
    "a document type in the properties": (
        lambda: hostile.with_part("docProps/core.xml", XXE + b"<a>&x;</a>"),
        "E_DTD .*core.xml.*document type or entities",
    ),
    "a document type in UTF-16": (
        lambda: hostile.with_part(hostile.SCORES_PART, (XXE.decode() + "<a/>").encode("utf-16")),
        "E_DTD .*sheet2.xml.*document type or entities",
    ),
    "a part above the file": (
        lambda: hostile.with_part("../../evil", b"x"),
        r"E_PATH .*'\.\./\.\./evil'.*points outside",
    ),
    "a part at an absolute path": (
        lambda: hostile.with_part("/etc/evil", b"x"),
        "E_PATH .*'/etc/evil'.*points outside",
    ),
    "a part on a drive": (lambda: hostile.with_part("C:evil", b"x"), "E_PATH .*'C:evil'.*points outside"),
    "a part with a backslash": (
        lambda: hostile.with_part("xl\\..\\evil", b"x"),
        "E_PATH .*evil'.*points outside",
    ),
    "macros": (lambda: hostile.with_part("xl/vbaProject.bin", b"x"), "E_MACRO .*macros are not accepted"),
    "old macro sheets": (
        lambda: hostile.with_part("xl/macrosheets/sheet1.xml", b"<a/>"),
        "E_MACRO .*macros are not accepted",
    ),
    "a workbook that says it has macros": (
        lambda: hostile.with_part("[Content_Types].xml", CONTENT_TYPES),
        "E_MACRO .*Content_Types.*macros are not accepted",
    ),
    "500 extra parts": (
        lambda: hostile.zipped(
            hostile.parts_of(hostile.good_workbook()) | {f"x{n}": b"" for n in range(500)}
        ),
        "E_ENTRIES .*at most 200",
    ),
    "a part twice": (hostile.doubled_part, "E_DUP_ENTRY .*sheet2.xml.*stands in the file twice"),
    "an encoding nobody knows": (
        lambda: hostile.with_scores_xml(
            lambda xml: xml.replace(b"UTF-8", b"UTF-9").replace(b"<row", b"\xff<row")
        ),
        "E_NOT_XLSX .*sheet2.xml' is damaged",
    ),
    "XML that ends early": (
        lambda: hostile.with_scores_xml(lambda xml: xml[:-20]),
        "E_NOT_XLSX .*sheet2.xml' is damaged",
    ),
    "a sheet whose part is missing": (
        lambda: hostile.zipped(
            {n: c for n, c in hostile.parts_of(hostile.good_workbook()).items() if n != hostile.SCORES_PART}
        ),
        "E_NOT_XLSX .*sheet2.xml' is missing",
    ),
    "two sheets of one name": (
        lambda: hostile.with_part(
            "xl/workbook.xml",
            hostile.parts_of(hostile.good_workbook())["xl/workbook.xml"].replace(
                b'"Priorities"', b'"scores"'
            ),
        ),
        "E_NOT_XLSX .*two of its sheets have the same name",
    ),
    "merged cells without end": (
        lambda: hostile.with_scores_xml(
            lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + b'<mergeCell ref="A1:B2"/>' * 10_001)
        ),
        "E_SIZE .*more than 10,000 merged cells",
    ),
    "sheets without end": (
        lambda: hostile.with_part(
            "xl/workbook.xml",
            b'<workbook xmlns:r="r">' + b'<sheet name="a" r:id="x"/>' * 101 + b"</workbook>",
        ),
        "E_SHEETS .*more than 100 sheets",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_workbook_is_refused_with_the_reason_and_never_runs_away(name: str, tmp_path: Path) -> None:
    make, message = REFUSED[name]
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(make())
    before = time.process_time()
    with pytest.raises(InputRejected) as refused:
        read_workbook(path)
    assert time.process_time() - before < RUNAWAY
    assert re.search(message, str(refused.value))
    assert "hostile.xlsx" in str(refused.value)
    assert str(tmp_path) not in str(refused.value)


def test_every_unfit_part_is_named_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    parts = hostile.parts_of(hostile.good_workbook())
    path.write_bytes(hostile.zipped(parts | {"../a": b"", "/b": b"", "xl/vbaProject.bin": b""}))
    with pytest.raises(InputRejected, match="points outside") as refused:
        read_workbook(path)
    assert [fault.code for fault in refused.value.faults] == ["E_PATH", "E_PATH", "E_MACRO"]


def test_a_missing_workbook_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed, match=r"There is no file none\.xlsx"):
        read_workbook(tmp_path / "none.xlsx")


MEASURE = """
import sys
from pathlib import Path
from toolkit.errors import InputRejected
from toolkit.files.workbook_read import read_workbook
try:
    read_workbook(Path(sys.argv[1]))
except InputRejected as refused:
    print(refused.faults[0].code)
status = Path("/proc/self/status").read_text()
print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
@pytest.mark.parametrize(
    "name", ["a cell of 60 MB", "a picture of 201 MB", "too many tags", "one long text shown by many cells"]
)
def test_a_hostile_workbook_takes_less_than_300_mb(name: str, tmp_path: Path, checkout: Path) -> None:
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(REFUSED[name][0]())
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True, cwd=checkout
    )
    code, kilobytes = done.stdout.split()
    assert code.startswith("E_")
    assert int(kilobytes) < 300_000
