"""Horizon: what is coming, under the headings of the scan; items are changed and never deleted."""

import streamlit as st

from apps import session
from apps.entry import entered
from apps.gate import open_return
from apps.horizon_form import item_inputs
from apps.showing import privacy_note, saving, show_message, show_scan, show_table
from toolkit.model.horizon import HorizonItem
from toolkit.model.revision import new_item_id, with_horizon_item
from toolkit.tables import horizon_table


def render() -> None:
    """Draw the page."""
    filed = open_return("Horizon")
    items = {item.id: item for item in filed.return_.horizon}
    headings = filed.return_.heading_set
    show_table(horizon_table(filed.return_.horizon, headings), "Horizon items by heading")
    with st.expander("The scan as a list under its headings"):
        show_scan(filed.return_.horizon, headings)
    choice = f"horizon/{filed.folder.name}"
    chosen = st.selectbox(
        "Item to change",
        [None, *items],
        format_func=lambda one: "Add a new item" if one is None else items[one].title,
        key=choice,
    )
    show_message()
    _form(filed, items.get(chosen) if chosen else None, choice)


def _form(filed: session.Filed, now: HorizonItem | None, choice: str) -> None:
    """Ask for every field of one item."""
    form = f"{choice}/{now.id if now else ''}"
    key = f"{form}/{session.edition(form)}"
    seen = session.as_opened(f"{key}/title", form, now)
    with st.form(form):
        privacy_note()
        typed = item_inputs(filed.return_, seen, key)
        pressed = st.form_submit_button("Save this item", type="primary")
    if pressed:
        with saving(form):
            taken = [item.id for item in filed.return_.horizon]
            typed["id"] = seen.id if seen else new_item_id(str(typed["title"]), taken)
            new = entered(HorizonItem, "horizon item", typed)
            session.save(filed, lambda return_: with_horizon_item(return_, seen, new))
            session.leave("Saved.", **{choice: new.id})
            session.start_afresh(form)
            st.rerun()


render()
