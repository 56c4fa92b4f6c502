"""Page set-up and navigation; the pages are in views/."""

import sys
from pathlib import Path

import streamlit as st

_HERE = Path(__file__).resolve().parent
if str(_HERE.parent) not in sys.path:  # Streamlit puts this folder there; the pages import apps.session
    sys.path.insert(0, str(_HERE.parent))

from apps import starting  # noqa: E402 (after this folder's parent is found)
from toolkit.language import say  # noqa: E402 (same)

PAGES = {
    "start": say("Start"),
    "carry_forward": say("Carry forward"),
    "evidence": say("Evidence"),
    "score": say("Score"),
    "grid": say("Grid"),
    "workshop": say("Workshop"),
    "join": say("Join a workshop"),
    "ranking": say("Ranking"),
    "what_if": say("What if"),
    "priorities": say("Priorities"),
    "horizon": say("Horizon"),
    "paper": say("Paper"),
    "county": say("County"),
    "history": say("History"),
    "take_in": say("Take in files"),
}
"""Page files in the order of the menu, with their titles."""

ABOUT = {
    "glossary": say("Words and acronyms"),
    "accessibility": say("Accessibility"),
    "cookies": say("Cookies"),
}
"""Page files about the app itself, linked below the menu."""


def main() -> None:
    """Set the page up and run the one asked for."""
    st.set_page_config(page_title=say("CSP Toolkit"), layout="wide")
    if starting.is_under_way():
        with st.spinner(say("Starting: reading the pages and what is stored")):
            starting.wait()
    pages = [
        st.Page(_HERE / "views" / f"{name}.py", title=title, default=name == "start")
        for name, title in PAGES.items()
    ]
    about = [
        st.Page(_HERE / "views" / f"{name}.py", title=title, visibility="hidden")
        for name, title in ABOUT.items()
    ]
    running = st.navigation([*pages, *about], expanded=True)
    for page in about:
        st.sidebar.page_link(page)
    running.run()


main()
