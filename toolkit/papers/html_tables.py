"""Tables and charts of an HTML paper: captioned, with heads of rows and columns, in a region that scrolls."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from toolkit.language import say
from toolkit.papers.html_chart import inline_chart
from toolkit.papers.html_parts import element
from toolkit.papers.numbers import cell_text, number_columns
from toolkit.papers.paper import Cell, Picture, Table
from toolkit.papers.pdf_layout import LARGE, UPRIGHT, columns_of
from toolkit.papers.pictures import svg_of
from toolkit.papers.plain_text import one_line, plain


def table_parts(table: Table, number: int | None) -> Iterator[ET.Element]:
    """Yield a table with its notes and source; one without a `number` has its title alone."""
    name = "made-from" if number is None else f"table-{number}"
    counted = "" if number is None else f"{say('Table')} {number}: "
    title = element("span", counted, element("bdi", table.title))
    right = number_columns(table.rows) or (False,) * len(table.columns)
    made = element(
        "table",
        element("caption", title, id=name),
        element("thead", _head(table.columns, right)),
        element("tbody", *(_row(row, right) for row in table.rows)),
    )
    yield element("div", made, class_=_class(table), role="region", tabindex="0", aria_labelledby=name)
    for at, note in enumerate(table.notes, 1):
        yield element("p", say("Note {number}: {note}", number=at, note=plain(note)), class_="note")
    if table.source:
        yield element("p", say("Source: {source}", source=plain(table.source)), class_="note")


def picture_part(picture: Picture, number: int) -> ET.Element:
    """Return a chart under the sentence its figures support and what is measured."""
    name = f"figure-{number}"
    caption = element(
        "figcaption",
        f"{say('Figure')} {number}: ",
        element("bdi", picture.headline),
        element("span", picture.measured, class_="measured"),
        id=name,
    )
    drawn = inline_chart(svg_of(picture.chart), one_line(picture.alt), f"{name}-")
    region = element("div", drawn, class_="scroll", role="region", tabindex="0", aria_labelledby=name)
    return element("figure", caption, region)


def _head(columns: tuple[str, ...], right: tuple[bool, ...]) -> ET.Element:
    return element(
        "tr", *(_cell("th", name, at, scope="col") for name, at in zip(columns, right, strict=True))
    )


def _row(row: tuple[Cell, ...], right: tuple[bool, ...]) -> ET.Element:
    first, *others = zip(map(cell_text, row), right, strict=True)
    return element("tr", _cell("th", *first, scope="row"), *(_cell("td", *cell) for cell in others))


def _cell(tag: str, text: str, number: bool, **attributes: str) -> ET.Element:  # noqa: FBT001 (of a pair)
    return element(tag, text, **attributes, **({"class_": "number"} if number else {}))


def _class(table: Table) -> str:
    """Return the classes of a table's region; they tell print which sheet it needs."""
    rows = [[cell_text(cell) for cell in row] for row in table.rows]
    sheet = columns_of([plain(name) for name in table.columns], rows).sheet
    return "scroll" if sheet is UPRIGHT else "scroll large" if sheet is LARGE else "scroll across"
