"""Workbooks, rows 6, 9, 10, 52 to 57 and 85 to 103, and those of "not yet in the corpus"."""

import datetime as dt
import struct
from typing import Any

from openpyxl.worksheet.hyperlink import Hyperlink

from tests.corpus.case import GOOD, Case, accepted, file, rejected
from tests.corpus.workbooks import (
    SCORE_PART,
    added,
    book,
    cell,
    changed_bytes,
    part,
    replaced,
    rezipped,
    workbook,
)

LEVEL = "maidstone.xlsx, sheet Scores, cell E2"
DTD = b'<!DOCTYPE x [<!ENTITY a "lol">%s]>'
LAUGHS = DTD % b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 11))
SYSTEM = b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
SHEET = b"<worksheet"
LINK = (
    b'<?xml version="1.0"?><externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
)


def _encrypted(data: bytes) -> bytes:
    """Set the bit that says a part is encrypted in every entry of the directory."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 8] |= 1
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def _lying(data: bytes) -> bytes:
    """Let the directory say that every part unpacks to ten bytes."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 24 : at + 28] = struct.pack("<I", 10)
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def _hide(book: Any) -> None:
    book["Scores"].append(["burglary", "financial", "agreed", "", 9])
    book["Scores"].row_dimensions[3].hidden = True


def _hide_sheet(book: Any) -> None:
    book["Scores"]["E2"] = 9
    book["Scores"].sheet_state = "veryHidden"


def _merge(book: Any) -> None:
    book["Scores"].append(["burglary", "financial", "agreed", "", 2])
    book["Scores"].merge_cells("E2:E3")


def _blank_rows(book: Any) -> None:
    for row in range(3, 6):
        book["Scores"].cell(row, 1).value = "x"
        book["Scores"].cell(row, 1).value = None


def _other_sheet(book: Any) -> None:
    sheet = book.create_sheet("Scores of last year")
    for row in book["Scores"].iter_rows(values_only=True):
        sheet.append(row)
    sheet["E2"] = "=1+2"


def _totals_beside(book: Any) -> None:
    book.create_sheet("Totals")["A1"] = "=SUM(Scores!E:E)"


def _link(book: Any) -> None:
    book["Scores"]["G2"].hyperlink = Hyperlink("G2", target="http://127.0.0.1/x")


def _text_date(book: Any) -> None:
    book.epoch = dt.datetime(1904, 1, 1)  # noqa: DTZ001 (a workbook knows no time zones)
    book["Horizon"]["G2"] = dt.date(2017, 5, 1)


