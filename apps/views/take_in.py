"""Take in files: every fault by cell, then what would change, and only then one button that does it."""

import streamlit as st

from apps.gate import open_page
from apps.opened import principal
from apps.partner_parts import draw_partners
from apps.partner_uploads import partners
from apps.score_workbooks import draw_score_workbook
from apps.short_forms import explain
from apps.showing import show_message
from apps.upload_parts import draw_read
from apps.uploads import read_uploads
from toolkit.language import say
from toolkit.store.permission import Action, may_somewhere

_SORTS = ["xlsx", "ods", "json"]
_OF_A_FOLDER = ["toml", "csv", *_SORTS]


def render() -> None:
    """Draw the page."""
    open_page(say("Take in files"))
    explain("JSON")
    show_message()
    if not any(may_somewhere(principal(), action) for action in (Action.IMPORT, Action.START)):
        st.info(say("A district's analyst takes in its files here, and an administrator every file."))
        return
    st.write(
        say("Last year's return, a partner's workbook, or a whole county. Nothing is kept before you say so.")
    )
    files = st.file_uploader(
        say("Workbooks (.xlsx or .ods) or JSON files"), type=_SORTS, accept_multiple_files=True, key="files"
    )
    folder = st.file_uploader(
        say("Or a folder: a return, or a county with its returns"),
        type=_OF_A_FOLDER,
        accept_multiple_files="directory",
        key="folder",
    )
    draw_score_workbook()
    if uploads := [*files, *folder]:
        choices = draw_partners(partners(files))
        if choices is None:
            return
        with st.spinner(say("Reading what you uploaded")):
            read = read_uploads(uploads, choices)
        draw_read(read)


render()
