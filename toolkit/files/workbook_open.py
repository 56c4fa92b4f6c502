"""A workbook opened for reading: its sheets as values that know their cells, from Excel or LibreOffice."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

import python_calamine
from python_calamine import CalamineWorkbook

from toolkit.files.ods_scan import scanned_tables
from toolkit.files.workbook_cells import Sheet
from toolkit.files.xlsx_guard import Archive, guarded_archive, not_xlsx
from toolkit.files.xlsx_scan import SheetFacts, scanned_sheets
from toolkit.language import say


@dataclass(frozen=True)
class OpenedWorkbook:
    """A sound workbook: its parts, and what the XML of each sheet says besides its values."""

    archive: Archive
    facts: Mapping[str, SheetFacts]

    @property
    def file(self) -> str:
        """The file's name, as faults give it."""
        return self.archive.file

    def sheet(self, name: str) -> Sheet:
        """Return the sheet with this very name.

        Raises
        ------
        InputRejected
            When the file is damaged.
        """
        try:
            values = list(self._workbook.get_sheet_by_name(name).iter_rows())
        except (python_calamine.CalamineError, ValueError, OSError) as error:
            raise not_xlsx(self.file, say("it is damaged")) from error
        return Sheet(self.file, name, values, self.facts[name])

    @cached_property
    def _workbook(self) -> CalamineWorkbook:
        return CalamineWorkbook.from_filelike(BytesIO(self.archive.data))


def open_workbook(path: Path) -> OpenedWorkbook:
    """Open the ``.xlsx`` or ``.ods`` workbook at `path`.

    Raises
    ------
    InputRejected
        When the file is hostile, damaged or no workbook.
    StorageFailed
        When it cannot be read.
    """
    archive = guarded_archive(path)
    facts = scanned_tables(archive) if archive.is_open_document else scanned_sheets(archive)
    return OpenedWorkbook(archive, facts)
