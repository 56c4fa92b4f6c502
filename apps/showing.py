"""Faults, confirmations, tables and charts, shown alike on every page."""

import json
from collections.abc import Callable, Sequence
from typing import Literal

import pandas as pd
import streamlit as st

from apps import session
from toolkit.charts.kept import spec_of
from toolkit.charts.theme import Drawn
from toolkit.errors import Fault, InputRejected
from toolkit.language import say
from toolkit.model.horizon import HeadingSet, HorizonItem
from toolkit.tables.frames import csv_of
from toolkit.wording.plain import inert_markdown
from toolkit.wording.returns import horizon_bullets

_LINE = 21
_ROW_PADDING = 24
_WIDE = 230
"""Pixels of a line of text in a table's cell, around them, and across a column of long texts."""
_LONG = 30
"""Characters from which a text is long."""

_PRIVACY = say("Never write names, addresses or case details of victims.")


def show_faults(heading: str, *faults: Fault | Exception | str) -> None:
    """List everything that is wrong in plain words, never as a traceback."""
    lines = [
        line
        for fault in faults
        for line in (fault.faults if isinstance(fault, InputRejected) else str(fault).splitlines())
    ]
    st.error("\n".join([heading, "", *(f"- {inert_markdown(str(line))}" for line in lines)]))


def show_message() -> None:
    """Say what the run before this one did, where it left a message."""
    if message := session.take_message():
        st.success(inert_markdown(message))


def show_table(frame: pd.DataFrame, what: str, *, lines: int = 1, file: str = "") -> None:
    """Draw a whole table that `what` names; cells show what they hold letter by letter.

    With a `file`, it can be downloaded under that name, with the page's marking first. Streamlit's own export
    is switched off: a spreadsheet would run what looks like a formula in it.

    Long texts are wrapped on up to `lines` lines. A narrow screen scrolls the grid, from the keyboard too,
    which a plain table would not allow.
    """
    height = None if lines == 1 else _ROW_PADDING + lines * _LINE
    long = [str(name) for name in frame if lines > 1 and any(len(str(cell)) > _LONG for cell in frame[name])]
    st.dataframe(
        frame,
        hide_index=True,
        height="content",
        row_height=height,
        placeholder="",
        column_config={name: st.column_config.TextColumn(width=_WIDE) for name in long},
        alt=what,
    )
    if file:
        show_download(lambda: frame, what, file)


def show_download(make: Callable[[], pd.DataFrame], what: str, file: str) -> None:
    """Offer a table as CSV, made when asked for, with the page's marking in its name and first in it."""
    marking = session.marking()
    st.download_button(
        say("Download as CSV: {what}", what=what),
        lambda: csv_of(make(), marking),
        file_name=marked_name(f"{file}.csv", marking),
        mime="text/csv",
        on_click="ignore",
    )


def marked_name(file: str, marking: str) -> str:
    """Return the name of a file to download, the marking of what is in it first.

    The address of a download is made of its name and content, so the name ends in something nobody can guess.
    """
    word = marking.split(" ", 1)[0]
    stem, dot, kind = file.rpartition(".")
    return f"{f'{word}-' if word else ''}{stem}-{session.random_part()}{dot}{kind}"


def show_bars(chart: Drawn, told: str) -> None:
    """Draw a chart across the page in our own theme; `told` says the same to whoever cannot see it."""
    _draw(chart, told, "stretch")


def show_drawing(chart: Drawn, told: str, height: int) -> None:
    """Draw a chart that has a width of its own, in a box of `height` pixels; `told` says the same in words.

    On a narrow screen the box scrolls, not the page.
    """
    with st.container(height=height, border=False):
        _draw(chart, told, "content")


def _draw(chart: Drawn, told: str, width: Literal["stretch", "content"]) -> None:
    """Draw a chart from its specification, worked out once; `st.altair_chart` would do it at every run."""
    st.vega_lite_chart(json.loads(spec_of(chart)), theme=None, alt=told, width=width)


def show_scan(items: Sequence[HorizonItem], headings: HeadingSet) -> None:
    """Draw a horizon scan as Appendix C prints it: headings with their lead-ins and bullets."""
    for heading in headings.headings:
        bullets = horizon_bullets(items, heading)
        if bullets:
            st.markdown(f"**{inert_markdown(heading.label)}**")
            lines = [heading.lead_in, "", *(f"- {inert_markdown(bullet)}" for bullet in bullets)]
            st.markdown("\n".join([inert_markdown(lines[0]), *lines[1:]]))
    if not items:
        st.write(say("There is no item yet."))


def privacy_note() -> None:
    """Remind whoever types that no field is for personal details."""
    st.caption(_PRIVACY)
