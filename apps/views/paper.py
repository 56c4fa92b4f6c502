"""Paper: what the strategic assessment says beside its scores, what it still lacks, and the pack itself."""

import streamlit as st

from apps import returns
from apps.gate import open_return
from apps.paper_parts import draw_missing, draw_pack
from apps.release_forms import release_form, restriction_form
from apps.showing import show_message
from apps.statement_forms import assumption_form, roles_form, statement_form
from toolkit.language import say
from toolkit.papers.district.loading import statement_headings


def render() -> None:
    """Draw the page."""
    stored = open_return(say("Paper"))
    headings = statement_headings(stored.return_, returns.library())
    show_message()
    st.header(say("What is still missing"), anchor=False)
    draw_missing(stored, headings)
    st.header(say("The pack"), anchor=False)
    draw_pack(stored)
    st.header(say("Statements"), anchor=False)
    st.caption(say("What the law wants a strategic assessment to say, in the partnership's own words."))
    statement_form(stored, headings)
    st.header(say("Assumptions"), anchor=False)
    assumption_form(stored)
    st.header(say("Who did what"), anchor=False)
    roles_form(stored)
    st.header(say("The public edition"), anchor=False)
    release_form(stored)
    restriction_form(stored)


render()
