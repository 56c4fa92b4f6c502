"""The tables of a paper as a release workbook, after the Analysis Function's rules for spreadsheets."""

from collections.abc import Sequence
from typing import Final

from toolkit.cells.dates import day_text
from toolkit.errors import Refused
from toolkit.language import say
from toolkit.papers.paper import Edition, Paper, Table
from toolkit.papers.plain_text import one_line
from toolkit.papers.release_book import Content, Link, PlainBook, PlainSheet, TableSheet
from toolkit.papers.release_cells import cell, headings, legend, table_names, tabs, text_cell

COVER: Final = "Cover"
CONTENTS: Final = "Contents"
NOTES: Final = "Notes"

MOST_TABLES: Final = 1_000
_MOST_ROWS, _MOST_COLUMNS = 1_000_000, 16_384


def release_bytes(paper: Paper) -> bytes:
    r"""Return the tables of `paper` as an Excel workbook; its other texts are left to the other formats.

    A cover sheet says title, marking, standing, edition, date and what the paper was made from; then follow
    the contents, the notes, and each table on a sheet of its own, marked up as a table and named. No cell is
    merged or blank: where a table has nothing to say stands ``[x]``, and a legend on its sheet says so.
    Marking, DRAFT and standing stand in cells of every sheet, since headers and footers are not read out.

    Every text is typed as text, whatever it begins with: nothing becomes a formula, a link, a date or a
    number. Texts are as `toolkit.papers.plain_text.plain` has them; what does not fit into a cell is cut
    visibly. The only links lead from the contents to the sheets.

    Raises
    ------
    Refused
        When there are over 1,000 tables, or a table does not fit on a sheet.

    Notes
    -----
    Source: Government Analysis Function, *Releasing statistics in spreadsheets* and *Symbols in tables*;
    written with gptables, which the Analysis Function keeps for the purpose.
    """
    tables = list(paper.tables)
    _refuse_too_large(tables)
    book = PlainBook(paper, one_line(paper.title)[:255], one_line(paper.subtitle)[:255])
    notes = list(dict.fromkeys(note for table in tables for note in table.notes if note))
    _write_cover(book.plain_sheet(COVER), paper)
    if tables:
        names = tabs(tables)
        _write_list(book, paper, CONTENTS, say("Contents"), _contents(tables, names, notes))
        if notes:
            rows = [[say("note {number}", number=k), text_cell(note)] for k, note in enumerate(notes, 1)]
            _write_list(book, paper, NOTES, say("Notes"), [[say("Note"), say("Text")], *rows])
        for name, word, table in zip(names, table_names(tables), tables, strict=True):
            _write_table(book.plain_sheet(name), paper, word, table, notes)
    return book.content()


def _refuse_too_large(tables: Sequence[Table]) -> None:
    if len(tables) > MOST_TABLES:
        raise Refused(
            say(
                "A workbook holds {most} tables at most; this paper has {n}.", most=MOST_TABLES, n=len(tables)
            )
        )
    for table in tables:
        if len(table.rows) > _MOST_ROWS or len(table.columns) > _MOST_COLUMNS:
            raise Refused(say("The table '{name}' does not fit on a sheet.", name=table.name))


def _write_cover(sheet: PlainSheet, paper: Paper) -> None:
    theme, standing = sheet.theme, _standing(paper)
    made = [say("{name}: {text}", name=name, text=text) for name, text in paper.versions]
    parts = (
        (theme.cover_title_format, [one_line(paper.title)]),
        (theme.cover_text_format, [paper.subtitle, *paper.page_marks]),
        (theme.cover_subtitle_format, [say("What to read first")] if standing else []),
        (theme.cover_text_format, standing),
        (theme.cover_subtitle_format, [say("About this workbook")]),
        (theme.cover_text_format, [_edition(paper), _dated(paper), _contact(paper), *made, _rest(paper)]),
    )
    sheet.write_cover_texts(
        [(look, text_cell(text)) for look, texts in parts for text in texts if text.strip()]
    )


def _edition(paper: Paper) -> str:
    if paper.edition is Edition.PUBLIC:
        return say("Public edition")
    return say("Internal edition")


def _dated(paper: Paper) -> str:
    return say("Dated {day}", day=day_text(paper.dated))


def _contact(paper: Paper) -> str:
    return say("Contact: {contact}", contact=paper.contact) if paper.contact.strip() else ""


def _rest(paper: Paper) -> str:
    if next(paper.tables, None) is None:
        return say("This paper has no tables. The Word or PDF paper of the same name holds its text.")
    return say(
        "This workbook holds the tables of the paper, one on each sheet. "
        "The Word or PDF paper of the same name holds its text and pictures."
    )


def _contents(
    tables: Sequence[Table], names: Sequence[str], notes: Sequence[str]
) -> list[list[Content | Link]]:
    listed: list[list[Content | Link]] = [[say("Sheet"), say("Holds")]]
    if notes:
        listed.append([_link(NOTES), say("The notes to the tables")])
    return listed + [
        [_link(name), text_cell(one_line(table.title)) or name]
        for name, table in zip(names, tables, strict=True)
    ]


def _link(name: str) -> Link:
    quoted = name.replace("'", "''")
    return {name: f"internal:'{quoted}'!A1"}


def _write_list(
    book: PlainBook, paper: Paper, name: str, title: str, rows: Sequence[Sequence[Content | Link]]
) -> None:
    book.plain_sheet(name).write_table(
        TableSheet(
            word=f"{name.lower()}_table",
            title=title,
            marks=_marks(paper),
            instructions=say("This worksheet contains one table."),
            columns=[str(heading) for heading in rows[0]],
            cells=rows[1:],
        )
    )


def _write_table(sheet: PlainSheet, paper: Paper, word: str, table: Table, notes: Sequence[str]) -> None:
    columns = headings(table.columns)
    sheet.write_table(
        TableSheet(
            word=word,
            title=_referenced(one_line(table.title) or one_line(table.name), table, notes),
            marks=_marks(paper),
            instructions=_instructions(table),
            legend=[*_standing(paper), *legend(table)],
            source=text_cell(say("Source: {source}", source=table.source)) if table.source else None,
            columns=columns,
            cells=[[cell(value) for value in row] for row in table.rows] or [_no_rows(len(columns))],
        )
    )


def _no_rows(columns: int) -> list[Content]:
    return [say("no rows"), *[cell(None)] * (columns - 1)]


def _referenced(title: str, table: Table, notes: Sequence[str]) -> str:
    numbers = sorted({notes.index(note) + 1 for note in table.notes if note})
    references = "".join(f" [{say('note {number}', number=number)}]" for number in numbers)
    return text_cell(title, len(references)) + references


def _instructions(table: Table) -> str:
    if any(table.notes):
        return say("This worksheet contains one table. Its notes are on the worksheet Notes.")
    return say("This worksheet contains one table.")


def _marks(paper: Paper) -> list[str]:
    return [text_cell(mark) for mark in paper.page_marks if mark.strip()]


def _standing(paper: Paper) -> list[str]:
    """Return what must be read first and does not stand among the marks already."""
    return [text_cell(text) for text in paper.standing if text.strip() and text not in paper.page_marks]
