"""PDFs opened with pypdf and PDFium: tagged, titled, marked on every page, their texts nothing but text."""

import dataclasses
import hashlib
import io
import os
import re
import struct
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
import typst
from pypdf.generic import FloatObject

from tests.papers.example_paper import LONG, example_paper, hostile_paper, long_table, numbers_table
from toolkit.errors import Refused, ToolkitError
from toolkit.papers import pdf
from toolkit.papers.paper import Bullets, Heading, Paper, Paragraph, Picture, Table
from toolkit.papers.pdf_letters import printable


@cache
def example_pdf() -> bytes:
    return pdf.pdf_bytes(example_paper())


@cache
def hostile_pdf() -> bytes:
    return pdf.pdf_bytes(hostile_paper())


def printed(paper: Paper) -> bytes:
    if paper is example_paper():
        return example_pdf()
    return hostile_pdf() if paper is hostile_paper() else pdf.pdf_bytes(paper)


def read(paper: Paper) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(printed(paper)))


def with_blocks(*blocks: Any) -> Paper:
    return dataclasses.replace(example_paper(), blocks=blocks)


def joined(text: str) -> str:
    """Return a text without what a line's end may add or take away."""
    return re.sub(r"[\s\u200b\u2010]+", "", text)


def words_of(paper: Paper) -> str:
    return joined("".join(page.extract_text() for page in read(paper).pages))


def tags(paper: Paper) -> Counter[str]:
    root = read(paper).trailer["/Root"]["/StructTreeRoot"]
    return Counter(str(part["/S"]) for part in parts(root["/K"]))


def parts(node: Any) -> Iterator[Any]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from parts(one)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from parts(node["/K"])


def bookmarks(outline: Any, depth: int = 1) -> Iterator[tuple[int, str]]:
    for one in outline:
        if isinstance(one, list):
            yield from bookmarks(one, depth + 1)
        else:
            yield depth, one.title


def test_a_screen_reader_is_told_the_language_the_title_and_that_there_are_tags() -> None:
    root = read(example_paper()).trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read(example_paper()).metadata.title == "Example paper for the Vale of Example"
    assert "pdfuaid:part" in root["/Metadata"].get_object().get_data().decode()


def test_headings_lists_tables_and_charts_are_tagged_as_what_they_are() -> None:
    found = tags(example_paper())
    assert {"/Title": 1, "/H2": 2, "/H3": 1, "/H4": 1, "/Figure": 1}.items() <= found.items()
    assert found["/H1"] == 4  # contents, two sections, an appendix
    assert (found["/Table"], found["/THead"], found["/L"]) == (4, 4, 3)
    assert found["/TH"] == 4 + 3 + 4 + 2
    assert found["/LI"] == 3 + 3 + 2


def test_a_chart_carries_its_words() -> None:
    root = read(example_paper()).trailer["/Root"]["/StructTreeRoot"]
    (figure,) = (part for part in parts(root["/K"]) if part["/S"] == "/Figure")
    (picture,) = (block for block in example_paper().blocks if isinstance(block, Picture))
    assert figure["/Alt"] == picture.alt


def test_bookmarks_follow_the_headings_and_carry_their_numbers() -> None:
    assert list(bookmarks(read(example_paper()).outline)) == [
        (1, "1 What the districts chose"),
        (2, "1.1 How the counts were made"),
        (3, "1.1.1 In detail"),
        (4, "1.1.1.1 In the smallest detail"),
        (1, "2 How often each issue is among the top five"),
        (1, "Appendix A: every issue in every district"),
        (2, "Ranks"),
    ]


def test_every_page_is_marked_at_its_top_and_its_bottom_and_says_which_it_is() -> None:
    pages = read(example_paper()).pages
    for number, page in enumerate(pages, 1):
        lines = page.extract_text().splitlines()
        assert lines[:2] == ["OFFICIAL-SENSITIVE - For partners of the Vale of Example only", "DRAFT"]
        assert lines[-2:] == lines[:2]
        assert f"Page {number} of {len(pages)}" in lines[-3]


def texts(paper: Paper) -> Iterator[str]:
    """Every text a reader of a paper is to see."""
    yield from (paper.title, paper.subtitle, *paper.standing)
    for pair in paper.versions:
        yield from pair
    for block in paper.blocks:
        match block:
            case Heading(text) | Paragraph(text):
                yield text
            case Bullets(items):
                yield from items
            case Picture():
                yield from (block.headline, block.measured)
    for table in paper.tables:
        yield from (table.title, *table.columns, *table.notes, table.source)
        yield from (cell for row in table.rows for cell in row if isinstance(cell, str))