def cells() -> list[Case]:
    return [
        accepted("workbook", book(lambda _: None), "return of Maidstone", "1 scores"),
        accepted("level 3.0", cell("Scores", "E2", 3.0), "1 scores"),
        accepted("level as text", cell("Scores", "E2", "3"), "1 scores"),
        accepted("level as text with a non-breaking space", cell("Scores", "E2", "3\xa0"), "1 scores"),
        accepted("rows of empty cells", book(_blank_rows), "1 scores"),
        accepted("workbook level blank", cell("Scores", "E2", None), "1 scores"),
        accepted("date in a date column", cell("Horizon", "G2", dt.date(2017, 5, 1))),
        accepted("date of 1904", book(_text_date)),
        accepted(
            "another sheet with the same columns and formulas", book(_other_sheet), "1 formulas were ignored"
        ),
        accepted("formula on a sheet of totals", book(_totals_beside), "1 formulas were ignored"),
        accepted("hyperlink on a cell", book(_link), "1 scores"),
        rejected("level a date", cell("Scores", "E2", dt.date(2024, 3, 5)), LEVEL, "date"),
        rejected("level a time", cell("Scores", "E2", dt.time(3, 5)), LEVEL, "time"),
        rejected("level TRUE", cell("Scores", "E2", True), LEVEL, "TRUE"),
        rejected("level 2.5", cell("Scores", "E2", 2.5), LEVEL, "'2.5'"),
        rejected("level 6 in a workbook", cell("Scores", "E2", 6), LEVEL, "physical has no level 6"),
        rejected("level 1e300", cell("Scores", "E2", 1e300), LEVEL),
        rejected("level #DIV/0!", cell("Scores", "E2", "#DIV/0!"), LEVEL, "#DIV/0!"),
        rejected("level =1+2", cell("Scores", "E2", "=1+2"), LEVEL, "formulas are not accepted"),
        rejected(
            "issue =HYPERLINK", cell("Scores", "A2", '=HYPERLINK("http://x","y")'), "cell A2", "formulas"
        ),
        rejected("district a formula", cell("Return", "B3", "=A1"), "sheet Return, cell B3", "formulas"),
        rejected("formula with no value", replaced(b"<v>3</v>", b"<f>1+2</f>"), LEVEL, "formulas"),
        rejected(
            "array formula",
            replaced(b"<v>3</v>", b'<f t="array" ref="E2:E3">1</f><v>3</v>'),
            LEVEL,
            "formulas",
        ),
        rejected("hidden row", book(_hide), "sheet Scores, cell E3", "no level 9"),
        rejected("hidden sheet", book(_hide_sheet), LEVEL, "no level 9"),
        rejected("merged cells", book(_merge), "sheet Scores, cells E2:E3", "merged"),
        rejected(
            "value under no column", cell("Scores", "K2", "x"), "sheet Scores, cell K2", "no column name"
        ),
        rejected(
            "hidden character in a cell",
            cell("Issues", "B2", "Burg\u200blary"),
            "sheet Issues, cell B2",
            "U+200B",
        ),
        rejected(
            "workbook issue unknown", cell("Scores", "A2", "burglery"), "cell A2", "Did you mean 'burglary'?"
        ),
        rejected(
            "workbook column missing",
            cell("Scores", "E1", None),
            "sheet Scores, row 1",
            "missing column level",
        ),
        rejected("workbook column misspelt", cell("Scores", "E1", "levle"), "Did you mean 'level'?"),
        rejected("workbook column twice", cell("Scores", "J1", "level"), "sheet Scores, row 1", "twice"),
        rejected(
            "sheet missing", book(lambda b: b.remove(b["Scores"])), "maidstone.xlsx", "no sheet named Scores"
        ),
        rejected(
            "sheet renamed", book(lambda b: setattr(b["Return"], "title", "Sheet1")), "no sheet named Return"
        ),
        rejected("key twice", book(lambda b: b["Return"].append(("district", "Swale"))), "district", "twice"),
        rejected("no keys", book(lambda b: b["Return"].delete_rows(1, 30)), "sheet Return", "no row names"),
    ]


