"""Workbooks to spoil, made with openpyxl and, part by part, by hand."""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests.corpus import case

SHEETS = {
    "Scores": (case.SCORE_COLUMNS, case.SCORE),
    "Priorities": (case.PRIORITY_COLUMNS, case.PRIORITY),
    "Horizon": (case.HORIZON_COLUMNS, case.ITEM),
    "Issues": (case.ISSUE_COLUMNS, case.ISSUE),
}
SCORE_PART = "xl/worksheets/sheet2.xml"
Edit = Callable[[Any], None]


def _keys(district: str) -> list[tuple[str, Any]]:
    lists = ("matrix", "morile-style-csp"), ("catalogue", "csp-issues"), ("heading_set", "pestelo")
    named = [*lists, ("category_set", "kent-categories-2017-18")]
    plain = [("format", 1), ("district", district), ("assessment_year", "2016-17"), ("plan_year", "2017-18")]
    return [*plain, *((f"{k}.id", v) for k, v in named), *((f"{k}.version", "1.0") for k, _ in named)]


@cache
def workbook(district: str = "Maidstone") -> bytes:
    """Return a good workbook of one row a sheet."""
    return edited(lambda _: None, district)


def edited(edit: Edit, district: str = "Maidstone") -> bytes:
    book = Workbook()
    book.active.title = "Return"
    for line in [("key", "value"), *_keys(district)]:
        book["Return"].append(line)
    for name, (columns, row) in SHEETS.items():
        sheet = book.create_sheet(name)
        sheet.append(columns.split(","))
        sheet.append(
            [None if cell == "" else int(cell) if cell.isdecimal() else cell for cell in row.split(",")]
        )
    edit(book)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def book(edit: Edit) -> case.Builder:
    return case.file("maidstone.xlsx", lambda: edited(edit))


def cell(sheet: str, name: str, value: Any) -> case.Builder:
    """Build a workbook with one cell changed."""

    def edit(book: Any) -> None:
        book[sheet][name] = value

    return book(edit)


def part(name: str, change: Callable[[bytes], bytes]) -> case.Builder:
    """Build a workbook with the text of one part changed."""
    return case.file("maidstone.xlsx", lambda: rezipped(workbook(), {name: change}))


def replaced(old: bytes, new: bytes | Callable[[], bytes], name: str = SCORE_PART) -> case.Builder:
    def change(content: bytes) -> bytes:
        if old not in content:
            raise AssertionError(content[:2000])
        return content.replace(old, new() if callable(new) else new, 1)

    return part(name, change)


def added(*parts: tuple[str, bytes]) -> case.Builder:
    """Build a workbook with more parts."""
    return case.file("maidstone.xlsx", lambda: rezipped(workbook(), {}, parts))


def rezipped(
    data: bytes,
    changes: Mapping[str, Callable[[bytes], bytes]],
    more: Sequence[tuple[str, bytes]] = (),
    without: Sequence[str] = (),
) -> bytes:
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        missing = set(changes) - set(old.namelist())
        if missing:
            raise AssertionError(missing)
        for info in old.infolist():
            if info.filename not in without:
                content = old.read(info)
                new.writestr(info.filename, changes.get(info.filename, bytes)(content))
        for name, content in more:
            new.NameToInfo.pop(name, None)  # it warns of a second part of one name
            new.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def changed_bytes(change: Callable[[bytes], bytes]) -> case.Builder:
    return case.file("maidstone.xlsx", lambda: change(workbook()))


def saved(place: Path, data: bytes) -> Path:
    case.write(place / "maidstone.xlsx", data)
    return place / "maidstone.xlsx"
