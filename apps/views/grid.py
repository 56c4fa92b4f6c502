"""Grid: every issue and criterion at once, for laptops."""

import streamlit as st

from apps import returns, session
from apps.drafts import score_changes
from apps.gate import open_return, stop_at_template
from apps.saving import SAVED, reason_input, save, show_refusal
from apps.score_form import cells_typed
from apps.showing import show_message, show_table
from apps.widgets import level_columns, scorer_choice
from toolkit.methods.ranking import rank
from toolkit.methods.scoring import score
from toolkit.store.assessments import Stored
from toolkit.tables import ranking_table, score_grid

_TOTALS = ["Rank", "Issue", "Working", "Levels not known"]


def render() -> None:
    """Draw the page."""
    stored = open_return("Grid")
    stop_at_template(stored.return_)
    st.write(
        "For laptops: choose a cell, press Enter, pick a level, press Enter again. "
        "On a phone, or to read the guidance and give reasons, use Score."
    )
    if who := scorer_choice(stored.return_, agreed=True):
        _editor(stored, *who)
    st.header("Running totals", anchor=False)
    totals = ranking_table(rank(score(stored.return_)))[_TOTALS]
    show_table(totals, "Rank and working of each scored issue, from the levels stored")


def _editor(stored: Stored, scorer: str, agency: str) -> None:
    """Ask for the levels of one scorer, and save what was changed."""
    closed = bool(returns.closed(stored))
    form = f"grid/{stored.record.slug}/{scorer}"
    key = f"{form}/{session.edition(form)}"
    seen = session.as_opened(key, form, stored.return_)
    st.data_editor(
        score_grid(seen, scorer),
        column_config=level_columns(seen.matrix),
        num_rows="fixed",
        height="content",
        placeholder="",
        key=key,
        disabled=closed,
        alt="Levels by issue and criterion, to be edited",
    )
    pairs = cells_typed(seen, scorer, agency, session.edited_cells(key))
    label = "1 change" if len(pairs) == 1 else f"{len(pairs)} changes"
    reason = reason_input(key, disabled=closed)
    pressed = st.button(f"Save {label}", type="primary", disabled=closed or not pairs)
    if pressed and (made := save(form, stored, lambda: score_changes(seen, pairs), reason=reason)):
        session.saved_as(form, made.stored.return_)
        session.leave(SAVED)
        st.rerun()
    show_refusal(form)
    show_message()


render()
