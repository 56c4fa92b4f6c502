"""Start: what is here, how far each district has come, and where to go next."""

import streamlit as st

from apps import session
from apps.gate import open_shelf
from apps.showing import show_table
from toolkit.tables import progress_table

_NEXT = {
    "score": "**Score:** one issue, guidance beside each choice",
    "grid": "**Grid:** all issues at once, on a laptop",
    "workshop": "**Workshop:** where scorers lie apart, and what they agree",
    "ranking": "**Ranking:** issues in order of risk, with working",
    "priorities": "**Priorities:** wording and county categories",
    "horizon": "**Horizon:** what is coming, under headings",
    "county": "**County:** Appendices A and B, table of ranks",
}


def render() -> None:
    """Draw the page."""
    shelf = open_shelf("Community Safety Toolkit")
    st.write(
        "Districts score issues, rank them and name priorities; the county counts them. "
        "The matrices are MoRiLE-style and not official. Nothing leaves this machine."
    )
    st.header("How far each district has come", anchor=False)
    show_table(progress_table([filed.return_ for filed in shelf.filed]), "Progress of each district's return")
    st.caption("A draft, late or missing return is normal. Work is kept in this folder:")
    st.text(str(session.county_folder()))
    st.header("What to do here", anchor=False)
    for page, sentence in _NEXT.items():
        st.page_link(f"views/{page}.py", label=sentence, width="stretch")


render()
