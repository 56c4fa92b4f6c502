"""What every command that makes a paper asks for, and one composed paper written in several formats."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from toolkit.cli.output import write_file
from toolkit.cli.reading import a_day
from toolkit.errors import StorageFailed, UsageError
from toolkit.language import say

if TYPE_CHECKING:
    from toolkit.papers.paper import Paper
    from toolkit.papers.writing import PaperFormat


class PaperChoice(StrEnum):
    """The formats that ``--format`` takes."""

    WORD = "word"
    PDF = "pdf"
    HTML = "html"
    EXCEL = "excel"
    ALL = "all"


class EditionChoice(StrEnum):
    """The editions that ``--edition`` takes."""

    INTERNAL = "internal"
    PUBLIC = "public"


PaperFormatsOption = Annotated[
    list[PaperChoice], typer.Option("--format", help="What to write; may be given several times.")
]
WORD_ONLY: Final = [PaperChoice.WORD]
"""What is written unless something else is asked for; typer asks for a list, and nothing changes it."""

PaperOutputOption = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FOLDER|FILE", help="Where to write; this folder unless given."),
]
EditionOption = Annotated[EditionChoice, typer.Option("--edition", help="Whom the paper is for.")]
UnrankedOption = Annotated[
    bool, typer.Option("--unranked", help="Public edition: priorities as bullets in no order.")
]
TemplateOption = Annotated[
    Path | None, typer.Option("--template", metavar="FILE.docx", help="Styles and logo of the Word file.")
]
ContactOption = Annotated[
    str | None,
    typer.Option(
        "--contact",
        help="Whom to ask, for the workbook's cover; the partnership unless given or written down.",
    ),
]
DatedOption = Annotated[
    str | None,
    typer.Option("--dated", metavar="YYYY-MM-DD", help="The date stated on it; today unless given."),
]

Step = Callable[[str], None]
"""Called with what is done next, for whoever watches."""

_ENDINGS: Final = {".docx": "word", ".pdf": "pdf", ".html": "html", ".xlsx": "excel"}


@dataclass(frozen=True)
class Wanted:
    """What a paper is to be written as, and where."""

    formats: tuple["PaperFormat", ...]
    output: Path
    template: Path | None
    contact: str = ""

    @property
    def is_file(self) -> bool:
        """Say whether `output` names the file itself rather than a folder for it."""
        return self.output.suffix.lower() in _ENDINGS and not self.output.is_dir()


def wanted(
    formats: Sequence[PaperChoice], output: Path | None, template: Path | None, contact: str | None = None
) -> Wanted:
    """Return what a command was asked to write, or refuse it before anything is read.

    Raises
    ------
    UsageError
        When a file is named for several formats or with another ending, a template for no Word file, or
        only the public edition can leave out an order.
    StorageFailed
        When the template is not there.
    """
    from toolkit.papers.writing import PaperFormat

    chosen = [one for one in PaperFormat if one.value in formats or PaperChoice.ALL in formats]
    if template is not None and PaperFormat.WORD not in chosen:
        raise UsageError(say("A template is for Word papers; add --format word, or leave it out."))
    if template is not None and not template.is_file():
        raise StorageFailed(say("There is no file {path}.", path=template))
    asked = Wanted(tuple(chosen), output or Path(), template, (contact or "").strip())
    if asked.is_file and [f".{one.ending}" for one in chosen] != [asked.output.suffix.lower()]:
        raise UsageError(
            say(
                "{path} cannot hold {formats}. Name a folder, or a file with the ending of its one format.",
                path=asked.output,
                formats=", ".join(chosen),
            )
        )
    return asked


def refuse_unranked_internal(edition: EditionChoice, *, unranked: bool) -> None:
    """Refuse to leave out the order of an internal paper.

    Raises
    ------
    UsageError
        When that is asked for.
    """
    if unranked and edition is EditionChoice.INTERNAL:
        raise UsageError(say("--unranked goes with --edition public: the internal paper keeps its order."))


def stated_day(dated: str | None) -> date:
    """Return the day stated on a paper: the one given, or today by the user's own calendar."""
    return a_day(dated) or date.today()  # noqa: DTZ011 (the user's own calendar day)


def write_papers(compose: Callable[[Step], "Paper"], asked: Wanted, *, steps: int) -> None:
    """Compose a paper once, in so many `steps`, write it in each format, and print what was written.

    A file of the same name is replaced, as other commands do.
    """
    from toolkit.papers import drawing

    if not asked.is_file:
        _make_folder(asked.output)
    with suppress(ModuleNotFoundError):  # said below, once it is missed
        drawing.begin()  # draws its first chart while all else is read
    try:
        paper = _write(compose, asked, steps)
    finally:
        drawing.put_away()
    for sentence in paper.standing:
        typer.echo(sentence)


def _write(compose: Callable[[Step], "Paper"], asked: Wanted, steps: int) -> "Paper":
    with watched(steps + len(asked.formats)) as step:
        composed = compose(step)
        paper = replace(composed, contact=asked.contact or composed.contact)
        from toolkit.papers.writing import PaperFormat, paper_file_name, write_papers

        def begins(how: PaperFormat) -> None:
            step(say("Writing {format}", format=how))

        for how, data in write_papers(paper, asked.formats, asked.template, begins):
            path = asked.output if asked.is_file else asked.output / paper_file_name(paper, how)
            write_file(path, data)
            typer.echo(say("{path}: {size} kB, {format}", path=path, size=-(-len(data) // 1000), format=how))
    return paper


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise StorageFailed(
            say("{path} is no folder that can be written to: {why}.", path=folder, why=error.strerror)
        ) from error


@contextmanager
def watched(steps: int) -> Iterator[Step]:
    """Show on a terminal which of `steps` is under way and how long it has taken; elsewhere show nothing."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _what: None
        return
    columns = TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as progress:
        task = progress.add_task("", total=steps, completed=-1)
        yield lambda what: progress.update(task, description=what, advance=1)
