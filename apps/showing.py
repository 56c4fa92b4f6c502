"""Faults, confirmations and tables, shown alike on every page."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pandas as pd
import streamlit as st

from apps import session
from toolkit.charts import Drawn
from toolkit.errors import Conflict, Fault, InputRejected, ToolkitError
from toolkit.model.horizon import HeadingSet, HorizonItem
from toolkit.tables import csv_of
from toolkit.wording import horizon_bullets, inert_markdown

_LINE = 21
_ROW_PADDING = 24
_WIDE = 230
"""Pixels of a line of text in a table's cell, around them, and across a column of long texts."""
_LONG = 30
"""Characters from which a text is long."""

_PRIVACY = "Never write names, addresses or case details of victims."


def show_faults(heading: str, *faults: Fault | Exception | str) -> None:
    """List everything that is wrong in plain words, never as a traceback."""
    lines = [
        line
        for fault in faults
        for line in (fault.faults if isinstance(fault, InputRejected) else str(fault).splitlines())
    ]
    st.error("\n".join([heading, "", *(f"- {inert_markdown(str(line))}" for line in lines)]))


@contextmanager
def saving(form: str) -> Iterator[None]:
    """Say "Saved" once the block has written; list what was refused instead, and keep what was typed."""
    try:
        yield
    except ToolkitError as error:
        show_faults("Not saved.", error)
        if isinstance(error, Conflict):
            st.button("Show what is stored now", on_click=session.start_afresh, args=(form,))
    else:
        st.success("Saved.")


def show_message() -> None:
    """Say what the run before this one did, where it left a message."""
    if message := session.take_message():
        st.success(inert_markdown(message))


def show_table(frame: pd.DataFrame, what: str, *, lines: int = 1, file: str = "") -> None:
    """Draw a whole table that `what` names; cells show what they hold letter by letter.

    With a `file`, it can be downloaded under that name. Streamlit's own export is switched off: a spreadsheet
    would run what looks like a formula in it.

    Long texts are wrapped on up to `lines` lines. A narrow screen scrolls the grid, from the keyboard too,
    which a plain table would not allow.
    """
    height = None if lines == 1 else _ROW_PADDING + lines * _LINE
    long = [str(name) for name in frame if lines > 1 and frame[name].astype(str).str.len().max() > _LONG]
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
        st.download_button(
            f"Download as CSV: {what}",
            lambda: csv_of(frame),
            file_name=f"{file}.csv",
            mime="text/csv",
            on_click="ignore",
        )


def show_bars(chart: Drawn, told: str) -> None:
    """Draw a chart across the page in our own theme; `told` says the same to whoever cannot see it."""
    st.altair_chart(chart, theme=None, alt=told, width="stretch")


def show_drawing(chart: Drawn, told: str, height: int) -> None:
    """Draw a chart that has a width of its own, in a box of `height` pixels; `told` says the same in words.

    On a narrow screen the box scrolls, not the page.
    """
    with st.container(height=height, border=False):
        st.altair_chart(chart, theme=None, alt=told, width="content")


def show_scan(items: Sequence[HorizonItem], headings: HeadingSet) -> None:
    """Draw a horizon scan as Appendix C prints it: headings with their lead-ins and bullets."""
    for heading in headings.headings:
        bullets = horizon_bullets(items, heading)
        if bullets:
            st.markdown(f"**{inert_markdown(heading.label)}**")
            lines = [heading.lead_in, "", *(f"- {inert_markdown(bullet)}" for bullet in bullets)]
            st.markdown("\n".join([inert_markdown(lines[0]), *lines[1:]]))
    if not items:
        st.write("There is no item yet.")


def privacy_note() -> None:
    """Remind whoever types that no field is for personal details."""
    st.caption(_PRIVACY)
