"""Reading the cells of one row: each is checked, and each fault is said in its author's terms."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final, TypeVar

from toolkit.errors import Fault
from toolkit.files.faults import listed, name_key, nearest_name, shown
from toolkit.files.rows import Row, Table
from toolkit.language import say
from toolkit.model.text import NAME_LIMIT, TEXT_LIMIT, fold, sound_text

E = TypeVar("E", bound=StrEnum)

IDENTIFIER: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_IDENTIFIER_LIMIT = 80
_MOST_GUESSES = 200
_MOST_FAULTS = 5_000


class Names:
    """The valid names of one kind of thing: ids, and labels that stand for an id."""

    def __init__(self, what: str, code: str, labels: Mapping[str, Iterable[str]]) -> None:
        self.what = what
        self.code = code
        self.ids = dict.fromkeys(labels)
        self._by_key = {fold(name): id_ for id_, names in labels.items() for name in names}
        self._by_key |= {fold(id_): id_ for id_ in labels}
        self._near = {name_key(name): id_ for name, id_ in self._by_key.items()}
        self.remedy = say("Write one of {ids}", ids=listed(self.ids))
        self._guesses: dict[str, str | None] = {}

    def find(self, name: str) -> str | None:
        """Return the id that `name` stands for, or None."""
        return name if name in self.ids else self._by_key.get(fold(name))

    def nearest(self, name: str) -> str | None:
        """Return the id whose id or label looks most like `name`, for the first names that are asked about.

        Comparing is slow, and a file with hundreds of unknown names has another fault than their spelling.
        """
        if name not in self._guesses and len(self._guesses) < _MOST_GUESSES:
            close = nearest_name(name, self._near)
            self._guesses[name] = self._near[close] if close else None
        return self._guesses.get(name)


def rows_worth_reading(table: Table, faults: list[Fault]) -> Iterator[Row]:
    """Yield the rows of `table`, until it has more faults than anyone would read in one go."""
    before = len(faults)
    for row in table.rows:
        if len(faults) - before > _MOST_FAULTS:
            place = next(iter(row.places.values()), "")
            problem = say("reading stopped here, after {most_faults:,} faults", most_faults=_MOST_FAULTS)
            faults.append(Fault(table.file, place, problem, say("Correct the ones above first"), "E_MANY"))
            return
        yield row


class CellReader:
    """The cells of one row, and the faults found in them so far."""

    def __init__(self, row: Row, file: str, faults: list[Fault]) -> None:
        self._row = row
        self._file = file
        self._faults = faults
        self._before = len(faults)

    @property
    def is_sound(self) -> bool:
        """Whether no fault has been found in this row."""
        return len(self._faults) == self._before

    def place(self, column: str) -> str:
        """Return the place of a cell as its author would name it."""
        return self._row.places.get(column, column)

    def fault(self, column: str, problem: str, remedy: str, code: str, nearest: str | None = None) -> None:
        """Note a fault of the cell in `column`."""
        self._faults.append(Fault(self._file, self.place(column), problem, remedy, code, nearest))

    def text(self, column: str, limit: int = TEXT_LIMIT) -> str:
        """Return a text that may be blank."""
        return self._sound(column, self._row.cells.get(column, ""), limit)

    def name(self, column: str) -> str:
        """Return a short text that may not be blank."""
        text = self.text(column, NAME_LIMIT)
        if not text and self.is_sound:
            self.fault(
                column,
                say("it is blank"),
                say("Write the {column}", column=column.replace("_", " ")),
                "E_BLANK",
            )
        return text

    def identifier(self, column: str) -> str:
        """Return a lower-case id."""
        text = self.name(column)
        if text and not is_identifier(text):
            suggestion = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
            remedy = say("Use lower-case letters, digits and hyphens, such as domestic-abuse")
            self.fault(
                column,
                say("{text} cannot be an id", text=shown(text)),
                remedy,
                "E_PATTERN",
                suggestion or None,
            )
        return text

    def known(self, column: str, names: Names | None, text: str | None = None) -> str:
        """Return the id that a cell, or one entry `text` of it, stands for."""
        found = self.name(column) if text is None else text
        if not found or names is None:
            return found
        id_ = names.find(found)
        if id_ is None:
            remedy = say("Write one of {ids}", ids=listed(names.ids))
            self.fault(
                column,
                say("unknown {what} {found}", what=names.what, found=shown(found)),
                remedy,
                names.code,
                names.nearest(found),
            )
        return id_ or found

    def choice(self, column: str, choices: type[E], default: E | None, text: str | None = None) -> E | None:
        """Return a word of a closed set; spaces, hyphens and case do not matter, and blank is `default`."""
        found = self.text(column, NAME_LIMIT) if text is None else text
        if not found:
            if default is None and self.is_sound:
                self.fault(
                    column,
                    say("it is blank"),
                    say("Write one of {choices}", choices=listed(choices)),
                    "E_BLANK",
                )
            return default
        for choice in choices:
            if name_key(found) in (name_key(choice.value), name_key(getattr(choice, "label", choice.value))):
                return choice
        remedy = say("Write one of {choices}", choices=listed(choices))
        near = nearest_name(found, list(choices))
        self.fault(
            column, say("{found} is not one of the choices", found=shown(found)), remedy, "E_CHOICE", near
        )
        return default

    def entries(self, column: str, prefix: str = "") -> list[str]:
        """Return the entries of a cell that are joined by ``|``.

        An entry may begin with `prefix`, which is no part of its text: that text is checked without it.
        """
        found: list[str] = []
        for part in split_entries(self._row.cells.get(column, "")):
            entry = part.strip()
            before = prefix if prefix and entry[: len(prefix)].upper() == prefix else ""
            if text := before + self._sound(column, entry[len(before) :], NAME_LIMIT):
                found.append(text)
        return found

    def _sound(self, column: str, cell: str, limit: int) -> str:
        if not cell:
            return ""
        try:
            text = sound_text(cell)
        except ValueError as error:
            code = getattr(error, "code", "E_UNICODE")
            self.fault(
                column,
                say("{error} in {cell}", error=error, cell=shown(cell)),
                say("Type the text again by hand"),
                code,
            )
            return ""
        if len(text) > limit:
            problem = say(
                "{number:,} characters, at most {limit:,} are allowed", number=len(text), limit=limit
            )
            self.fault(column, problem, say("Shorten the text"), "E_LENGTH")
        return text


def is_identifier(text: str) -> bool:
    """Say whether `text` may be an id."""
    return len(text) <= _IDENTIFIER_LIMIT and IDENTIFIER.fullmatch(text) is not None


def join_entries(entries: Sequence[str]) -> str:
    r"""Return entries joined by ``|``; a bar or backslash inside an entry gets a backslash.

    >>> join_entries(["DA", "a|b"])
    'DA|a\\|b'
    """
    return "|".join(entry.replace("\\", "\\\\").replace("|", "\\|") for entry in entries)


def split_entries(cell: str) -> list[str]:
    r"""Return the entries of a cell joined by ``|``; the inverse of `join_entries`.

    >>> split_entries("DA|a\\|b")
    ['DA', 'a|b']
    """
    entries, entry, characters = [], "", iter(cell)
    for character in characters:
        if character == "|":
            entries.append(entry)
            entry = ""
        elif character == "\\":
            following = next(characters, "")
            entry += following if following in ("\\", "|") and following else character + following
        else:
            entry += character
    return [*entries, entry]
