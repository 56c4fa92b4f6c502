"""Choosing an edition of a paper, and buttons that make it in each format when they are pressed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeVar

import streamlit as st

from apps.showing import marked_name, show_faults
from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.papers.paper import Edition, Paper
from toolkit.papers.writing import (
    PaperFormat,
    check_template,
    missing_extra,
    paper_file_name,
    write_paper,
)
from toolkit.wording.plain import inert_markdown

T = TypeVar("T")

_MIME: Final = {
    PaperFormat.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PaperFormat.PDF: "application/pdf",
    PaperFormat.HTML: "text/html",
    PaperFormat.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Wanted:
    """Which edition is wanted, the day stated on it, and a template of one's own for Word."""

    edition: Edition
    unranked: bool
    dated: date
    template: bytes | None = None

    @property
    def is_public(self) -> bool:
        """Whether it is the public edition."""
        return self.edition is Edition.PUBLIC


def choose_edition(key: str, today: date) -> Wanted:
    """Ask which edition is wanted, whether without an order, and the day stated on it."""
    words = {Edition.INTERNAL: say("Internal"), Edition.PUBLIC: say("Public")}
    edition = st.radio(
        say("Edition"),
        list(words),
        format_func=lambda one: words[one],
        captions=[
            say("For the partnership: everything, reasons and names among it"),
            say("For everyone: no names, no restricted issues, reasons only where released"),
        ],
        key=f"{key}/edition",
    )
    unranked = edition is Edition.PUBLIC and st.checkbox(
        say("Without an order: priorities as bullets, no ranks and no scores"), key=f"{key}/unranked"
    )
    dated = st.date_input(say("Date stated on it"), today, format="DD/MM/YYYY", key=f"{key}/dated")
    with st.expander(say("A Word template of your own (styles and logo)")):
        template = st.file_uploader(say("Word template"), type="docx", key=f"{key}/template")
    day = dated if isinstance(dated, date) else today
    return Wanted(edition, bool(unranked), day, template.getvalue() if template else None)


def draw_downloads(key: str, cover: Paper, compose: Callable[[], Paper], wanted: Wanted) -> None:
    """Draw a button a format; the paper is composed and written when one is pressed.

    `cover` gives the file its name, with the marking first and a part that nobody can guess last. A template
    that cannot be used is refused here: a download cannot say why it failed.
    """
    if missing := missing_extra():
        st.info(inert_markdown(missing))
        return
    try:
        if wanted.template:
            with_template(wanted.template, check_template)
    except ToolkitError as error:
        show_faults(say("This template cannot be used."), error)
        return
    with st.container(horizontal=True):
        for how in PaperFormat:
            st.download_button(
                _label(how),
                partial(made, compose, how, wanted.template),
                file_name=marked_name(paper_file_name(cover, how), ""),
                mime=_MIME[how],
                on_click="ignore",
                key=f"{key}/{how.value}",
            )


def _label(how: PaperFormat) -> str:
    return {
        PaperFormat.WORD: say("Download as Word"),
        PaperFormat.PDF: say("Download as PDF"),
        PaperFormat.HTML: say("Download as HTML"),
        PaperFormat.EXCEL: say("Download as Excel"),
    }[how]


def made(compose: Callable[[], Paper], how: PaperFormat, template: bytes | None) -> bytes:
    """Return the paper as it is stored now, in one format; a template is for Word alone."""
    paper = compose()
    if template is None or how is not PaperFormat.WORD:
        return write_paper(paper, how)
    return with_template(template, lambda path: write_paper(paper, how, path))


def with_template(template: bytes, use: Callable[[Path], T]) -> T:
    """Return what `use` makes of an uploaded template, which lies in a file only while it is used."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.docx"
        path.write_bytes(template)
        return use(path)
