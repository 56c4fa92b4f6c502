"""Know a file again by its content."""

import hashlib
from pathlib import Path
from typing import Final

_PIECE: Final = 4 * 1024 * 1024
_BEGINNING: Final = 64 * 1024


def content_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes as 64 hexadecimal digits; raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def beginning(path: Path) -> bytes:
    """Return the first 64 kB of a file: two that differ there need not be read whole; raises OSError."""
    with path.open("rb") as file:
        return file.read(_BEGINNING)