@pytest.mark.parametrize("paper", [example_paper(), hostile_paper()], ids=lambda paper: paper.name)
def test_every_text_is_printed_and_only_as_text(paper: Paper) -> None:
    # Page marks and the heads of columns stand between the parts of a text that runs over a page.
    short = [text for text in texts(paper) if len(text) < 500]
    all_words = words_of(paper)
    assert [text for text in short if joined(printable(text)) not in all_words] == []


def test_ten_thousand_characters_are_printed_to_their_end() -> None:
    words = words_of(with_blocks(Heading("Long"), Paragraph(LONG)))
    assert words.count("tenthousandcharacters") == 209


def test_a_word_of_any_length_stays_on_its_page() -> None:
    columns = tuple(f"Column{at}" + "o" * 60 for at in range(30))
    wide = Table("Wide", "W" * 500, columns, (tuple("x" * 99 for _ in columns),))
    paper = with_blocks(Heading("V" * 300), Paragraph("W" * 3000), Bullets(("X" * 999,)), wide)
    assert_all_on_their_pages(dataclasses.replace(paper, title="T" * 200, subtitle="S" * 200))


def test_hostile_text_stays_on_its_page() -> None:
    assert_all_on_their_pages(hostile_paper())


def assert_all_on_their_pages(paper: Paper) -> None:
    document = pypdfium2.PdfDocument(printed(paper))
    for page in document:
        width, height = page.get_size()
        text = page.get_textpage()
        for at in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(at)
            assert left >= 0, text.get_text_range(at, 40)
            assert bottom >= 0, text.get_text_range(at, 40)
            assert right <= width, text.get_text_range(at, 40)
            assert top <= height, text.get_text_range(at, 40)
    document.close()


def test_a_long_tables_headings_stand_on_every_page_it_runs_over() -> None:
    pages = read(with_blocks(Heading("Ranks"), long_table())).pages
    with_rows = [page.extract_text() for page in pages if "Issue number" in page.extract_text()]
    assert len(with_rows) > 1
    assert all(re.search(r"Issue\s+Rank\s+Score\s+Tie", text) for text in with_rows)


def test_a_low_table_is_not_torn_apart() -> None:
    for lines in range(26, 36, 2):
        filling = Bullets(tuple(f"Item {number}" for number in range(lines)))
        pages = read(with_blocks(Heading("Low"), filling, numbers_table())).pages
        assert [page.extract_text().count("Ashbourne") for page in pages] == [
            page.extract_text().count("Dunwich") for page in pages
        ]


@pytest.mark.parametrize(("columns", "size"), [(5, (595, 842)), (12, (842, 595)), (20, (1191, 842))])
def test_a_table_of_many_columns_gets_a_wider_page(columns: int, size: tuple[int, int]) -> None:
    names = tuple(f"Partnership {at}" for at in range(columns))
    table = Table("Wide", "A wide table", names, (tuple(range(columns)),))
    (page,) = (page for page in read(with_blocks(Heading("Wide"), table)).pages if page_holds(page, table))
    assert (round(page.mediabox.width), round(page.mediabox.height)) == size


def test_a_heading_stands_on_the_page_of_the_wide_table_below_it() -> None:
    table = Table("Wide", "A wide table", tuple(f"Partnership {at}" for at in range(12)), (tuple(range(12)),))
    again = dataclasses.replace(table, name="Wide again", title="Another wide table")
    paper = with_blocks(
        Heading("Above"), Paragraph("Upright"), Heading("Across"), table, again, Heading("On")
    )
    (across,) = (page for page in read(paper).pages if page.mediabox.width > page.mediabox.height)
    assert re.search(r"Across\s+Table\s1: A wide table.*Table\s2: Another", across.extract_text(), re.DOTALL)


def page_holds(page: pypdf.PageObject, table: Table) -> bool:
    return f"1: {table.title}" in page.extract_text()


def test_welsh_letters_come_out_as_they_are() -> None:
    welsh = "Llŷn, Tŵr, Ŵyr, Ŷd, ẁ ẃ ẅ ỳ ý â ê î ô û ï"
    assert joined(welsh) in words_of(with_blocks(Heading("Cymraeg"), Paragraph(welsh)))


def test_letters_that_the_font_lacks_are_printed_as_numbers() -> None:
    assert "[U+4E2D][U+1F600][U+2713]" in words_of(with_blocks(Heading("a"), Paragraph("中 \U0001f600 ✓")))


