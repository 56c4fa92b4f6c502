"""What the county decides: its priorities with lead and reason, and why issues stay with their districts."""

import streamlit as st

from apps.county_priority_parts import priority_form
from apps.county_reason_parts import reason_form
from apps.county_saving import closed, stored_county
from apps.opened import opened, principal
from apps.showing import show_faults, show_message, show_table
from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.methods.county import County
from toolkit.store.county import StoredCounty
from toolkit.store.history import changes
from toolkit.tables.county_decisions import county_priority_table, not_escalated_table
from toolkit.tables.history import change_table
from toolkit.wording.county import severe_local_sentence
from toolkit.wording.county_decisions import (
    carried_sentence,
    decided_sentence,
    not_decided_sentence,
    not_escalated_sentence,
)
from toolkit.wording.plain import inert_markdown


def draw_decide(found: County, year: str) -> None:
    """Draw what is decided for a year, and ask for the next decision."""
    try:
        stored = stored_county()
    except ToolkitError as error:
        show_faults(say("What the county decided cannot be read."), error)
        return
    decisions = stored.decisions
    show_message()
    if because := closed():
        st.info(inert_markdown(because))
    ours = [one for one in decisions.priorities if one.assessment_year == year]
    st.header(say("County priorities"), anchor=False)
    st.subheader(inert_markdown(decided_sentence(ours, year)), anchor=False)
    for sentence in (
        not_decided_sentence(ours, found.priorities),
        carried_sentence(decisions.carried_into(year)),
    ):
        if sentence:
            st.write(inert_markdown(sentence))
    if ours:
        what = say("County priorities, themes and what was dropped")
        frame = county_priority_table(ours, decisions.category_set)
        show_table(frame, what, lines=3, file="county-priorities")
    priority_form(decisions, year, off=bool(because))
    st.header(say("Not escalated, and why"), anchor=False)
    if found.issues is None:
        st.warning(inert_markdown(found.refused))
    else:
        st.write(inert_markdown(severe_local_sentence(found.issues)))
    rows = not_escalated_table(decisions.not_escalated, found.issues)
    st.write(inert_markdown(not_escalated_sentence(decisions.not_escalated, found.issues)))
    if len(rows):
        show_table(rows, say("Not escalated, with the reason"), lines=3, file="not-escalated")
    reason_form(found, decisions, off=bool(because))
    _draw_history(stored)


def _draw_history(stored: StoredCounty) -> None:
    with st.expander(say("Who decided what, when and why")):
        found = changes(opened().store, principal(), stored.record.id)
        frame = change_table(found, {})
        show_table(
            frame, say("Changes of the county's decisions, the newest first"), lines=2, file="county-history"
        )
