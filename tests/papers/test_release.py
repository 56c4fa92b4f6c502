import dataclasses
import io
import re
import zipfile
from datetime import datetime

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from python_calamine import CalamineWorkbook

from tests.papers.example_paper import HOSTILE, example_paper, hostile_paper
from toolkit.errors import Refused
from toolkit.model.assessment import Marking
from toolkit.papers.paper import Edition, Heading, Paper, Paragraph, Table
from toolkit.papers.plain_text import one_line, plain
from toolkit.papers.release import release_bytes

LINKS = re.compile(r"<hyperlink [^>]*>")


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def column_a(book: Workbook, sheet: str) -> list[object]:
    return [row[0] for row in book[sheet].iter_rows(values_only=True)]


def paper_of(*tables: Table, **changes: object) -> Paper:
    return dataclasses.replace(example_paper(), blocks=tables, **changes)  # type: ignore[arg-type]


def body(data: bytes, sheet: str) -> list[tuple[object, ...]]:
    """The marked-up table of a sheet, its headings first."""
    page = opened(data)[sheet]
    (table,) = page.tables.values()
    return [tuple(cell.value for cell in row) for row in page[table.ref]]


def test_a_workbook_opens_with_cover_contents_and_notes_then_one_table_a_sheet() -> None:
    book = opened(release_bytes(example_paper()))
    assert book.sheetnames == [
        "Cover",
        "Contents",
        "Notes",
        "Status of returns",
        "Top five counts",
        "Ranks of issues",
    ]
    assert [len(page.tables) for page in book] == [0, 1, 1, 1, 1, 1]


def test_the_cover_says_what_must_be_read_first_and_what_the_paper_was_made_from() -> None:
    said = column_a(opened(release_bytes(example_paper())), "Cover")
    assert said == [
        "Example paper for the Vale of Example",
        "Every part a paper can have, with invented figures",
        "OFFICIAL-SENSITIVE - For partners of the Vale of Example only",
        "DRAFT",
        "What to read first",
        "9 of 11 CSPs have returned.",
        "Every figure in this paper is invented.",
        "About this workbook",
        "Internal edition",
        "Dated 22 November 2026",
        "Version: 0.3",
        "Toolkit: csp-toolkit 0.1.0",
        "Matrix: kent-priority-setting 1.0, sha256 0123456789abcdef",
        (
            "This workbook holds the tables of the paper, one on each sheet. "
            "The Word or PDF paper of the same name holds its text and pictures."
        ),
    ]


@pytest.mark.parametrize("text", ["Community safety team, 01234 567890", *HOSTILE[:10]], ids=range(11))
def test_the_cover_says_whom_to_ask_as_plain_text(text: str) -> None:
    said = column_a(opened(release_bytes(dataclasses.replace(example_paper(), contact=text))), "Cover")
    assert said[10] == plain(f"Contact: {text}")


def test_a_table_stands_under_its_title_marking_standing_legend_and_source() -> None:
    data = release_bytes(example_paper())
    assert column_a(opened(data), "Status of returns")[:8] == [
        "Status of returns by district [note 1] [note 2]",
        "OFFICIAL-SENSITIVE - For partners of the Vale of Example only",
        "DRAFT",
        "This worksheet contains one table. Its notes are on the worksheet Notes.",
        "9 of 11 CSPs have returned.",
        "Every figure in this paper is invented.",
        "[x] means that nothing is stated here.",
        "Source: Returns of the districts, 2026-27, invented",
    ]
    assert body(data, "Notes")[1:] == [
        ("note 1", "Castlemere has not returned."),
        ("note 2", "A share is of all levels asked for."),
    ]


def test_numbers_stay_numbers_and_no_cell_is_blank() -> None:
    rows = body(release_bytes(example_paper()), "Status of returns")
    assert rows[1:] == [
        ("Ashbourne", 20, 0.95, "agreed"),
        ("Brookfield", 0, 0, "none of its issues scored"),
        ("Castlemere", "[x]", "[x]", "[x]"),
        ("Dunwich & Leigh", 1234, 1, "draft"),
    ]


def test_the_contents_lead_to_every_sheet_and_nothing_else_is_a_link() -> None:
    for paper in (example_paper(), hostile_paper()):
        data = release_bytes(paper)
        book = opened(data)
        leading = [cell.hyperlink.location for (cell,) in book["Contents"]["A1:A99"] if cell.hyperlink]
        names = [name.replace("'", "''") for name in book.sheetnames[2:]]
        assert leading == [f"'{name}'!A1" for name in names]
        links = {name for name, part in parts(data).items() if LINKS.search(part)}
        assert links == {"xl/worksheets/sheet2.xml"}
        assert not any("hyperlink" in part for name, part in parts(data).items() if name.endswith(".rels"))


@pytest.mark.parametrize("paper", [example_paper(), hostile_paper()], ids=["example", "hostile"])
def test_nothing_is_merged_frozen_printed_at_the_edge_drawn_or_calculated(paper: Paper) -> None:
    for part in parts(release_bytes(paper)).values():
        for never in ("<mergeCell", "<pane", "<headerFooter", "<drawing", "<f>", "<f ", "<r>", "calcChain"):
            assert never not in part


@pytest.mark.parametrize("paper", [example_paper(), hostile_paper()], ids=["example", "hostile"])
def test_the_same_paper_gives_the_same_bytes(paper: Paper) -> None:
    assert release_bytes(paper) == release_bytes(paper)


