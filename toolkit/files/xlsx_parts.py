"""Walk the XML of a workbook's parts, and find the part of each worksheet."""

import posixpath
from collections.abc import Callable
from functools import lru_cache
from typing import Final
from xml.parsers import expat

from toolkit.errors import Fault, InputRejected
from toolkit.files.faults import shown
from toolkit.files.xlsx_guard import Archive, is_xml, not_xlsx
from toolkit.language import say

SHEET_LIMIT: Final = 100
CELL_TEXT_LIMIT: Final = 32_767
"""Characters a cell of Excel can hold."""

_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_REMEDY: Final = say("Keep only the rows and sheets of the return, or use the folder of CSV files")

Attributes = dict[str, str]


def capped(file: str, place: str, problem: str, code: str) -> InputRejected:
    """Return the rejection of a file that exceeds a cap."""
    return InputRejected([Fault(file, place, problem, _REMEDY, code)])


@lru_cache(maxsize=256)
def local(name: str) -> str:
    """Return an element's name without its namespace prefix."""
    return name.rpartition(":")[2]


def walk(
    archive: Archive,
    part: str,
    start: Callable[[str, Attributes], None],
    text: Callable[[str], None] | None = None,
) -> None:
    """Feed one part to the handlers, whatever encoding it declares: every spreadsheet writes UTF-8."""
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.buffer_size = CELL_TEXT_LIMIT + 1
    parser.StartElementHandler = start
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        for piece in archive.read(part):
            parser.Parse(piece)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise not_xlsx(archive.file, say("its part '{part}' is damaged", part=part)) from error


def worksheet_parts(archive: Archive) -> dict[str, str]:
    """Return the part of each worksheet by the name on its tab.

    Raises
    ------
    InputRejected
        When sheets are missing, too many, or share a name.
    """
    targets = _targets(archive)
    tabs: list[tuple[str, str]] = []

    def meet(name: str, attributes: Attributes) -> None:
        if local(name) != "sheet":
            return
        if len(tabs) == SHEET_LIMIT:
            raise capped(
                archive.file,
                "",
                say("it has more than {sheet_limit} sheets", sheet_limit=SHEET_LIMIT),
                "E_SHEETS",
            )
        ids = [value for key, value in attributes.items() if key.endswith(":id")]
        tabs.append((attributes.get("name", ""), ids[0] if ids else ""))

    walk(archive, "xl/workbook.xml", meet)
    if len({name.casefold() for name, _ in tabs}) < len(tabs):
        raise not_xlsx(archive.file, say("two of its sheets have the same name"))
    return {name: _part(archive, targets[key]) for name, key in tabs if key in targets}


def _targets(archive: Archive) -> dict[str, str]:
    """Return where the worksheets lie, by the id of the relation to them."""
    targets: dict[str, str] = {}

    def meet(name: str, attributes: Attributes) -> None:
        if local(name) == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            if len(targets) > SHEET_LIMIT:
                raise not_xlsx(archive.file, say("it names more sheets than it has"))
            target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
            targets[attributes.get("Id", "")] = target.removeprefix("/")

    if _RELATIONS not in archive.parts:
        raise not_xlsx(archive.file, say("it is damaged: it does not say which sheets it has"))
    walk(archive, _RELATIONS, meet)
    return targets


def _part(archive: Archive, target: str) -> str:
    part = archive.part(target)
    if part is None or not is_xml(part):
        raise not_xlsx(archive.file, say("its part {target} is missing", target=shown(target)))
    return part
