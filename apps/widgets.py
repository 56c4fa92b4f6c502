"""Inputs built from a matrix, and faults shown as a list."""

import streamlit as st

from toolkit.errors import Fault, InputRejected
from toolkit.wording import inert_markdown


def show_faults(heading: str, *faults: Fault | Exception | str) -> None:
    """List everything that is wrong in plain words, never as a traceback."""
    lines = [
        line
        for fault in faults
        for line in (fault.faults if isinstance(fault, InputRejected) else str(fault).splitlines())
    ]
    st.error("\n".join([heading, "", *(f"- {inert_markdown(str(line))}" for line in lines)]))
