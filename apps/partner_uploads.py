"""Uploads in a partner's own layout: which they are, and how they are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from apps.opened import opened, principal
from apps.uploads import Upload
from toolkit.errors import ToolkitError
from toolkit.exchange import remembered_columns
from toolkit.files.column_mapping_use import WORKBOOKS, fitting, is_partners
from toolkit.files.text_file import name_fault
from toolkit.files.workbook_open import OpenedWorkbook, open_workbook
from toolkit.model.column_mapping import ColumnMapping
from toolkit.store.chain import content_hash


@dataclass(frozen=True)
class Partner:
    """A workbook of a partner's own layout, and the remembered columns that fit it."""

    upload: Upload
    workbook: OpenedWorkbook
    fitting: tuple[ColumnMapping, ...]

    @property
    def key(self) -> str:
        """What the keys of its inputs begin with: other content has others."""
        return f"columns/{content_hash(repr(self.upload.getvalue()))[:12]}"


def partners(uploads: Sequence[Upload]) -> tuple[Partner, ...]:
    """Return the workbooks among single uploads that have a layout of their own.

    One that is damaged or hostile is none of them: whoever reads all uploads says what is wrong with it.
    """
    workbooks = [one for one in uploads if _is_single_workbook(one.name)]
    found = [(one, workbook) for one in workbooks if (workbook := _opened(one)) and is_partners(workbook)]
    known = remembered_columns(opened().store, principal()) if found else ()
    return tuple(Partner(one, workbook, fitting(workbook, known)) for one, workbook in found)


def _is_single_workbook(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return len(path.parts) == 1 and path.suffix.lower() in WORKBOOKS and name_fault(name) is None


def _opened(upload: Upload) -> OpenedWorkbook | None:
    with TemporaryDirectory() as scratch:
        path = Path(scratch) / upload.name
        try:
            path.write_bytes(upload.getvalue())
            return open_workbook(path)
        except (ToolkitError, OSError):
            return None
