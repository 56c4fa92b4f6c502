"""Priorities: as the district words them, and the county categories a person confirms."""

import streamlit as st

from apps import session
from apps.entry import entered
from apps.gate import open_return
from apps.showing import saving, show_message, show_table
from apps.widgets import several, several_or_new, word_choice
from toolkit.model.priorities import Priority, PriorityLevel
from toolkit.model.revision import confirmed, reworded, with_priority
from toolkit.tables import priority_table
from toolkit.wording import inert_markdown


def render() -> None:
    """Draw the page."""
    filed = open_return("Priorities")
    priorities = filed.return_.priorities
    show_table(
        priority_table(priorities), "Priorities as worded, with level and confirmed categories", lines=2
    )
    key = f"priority/{filed.folder.name}"
    place = st.selectbox(
        "Priority to change or confirm",
        [None, *range(len(priorities))],
        format_func=lambda one: "Add a new priority" if one is None else priorities[one].worded,
        key=key,
    )
    show_message()
    priority = None if place is None else priorities[place]
    _wording_form(filed, priority, key, len(priorities) if place is None else place)
    if priority:
        _category_form(filed, priority, f"{key}/{place}")


def _wording_form(filed: session.Filed, now: Priority | None, choice: str, place: int) -> None:
    """Ask for a priority's wording, level and source."""
    form = f"{choice}/{place}/wording"
    key = f"{form}/{session.edition(form)}"
    seen = session.as_opened(f"{key}/worded", form, now)
    with st.form(form):
        worded = st.text_input("Priority as worded", seen.worded if seen else "", key=f"{key}/worded")
        level = word_choice(
            "Level", PriorityLevel, seen.level if seen else PriorityLevel.MAIN, f"{key}/level"
        )
        source = st.text_input("Source", seen.source if seen else "", key=f"{key}/source")
        if seen and seen.categories is not None:
            st.caption("Categories are confirmed for one wording: another wording has to be confirmed again.")
        pressed = st.form_submit_button("Save the wording", type="primary")
    if pressed:
        with saving(form):
            new = entered(Priority, "priority", reworded(seen, worded, level, source))
            saved = session.save(filed, lambda return_: with_priority(return_, seen, new))
            session.leave("Saved.", **{choice: saved.return_.priorities.index(new)})
            session.start_afresh(form)
            st.rerun()


def _category_form(filed: session.Filed, now: Priority, choice: str) -> None:
    """Show the categories proposed for a wording, and ask a person to confirm or correct them."""
    st.header("County categories", anchor=False)
    form = f"{choice}/categories"
    key = f"{form}/{session.edition(form)}"
    seen = session.as_opened(f"{key}/categories", form, now)
    proposal = session.proposed_categories(filed, seen.worded)
    st.markdown(f"Proposed from the wording: {inert_markdown(proposal.because)}")
    unconfirmed = seen.categories is None
    labels = {category.code: category.label for category in filed.return_.category_set.categories}
    with st.form(form):
        codes = proposal.categories if unconfirmed else seen.categories or ()
        categories = several("Categories; leave empty if none fits", labels, codes, f"{key}/categories")
        focus = proposal.other_focus if unconfirmed else seen.other_focus
        known = filed.return_.category_set.other_focus
        other = several_or_new("Other focus areas", known, focus, f"{key}/focus")
        by = st.text_input("Confirmed by (name or role)", seen.confirmed_by, key=f"{key}/by")
        pressed = st.form_submit_button("Confirm these categories", type="primary")
    if pressed:
        with saving(form):
            new = entered(Priority, "categories", confirmed(seen, categories, other, by))
            session.save(filed, lambda return_: with_priority(return_, seen, new))
            session.leave("Saved.")
            session.start_afresh(form)
            st.rerun()


render()
