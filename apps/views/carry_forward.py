"""Carry forward: each of last year's issues confirmed, rescored or dropped, with the reason why."""

import streamlit as st

from apps import session
from apps.carrying_parts import draw_decision, draw_new_year, left_to_decide
from apps.gate import open_return, stop_at_template
from apps.last_year import last_year_of, note_other_matrix
from apps.showing import show_faults, show_message, show_table
from toolkit.language import say
from toolkit.tables.carried import carried_table
from toolkit.wording.plain import inert_markdown


def render() -> None:
    """Draw the page."""
    stored = open_return(say("Carry forward"))
    stop_at_template(stored.return_)
    show_message()
    if error := session.take_fault():
        show_faults(say("Not started."), error)
    last = last_year_of(stored)
    draw_new_year(stored)
    if last is None:
        st.info(
            inert_markdown(
                say(
                    "No scored return of {district} for an earlier year is here, so there is "
                    "nothing to carry into this one. Take last year's in on Take in files.",
                    district=stored.record.district,
                )
            )
        )
        return
    st.write(left_to_decide(last))
    note_other_matrix(last)
    draw_decision(stored, last)
    st.header(say("Last year and this year"), anchor=False)
    what = say("What became of each issue: new, confirmed, changed, dropped")
    frame = carried_table(last.issues, last.then, stored.return_)
    show_table(frame, what, lines=2, file="carried-forward")


render()
