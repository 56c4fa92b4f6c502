"""HTML papers read with the standard library's and with lxml's parser: whole, escaped, in good order."""

import dataclasses
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import lxml.html
import pytest

from tests.papers.example_paper import example_paper, hostile_paper, numbers_table
from toolkit.errors import Refused
from toolkit.papers.html import html_bytes
from toolkit.papers.html_chart import inline_chart
from toolkit.papers.numbers import cell_text
from toolkit.papers.paper import Bullets, Heading, Paper, Paragraph, Picture
from toolkit.papers.plain_text import plain

PAPERS = pytest.mark.parametrize("paper", [example_paper(), hostile_paper()], ids=lambda paper: paper.name)
ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "a", "header", "nav", "main", "footer"),
    *("h1", "h2", "h3", "h4", "h5", "p", "div", "span", "bdi", "time", "ul", "ol", "li"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption"),
    *("svg", "g", "path", "text", "tspan", "rect", "line", "circle", "defs", "clippath"),
}


class Outline(HTMLParser):
    """What Python's own parser finds: every element with its attributes, and every declaration."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.started: list[tuple[str, dict[str, str | None]]] = []
        self.ended: list[str] = []
        self.odd: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.started.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.ended.append(tag)

    def handle_comment(self, data: str) -> None:
        self.odd.append(data)

    def handle_pi(self, data: str) -> None:
        self.odd.append(data)


def written(paper: Paper) -> str:
    return html_bytes(paper).decode()


def parsed(paper: Paper) -> Any:
    return lxml.html.document_fromstring(html_bytes(paper))


def squeezed(text: str) -> str:
    return " ".join(plain(text).split())


def with_blocks(*blocks: Any) -> Paper:
    return dataclasses.replace(example_paper(), blocks=blocks)


@PAPERS
def test_only_our_own_elements_stand_in_the_page(paper: Paper) -> None:
    outline = Outline(written(paper))
    assert {tag for tag, _ in outline.started} <= ALLOWED
    assert outline.odd == []


@PAPERS
def test_nothing_runs_and_nothing_leads_out(paper: Paper) -> None:
    for tag, attributes in Outline(written(paper)).started:
        assert not [
            name for name in attributes if name.startswith("on") or name in {"src", "style", "srcset"}
        ]
        assert (attributes.get("href") or "#").startswith("#"), (tag, attributes)
        assert "url(" not in "".join(
            value or ""
            for name, value in attributes.items()
            if not re.fullmatch(r"url\(#[\w-]+\)", value or "") and name not in {"aria-label", "content"}
        )


@PAPERS
def test_every_text_is_on_the_page_as_it_was_written(paper: Paper) -> None:
    page = parsed(paper)
    shown = {squeezed(part.text_content()) for part in page.iter("p", "li", "td", "th", "h1", "bdi", "span")}
    missing = [text for text in texts(paper) if squeezed(text) not in shown]
    assert missing == []
    headings = [squeezed(part.text_content()) for part in page.xpath("//main//*[self::h2 or self::h3]")]
    wanted = [block for block in paper.blocks if isinstance(block, Heading) and block.level < 3]
    for text, heading in zip(headings, wanted, strict=True):
        assert text.endswith(squeezed(heading.text))


def texts(paper: Paper) -> Iterator[str]:
    yield from (paper.title, paper.subtitle, *paper.standing, *paper.page_marks)
    for pair in paper.versions:
        yield from pair
    for block in paper.blocks:
        match block:
            case Paragraph(text):
                yield text
            case Bullets(items):
                yield from items
            case Picture():
                yield from (block.headline, block.measured)
    for table in paper.tables:
        yield from (table.title, *table.columns)
        yield from (cell_text(cell) for row in table.rows for cell in row)
        yield from (f"Note {number}: {plain(note)}" for number, note in enumerate(table.notes, 1))
        if table.source:
            yield f"Source: {plain(table.source)}"


def test_the_page_says_its_language_its_title_and_its_parts() -> None:
    page = parsed(example_paper())
    assert page.get("lang") == "en-GB"
    assert page.findtext(".//title") == "Example paper for the Vale of Example"
    body = page.find("body")
    assert [part.tag for part in body] == ["a", "header", "nav", "main", "footer"]
    assert body[0].get("href") == "#main"
    assert [page.get_element_by_id(link.get("href")[1:]).tag for link in page.xpath("//nav//a")] == [
        *("h2", "h3", "h4"),
        *("h2", "h2", "h3"),
    ]


def test_the_marks_stand_first_and_last_on_the_page_and_on_every_printed_one() -> None:
    page = parsed(example_paper())
    marks = list(example_paper().page_marks)
    assert [part.text for part in page.xpath("//header/p[@class='marks']")] == marks
    assert [part.text for part in page.xpath("//footer/p[@class='marks']")] == marks
    style = page.findtext(".//style")
    assert style.count(r'"OFFICIAL\2d SENSITIVE\20 \2d \20 For') == 2
    assert r"\a DRAFT" in style


def test_no_mark_ends_the_style_it_is_printed_by() -> None:
    paper = dataclasses.replace(example_paper(), handling='"}</style><script>alert(1)</script>{"')
    page = parsed(paper)
    assert page.xpath("//script") == []
    assert page.findtext(".//style").count("<") == 0


def test_headings_carry_their_numbers_and_skip_no_level() -> None:
    found = [
        (part.tag, part.text) for part in parsed(example_paper()).xpath("//main//*[@id]") if part.tag < "h6"
    ]
    assert [heading for heading in found if re.fullmatch("h[1-6]", heading[0])] == [
        ("h2", "1 What the districts chose"),
        ("h3", "1.1 How the counts were made"),
        ("h4", "1.1.1 In detail"),
        ("h5", "1.1.1.1 In the smallest detail"),
        ("h2", "2 How often each issue is among the top five"),
        ("h2", "Appendix A: every issue in every district"),
        ("h3", "Ranks"),
    ]


def test_a_table_has_a_caption_and_heads_of_columns_and_rows_in_a_region_of_its_own() -> None:
    page = parsed(with_blocks(Heading("Status"), numbers_table()))
    (table,) = page.xpath("//main//table[not(caption/@id = 'made-from')]")
    region = table.getparent()
    assert (region.get("role"), region.get("tabindex")) == ("region", "0")
    named = page.get_element_by_id(region.get("aria-labelledby"))
    assert named.text_content() == "Table 1: Status of returns by district"
    assert [(th.get("scope"), th.text) for th in table.xpath("thead//th")][1] == ("col", "Issues scored")
    assert [th.get("scope") for th in table.xpath("tbody/tr/*[1]")] == ["row"] * 4
    assert [td.text for td in table.xpath("tbody/tr[4]/td")] == ["1234", "1", "draft"]
    assert [td.text for td in table.xpath("tbody/tr[3]/td")] == [None, None, None]


def test_a_chart_is_one_picture_with_its_words() -> None:
    page = parsed(example_paper())
    (chart,) = page.xpath("//*[local-name() = 'svg']")
    (block,) = (block for block in example_paper().blocks if isinstance(block, Picture))
    assert (chart.get("role"), chart.get("aria-label")) == ("img", block.alt)
    assert page.xpath("//figure//*[@role = 'graphics-symbol']") == []


def test_ids_are_unlike_even_with_the_same_chart_twice() -> None:
    chart = next(block for block in example_paper().blocks if isinstance(block, Picture))
    ids = parsed(with_blocks(Heading("Twice"), chart, chart)).xpath("//@id")
    assert len(ids) == len(set(ids))
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><clipPath id="a"/><g clip-path="url(#a)" id="b"/></svg>'
    drawn = inline_chart(svg, "a chart", "figure-7-")
    assert [part.attrib for part in drawn] == [
        {"id": "figure-7-a"},
        {"clip-path": "url(#figure-7-a)", "id": "figure-7-b"},
    ]


def test_a_drawing_brings_shapes_and_nothing_that_runs_or_leads_out() -> None:
    drawn = inline_chart(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="x()">'
        '<script>x()</script><style>*{}</style><a xlink:href="http://127.0.0.1/"><text>in a link</text></a>'
        '<image href="http://127.0.0.1/"/><g style="x" fill="url(http://127.0.0.1/)"><text>kept</text></g></svg>',
        "a chart",
        "x-",
    )
    assert [part.tag for part in drawn.iter()] == ["svg", "g", "text"]
    assert drawn[0].attrib == {}
    assert drawn.attrib == {"role": "img", "aria-label": "a chart"}


def test_the_same_paper_gives_the_same_bytes_in_every_process() -> None:
    expected = hashlib.sha256(html_bytes(example_paper())).hexdigest()
    program = (
        "import hashlib; from tests.papers.example_paper import example_paper; "
        "from toolkit.papers.html import html_bytes; "
        "print(hashlib.sha256(html_bytes(example_paper())).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": "4242"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == expected


def test_every_fault_that_hinders_reading_is_named_at_once() -> None:
    chart = next(block for block in example_paper().blocks if isinstance(block, Picture))
    blocks = (Heading("Deep", 3), Heading(" ", 2), dataclasses.replace(chart, alt=""))
    with pytest.raises(Refused) as refused:
        html_bytes(dataclasses.replace(with_blocks(*blocks), title=""))
    assert str(refused.value).splitlines() == [
        "The paper example-paper-2026-27 has no title.",
        "The heading 'Deep' is of level 3; after level 0 it may be 1 at most.",
        "A heading of level 2 has no text.",
        f"The chart '{chart.headline}' has no text that says what it shows.",
    ]
