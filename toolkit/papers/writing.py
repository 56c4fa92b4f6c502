"""A paper as the bytes of a file, and the name of that file."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from toolkit.errors import UsageError
from toolkit.language import say
from toolkit.model.assessment import Marking
from toolkit.papers.paper import Edition, Paper, Picture


class PaperFormat(StrEnum):
    """What a paper is written as."""

    WORD = "word"
    PDF = "pdf"
    HTML = "html"
    EXCEL = "excel"

    @property
    def ending(self) -> str:
        """The ending of its file."""
        return {"word": "docx", "pdf": "pdf", "html": "html", "excel": "xlsx"}[self.value]


_OF_THE_EXTRA: Final = {"docx", "gptables", "typst", "vl_convert"}
"""The modules that come with the extra ``papers``."""

_WHEN: Final = (PaperFormat.EXCEL, PaperFormat.HTML, PaperFormat.PDF, PaperFormat.WORD)
"""The order in which formats are written: what needs the fewest drawings first, while those are made."""

_MakeRoom = Callable[[], None]
"""Called by what writes before it takes much memory: the charts' own is given back then."""

_Writer = Callable[[Paper, _MakeRoom], bytes]


def write_paper(paper: Paper, how: PaperFormat, template: Path | None = None) -> bytes:
    """Return `paper` written as `how`; a Word file takes its styles and logo from `template`.

    Raises
    ------
    UsageError
        When the extra ``papers`` is not installed, or a template is given for something else than Word.
    """
    return dict(write_papers(paper, [how], template))[how]


def write_papers(
    paper: Paper,
    formats: Collection[PaperFormat],
    template: Path | None = None,
    begins: Callable[[PaperFormat], object] = lambda _how: None,
) -> Iterator[tuple[PaperFormat, bytes]]:
    """Give each of `formats` and `paper` written as it: Excel, HTML, PDF, then Word, charts drawn meanwhile.

    A Word file takes its styles and logo from `template`; `begins` is called as each format begins.

    Raises
    ------
    UsageError
        As `write_paper`.
    """
    if template is not None and PaperFormat.WORD not in formats:
        how = ", ".join(formats)
        raise UsageError(
            say("A template is for Word papers only; this one is written as {format}.", format=how)
        )
    try:
        writers = {how: _writer(how, template) for how in _WHEN if how in formats}
        yield from _written(paper, writers, begins)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] not in _OF_THE_EXTRA:
            raise
        raise UsageError(_needs_the_extra()) from error


def _written(
    paper: Paper, writers: Mapping[PaperFormat, _Writer], begins: Callable[[PaperFormat], object]
) -> Iterator[tuple[PaperFormat, bytes]]:
    charts = [block.chart for block in paper.blocks if isinstance(block, Picture)]
    with ExitStack() as stack:
        make_room: _MakeRoom = lambda: None  # noqa: E731 (unless there are charts)
        if charts and set(writers) != {PaperFormat.EXCEL}:
            pictures = import_module("toolkit.papers.pictures")
            make_room = stack.enter_context(pictures.drawn_ahead(charts, as_png=PaperFormat.WORD in writers))
        for how, writer in writers.items():
            begins(how)
            yield how, writer(paper, make_room)


def missing_extra() -> str:
    """Say that the extra ``papers`` is not installed and how to install it, or nothing where it is there."""
    return "" if all(map(find_spec, sorted(_OF_THE_EXTRA))) else _needs_the_extra()


def _needs_the_extra() -> str:
    return say("Papers need the extra 'papers', which is not installed: pip install \"csp-toolkit[papers]\".")


def check_template(template: Path) -> None:
    """Refuse a Word template with which no paper could be written.

    Raises
    ------
    InputRejected
        When it holds macros, points outside itself, or is no Word document; every fault is named at once.
    StorageFailed
        When it cannot be read.
    """
    check: Callable[[Path], None] = import_module("toolkit.papers.word").check_template
    check(template)


def paper_file_name(paper: Paper, how: PaperFormat) -> str:
    """Return the name of a paper's file, marking first: ``OFFICIAL DRAFT kent-county-pack.docx``."""
    marking = "" if paper.marking is Marking.NONE else paper.marking.value
    edition = "public" if paper.edition is Edition.PUBLIC else ""
    parts = (marking, "DRAFT" if paper.draft else "", paper.partial, paper.name, edition)
    return f"{' '.join(filter(None, parts))}.{how.ending}"


def _writer(how: PaperFormat, template: Path | None) -> _Writer:
    # Found by name, so that whoever makes no papers does not wait for what makes them.
    module, function = {
        PaperFormat.WORD: ("word", "word_bytes"),
        PaperFormat.PDF: ("pdf", "pdf_bytes"),
        PaperFormat.HTML: ("html", "html_bytes"),
        PaperFormat.EXCEL: ("release", "release_bytes"),
    }[how]
    found: Callable[..., bytes] = getattr(import_module(f"toolkit.papers.{module}"), function)

    def word(paper: Paper, make_room: _MakeRoom) -> bytes:
        make_room()
        return found(paper, template)

    if how is PaperFormat.WORD:
        return word
    return found if how is PaperFormat.PDF else lambda paper, _make_room: found(paper)
