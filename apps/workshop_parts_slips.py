"""Where there is no network: slips to print, the Excel score sheet, and typing them in with a keypad."""

import streamlit as st

from apps import session
from apps.score_workbooks import score_workbook_of
from apps.showing import marked_name, show_faults
from apps.workshop_parts import Held, do
from toolkit.errors import InputRejected
from toolkit.files.workbook_template import score_workbook_bytes
from toolkit.language import say
from toolkit.model.keypad import BLANK, UNKNOWN_KEY, levels_typed
from toolkit.store.workshop_scoring import enter_slip
from toolkit.wording.plain import inert_markdown
from toolkit.wording.slips import slips_html
from toolkit.wording.workshop import slip_order_sentence


def draw_slips(held: Held) -> None:
    """Draw what to print, and the page on which slips are typed in afterwards."""
    _draw_downloads(held)
    st.header(say("Type slips in"), anchor=False)
    taken = [one for one in held.workshop.issues if held.workshop.progress_of(one)]
    if not taken or held.workshop.opened_at is None:
        st.info(say("Open the workshop and put an issue on the table; its slips can be typed in then."))
        return
    names = held.stored.return_.issues
    place = taken.index(held.workshop.open_issue) if held.workshop.open_issue in taken else 0
    issue = st.selectbox(
        say("Issue"), taken, index=place, format_func=lambda one: names[one].name, key="slip"
    )
    _draw_keypad(held, issue)


def _draw_downloads(held: Held) -> None:
    return_, marking = held.stored.return_, session.marking()
    issues = [return_.issues[one] for one in held.workshop.issues]
    workbook = score_workbook_of(held.stored)
    st.header(say("Print"), anchor=False)
    st.download_button(
        say("Download slips to print, a page an issue"),
        lambda: slips_html(return_, issues, held.workshop.title).encode(),
        file_name=marked_name("score-slips.html", marking),
        mime="text/html",
        on_click="ignore",
    )
    st.download_button(
        say("Download the Excel score sheet"),
        lambda: score_workbook_bytes(workbook),
        file_name=marked_name("score-sheet.xlsx", marking),
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
    )


def _draw_keypad(held: Held, issue: str) -> None:
    """Ask for one slip: who, then a key a criterion; Enter saves and the next slip begins."""
    matrix = held.stored.return_.matrix
    form = f"slip/{held.workshop.id}/{issue}"
    key = f"{form}/{session.edition(form)}"
    st.caption(inert_markdown(slip_order_sentence(matrix)))
    with st.form(form, border=False):
        name = st.text_input(say("Name or role"), key=f"{key}/name")
        agency = st.text_input(say("Agency"), key=f"{key}/agency")
        typed = st.text_input(
            say(
                "Levels, one key each: a digit, {unknown_key} for unknown, {blank} for blank",
                unknown_key=UNKNOWN_KEY,
                blank=BLANK,
            ),
            key=f"{key}/levels",
        )
        pressed = st.form_submit_button(say("Save this slip"), type="primary", disabled=not held.can_write)
    if not pressed:
        return
    try:
        scores = levels_typed(matrix, typed)
    except InputRejected as error:
        show_faults(say("Not saved."), error)
        return
    words = ", ".join(say("blank") if one.level is None else str(one.level) for one in scores)
    said = say("Saved: {name}, {words}. Type the next slip.", name=name, words=words)
    if do(enter_slip, held, name=name, agency=agency, issue=issue, scores=scores, said=said):
        session.start_afresh(form)
    st.rerun()
