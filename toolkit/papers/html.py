"""A paper as one HTML page that needs nothing else: no script, no file beside it, no network."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final

from toolkit.cells.dates import day_text
from toolkit.language import say
from toolkit.papers.html_parts import element, page_bytes
from toolkit.papers.html_style import page_policy, page_style
from toolkit.papers.html_tables import picture_part, table_parts
from toolkit.papers.numbers import heading_numbers
from toolkit.papers.paper import Block, Bullets, Heading, Paper, Paragraph, Picture, Table
from toolkit.papers.plain_text import one_line
from toolkit.papers.readable import require_readable

_IN_CONTENTS: Final = 3
"""The deepest level of headings that the contents list."""


def html_bytes(paper: Paper) -> bytes:
    """Return a paper as the bytes of one HTML page in UTF-8; the same paper gives the same bytes.

    Every text is plain, as `toolkit.papers.plain_text.plain` makes it, and escaped where the page is written.
    The page's own policy forbids it to run or fetch anything. Printed, the paper's marks stand at the top and
    bottom of every page in browsers that know the margin boxes of CSS, as Chromium does.

    Raises
    ------
    Refused
        When the paper lacks what makes it readable, such as words for a chart.
    """
    require_readable(paper)
    body = element(
        "body",
        element("a", say("Skip to main content"), href="#main", class_="skip"),
        _header(paper),
        *_contents(paper),
        element("main", *_main(paper), id="main", tabindex="-1"),
        element("footer", *_marks(paper)),
    )
    return page_bytes(element("html", _head(paper), body, lang="en-GB"))


def _head(paper: Paper) -> ET.Element:
    sheet = element("style")
    sheet.text = page_style(paper)
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=page_policy(sheet.text)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="format-detection", content="telephone=no"),
        element("title", one_line(paper.title)),
        sheet,
    )


def _header(paper: Paper) -> ET.Element:
    day = day_text(paper.dated)
    return element(
        "header",
        *_marks(paper),
        element("h1", one_line(paper.title)),
        element("p", paper.subtitle, class_="subtitle"),
        element("p", element("time", day, datetime=paper.dated.isoformat())),
        element("div", *(element("p", words) for words in paper.standing), class_="standing"),
    )


def _marks(paper: Paper) -> Iterator[ET.Element]:
    return (element("p", one_line(mark), class_="marks") for mark in paper.page_marks)


def _contents(paper: Paper) -> Iterator[ET.Element]:
    headings = [block for block in paper.blocks if isinstance(block, Heading)]
    numbered = zip(headings, heading_numbers(paper.blocks), strict=True)
    entries = [
        (heading.level, element("li", element("a", _numbered(number, heading.text), href=f"#part-{place}")))
        for place, (heading, number) in enumerate(numbered, 1)
        if heading.level <= _IN_CONTENTS
    ]
    if entries:
        title = element("h2", say("Contents"), id="contents")
        yield element("nav", title, _nested(entries), aria_labelledby="contents")


def _nested(entries: Iterable[tuple[int, ET.Element]]) -> ET.Element:
    """Return the list of the entries, each below the last one of a level above it."""
    top = element("ul")
    open_ = [top]
    for level, entry in entries:
        while len(open_) < level:
            below = element("ul")
            open_[-1][-1].append(below)
            open_.append(below)
        del open_[level:]
        open_[-1].append(entry)
    return top


def _main(paper: Paper) -> Iterator[ET.Element]:
    if paper.versions:
        columns = (say("Part"), say("Version"))
        yield from table_parts(
            Table("Versions", say("What this paper was made from"), columns, paper.versions), None
        )
    numbers = enumerate(heading_numbers(paper.blocks), 1)
    tables, figures = count(1), count(1)
    for block in paper.blocks:
        match block:
            case Heading(text, level):
                place, number = next(numbers)
                yield element(f"h{level + 1}", _numbered(number, text), id=f"part-{place}")
            case Table():
                yield from table_parts(block, next(tables))
            case Picture():
                yield picture_part(block, next(figures))
                yield from table_parts(block.table, next(tables))
            case _:
                yield _words(block)


def _words(block: Block) -> ET.Element:
    match block:
        case Paragraph(text, lead):
            return element("p", text, class_="lead") if lead else element("p", text)
        case Bullets(items, ordered):
            return element("ol" if ordered else "ul", *(element("li", item) for item in items))
    raise TypeError(f"not words: {block!r}")


def _numbered(number: str, text: str) -> str:
    return one_line(f"{number} {text}")
