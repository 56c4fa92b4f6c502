"""TOML files as plain values with exact numbers, and the line on which each key stands."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from toolkit.errors import Fault, InputRejected, StorageFailed
from toolkit.files.faults import shown
from toolkit.files.text_file import TOML_LIMIT, read_text, reason
from toolkit.files.toml_lines import KeyPath, key_lines, line_of
from toolkit.language import say

_PLACE_IN_MESSAGE = re.compile(r"^(.*) \(at (?:line (\d+), column \d+|end of document)\)$", re.DOTALL)
_EXACT = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?")
_KEY_PART = r"""(?>"[^"\n]{0,200}"|'[^'\n]{0,200}'|[\w"'-]+)[ \t]*+"""
_LONG_KEY = re.compile(rf"""(?<![\w"'.-])(?>(?:{_KEY_PART}\.[ \t]*+){{50}})""")


@dataclass(frozen=True)
class TomlDocument:
    """The values of a TOML file, with the line of each key."""

    name: str
    values: dict[str, Any]
    text: str

    @cached_property
    def lines(self) -> dict[KeyPath, int]:
        """The line of each key; worked out only when there is a fault to place."""
        return key_lines(self.text)

    def place(self, path: KeyPath) -> str:
        """Return ``line 12`` for the nearest known key of `path`, or nothing."""
        line = line_of(path, self.lines)
        return "" if line is None else say("line {line}", line=line)


@dataclass(frozen=True)
class _Inexact:
    """A number that has no exact value here, kept until its place is known."""

    text: str


def read_toml(path: Path, name: str) -> TomlDocument:
    """Return the values of the TOML file at `path`, called `name` in messages.

    Numbers with a decimal point become exact fractions. What was read is kept until the file changes;
    treat it as read-only.

    Raises
    ------
    StorageFailed
        When the file is missing or cannot be read.
    InputRejected
        When it is too large, not UTF-8, not TOML, or holds a number that is not finite.
    """
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise StorageFailed(say("There is no file {name}.", name=name)) from error
    except (OSError, ValueError) as error:
        raise StorageFailed(
            say("{name} cannot be read: {reason}.", name=name, reason=reason(error))
        ) from error
    return _read_once(path.absolute(), name, found.st_mtime_ns, found.st_size, found.st_ino)


@lru_cache(maxsize=256)
def _read_once(path: Path, name: str, _changed: int, _size: int, _inode: int) -> TomlDocument:
    return parse_toml(read_text(path, TOML_LIMIT, name), name)


def parse_toml(text: str, name: str) -> TomlDocument:
    """Return the values of TOML `text`; raises InputRejected as `read_toml` does."""
    if not text.strip():
        raise InputRejected(
            [Fault(name, "", say("the file is empty"), say("See docs/formats.md for its keys"), "E_EMPTY")]
        )
    _refuse_long_keys(text, name)
    try:
        values = tomllib.loads(text.replace("\r\n", "\n"), parse_float=_exact)
    except tomllib.TOMLDecodeError as error:
        raise InputRejected([_syntax_fault(str(error), text, name)]) from error
    except RecursionError as error:
        problem = say("lists or tables are nested too deep")
        raise InputRejected([Fault(name, "", problem, say("Write it flatter"), "E_DEPTH")]) from error
    except ValueError as error:
        problem = say("a number or date in it is too long or does not exist")
        raise InputRejected(
            [Fault(name, "", problem, say("Correct the number or date"), "E_BIGINT")]
        ) from error
    document = TomlDocument(name, values, text)
    if faults := [_inexact_fault(document, path, number) for path, number in _inexact(values)]:
        raise InputRejected(faults)
    return document


def _exact(text: str) -> Fraction | _Inexact:
    plain = text.replace("_", "")
    return Fraction(plain) if _EXACT.fullmatch(plain) else _Inexact(text)


def _inexact(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, _Inexact]]:
    if isinstance(value, _Inexact):
        yield path, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _inexact(part, (*path, key))
    elif isinstance(value, list):
        for position, part in enumerate(value):
            yield from _inexact(part, (*path, position))


def _inexact_fault(document: TomlDocument, path: KeyPath, number: _Inexact) -> Fault:
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    return Fault(
        file=document.name,
        place=", ".join(part for part in (document.place(path), key) if part),
        problem=say("{number} is not a number that can be kept exactly", number=shown(number.text)),
        remedy=say('Write a whole number, a decimal such as 0.25 or a fraction in quotes such as "1/3"'),
        code="E_NONFINITE",
    )


def _refuse_long_keys(text: str, name: str) -> None:
    """Refuse keys of very many parts: no honest file has them and they take the parser minutes."""
    if found := _LONG_KEY.search(text):
        line = text.count("\n", 0, found.start()) + 1
        problem = say("a key has too many parts joined by dots")
        raise InputRejected(
            [Fault(name, say("line {line}", line=line), problem, say("Write it flatter"), "E_DEPTH")]
        )


def _syntax_fault(message: str, text: str, name: str) -> Fault:
    found = _PLACE_IN_MESSAGE.match(message)
    what = found[1] if found else message
    line = found[2] if found and found[2] else str(text.count("\n") + 1)
    if what.startswith(("Cannot overwrite", "Cannot declare")):
        return Fault(
            name,
            say("line {line}", line=line),
            say("a key or table is given twice"),
            say("Keep one of the two; entries of a list start with [[double brackets]]"),
            "E_DUP_KEY",
        )
    return Fault(
        name,
        say("line {line}", line=line),
        say("not valid TOML: {problem}", problem=what[:1].lower() + what[1:]),
        _remedy(what),
        "E_TOML",
    )


def _remedy(what: str) -> str:
    if what.startswith(("Invalid value", "Expected '='")):
        return say('Write key = "text" with the text in straight quotes; numbers need none')
    if what.startswith(("Illegal character", "Unterminated", "Expected newline")):
        return say("Close the quotes; a text of several lines needs three quotes before and after")
    return say("Correct the line; see docs/formats.md for an example")
