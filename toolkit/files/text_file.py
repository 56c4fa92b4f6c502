"""Guarded reading of text files: size, encoding and name are checked before anything is parsed."""

import stat
from pathlib import Path
from typing import Final

from toolkit.errors import Fault, InputRejected, StorageFailed
from toolkit.files.faults import shown
from toolkit.language import say
from toolkit.model.text import hidden_character

RETURN_LIMIT: Final = 20_000_000
"""Most bytes in a file of a return."""
TOML_LIMIT: Final = 1_000_000
"""Most bytes in a matrix or list."""
HEADER_LIMIT: Final = 100_000
"""Most bytes in a ``return.toml``."""

_NAME_LIMIT = 150
_FORBIDDEN_IN_NAMES = frozenset('<>:"|?*\\/')
_RESERVED_NAMES = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
)
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def name_fault(name: str) -> Fault | None:
    """Return what makes `name` unfit as a file name on some system, or None.

    >>> name_fault("scores.csv") is None
    True
    """
    stem = name.split(".", 1)[0].strip().casefold()
    unfit = (
        not name.strip(". ")
        or name != name.strip()
        or name.startswith(".")
        or name.endswith(".")
        or len(name) > _NAME_LIMIT
        or stem in _RESERVED_NAMES
        or hidden_character(name) is not None
        or any(character in _FORBIDDEN_IN_NAMES or ord(character) < ord(" ") for character in name)
    )
    if not unfit:
        return None
    return Fault(
        file=shown(name),
        place="",
        problem=say("this file name does not work on every computer"),
        remedy=say("Use letters, digits, spaces, hyphens and one ending, such as maidstone.csv"),
        code="E_FILENAME",
    )


def read_bytes(path: Path, limit: int, name: str) -> bytes:
    """Return the bytes of the file at `path`, called `name` in messages.

    Raises
    ------
    StorageFailed
        When the file is missing or cannot be read.
    InputRejected
        When it holds more than `limit` bytes.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise StorageFailed(say("{name} is not a file that can be read.", name=name))
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError as error:
        raise StorageFailed(say("There is no file {name}.", name=name)) from error
    except (OSError, ValueError) as error:
        raise StorageFailed(
            say("{name} cannot be read: {reason}.", name=name, reason=reason(error))
        ) from error
    if len(data) > limit:
        size = f"{limit // 1_000_000} MB" if limit >= 1_000_000 else say("{limit} kB", limit=limit // 1_000)  # noqa: PLR2004
        problem = say("the file is larger than {size}", size=size)
        raise InputRejected(
            [Fault(name, "", problem, say("Split the file, or leave out what is not asked for"), "E_SIZE")]
        )
    return data


def decode(data: bytes, name: str) -> str:
    """Return `data` as text, without a byte-order mark.

    Raises
    ------
    InputRejected
        When it is not UTF-8 text.
    """
    if data.startswith(_UTF_16_MARKS):
        problem, remedy = (
            say("the file is UTF-16 text"),
            say("In Excel choose 'CSV UTF-8 (Comma delimited)' when saving"),
        )
        raise InputRejected([Fault(name, "", problem, remedy, "E_NUL")])
    if b"\0" in data:
        problem = say("the file contains NUL bytes; it is not a text file")
        raise InputRejected(
            [Fault(name, "", problem, say("Save it as text, for example as CSV UTF-8"), "E_NUL")]
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = say(
            "not UTF-8 text: byte {place} is {byte:02X}",
            place=error.start + 1,
            byte=data[error.start],
        )
        remedy = say(
            "In Excel choose 'CSV UTF-8 (Comma delimited)' when saving, in Notepad the encoding UTF-8"
        )
        raise InputRejected(
            [Fault(name, say("line {line}", line=line), problem, remedy, "E_ENCODING")]
        ) from error


def read_text(path: Path, limit: int, name: str) -> str:
    """Return the text of the file at `path`; raises as `read_bytes` and `decode` do."""
    return decode(read_bytes(path, limit, name), name)


def reason(error: Exception) -> str:
    """Return why the operating system refused, without the path it names."""
    return (
        (error.strerror or str(error)) if isinstance(error, OSError) else say("its name is not a file name")
    )