@pytest.mark.parametrize("paper", [example_paper(), hostile_paper()], ids=lambda paper: paper.name)
def test_every_letter_has_a_shape(paper: Paper) -> None:
    """Glyph 0 of a font, which stands for any letter it lacks, is never shown."""
    shown = [glyph for page in read(paper).pages for glyph in glyphs(page)]
    assert len(shown) > 1000
    assert 0 not in shown


def glyphs(page: pypdf.PageObject) -> Iterator[int]:
    contents = page.get_contents()
    assert contents is not None
    for operands, operator in contents.operations:
        if operator in {b"Tj", b"TJ"}:
            for piece in operands[0] if operator == b"TJ" else operands:
                if not isinstance(piece, int | float | FloatObject):
                    raw = piece if isinstance(piece, bytes) else piece.original_bytes
                    yield from struct.unpack(f">{len(raw) // 2}H", raw)


def test_the_same_paper_gives_the_same_bytes_in_every_process() -> None:
    expected = hashlib.sha256(pdf.pdf_bytes(example_paper())).hexdigest()
    assert hashlib.sha256(pdf.pdf_bytes(example_paper())).hexdigest() == expected
    program = (
        "import hashlib; from tests.papers.example_paper import example_paper; "
        "from toolkit.papers.pdf import pdf_bytes; "
        "print(hashlib.sha256(pdf_bytes(example_paper())).hexdigest())"
    )
    surroundings = {**os.environ, "PYTHONHASHSEED": "4242", "TZ": "Pacific/Auckland"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=surroundings, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == expected


def test_the_only_date_in_the_file_is_the_one_stated_on_it() -> None:
    about = read(dataclasses.replace(example_paper(), dated=date(2018, 3, 5))).metadata
    assert about.creation_date.date() == date(2018, 3, 5)
    assert about.modification_date.date() == date(2018, 3, 5)


def test_a_chart_without_words_is_refused() -> None:
    blocks = [
        dataclasses.replace(block, alt=" ") if isinstance(block, Picture) else block
        for block in example_paper().blocks
    ]
    with pytest.raises(Refused, match=r"The chart 'Domestic abuse is .* has no text that says what it shows"):
        pdf.pdf_bytes(with_blocks(*blocks))


def test_typst_refuses_a_chart_without_words_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pdf, "require_readable", lambda _: None)
    source = pdf.TEMPLATE.read_text(encoding="utf-8").replace("alt: part.alt, ", "")
    monkeypatch.setattr(pdf, "TEMPLATE", tmp_path / "paper.typ")
    pdf.TEMPLATE.write_text(source, encoding="utf-8")
    with pytest.raises(ToolkitError, match=r"could not be printed as a PDF \(.*missing alt text"):
        pdf.pdf_bytes(example_paper())


def test_what_typst_says_is_passed_on_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pdf, "TEMPLATE", tmp_path / "paper.typ")
    pdf.TEMPLATE.write_text("#nothing-of-this-name", encoding="utf-8")
    with pytest.raises(
        ToolkitError, match=r"^The paper could not be printed as a PDF \(unknown variable"
    ) as told:
        pdf.pdf_bytes(example_paper())
    assert "\n" not in str(told.value)
    assert isinstance(told.value.__cause__, typst.TypstError)


def test_a_very_long_handling_instruction_leaves_room_on_its_pages() -> None:
    paper = dataclasses.replace(example_paper(), handling="Handle with care. " * 200)
    assert_all_on_their_pages(paper)
    assert words_of(paper).count("Handlewithcare.") >= 200


def test_sixty_tables_are_printed_in_seconds() -> None:
    tables = (dataclasses.replace(long_table(40), name=f"Ranks {number}") for number in range(60))
    paper = with_blocks(Heading("Many"), *tables)
    start = time.perf_counter()
    pdf.pdf_bytes(paper)
    assert time.perf_counter() - start < 20


def test_one_paper_after_another_takes_no_more_memory() -> None:
    program = """
import dataclasses, resource
from tests.papers.example_paper import example_paper, long_table
from toolkit.papers.paper import Heading
from toolkit.papers.pdf import pdf_bytes
for turn in range(6):
    tables = [dataclasses.replace(long_table(), title=f"Turn {turn}, table {at}") for at in range(10)]
    pdf_bytes(dataclasses.replace(example_paper(), blocks=(Heading("Many"), *tables)))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    most = [int(kilobytes) for kilobytes in done.stdout.split()]
    assert most[5] - most[1] < 60_000  # each would keep some 40 MB more
