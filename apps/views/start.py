"""Start: what is here, how far each district has come, and where to go next."""

import streamlit as st

from apps import session
from apps.gate import open_shelf
from apps.showing import saving, show_message, show_table
from toolkit.model.assessment import ReturnStatus
from toolkit.model.revision import with_status
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
    with st.expander("Say how far a return has come"):
        _status_form(shelf)
    st.header("What to do here", anchor=False)
    for page, sentence in _NEXT.items():
        st.page_link(f"views/{page}.py", label=sentence, width="stretch")


def _status_form(shelf: session.Shelf) -> None:
    """Ask for a return and its new status, and file it; the page then shows what is stored."""
    show_message()
    filed = {one.folder.name: one for one in shelf.filed}
    names = {folder: one.name for folder, one in filed.items()}
    chosen = st.selectbox("Return", list(filed), format_func=lambda folder: names[folder], key="status_of")
    now = filed[chosen].return_.status
    every = list(ReturnStatus)
    key = f"status/{chosen}/{now}"
    new = st.selectbox(
        "Status", every, every.index(now), format_func=lambda one: one.label.capitalize(), key=key
    )
    if st.button("Save the status", type="primary"):
        with saving(key):
            session.save(filed[chosen], lambda return_: with_status(return_, now, new))
            session.leave(f"Saved: {names[chosen]} is {new.label}.")
            st.rerun()


render()
