"""Grid: every issue and criterion at once, for laptops."""

from functools import partial

import streamlit as st

from apps import returns, session
from apps.gate import open_return, stop_at_template
from apps.grid_cells import Grid, draw_saved, save_cells, settle_cells
from apps.saving import reason_input, show_refusal
from apps.showing import show_message, show_table
from apps.widgets import level_columns, scorer_choice
from toolkit.language import say
from toolkit.methods.ranking import rank
from toolkit.methods.scoring import score
from toolkit.store.assessments import Stored
from toolkit.tables.ranking import ranking_table
from toolkit.tables.returns import score_grid

_TOTALS = [say("Rank"), say("Issue"), say("Working"), say("Levels not known")]


def render() -> None:
    """Draw the page."""
    stored = open_return(say("Grid"))
    stop_at_template(stored.return_)
    st.write(
        say(
            "For laptops: choose a cell, press Enter, pick a level, press Enter again; it is saved at once. "
            "On a phone, or to read the guidance and give reasons, use Score."
        )
    )
    if who := scorer_choice(stored.return_, agreed=True):
        _editor(stored, *who)
        stored = returns.stored_return(stored.record.id)
    st.header(say("Running totals"), anchor=False)
    totals = ranking_table(rank(score(stored.return_)))[_TOTALS]
    show_table(totals, say("Rank and working of each scored issue, from the levels stored"))


def _editor(stored: Stored, scorer: str, agency: str) -> None:
    """Ask for the levels of one scorer; each cell is saved as it changes."""
    closed = bool(returns.closed(stored))
    form = f"grid/{stored.record.slug}/{scorer}"
    key = f"{form}/{session.edition(form)}"
    was_open = session.is_open(key, form)
    grid = Grid(form, key, stored, scorer, agency, session.as_opened(key, form, stored.return_))
    reason_input(form, disabled=closed)
    st.data_editor(
        score_grid(session.as_opened(key, f"{form}/drawn", stored.return_), scorer),
        column_config=level_columns(stored.return_.matrix),
        num_rows="fixed",
        height="content",
        placeholder="",
        key=key,
        disabled=closed,
        alt=say("Levels by issue and criterion, to be edited"),
        on_change=partial(save_cells, grid),
    )
    if not closed and session.refusal(form) is None:
        settle_cells(grid, was_open=was_open)
    show_refusal(form)
    show_message()
    draw_saved(form, stored, scorer)


render()
