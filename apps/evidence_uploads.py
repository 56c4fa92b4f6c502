"""Files of figures that were uploaded, or a folder of this machine, counted while the page tells of it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Protocol

import streamlit as st

from apps import session
from apps.entry import entered
from toolkit.errors import Fault, InputRejected, ToolkitError
from toolkit.evidence.apart import count_apart
from toolkit.evidence.lists import EvidenceLists
from toolkit.evidence.load import Progress
from toolkit.evidence.told import Counted, Question
from toolkit.files.text_file import name_fault
from toolkit.language import say
from toolkit.wording.plain import inert_markdown

FOUND: Final = "evidence"
_MOST_FILES: Final = 400
_MOST_BYTES: Final = 40_000_000


class Upload(Protocol):
    """A file as it was uploaded."""

    name: str
    size: int
    file_id: str

    def getvalue(self) -> bytes:
        """Return what it holds."""


@dataclass(frozen=True)
class Asked:
    """What is to be counted: uploads or a folder, for which district's lists, up to which month."""

    files: Sequence[Upload]
    folder: str
    as_at: str
    record: str

    @property
    def is_anything(self) -> bool:
        """Whether there is something to count."""
        return bool(self.files or self.folder)

    @property
    def key(self) -> tuple[object, ...]:
        """What another question differs in."""
        return (*(one.file_id for one in self.files), self.folder, self.as_at, self.record)


def count(asked: Asked, lists: EvidenceLists) -> None:
    """Count what is asked for, telling of progress, and keep what was found in this session."""
    bar = st.progress(0.0, say("Reading the files"))

    def tell(now: Progress) -> None:
        share = now.done / now.of if now.of else 0.0
        bar.progress(min(1.0, share), inert_markdown(say("Counting {file}", file=now.now)))

    def wait() -> None:
        bar.progress(0.0, say("Somebody else's files are being counted; yours come next, by themselves."))

    try:
        with _paths(asked) as paths:
            values = {"paths": paths, "lists": lists, "as_at": asked.as_at or None}
            found: object = count_apart(entered(Question, say("figures"), values), tell, wait)
    except ToolkitError as error:
        found = error
    bar.empty()
    session.keep_found(FOUND, asked.key, found)


def found_for(asked: Asked) -> Counted | ToolkitError | None:
    """Return what was counted for exactly this, what was wrong with it, or None before it was counted."""
    found = session.found(FOUND, asked.key)
    return found if isinstance(found, Counted | ToolkitError) else None


@contextmanager
def _paths(asked: Asked) -> Iterator[tuple[Path, ...]]:
    """Give the paths of what is to be counted; uploads lie in a folder only for as long.

    Raises
    ------
    InputRejected
        When the uploads are too many or too large, or have names no file may have.
    """
    if faults := tuple(_unfit(asked.files)):
        raise InputRejected(faults)
    with TemporaryDirectory(prefix="csp-figures-") as folder:
        paths = [Path(folder) / str(number) / one.name for number, one in enumerate(asked.files)]
        for path, one in zip(paths, asked.files, strict=True):
            path.parent.mkdir()
            path.write_bytes(one.getvalue())
        own = [Path(asked.folder).expanduser().absolute()] if asked.folder else []
        yield (*paths, *own)


def _unfit(files: Sequence[Upload]) -> Iterator[Fault]:
    if len(files) > _MOST_FILES or sum(one.size for one in files) > _MOST_BYTES:
        problem = say("{number} files are too many or too large together", number=len(files))
        remedy = say("Download fewer months at a time, or use csp-toolkit evidence on your own machine")
        yield Fault("upload", "", problem, remedy, "E_TOO_LARGE")
    for one in files:
        if fault := name_fault(one.name):
            yield fault
