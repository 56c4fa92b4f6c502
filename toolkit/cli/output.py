"""One report to a terminal table, CSV, JSON or Markdown, on screen or in a file."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toolkit.errors import StorageFailed, UsageError
from toolkit.language import say

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

_FILE_WIDTH = 160
_GAP = 3
"""What stands between two columns of a terminal table."""


class Format(StrEnum):
    """How a report is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"


FormatOption = Annotated[Format, typer.Option("--format", help="How to write the result.")]
OutputOption = Annotated[
    Path | None, typer.Option("-o", "--output", help="Write to this file instead of the screen.")
]


@dataclass(frozen=True)
class Block:
    """One table of a report with its short name, title and the sentences that go with it.

    `columns` are those that people read on screen and in Markdown, all when empty; CSV holds every one.
    """

    name: str
    title: str
    frame: "pd.DataFrame"
    columns: Sequence[str] = ()
    before: Sequence[str] = ()
    bullets: Sequence[str] = ()
    after: Sequence[str] = ()
    shown: bool = True
    """False for a table that is for CSV only."""

    @property
    def read(self) -> "pd.DataFrame":
        """The part of the frame that people read."""
        return self.frame[list(self.columns)] if self.columns else self.frame


@dataclass(frozen=True)
class Report:
    """What a command found: sentences, tables, and the same as a JSON document.

    `context` says on every row of a CSV file what the row is of: district, year, matrix, whether invented.
    """

    title: str
    sentences: Sequence[str]
    blocks: Sequence[Block]
    document: Mapping[str, Any] | Sequence[Any]
    context: Mapping[str, str] = field(default_factory=dict)


def deliver(report: Report, how: Format, output: Path | None, table: str | None = None) -> None:
    """Write `report` to the screen or to the file `output`; CSV holds one table, the first unless named."""
    report = _with_chains(report)
    if how is Format.TABLE and output is None:
        _show(report, sys.stdout, None)
        return
    text = _text(report, how, table)
    if output is None:
        sys.stdout.write(text)
        return
    write_file(output, text.encode())


def _with_chains(report: Report) -> Report:
    """Return the report with the heads of the chains it was read from: a chain cut short is noticed."""
    from toolkit.cli.database import chain_heads

    heads = chain_heads()
    if not heads:
        return report
    said = "; ".join(f"{name}: {head}" for name, head in heads.items())
    chains = {name: {"count": head.count, "hash": head.hash} for name, head in heads.items()}
    document = report.document
    if isinstance(document, Mapping):
        document = {**document, "chains": chains}
    return replace(
        report,
        sentences=[
            *report.sentences,
            say("Read from a database; where its chains stood: {said}.", said=said),
        ],
        document=document,
        context={**report.context, say("Chains"): said},
    )


def write_file(path: Path, data: bytes) -> None:
    """Write `data` to `path` whole or not at all.

    Raises
    ------
    StorageFailed
        When the folder or disk does not take it.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True) if part.parent.is_dir() else None
        raise StorageFailed(
            say("{path} could not be written: {strerror}.", path=path, strerror=error.strerror)
        ) from error


def _text(report: Report, how: Format, table: str | None) -> str:
    if how is Format.JSON:
        return json.dumps(report.document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    if how is Format.CSV:
        return _csv(report, table)
    if how is Format.MARKDOWN:
        return "\n".join(_markdown(report)) + "\n"
    import io

    written = io.StringIO()
    _show(report, written, _FILE_WIDTH)
    return written.getvalue()


def _csv(report: Report, table: str | None) -> str:
    from toolkit.files.csv_text import write_table

    blocks = {block.name: block for block in report.blocks}
    if table is not None and table not in blocks:
        raise UsageError(
            say(
                "There is no table '{table}' here. Tables: {tables}.",
                table=table,
                tables=", ".join(blocks) or say("none"),
            )
        )
    if not blocks:
        return ""
    frame = blocks[table].frame if table else next(iter(blocks.values())).frame
    columns = [*map(str, frame.columns), *report.context]
    rows = (
        {**{str(k): str(v) for k, v in row.items()}, **report.context}
        for row in frame.to_dict(orient="records")
    )
    return write_table(rows, columns)


def _markdown(report: Report) -> Iterator[str]:
    from toolkit.wording.plain import inert_markdown

    yield f"# {inert_markdown(report.title)}"
    for sentence in report.sentences:
        yield from ("", inert_markdown(sentence))
    for block in filter(_is_shown, report.blocks):
        yield from ("", f"## {inert_markdown(block.title)}", "") if block.title else ("",)
        for sentence in block.before:
            yield from (inert_markdown(sentence), "")
        yield from (f"- {inert_markdown(bullet)}" for bullet in block.bullets)
        if len(block.read):
            columns = [inert_markdown(str(name)) for name in block.read.columns]
            yield "| " + " | ".join(columns) + " |"
            yield "|" + " --- |" * len(columns)
            for row in block.read.itertuples(index=False):
                yield "| " + " | ".join(inert_markdown(str(cell)) for cell in row) + " |"
        for sentence in block.after:
            yield from ("", inert_markdown(sentence))


def _is_shown(block: Block) -> bool:
    return block.shown


def _show(report: Report, file: Any, width: int | None) -> None:  # noqa: ANN401 (any text stream)
    from rich.console import Console
    from rich.text import Text

    console = Console(file=file, width=width, highlight=False, soft_wrap=False)
    console.print(Text(report.title, style="bold"))
    for sentence in report.sentences:
        console.print(Text(sentence))
    for block in filter(_is_shown, report.blocks):
        console.print()
        if block.title:
            console.print(Text(block.title, style="bold"))
        for sentence in [*block.before, *(f"- {bullet}" for bullet in block.bullets)]:
            console.print(Text(sentence))
        if len(block.read):
            console.print(_rich_table(block.read, console.width))
        for sentence in block.after:
            console.print(Text(sentence))


def _rich_table(frame: "pd.DataFrame", width: int) -> "Table":
    from rich.table import Table
    from rich.text import Text

    table = Table(show_edge=False, pad_edge=False)
    longest = [
        max(len(word) for cell in (name, *cells) for word in f"{cell} -".split())
        for name, cells in frame.items()
    ]
    whole_words = sum(longest) + _GAP * len(longest) <= width
    for (name, cells), least in zip(frame.items(), longest, strict=True):
        numbers = all(isinstance(cell, int) for cell in cells)
        table.add_column(
            Text(str(name)),
            justify="right" if numbers else "left",
            overflow="fold",
            min_width=least if whole_words else None,
        )
    for row in frame.itertuples(index=False):
        table.add_row(*(Text(str(cell)) for cell in row))
    return table


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show on a terminal that `what` is under way; elsewhere show nothing."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status(what):
        yield
