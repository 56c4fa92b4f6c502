"""Start: what is here and how far it has come."""

import streamlit as st

from apps.gate import open_shelf


def render() -> None:
    """Draw the page."""
    shelf = open_shelf("Community safety toolkit")
    st.write(f"{len(shelf.filed)} returns")


render()
