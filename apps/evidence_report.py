"""What became of the files that were loaded: what was counted, what was left out and why, every fault."""

import streamlit as st

from apps.showing import show_faults, show_table
from toolkit.errors import InputRejected, ToolkitError
from toolkit.evidence.told import Counted
from toolkit.language import say
from toolkit.tables.evidence import broken_table, file_table, left_out_table
from toolkit.tables.faults import fault_table
from toolkit.wording.evidence_load import loaded_sentences
from toolkit.wording.plain import inert_markdown


def draw_report(counted: Counted) -> None:
    """Draw what became of every file and row."""
    for sentence in loaded_sentences(counted.report):
        st.write(inert_markdown(sentence))
    with st.expander(say("What became of every file and row")):
        show_table(file_table(counted.report), say("Files: rows read, counted and left out"), lines=2)
        left_out = left_out_table(counted.loaded)
        if len(left_out):
            what = say("Rows that were read and not counted, with the reason")
            show_table(left_out, what, lines=2, file="left-out")
        broken = broken_table(counted.report)
        if len(broken):
            show_table(broken, say("Lines that could not be read"), lines=2, file="broken-lines")


def draw_refusal(error: ToolkitError) -> None:
    """Draw everything that is wrong with the files; nothing of them was counted."""
    if not isinstance(error, InputRejected):
        show_faults(say("Nothing was loaded."), error)
        return
    st.error(
        say(
            "Faults: {number}. Nothing was loaded, and what is kept is as it was. Put them right and load "
            "again.",
            number=len(error.faults),
        )
    )
    show_table(fault_table(error.faults), say("What is wrong in the files"), lines=3, file="faults")
