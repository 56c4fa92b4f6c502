"""A paper as a PDF that screen readers can read: tagged, PDF/UA-1, by typst, without a network."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Final

import typst

from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.papers import pdf_font, pdf_layout
from toolkit.papers.paper import Paper
from toolkit.papers.pdf_data import paper_data
from toolkit.papers.readable import require_readable

TEMPLATE: Final = Path(__file__).resolve().with_name("paper.typ")
"""What prints every paper."""

_KEPT_FOR: Final = 11


def pdf_bytes(paper: Paper, make_room: Callable[[], None] = lambda: None) -> bytes:
    """Return a paper as the bytes of a PDF; the same paper gives the same bytes on every machine.

    `make_room` is called before typst begins, which takes 70 MB.

    Its texts are handed to typst as data and are never read as markup. Letters that the font lacks are
    printed as `toolkit.papers.pdf_letters.printable` says. typst has no tag for cells that head a row; column
    headings are tagged.

    Raises
    ------
    Refused
        When the paper lacks what makes it readable, such as words for a chart.
    ToolkitError
        When typst cannot print it, which no paper should lead to.
    """
    require_readable(paper)
    inputs = {
        "paper": json.dumps(paper_data(paper), ensure_ascii=False),
        "font": pdf_font.FAMILY,
        "margin": str(pdf_layout.MARGIN),
        "inset": str(pdf_layout.INSET),
    }
    make_room()
    try:
        return typst.compile(
            TEMPLATE,
            root=TEMPLATE.parent,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs=inputs,
            pdf_standards=["ua-1"],
            timestamp=datetime.combine(paper.dated, time(), UTC),
        )
    except typst.TypstError as error:
        raise ToolkitError(_what_went_wrong(error)) from error
    finally:
        _forget()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[pdf_font.FOLDER])


def _forget() -> None:
    """Let typst let go of the paper: it keeps what it laid out for ten more, dozens of megabytes each."""
    for _ in range(_KEPT_FOR):
        typst.compile(b"", font_paths=_fonts(), ignore_system_fonts=True, format="svg")


def _what_went_wrong(error: typst.TypstError) -> str:
    return say(
        "The paper could not be printed as a PDF ({problem}). This is a fault of the toolkit; "
        "the same paper can be had as Word, HTML or Excel.",
        problem=" ".join(error.message.split()),
    )
