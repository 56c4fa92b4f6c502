"""A paper as Word: real headings, lists and tables, and the same bytes each time."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table as WordTable

from tests.papers.example_paper import HOSTILE, LONG, example_chart, example_paper, hostile_paper
from toolkit.errors import Refused
from toolkit.model.assessment import Marking
from toolkit.papers.paper import Block, Bullets, Heading, Paper, Paragraph, Picture, Table
from toolkit.papers.plain_text import one_line, plain
from toolkit.papers.word import word_bytes

FIELDS = {"TOC", "SEQ", "PAGE", "NUMPAGES"}
COUNT_BY_HAND = re.compile(r"^\d+(\.\d+)*\s")


def opened(paper: Paper) -> Document:
    return docx.Document(BytesIO(word_bytes(paper)))


def part(content: bytes, name: str) -> str:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode()


def with_blocks(*blocks: Block) -> Paper:
    return replace(example_paper(), blocks=blocks)


@pytest.fixture(scope="module")
def example() -> bytes:
    return word_bytes(example_paper())


@pytest.fixture
def document(example: bytes) -> Document:
    return docx.Document(BytesIO(example))


def headings_of(document: Document) -> list[tuple[str, int]]:
    found = [(p.text, p.style.name) for p in document.paragraphs]
    return [(text, int(name[-1])) for text, name in found if name.startswith("Heading ")]


def in_style(document: Document, name: str) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name == name]


def texts(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(qn("w:t")))


def test_headings_are_words_own_in_their_levels(document: Document) -> None:
    said = [(b.text, b.level) for b in example_paper().blocks if isinstance(b, Heading)]
    assert headings_of(document) == said
    assert not any(COUNT_BY_HAND.match(text) for text, _ in headings_of(document))


def numbering_of(paragraph: Any) -> str:
    own = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    styled = paragraph.style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    found = own if own is not None else styled
    return "0" if found is None else found.get(qn("w:val"))


def test_numbered_headings_are_counted_by_word_and_named_ones_are_not(document: Document) -> None:
    lists = {p.text: numbering_of(p) for p in document.paragraphs if p.style.name[:7] == "Heading"}
    named = {b.text for b in example_paper().blocks if isinstance(b, Heading) and not b.numbered}
    assert {text for text, number in lists.items() if number == "0"} == named
    (shared,) = {number for number in lists.values() if number != "0"}
    numbers = document.part.numbering_part.element
    num = next(n for n in numbers.findall(qn("w:num")) if n.get(qn("w:numId")) == shared)
    described = num.find(qn("w:abstractNumId")).get(qn("w:val"))
    levels = next(
        a for a in numbers.findall(qn("w:abstractNum")) if a.get(qn("w:abstractNumId")) == described
    )
    said = [level.find(qn("w:lvlText")).get(qn("w:val")) for level in levels.findall(qn("w:lvl"))]
    assert said == ["%1", "%1.%2", "%1.%2.%3", "%1.%2.%3.%4"]


def test_a_heading_below_a_named_one_is_not_counted_with_the_section_before() -> None:
    document = opened(
        with_blocks(Heading("One"), Heading("Appendix", numbered=False), Heading("Below", level=2))
    )
    below = next(p for p in document.paragraphs if p.text == "Below" and p.style.name == "Heading 2")
    assert numbering_of(below) == "0"


def test_a_skipped_level_of_headings_is_refused() -> None:
    with pytest.raises(Refused, match=r"The heading 'Deep' is of level 3; after level 1 it may be 2 at most"):
        word_bytes(with_blocks(Heading("Top"), Heading("Deep", level=3)))


def test_title_and_standing_come_before_everything_else(document: Document) -> None:
    paper = example_paper()
    said = [p.text for p in document.paragraphs[:6]]
    assert said == [paper.title, paper.subtitle, "22 November 2026", *paper.standing]
    assert document.paragraphs[0].style.name == "Title"
    assert in_style(document, "Standing") == list(paper.standing)
    made_from = document.tables[0]
    assert [[cell.text for cell in row.cells] for row in made_from.rows][1:] == [
        list(v) for v in paper.versions
    ]


def test_the_contents_list_every_heading_to_the_third_level_and_ask_nobody_for_leave(example: bytes) -> None:
    xml = part(example, "word/document.xml")
    document = docx.Document(BytesIO(example))
    contents = document.element.body.find(qn("w:sdt"))
    entries = [texts(link) for link in contents.iter(qn("w:hyperlink"))]
    assert entries[:3] == ["1What the districts chose", "1.1How the counts were made", "1.1.1In detail"]
    assert entries[-2:] == ["Appendix A: every issue in every district", "Ranks"]
    anchors = [link.get(qn("w:anchor")) for link in contents.iter(qn("w:hyperlink"))]
    bookmarks = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    assert set(anchors) <= bookmarks
    assert "dirty" not in xml
    assert "updateFields" not in part(example, "word/settings.xml")


def test_every_page_bears_the_marks_at_top_and_bottom_and_its_number(document: Document) -> None:
    for section in document.sections:
        assert not section.different_first_page_header_footer
        for place in (section.header, section.footer):
            marks = [p for p in place.paragraphs if p.style.name == "Page Mark"]
            assert tuple(p.text for p in marks) == example_paper().page_marks
        assert section.footer.paragraphs[0].text == "Page 1 of 1"
    mark = document.styles["Page Mark"]
    assert str(mark.paragraph_format.alignment) == "CENTER (1)"


def test_a_paper_without_marks_has_page_numbers_alone() -> None:
    document = opened(replace(example_paper(), marking=Marking.NONE, draft=False))
    assert [p.text for p in document.sections[0].header.paragraphs] == [""]
    assert [p.text for p in document.sections[0].footer.paragraphs] == ["Page 1 of 1"]


def test_a_mark_too_long_for_every_page_stands_in_full_on_the_first() -> None:
    document = opened(replace(example_paper(), handling=LONG))
    (mark, _) = [p.text for p in document.sections[0].header.paragraphs]
    assert 250 < len(mark) <= 301
    assert in_style(document, "Standing")[0] == f"OFFICIAL-SENSITIVE - {LONG}"


def word_tables(document: Document) -> Iterator[tuple[Table, WordTable]]:
    yield from zip(example_paper().tables, document.tables[1:], strict=True)


def test_tables_hold_every_cell_as_it_is_printed(document: Document) -> None:
    for said, table in word_tables(document):
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        assert rows[0] == list(said.columns)
        assert len(rows) == len(said.rows) + 1
    status = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert status[1:4] == [
        ["Ashbourne", "20", "0.95", "agreed"],
        ["Brookfield", "0", "0", "none of its issues scored"],
        ["Castlemere", "", "", ""],
    ]


def test_the_headings_of_a_table_repeat_and_no_row_breaks_across_pages(document: Document) -> None:
    for table in document.tables:
        head, *rows = table._tbl.tr_lst
        assert head.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in rows)
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (head, *rows))


def test_a_row_taller_than_a_page_may_break() -> None:
    table = Table("Long", "Long", ("Name", "Text"), (("a", LONG * 3), ("b", "short")))
    rows = opened(with_blocks(table)).tables[-1]._tbl.tr_lst
    assert [row.trPr is not None for row in rows] == [True, False, True]


def test_no_cells_are_merged_and_every_row_fits_the_grid(document: Document) -> None:
    body = document.element.body
    assert not list(body.iter(qn("w:gridSpan"), qn("w:vMerge"), qn("w:hMerge")))
    for table in document.tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.gridCol_lst]
        assert all(len(row.tc_lst) == len(widths) for row in table._tbl.tr_lst)
        assert sum(widths) <= 11906 - 2 * 1200


def test_numbers_stand_to_the_right_and_words_to_the_left(document: Document) -> None:
    row = document.tables[1].rows[1]
    assert [str(cell.paragraphs[0].alignment) for cell in row.cells] == [
        "None",
        "RIGHT (2)",
        "RIGHT (2)",
        "None",
    ]


def test_a_table_has_its_title_above_and_its_notes_and_source_below(document: Document) -> None:
    assert in_style(document, "Caption") == [
        "What this paper was made from",
        "Table 1: Status of returns by district",
        "Figure 1: Domestic abuse is among the top five of all nine districts",
        "Table 2: Districts with the issue in their top five",
        "Table 3: Ranks of ninety issues",
    ]
    assert in_style(document, "Table Note") == [
        "Note 1: Castlemere has not returned.",
        "Note 2: A share is of all levels asked for.",
        "Source: Returns of the districts, 2026-27, invented",
    ]
    title = document.tables[1]._tbl.tblPr.find(qn("w:tblCaption"))
    assert title.get(qn("w:val")) == "Status of returns by district"


def test_a_chart_is_a_picture_with_words_for_it_and_its_figures_after_it(document: Document) -> None:
    picture = next(b for b in example_paper().blocks if isinstance(b, Picture))
    (shape,) = document.inline_shapes
    said = shape._inline.docPr
    assert (said.get("descr"), said.get("title")) == (picture.alt, picture.headline)
    assert shape.width.cm == pytest.approx(15.8, abs=1)
    order = [p.text or p.style.name for p in document.paragraphs]
    at = order.index("Chart Image")
    assert order[at - 2 : at + 2] == [
        f"Figure 1: {picture.headline}",
        picture.measured,
        "Chart Image",
        f"Table 2: {picture.table.title}",
    ]


def test_a_tall_chart_leaves_room_for_its_headline_on_the_page() -> None:
    chart = example_chart(tuple(f"Issue {k}" for k in range(60)))
    figures = Table("T", "T", ("Issue",), (("Issue 1",),))
    (shape,) = opened(with_blocks(Picture("One", "M", "Alt", chart, figures))).inline_shapes
    assert shape.height.cm < 29.7 - 2 * 2.3 - 4
    assert shape.width < shape.height


def test_the_same_chart_twice_is_one_file_and_two_pictures() -> None:
    chart = example_chart(("Burglary",))
    figures = [Table(f"T{k}", "T", ("Issue",), (("Burglary",),)) for k in range(2)]
    content = word_bytes(with_blocks(*(Picture("One", "M", "Alt", chart, table) for table in figures)))
    document = docx.Document(BytesIO(content))
    assert [shape._inline.docPr.get("id") for shape in document.inline_shapes] == ["1", "2"]
    with ZipFile(BytesIO(content)) as archive:
        assert [name for name in archive.namelist() if "media" in name] == ["word/media/image1.png"]


def test_each_ordered_list_begins_at_one_and_bullets_are_bullets(document: Document) -> None:
    numbers = document.part.numbering_part.element
    lists = [numbering_of(p) for p in document.paragraphs if p.style.name == "List Number"]
    first, second = sorted(set(lists), key=int)
    assert lists == [first] * 3 + [second] * 2
    for num in numbers.findall(qn("w:num")):
        if num.get(qn("w:numId")) in (first, second):
            start = num.find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}")
            assert start.get(qn("w:val")) == "1"
    bullets = {numbering_of(p) for p in document.paragraphs if p.style.name == "List Bullet"}
    assert len(bullets) == 1
    assert bullets.isdisjoint(lists)


def test_everything_is_in_british_english_in_a_plain_font_of_twelve_points(example: bytes) -> None:
    document = docx.Document(BytesIO(example))
    styles = document.styles.element
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    assert defaults.find(qn("w:lang")).get(qn("w:val")) == "en-GB"
    assert defaults.find(qn("w:sz")).get(qn("w:val")) == "24"
    assert defaults.find(qn("w:rFonts")).get(qn("w:ascii")) == "Arial"
    assert {lang.get(qn("w:val")) for lang in styles.iter(qn("w:lang"))} == {"en-GB"}
    assert "<w:rFonts" not in part(example, "word/document.xml")


def test_the_file_says_title_author_language_and_the_papers_own_date(document: Document) -> None:
    said = document.core_properties
    assert (said.title, said.author, said.language) == (example_paper().title, "CSP Toolkit", "en-GB")
    assert said.created.date() == said.modified.date() == example_paper().dated
    assert said.keywords == "OFFICIAL-SENSITIVE - For partners of the Vale of Example only, DRAFT"


def test_word_opens_it_as_a_document_of_its_own_day(example: bytes) -> None:
    assert re.search(r'w:name="compatibilityMode"[^>]*w:val="15"', part(example, "word/settings.xml"))


def test_pages_are_a4_and_a_wide_table_turns_its_page() -> None:
    columns = ("Issue", *(f"Tunbridge {k}" for k in range(12)))
    wide = Table("Wide", "Wide", columns, (("Domestic abuse", *range(12)),))
    widest = Table("Widest", "Widest", tuple(f"Gravesham {k}" for k in range(24)), (tuple(range(24)),))
    document = opened(with_blocks(Heading("A"), wide, Paragraph("After"), Heading("B", level=2), widest))
    sizes = [(round(s.page_width.mm), round(s.page_height.mm), str(s.orientation)) for s in document.sections]
    upright, across = (210, 297, "PORTRAIT (0)"), (297, 210, "LANDSCAPE (1)")
    assert sizes == [upright, across, upright, (420, 297, "LANDSCAPE (1)")]
    for section in document.sections:
        assert tuple(p.text for p in section.header.paragraphs) == example_paper().page_marks
    # the heading goes with its table, the paragraph stays upright
    order = [p.text for p in document.paragraphs if p.style.name in {"Heading 1", "Normal", "Spacer"}]
    assert order.index("A") > order.index("")


def test_the_same_paper_gives_the_same_bytes(example: bytes) -> None:
    time.sleep(2.1)  # zip files hold times in steps of two seconds
    assert word_bytes(example_paper()) == example
    with ZipFile(BytesIO(example)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = archive.namelist()
    assert names == ["[Content_Types].xml", *sorted(names[1:])]


def test_another_process_gives_the_same_bytes(checkout: Path) -> None:
    code = (
        "import sys; from tests.papers.example_paper import *; from toolkit.papers.word import word_bytes;"
        "sys.stdout.buffer.write(word_bytes(example_paper()) + word_bytes(hostile_paper()))"
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=checkout,
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
            capture_output=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland"))
    ]
    assert made[0] == made[1] == word_bytes(example_paper()) + word_bytes(hostile_paper())


def whole_texts(document: Document) -> list[str]:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [p.text for p in document.paragraphs] + cells


def test_hostile_texts_come_out_as_plain_texts(subtests: pytest.Subtests) -> None:
    content = word_bytes(hostile_paper())
    document = docx.Document(BytesIO(content))
    said = whole_texts(document)
    for number, text in enumerate(HOSTILE):
        with subtests.test(number=number):
            assert said.count(plain(text)) >= 5  # paragraphs, items, cells, standing
            assert one_line(text) in [heading for heading, _ in headings_of(document)]
            assert f"Note 1: {plain(text)}" in said
    xml = part(content, "word/document.xml")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", xml)


def test_hostile_texts_make_no_field_link_or_markup() -> None:
    document = docx.Document(BytesIO(word_bytes(hostile_paper())))
    body = document.element.body
    instructions = [(i.text or "").split()[0] for i in body.iter(qn("w:instrText"))]
    tables, pictures = len(list(hostile_paper().tables)), 1
    assert sorted(instructions) == sorted(["TOC"] + ["SEQ"] * (tables + pictures))
    assert not list(body.iter(qn("w:fldSimple"), qn("w:object"), qn("w:altChunk")))
    headings = sum(isinstance(b, Heading) for b in hostile_paper().blocks)
    links = list(body.iter(qn("w:hyperlink")))
    assert len(links) == headings
    assert all(link.get(qn("r:id")) is None for link in links)
    assert not [rel for rel in document.part.rels.values() if rel.is_external]
    marks = document.sections[0].header.paragraphs
    assert marks[0].text == one_line(hostile_paper().page_marks[0])[:300] or marks[0].text.endswith("\u2026")


def test_text_that_turns_writing_round_turns_only_itself() -> None:
    document = opened(with_blocks(Paragraph("\u202eabc"), Paragraph("after")))
    said = [p.text for p in document.paragraphs]
    assert "\u202eabc\u202c" in said


def test_sixty_tables_of_forty_rows_are_written_in_seconds() -> None:
    rows = tuple((f"Issue {k}", k, k * 2.5, "stayed as it was", f"reason {k}", None) for k in range(40))
    columns = ("Issue", "Rank", "Score", "Move", "Why", "Empty")
    paper = with_blocks(*(Table(f"T{n}", f"Title {n}", columns, rows) for n in range(60)))
    word_bytes(example_paper())  # fonts are read and charts drawn once a process
    start = time.perf_counter()
    word_bytes(paper)
    assert time.perf_counter() - start < 20


def test_an_empty_paper_is_still_a_paper() -> None:
    document = opened(replace(example_paper(), blocks=(), standing=(), versions=(), subtitle=""))
    assert [p.text for p in document.paragraphs] == [example_paper().title, "22 November 2026"]
    assert not opened(with_blocks(Bullets(()))).tables[1:]
