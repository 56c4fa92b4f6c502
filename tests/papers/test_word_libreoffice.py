"""LibreOffice, which shares nothing with us, reads a Word paper whole and prints it as it should be."""

import re

import pytest
from pypdf import PdfReader

from tests.papers.example_paper import HOSTILE, example_paper, hostile_paper
from tests.papers.libreoffice import converted
from tests.papers.word_templates import LOGO_TEXT, partnership_template, saved
from toolkit.papers.paper import Bullets, Heading, Paper, Paragraph, Picture
from toolkit.papers.plain_text import plain
from toolkit.papers.word import word_bytes

pytestmark = pytest.mark.soak


@pytest.fixture(scope="module")
def printed(libreoffice: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of each page of three papers: the example, a hostile one, the example in a template."""
    folder = tmp_path_factory.mktemp("papers")
    template = saved(partnership_template(), folder / "template.docx")
    made = {
        "example": word_bytes(example_paper()),
        "hostile": word_bytes(hostile_paper()),
        "styled": word_bytes(example_paper(), template),
    }
    for name, content in made.items():
        (folder / f"{name}.docx").write_bytes(content)
    files = converted((folder / f"{name}.docx" for name in made), "pdf", folder, libreoffice)
    return {
        name: [squeezed(page.extract_text()) for page in PdfReader(file).pages]
        for name, file in files.items()
    }


def squeezed(text: str) -> str:
    """A text without its spaces and ends of lines, which depend on where lines break."""
    return re.sub(r"[\s\u200b]+", "", text)


def texts_of(paper: Paper) -> list[str]:
    """Every text of a paper outside tables' cells."""
    found = [paper.title, paper.subtitle, *paper.standing]
    for block in paper.blocks:
        match block:
            case Heading(text) | Paragraph(text):
                found.append(text)
            case Bullets(items):
                found += items
            case Picture():
                found += [block.headline, block.measured]
    for table in paper.tables:
        found += [table.title, *table.columns, *table.notes, table.source]
        found += [cell for row in table.rows for cell in row if isinstance(cell, str)]
    return found


@pytest.mark.parametrize("name", ["example", "styled"])
def test_nothing_is_lost_on_the_way(printed: dict[str, list[str]], name: str) -> None:
    whole = "".join(printed[name])
    assert [text for text in texts_of(example_paper()) if squeezed(text) not in whole] == []


@pytest.mark.parametrize("name", ["example", "styled"])
def test_the_marks_stand_at_the_top_and_bottom_of_every_page(
    printed: dict[str, list[str]], name: str
) -> None:
    pages = printed[name]
    assert len(pages) > 3
    marks = squeezed("".join(example_paper().page_marks))
    assert [page.count(marks) for page in pages] == [2] * len(pages)
    assert [page.startswith(marks) for page in pages] == [True] * len(pages)


def test_pages_are_numbered(printed: dict[str, list[str]]) -> None:
    pages = printed["example"]
    assert all(f"Page{number}of{len(pages)}" in page for number, page in enumerate(pages, 1))


def test_the_headings_of_a_table_stand_on_every_page_it_runs_over(printed: dict[str, list[str]]) -> None:
    on = [page for page in printed["example"] if re.search(r"Issuenumber\d+", page)]
    assert len(on) >= 3
    assert all("IssueRankScoreTie" in page for page in on)


def test_headings_are_counted_and_named_ones_keep_their_names(printed: dict[str, list[str]]) -> None:
    for name in ("example", "styled"):
        whole = "".join(printed[name][1:])
        for said in (
            "1Whatthedistrictschose",
            "1.1Howthecountsweremade",
            "1.1.1Indetail",
            "1.1.1.1Inthesmallestdetail",
            "2Howofteneachissue",
        ):
            assert said in whole
        assert not re.search(r"3(\.\d)*AppendixA|3(\.\d)*RanksTable", whole)


def test_an_ordered_list_begins_at_one_again(printed: dict[str, list[str]]) -> None:
    whole = "".join(printed["example"])
    assert "1.EachCSPiscountedonce.2.Atiestaysatie.3.Unknownisnotzero." in whole
    assert "1.Beginagainatone.2.Andgoontotwo." in whole


def test_the_contents_are_there_without_anybody_updating_them(printed: dict[str, list[str]]) -> None:
    contents = printed["example"][0]
    assert "Contents1Whatthedistrictschose1.1Howthecountsweremade" in contents


def test_the_templates_logo_line_stands_beside_the_marks(printed: dict[str, list[str]]) -> None:
    assert "Coverofthepartnership" in printed["styled"][0]
    assert all(squeezed(LOGO_TEXT) in page for page in printed["styled"][1:])


def test_hostile_texts_are_printed_as_they_stand(printed: dict[str, list[str]]) -> None:
    whole = "".join(printed["hostile"])
    for text in (*HOSTILE[:11], HOSTILE[16]):
        assert squeezed(plain(text)) in whole
