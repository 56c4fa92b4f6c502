"""What can go wrong, said in the terms of whoever can put it right."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar

from toolkit.language import say


class ExitCode(IntEnum):
    """Exit codes of every command; they never change meaning."""

    DONE = 0
    USAGE = 2
    INPUT_REJECTED = 3
    CONFLICT = 4
    STORAGE = 5
    INTEGRITY = 6
    NOT_PERMITTED = 7
    BUG = 70


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a file: where, what, and what would be right.

    Attributes
    ----------
    file
        The file as its author named it, never a full path of this machine.
    place
        Where in the file: ``line 3, level``, ``sheet Scores, cell C4`` or a key such as ``matrix.id``.
        Empty when the whole file is meant.
    problem
        What is wrong, quoting the value found.
    remedy
        What would be right.
    nearest
        The nearest valid name, where a name was not known.
    code
        A stable short name for the kind of fault, such as ``E_RANGE``.
    """

    file: str
    place: str
    problem: str
    remedy: str
    code: str
    nearest: str | None = None

    def __str__(self) -> str:
        """Write the fault on one line."""
        where = f"{self.file}, {self.place}" if self.place else self.file
        hint = " " + say("Did you mean '{nearest}'?", nearest=self.nearest) if self.nearest else ""
        return f"{self.code} {where}: {self.problem}. {self.remedy}.{hint}"


class Unsound(ValueError):
    """A value that a model refuses: what is wrong with it, and the short name of that kind of fault."""

    def __init__(self, problem: str, code: str) -> None:
        self.code = code
        super().__init__(problem)


class ToolkitError(Exception):
    """A failure that a user can understand and act on."""

    exit_code: ClassVar[ExitCode] = ExitCode.BUG


class UsageError(ToolkitError):
    """The command was asked for something it cannot do as asked."""

    exit_code = ExitCode.USAGE


class InputRejected(ToolkitError):
    """One or more files hold faults; every fault found is listed."""

    exit_code = ExitCode.INPUT_REJECTED

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class Refused(ToolkitError):
    """The input is sound, but the question has no honest answer for it."""

    exit_code = ExitCode.INPUT_REJECTED


class Conflict(ToolkitError):
    """Someone else changed the same thing first; nothing was overwritten."""

    exit_code = ExitCode.CONFLICT


class StorageFailed(ToolkitError):
    """The disk, folder or file could not be read or written."""

    exit_code = ExitCode.STORAGE


class IntegrityBroken(ToolkitError):
    """Something stored is not what was stored."""

    exit_code = ExitCode.INTEGRITY


class NotPermitted(ToolkitError):
    """The person may not do this."""

    exit_code = ExitCode.NOT_PERMITTED
