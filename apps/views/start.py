"""Start: what is here, how far each district has come, and where to go next."""

import streamlit as st

from apps.gate import open_shelf
from apps.showing import show_message, show_table
from apps.start_parts import draw_database, marking_form, status_form, stored_choice
from toolkit.tables import progress_table

_NEXT = {
    "score": "**Score:** one issue, guidance beside each choice",
    "grid": "**Grid:** all issues at once, on a laptop",
    "workshop": "**Workshop:** where scorers lie apart, and what they agree",
    "ranking": "**Ranking:** issues in order of risk, with working",
    "what_if": "**What if:** move one level, see what would follow",
    "priorities": "**Priorities:** wording and county categories",
    "horizon": "**Horizon:** what is coming, under headings",
    "county": "**County:** Appendices A and B, table of ranks",
    "history": "**History:** who changed what, when and why",
}


def render() -> None:
    """Draw the page."""
    shelf = open_shelf("Community Safety Toolkit")
    st.write(
        "Districts score issues, rank them and name priorities; the county counts them. "
        "The matrices are MoRiLE-style and not official. Nothing leaves this machine."
    )
    st.header("How far each district has come", anchor=False)
    show_message()
    show_table(
        progress_table([stored.return_ for stored in shelf.stored]), "Progress of each district's return"
    )
    st.caption("A draft, late or missing return is normal.")
    with st.expander("Say how far a return has come, sign it off, or mark it"):
        stored = stored_choice(shelf)
        status_form(stored)
        marking_form(stored)
    st.header("Where your work is kept", anchor=False)
    draw_database()
    st.header("What to do here", anchor=False)
    for page, sentence in _NEXT.items():
        st.page_link(f"views/{page}.py", label=sentence, width="stretch")


render()