def test_the_properties_say_title_language_marking_and_the_stated_date() -> None:
    stated = opened(release_bytes(example_paper())).properties
    assert (stated.title, stated.language) == ("Example paper for the Vale of Example", "en-GB")
    assert stated.keywords == "OFFICIAL-SENSITIVE - For partners of the Vale of Example only; DRAFT"
    assert stated.created == stated.modified == datetime(2026, 11, 22)  # noqa: DTZ001 (openpyxl gives no zone)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_a_plain_text_wherever_it_stands(text: str) -> None:
    table = Table("Hostile", text, ("Row", text), ((text, 1), ("2", text)), (text,), text)
    data = release_bytes(
        paper_of(table, title=text, subtitle=text, standing=(text,), versions=((text, text),))
    )
    book = opened(data)
    heading = one_line(text)
    if len(heading) > 255:
        heading = f"{heading[:249]} [cut]"
    assert body(data, "Hostile") == [("Row", heading), (plain(text), 1), ("2", plain(text))]
    assert body(data, "Notes")[1] == ("note 1", plain(text))
    assert column_a(book, "Hostile")[0] == f"{one_line(text)} [note 1]"
    assert f"Source: {plain(text)}" in column_a(book, "Hostile")
    assert column_a(book, "Cover")[0] == one_line(text)
    assert plain(f"{text}: {text}") in column_a(book, "Cover")
    assert all(cell.data_type in "snn" for page in book for row in page.iter_rows() for cell in row)


@pytest.mark.parametrize("paper", [example_paper(), hostile_paper()], ids=["example", "hostile"])
def test_another_reader_finds_the_same_in_every_cell(paper: Paper) -> None:
    data = release_bytes(paper)
    book, other = opened(data), CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert other.sheet_names == book.sheetnames
    for name in book.sheetnames:
        mine = [[value or ("" if value is None else value) for value in row] for row in book[name].values]
        assert other.get_sheet_by_name(name).to_python() == mine


def test_what_xlsxwriter_would_take_for_markup_of_its_own_is_kept_with_a_space() -> None:
    text = "<r><t>bold</t></r>"
    assert body(release_bytes(paper_of(Table("T", "T", ("A",), ((text,),)))), "T")[1] == (f" {text}",)


def test_a_text_too_long_for_a_cell_is_cut_where_one_can_see_it() -> None:
    long = "\N{PILE OF POO}" * 20_000
    data = release_bytes(paper_of(Table("T", long, ("A", "B"), ((long, "b"),))))
    (cut, _) = body(data, "T")[1]
    assert cut == "\N{PILE OF POO}" * 16_380 + " [cut]"
    said = column_a(opened(data), "T")
    assert "A text that ends in [cut] is too long for a cell; the Word or PDF paper holds it whole." in said
    assert str(said[0]).endswith(" [cut]")


def test_a_number_that_excel_cannot_hold_is_written_as_it_is() -> None:
    rows = ((2**53 + 1, float("inf")), (float("nan"), -1.5), (10**15, -0.0))
    data = release_bytes(paper_of(Table("T", "T", ("A", "B"), rows)))
    assert body(data, "T")[1:] == [("9007199254740993", "inf"), ("[x]", -1.5), (10**15, 0)]


def test_a_table_without_rows_says_so() -> None:
    data = release_bytes(paper_of(Table("T", "T", ("A", "B"), ())))
    assert body(data, "T") == [("A", "B"), ("no rows", "[x]")]


def test_a_hidden_number_keeps_its_shorthand_and_a_legend_says_what_it_means() -> None:
    data = release_bytes(paper_of(Table("T", "T", ("A", "B"), (("a", "[c]"), ("b", 12)))))
    assert body(data, "T")[1:] == [("a", "[c]"), ("b", 12)]
    said = column_a(opened(data), "T")
    assert "[c] means a number that is hidden to protect people." in said
    assert "[x] means that nothing is stated here." not in said


def test_a_paper_without_tables_is_a_cover_that_says_so() -> None:
    data = release_bytes(paper_of(Heading("Only"), Paragraph("text")))  # type: ignore[arg-type]
    assert opened(data).sheetnames == ["Cover"]
    said = "This paper has no tables. The Word or PDF paper of the same name holds its text."
    assert column_a(opened(data), "Cover")[-1] == said


def test_a_paper_without_marking_and_notes_leaves_them_out() -> None:
    table = Table("T", "T", ("A",), (("a",),))
    paper = paper_of(table, marking=Marking.NONE, draft=False, standing=(), edition=Edition.PUBLIC)
    book = opened(release_bytes(paper))
    assert book.sheetnames == ["Cover", "Contents", "T"]
    assert column_a(book, "T") == ["T", "This worksheet contains one table.", "A", "a"]
    assert "Public edition" in column_a(book, "Cover")


def test_a_note_of_two_tables_is_one_note() -> None:
    tables = [Table(name, name, ("A",), (("a",),), notes) for name, notes in (("T", "xy"), ("U", "yz"))]
    data = release_bytes(paper_of(*tables))
    assert body(data, "Notes")[1:] == [("note 1", "x"), ("note 2", "y"), ("note 3", "z")]
    assert column_a(opened(data), "U")[0] == "U [note 2] [note 3]"


def test_more_tables_than_a_workbook_should_hold_are_refused() -> None:
    tables = [Table(f"T{number}", "T", ("A",), (("a",),)) for number in range(1_001)]
    with pytest.raises(Refused, match=r"^A workbook holds 1000 tables at most; this paper has 1001\.$"):
        release_bytes(paper_of(*tables))


def test_a_table_wider_than_a_sheet_is_refused() -> None:
    columns = tuple(map(str, range(16_385)))
    with pytest.raises(Refused, match=r"^The table 'Wide' does not fit on a sheet\.$"):
        release_bytes(paper_of(Table("Wide", "T", columns, ())))
