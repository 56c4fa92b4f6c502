"""Workbooks that are hostile, damaged or odd, each made from a sound one by changing its parts."""

import datetime as dt
import io
import struct
import zipfile
from collections.abc import Callable, Mapping

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.strategies import CATALOGUE, CATEGORIES, HEADINGS, MATRIX
from toolkit.files.workbook_write import workbook_bytes
from toolkit.model.assessment import AGREED, Return, Score
from toolkit.model.horizon import HorizonItem, HorizonKind
from toolkit.model.priorities import Priority, PriorityLevel

MARCH = dt.date(2024, 3, 5)
SCORES_PART = "xl/worksheets/sheet2.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def small_return() -> Return:
    """Return one district's return with a row of each kind."""
    score = Score(issue="burglary", criterion="physical", scorer=AGREED, level=3, rationale="Seen")
    other = score.model_copy(update={"criterion": "financial", "level": "unknown"})
    priority = Priority(worded="Domestic abuse", level=PriorityLevel.MAIN, categories=("DA",))
    item = HorizonItem(id="h1", title="New law", heading="legislation", kind=HorizonKind.LEGISLATION)
    return Return(
        district="Maidstone",
        assessment_year="2016-17",
        plan_year="2017-18",
        matrix=MATRIX,
        catalogue=CATALOGUE,
        category_set=CATEGORIES,
        heading_set=HEADINGS,
        scores=(score, other),
        priorities=(priority,),
        horizon=(item,),
    )


def good_workbook() -> bytes:
    """Return a sound workbook."""
    return workbook_bytes(small_return())


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return parts as a packed file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """Return a sound workbook with one part added or replaced."""
    return zipped(parts_of(good_workbook()) | {name: content})


def with_scores_xml(change: Callable[[bytes], bytes]) -> bytes:
    """Return a sound workbook whose sheet of scores is changed as XML."""
    parts = parts_of(good_workbook())
    return zipped(parts | {SCORES_PART: change(parts[SCORES_PART])})


def with_rows(rows: bytes) -> bytes:
    """Return a sound workbook whose sheet of scores holds these rows and no others."""
    return with_part(
        SCORES_PART, f"<worksheet {NAMESPACE}><sheetData>".encode() + rows + b"</sheetData></worksheet>"
    )


def with_declaration(declaration: bytes, text: bytes = b"x") -> bytes:
    """Return a sound workbook whose sheet of scores declares a document type."""
    body = f'<worksheet {NAMESPACE}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'.encode()
    end = b"</t></is></c></row></sheetData></worksheet>"
    return with_part(SCORES_PART, b'<?xml version="1.0"?>' + declaration + body + text + end)


def doubled_part() -> bytes:
    """Return a workbook whose sheet of scores stands in the file twice."""
    parts = parts_of(good_workbook())
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        stem = SCORES_PART.removesuffix("2.xml")
        archive.writestr(f"{stem}X.xml", parts[SCORES_PART])
    return buffer.getvalue().replace(f"{stem}X.xml".encode(), SCORES_PART.encode())


def encrypted() -> bytes:
    """Return a workbook whose directory says that every part is encrypted."""
    data = bytearray(good_workbook())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def lying_about_its_size() -> bytes:
    """Return a workbook one part of which unpacks to more than the directory says."""
    data = bytearray(with_part("xl/media/image1.png", b"0" * 1_000_000))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(data)


def edited(change: Callable[[openpyxl.Workbook], object]) -> bytes:
    """Return a sound workbook after someone worked on it."""
    book = openpyxl.load_workbook(io.BytesIO(good_workbook()))
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def edited_scores(change: Callable[[Worksheet], object]) -> bytes:
    """Return a sound workbook after someone worked on its scores; the first score stands in row 5."""
    return edited(lambda book: change(book["Scores"]))
