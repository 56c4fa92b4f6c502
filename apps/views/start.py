"""Start: what is here, how far each district has come, and where to go next."""

import streamlit as st

from apps import session
from apps.gate import open_shelf
from apps.showing import show_table
from toolkit.tables import progress_table

_NEXT = {
    "score": "Score one issue at a time, with the guidance beside each choice.",
    "grid": "Score all issues in one grid, on a laptop.",
    "workshop": "See where scorers lie apart and record what they agree.",
    "ranking": "See a district's issues in order of risk, with the working.",
    "priorities": "Write priorities as the district words them and confirm their county categories.",
    "horizon": "Keep the horizon scan.",
    "county": "Count the county: Appendix A, Appendix B and the table of ranks.",
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
    st.caption("A draft, late or missing return is normal. Work is kept in the folder ")
    st.text(str(session.county_folder()))
    st.header("What to do here", anchor=False)
    for page, sentence in _NEXT.items():
        st.page_link(f"views/{page}.py")
        st.write(sentence)


render()
