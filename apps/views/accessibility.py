"""Accessibility: what this app does for everybody, and what is known to fall short."""

import pandas as pd
import streamlit as st

from apps.short_forms import explain
from toolkit.language import say

_SHORT = (
    (
        say("The key r, pressed outside a field, draws the page again."),
        say("Nothing that was saved is lost."),
    ),
    (
        say("The menu in a table's column header opens with a mouse only."),
        say("Tables stand in reading order; download one to sort it."),
    ),
    (
        say("Tables are drawn as pictures of cells with a hidden table behind them."),
        say("Download the table as CSV."),
    ),
    (
        say("A level of the grid is chosen in a list that screen readers read badly."),
        say("Use the page Score: plain radio buttons."),
    ),
    (
        say("Day, month and year of a date field stand closer together than 24 pixels."),
        say("Tab into the field and type the date."),
    ),
    (say("The page says that its language is English, also above Welsh text."), say("None yet.")),
)


def render() -> None:
    """Draw the page."""
    st.title(say("Accessibility"), anchor=False)
    explain("CSV", "WCAG")
    st.write(
        say(
            "This app is meant to meet the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA, "
            "the second of three. It meets them in part."
        )
    )
    st.header(say("What is done"), anchor=False)
    st.markdown(
        say(
            "- Everything works from the keyboard, and every field has a name.\n"
            "- Every chart has its figures in words and in a table.\n"
            "- Nothing is said by colour alone, and text stands out from its ground by at least 4.5 to 1.\n"
            "- Pages fit a phone, and nothing moves or ends while you type."
        )
    )
    st.header(say("What falls short"), anchor=False)
    st.table(pd.DataFrame(_SHORT, columns=[say("What"), say("What to do instead")]).set_index(say("What")))
    st.header(say("How it was checked"), anchor=False)
    st.write(
        say(
            "Tests open every page in Chromium, on a wide screen and on a phone's, and apply the rules of "
            "axe. Screen readers, voice control, magnifiers and other browsers have not been tried yet."
        )
    )
    st.header(say("If something does not work for you"), anchor=False)
    st.write(say("Tell whoever runs this app for your partnership which page it was and what you use."))


render()
