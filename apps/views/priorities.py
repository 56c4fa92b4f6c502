"""Priorities: as the district words them, and the county categories a person confirms."""

import streamlit as st

from apps.gate import open_return
from apps.priority_forms import category_form, wording_form
from apps.short_forms import explain
from apps.showing import show_message, show_table
from toolkit.language import say
from toolkit.tables.returns import priority_table
from toolkit.wording.short_forms import codes_used, texts_of


def render() -> None:
    """Draw the page."""
    stored = open_return(say("Priorities"))
    priorities = stored.return_.priorities
    explain(texts=texts_of(*priorities), codes=codes_used(stored.return_))
    show_table(
        priority_table(priorities), say("Priorities as worded, with level and confirmed categories"), lines=2
    )
    key = f"priority/{stored.record.slug}"
    place = st.selectbox(
        say("Priority to change or confirm"),
        [None, *range(len(priorities))],
        format_func=lambda one: say("Add a new priority") if one is None else priorities[one].worded,
        key=key,
    )
    show_message()
    wording_form(stored, place, key)
    if place is not None:
        category_form(stored, place, f"{key}/{place}")


render()
