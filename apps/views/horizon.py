"""Horizon: what is coming, under the headings of the scan; items are changed and never deleted."""

import streamlit as st

from apps import returns, session
from apps.drafts import Change, item_change
from apps.entry import entered
from apps.gate import open_return
from apps.horizon_form import item_inputs
from apps.saving import SAVED, reason_input, save, show_refusal
from apps.short_forms import explain
from apps.showing import privacy_note, show_message, show_scan, show_table
from toolkit.language import say
from toolkit.model.horizon import HorizonItem
from toolkit.model.revision import new_item_id
from toolkit.store.assessments import Stored
from toolkit.tables.returns import horizon_table
from toolkit.wording.short_forms import texts_of


def render() -> None:
    """Draw the page."""
    stored = open_return(say("Horizon"))
    items = {item.id: item for item in stored.return_.horizon}
    headings = stored.return_.heading_set
    explain(texts=texts_of(headings, *stored.return_.horizon))
    show_table(horizon_table(stored.return_.horizon, headings), say("Horizon items by heading"))
    with st.expander(say("The scan as a list under its headings")):
        show_scan(stored.return_.horizon, headings)
    choice = f"horizon/{stored.record.slug}"
    chosen = st.selectbox(
        say("Item to change"),
        [None, *items],
        format_func=lambda one: say("Add a new item") if one is None else items[one].title,
        key=choice,
    )
    show_message()
    _form(stored, items.get(chosen) if chosen else None, choice)


def _form(stored: Stored, now: HorizonItem | None, choice: str) -> None:
    """Ask for every field of one item."""
    closed = bool(returns.closed(stored))
    form = f"{choice}/{now.id if now else ''}"
    key = f"{form}/{session.edition(form)}"
    seen = session.as_opened(f"{key}/title", form, now)
    with st.form(form):
        privacy_note()
        typed = item_inputs(stored.return_, seen, key, disabled=closed)
        reason = reason_input(key, disabled=closed)
        pressed = st.form_submit_button(say("Save this item"), type="primary", disabled=closed)
    taken = [item.id for item in stored.return_.horizon]
    typed["id"] = seen.id if seen else new_item_id(str(typed["title"]), taken)

    def changes() -> tuple[Change, ...]:
        return (item_change(seen, entered(HorizonItem, say("horizon item"), typed)),)

    if pressed and save(form, stored, changes, reason=reason):
        session.leave(SAVED, **{choice: typed["id"]})
        session.start_afresh(form)
        st.rerun()
    show_refusal(form)


render()
