"""The language of a workbook we write: British English, for screen readers and spelling."""

from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

LANGUAGE: Final = "en-GB"

_PROPERTIES: Final = "docProps/core.xml"
_SAID: Final = f"<dc:language>{LANGUAGE}</dc:language>".encode()
_END: Final = b"</cp:coreProperties>"
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time a part of a zip file can have."""


def in_british_english(workbook: bytes) -> bytes:
    """Return a workbook that says in its properties which language it is in; every part has one fixed time.

    XlsxWriter has no setting for it.
    """
    written = BytesIO()
    with ZipFile(BytesIO(workbook)) as parts, ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            content = parts.read(name)
            if name == _PROPERTIES:
                content = content.replace(_END, _SAID + _END)
            part = ZipInfo(name, _FIRST_DAY)
            part.compress_type = ZIP_DEFLATED
            archive.writestr(part, content)
    return written.getvalue()
