"""Cookies: what this app keeps in a browser, for what and for how long."""

import pandas as pd
import streamlit as st

_ROWS = (
    ("_streamlit_xsrf", "Shows that an upload comes from a page of this app.", "Until the browser closes"),
    ("_streamlit_session", "Carries you through signing in.", "Two weeks"),
    (
        "_streamlit_user",
        "Says who signed in; in several parts when it is long.",
        "30 days, or until you sign out",
    ),
    (
        "csp_owner",
        "Lets in whoever opened the owner's link of an app started for a room.",
        "Until the browser closes",
    ),
)


def render() -> None:
    """Draw the page."""
    st.title("Cookies", anchor=False)
    st.write(
        "This app uses only what it cannot work without, so it asks for no consent. Nothing follows you, "
        "nothing is shared, and no page asks another machine for anything."
    )
    st.table(pd.DataFrame(_ROWS, columns=["Cookie", "What for", "How long"]).set_index("Cookie"))
    st.write(
        "Your browser may also remember how wide you made the menu and which colours you chose. "
        "A participant's place in a workshop is in the address of their own link, not in a cookie."
    )


render()
