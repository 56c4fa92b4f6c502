"""Cookies: what this app keeps in a browser, for what and for how long."""

import pandas as pd
import streamlit as st

from toolkit.language import say

_ROWS = (
    (
        "_streamlit_xsrf",
        say("Shows that an upload comes from a page of this app."),
        say("Until the browser closes"),
    ),
    ("_streamlit_session", say("Carries you through signing in."), say("Two weeks")),
    (
        "_streamlit_user",
        say("Says who signed in; in several parts when it is long."),
        say("30 days, or until you sign out"),
    ),
    (
        "csp_owner",
        say("Lets in whoever opened the owner's link of an app started for a room."),
        say("Until the browser closes"),
    ),
)


def render() -> None:
    """Draw the page."""
    st.title(say("Cookies"), anchor=False)
    st.write(
        say(
            "This app uses only what it cannot work without, so it asks for no consent. Nothing follows you, "
            "nothing is shared, and no page asks another machine for anything."
        )
    )
    st.table(
        pd.DataFrame(_ROWS, columns=[say("Cookie"), say("What for"), say("How long")]).set_index(
            say("Cookie")
        )
    )
    st.write(
        say(
            "Your browser may also remember how wide you made the menu and which colours you chose. "
            "A participant's place in a workshop is in the address of their own link, not in a cookie."
        )
    )


render()
