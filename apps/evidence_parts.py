"""The parts of the page Evidence that ask: where the files are, and which to count."""

import streamlit as st

from apps.evidence_uploads import Asked
from apps.showing import show_table
from apps.sign_in import is_own_machine
from toolkit.evidence.extras import missing_extra
from toolkit.language import say
from toolkit.model.evidence_source import EvidenceSources
from toolkit.store.assessments import Stored
from toolkit.tables.evidence_sources import source_table
from toolkit.wording.plain import inert_markdown

_SORTS = ["csv", "zip", "xlsx", "ods", "parquet"]


def draw_sources(sources: EvidenceSources) -> None:
    """Say which files can be loaded and where they are; nothing is fetched."""
    st.write(
        say(
            "Figures stand beside the scores and may propose a level for how often something happens and "
            "whether it grows. You decide. Nothing is fetched from anywhere: download the files, then load "
            "them here."
        )
    )
    with st.expander(say("Which files, and where to download them")):
        what = say("Sources of figures, where their files are, and the times at which a series breaks")
        show_table(source_table(sources), what, lines=4)
        st.caption(
            say(
                "Figures of your own have these columns: period, area, issue, count, denominator, source, "
                "note. A count that is left blank is not known; it is not zero."
            )
        )
    if missing := missing_extra():
        st.warning(inert_markdown(missing))


def ask_for_files(stored: Stored) -> Asked:
    """Ask for files, on one's own machine also for a folder, and for the last month to count."""
    files = st.file_uploader(
        say("Files of figures, as downloaded"), type=_SORTS, accept_multiple_files=True, key="evidence_files"
    )
    folder = ""
    if is_own_machine():
        folder = st.text_input(
            say("Or a folder of this machine, for files larger than an upload may be"), key="evidence_folder"
        )
    as_at = st.text_input(
        say("Last month to count, such as 2025-03; empty for the last that is known"), key="evidence_as_at"
    )
    return Asked(tuple(files), folder.strip(), as_at.strip(), stored.record.id)