def files() -> list[Case]:
    name = "maidstone.xlsx"
    return [
        rejected("a word named xlsx", file(name, b"hello"), name, "not an Excel workbook"),
        rejected("empty xlsx", file(name, b""), name, "not an Excel workbook"),
        rejected("csv named xlsx", file(name, GOOD["scores.csv"]), name, "not an Excel workbook"),
        rejected("json named xlsx", file(name, "{}"), name, "not an Excel workbook"),
        rejected("cut short", changed_bytes(lambda d: d[:2_000]), name, "damaged"),
        rejected(
            "one byte flipped",
            changed_bytes(lambda d: d[:300] + bytes([d[300] ^ 1]) + d[301:]),
            name,
            "damaged",
        ),
        rejected(
            "old xls", file(name, bytes.fromhex("D0CF11E0A1B11AE1") + bytes(4096)), name, "password", ".xls"
        ),
        rejected("encrypted", changed_bytes(_encrypted), name, "password"),
        rejected(
            "Word document",
            file(
                name, lambda: rezipped(workbook(), {}, [("word/document.xml", b"<x/>")], ["xl/workbook.xml"])
            ),
            name,
            "not an Excel workbook",
        ),
        rejected(
            "OpenDocument",
            added(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")),
            name,
            "OpenDocument",
        ),
        rejected("prepended bytes", changed_bytes(lambda d: b"GIF89a" + d), name, "not an Excel workbook"),
        rejected(
            "prepended script", changed_bytes(lambda d: b"#!/bin/sh\n" + d), name, "not an Excel workbook"
        ),
        rejected("gzip named xlsx", file(name, b"\x1f\x8b\x08" + bytes(64)), name, "not an Excel workbook"),
        rejected(
            "PNG of 20 MB",
            file(name, lambda: b"\x89PNG\r\n\x1a\n" + bytes(19_999_000)),
            name,
            "not an Excel",
            hostile=True,
        ),
        rejected(
            "workbook over 20 MB",
            file(name, lambda: b"PK\x03\x04" + bytes(20_000_000)),
            name,
            "larger than 20 MB",
            hostile=True,
        ),
        rejected("part outside, above", added(("../../evil", b"x")), "'../../evil'", "outside"),
        rejected("part outside, from the root", added(("/etc/evil", b"x")), "'/etc/evil'", "outside"),
        rejected("part outside, on a drive", added(("C:\\evil", b"x")), "evil", "outside"),
        rejected("macros", added(("xl/vbaProject.bin", b"x")), name, "macros are not accepted"),
        rejected("macros in capitals", added(("xl/VBAPROJECT.BIN", b"x")), name, "macros are not accepted"),
        rejected(
            "Excel 4 macros", added(("xl/macrosheets/sheet1.xml", b"<x/>")), name, "macros are not accepted"
        ),
        rejected(
            "macro workbook named xlsx",
            part(
                "[Content_Types].xml", lambda c: c.replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")
            ),
            "macros",
        ),
        rejected(
            "500 parts more", added(*((f"xl/e{n}", b"") for n in range(500))), name, "parts", hostile=True
        ),
        rejected("same part twice", added((SCORE_PART, b"<x/>")), SCORE_PART, "twice"),
        rejected("same part in capitals", added((SCORE_PART.upper(), b"<x/>")), "twice"),
        rejected(
            "no sheets listed",
            file(name, lambda: rezipped(workbook(), {}, (), ["xl/_rels/workbook.xml.rels"])),
            "damaged",
        ),
        rejected(
            "sheet part missing", file(name, lambda: rezipped(workbook(), {}, (), [SCORE_PART])), "missing"
        ),
        rejected("XML cut short", part(SCORE_PART, lambda c: c[:-20]), name, "damaged"),
        accepted("links to another workbook", added(("xl/externalLinks/externalLink1.xml", LINK)), "ignored"),
        accepted("data connection", added(("xl/connections.xml", b"<connections/>")), "ignored"),
    ]


def hostile() -> list[Case]:
    data = b"<sheetData>"

    def at(reference: bytes) -> bytes:
        row = reference.lstrip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return b'<row r="%s"><c r="%s"><v>1</v></c></row></sheetData>' % (row, reference)

    def rows(count: int) -> bytes:
        cells = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(3, count + 3))
        return cells + b"</sheetData>"

    end = b"</sheetData>"
    huge = b'<c r="A3" t="inlineStr"><is><t>%s</t></is></c>'
    return [
        rejected(
            "200 MB of spaces", replaced(data, lambda: data + b" " * 210_000_000), "sheet2.xml", hostile=True
        ),
        rejected("210 MB picture", added_lazily(210_000_000), "unpacks to more than 200 MB", hostile=True),
        rejected(
            "60 MB in one cell",
            replaced(end, lambda: b'<row r="3">' + huge % (b"A" * 60_000_000) + b"</row>" + end),
            "sheet2.xml",
            hostile=True,
        ),
        rejected(
            "40,000 characters in one cell",
            replaced(end, lambda: b'<row r="3">' + huge % (b"A" * 40_000) + b"</row>" + end),
            "sheet Scores, cell A3",
            "32,767",
            hostile=True,
        ),
        rejected(
            "200 MB of comments",
            replaced(data, lambda: data + (b"<!--" + b"x" * 400_000 + b"-->") * 520),
            "200 MB",
            hostile=True,
        ),
        rejected(
            "8,000,000 tags", replaced(data, lambda: data + b"<c/>" * 8_000_000), "sheet2.xml", hostile=True
        ),
        rejected(
            "101,000 rows", replaced(end, lambda: rows(101_000)), "more than 100,000 rows", hostile=True
        ),
        rejected(
            "last cell", replaced(end, at(b"XFD1048576")), "sheet Scores, cell XFD1048576", hostile=True
        ),
        rejected("last row", replaced(end, at(b"A1048576")), "sheet Scores, cell A1048576", hostile=True),
        rejected(
            "last column",
            replaced(end, at(b"XFD3")),
            "sheet Scores, cell XFD3",
            "column 16,384",
            hostile=True,
        ),
        rejected("row beyond the last", replaced(end, at(b"A9999999")), "sheet Scores", hostile=True),
        rejected("wide and deep", replaced(end, at(b"IV99999")), "sheet Scores", hostile=True),
        rejected(
            "false dimension",
            replaced(
                b"</row></sheetData>",
                b'</row><row r="3">%s<c r="E3"><v>9</v></c></row></sheetData>'
                % b"".join(
                    b'<c r="%s3" t="inlineStr"><is><t>%s</t></is></c>' % (column, text)
                    for column, text in ((b"A", b"burglary"), (b"B", b"financial"), (b"C", b"agreed"))
                ),
            ),
            "cell E3",
            hostile=True,
        ),
        rejected("laughs", replaced(SHEET, LAUGHS + SHEET), "sheet2.xml", "document type", hostile=True),
        rejected(
            "entity of a file", replaced(SHEET, SYSTEM + SHEET), "sheet2.xml", "document type", hostile=True
        ),
        rejected(
            "entity in the properties",
            replaced(b"<cp:core", SYSTEM + b"<cp:core", "docProps/core.xml"),
            "core.xml",
            "document type",
        ),
        rejected(
            "entity in UTF-16",
            part("docProps/app.xml", lambda _: (LAUGHS + b"<x/>").decode().encode("utf-16")),
            "app.xml",
            "document type",
        ),
        rejected(
            "directory that lies about sizes",
            changed_bytes(_lying),
            "maidstone.xlsx",
            "damaged",
            hostile=True,
        ),
        rejected(
            "cell twice",
            replaced(b'<c r="E2"', b'<c r="D2"><v>1</v></c><c r="D2"><v>2</v></c><c r="E2"'),
            "sheet Scores, cell D2",
            "twice",
        ),
        rejected(
            "million merged cells",
            replaced(
                end, lambda: end + b"<mergeCells>" + b'<mergeCell ref="A1:B2"/>' * 300_000 + b"</mergeCells>"
            ),
            "merged cells",
            hostile=True,
        ),
        rejected(
            "merged sheet",
            replaced(end, end + b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
            "merged",
            hostile=True,
        ),
        rejected(
            "formula over the sheet",
            replaced(b"<v>3</v>", b'<f t="array" ref="A1:XFD1048576">1</f>'),
            "formulas",
            hostile=True,
        ),
        rejected("deep XML", replaced(data, lambda: data + b"<a>" * 500_000), "maidstone.xlsx", hostile=True),
        accepted(
            "many attributes",
            replaced(SHEET, lambda: SHEET + b"".join(b' a%d="1"' % n for n in range(40_000))),
            hostile=True,
        ),
    ]


def added_lazily(size: int) -> Any:
    return file("maidstone.xlsx", lambda: rezipped(workbook(), {}, [("xl/media/image1.png", bytes(size))]))


CASES = [*cells(), *files(), *hostile()]
