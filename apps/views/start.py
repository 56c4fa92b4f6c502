"""Start: what is here, how far each district has come, and where to go next."""

import streamlit as st

from apps.beginning import draw_another, draw_beginning
from apps.gate import open_shelf
from apps.progress_parts import draw_next
from apps.short_forms import explain
from apps.showing import show_message, show_table
from apps.start_parts import draw_database, marking_form, status_form, stored_choice
from toolkit.language import say
from toolkit.tables.returns import progress_table

_NEXT = {
    "score": say("**Score:** one issue, guidance beside each choice"),
    "carry_forward": say("**Carry forward:** last year's issues, confirmed, rescored or dropped"),
    "evidence": say("**Evidence:** open figures and your own beside the scores"),
    "grid": say("**Grid:** all issues at once, on a laptop"),
    "workshop": say("**Workshop:** where scorers lie apart, and what they agree"),
    "ranking": say("**Ranking:** issues in order of risk, with working"),
    "what_if": say("**What if:** move one level, see what would follow"),
    "priorities": say("**Priorities:** wording and county categories"),
    "horizon": say("**Horizon:** what is coming, under headings"),
    "county": say("**County:** counts, districts, years, what is decided"),
    "history": say("**History:** who changed what, when and why"),
    "take_in": say("**Take in files:** a workbook, a JSON file or a county's folder"),
}


def render() -> None:
    """Draw the page."""
    shelf = open_shelf(say("Community Safety Toolkit"), begin=draw_beginning)
    explain("CSP", "JSON", "MoRiLE")
    st.write(
        say(
            "Districts score issues, rank them and name priorities; the county counts them. "
            "The matrices are MoRiLE-style and not official. Nothing leaves this machine."
        )
    )
    show_message()
    st.header(say("What to do next"), anchor=False)
    draw_next(shelf)
    st.header(say("How far each district has come"), anchor=False)
    show_table(
        progress_table([stored.return_ for stored in shelf.stored]), say("Progress of each district's return")
    )
    st.caption(say("A draft, late or missing return is normal."))
    with st.expander(say("Say how far a return has come, sign it off, or mark it")):
        stored = stored_choice(shelf)
        status_form(stored)
        marking_form(stored)
    draw_another()
    st.header(say("Where your work is kept"), anchor=False)
    draw_database()
    st.header(say("What to do here"), anchor=False)
    for page, sentence in _NEXT.items():
        st.page_link(f"views/{page}.py", label=sentence, width="stretch")


render()
