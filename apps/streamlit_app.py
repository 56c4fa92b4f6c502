"""Page set-up and navigation; the pages are in views/."""

import sys
from pathlib import Path

import streamlit as st

_HERE = Path(__file__).resolve().parent
if str(_HERE.parent) not in sys.path:  # Streamlit puts this folder there; the pages import apps.session
    sys.path.insert(0, str(_HERE.parent))

PAGES = {
    "start": "Start",
    "carry_forward": "Carry forward",
    "score": "Score",
    "grid": "Grid",
    "workshop": "Workshop",
    "join": "Join a workshop",
    "ranking": "Ranking",
    "what_if": "What if",
    "priorities": "Priorities",
    "horizon": "Horizon",
    "county": "County",
    "history": "History",
    "take_in": "Take in files",
}
"""Page files in the order of the menu, with their titles."""

ABOUT = {"glossary": "Words and acronyms", "accessibility": "Accessibility", "cookies": "Cookies"}
"""Page files about the app itself, linked below the menu."""


def main() -> None:
    """Set the page up and run the one asked for."""
    st.set_page_config(page_title="CSP Toolkit", layout="wide")
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
