"""The forms of the priorities page: a wording, and the county categories it stands for."""

import streamlit as st

from apps import returns, session
from apps.drafts import Change, priority_change
from apps.entry import entered
from apps.saving import SAVED, reason_input, save, show_refusal
from apps.widgets import several, several_or_new, word_choice
from toolkit.language import say
from toolkit.model.priorities import Priority, PriorityLevel
from toolkit.model.revision import confirmed, reworded
from toolkit.store.assessments import Stored
from toolkit.wording.plain import inert_markdown


def wording_form(stored: Stored, place: int | None, choice: str) -> None:
    """Ask for a priority's wording, level and source; with no place for those of a new one."""
    priorities, closed = stored.return_.priorities, bool(returns.closed(stored))
    form = f"{choice}/{len(priorities) if place is None else place}/wording"
    key = f"{form}/{session.edition(form)}"
    seen = session.as_opened(f"{key}/worded", form, None if place is None else priorities[place])
    with st.form(form):
        worded = st.text_input(
            say("Priority as worded"), seen.worded if seen else "", key=f"{key}/worded", disabled=closed
        )
        now = seen.level if seen else PriorityLevel.MAIN
        level = word_choice(say("Level"), PriorityLevel, now, f"{key}/level", disabled=closed)
        source = st.text_input(
            say("Source"), seen.source if seen else "", key=f"{key}/source", disabled=closed
        )
        if seen and seen.categories is not None:
            st.caption(
                say("Categories are confirmed for one wording: another wording has to be confirmed again.")
            )
        reason = reason_input(key, disabled=closed)
        pressed = st.form_submit_button(say("Save the wording"), type="primary", disabled=closed)

    def changes() -> tuple[Change, ...]:
        new = entered(Priority, "priority", reworded(seen, worded, level, source))
        return (priority_change(stored, place, seen, new),)

    if pressed and (made := save(form, stored, changes, reason=reason)):
        found = [one.worded for one in made.stored.return_.priorities]
        session.leave(SAVED, **{choice: found.index(worded.strip()) if worded.strip() in found else place})
        session.start_afresh(form)
        st.rerun()
    show_refusal(form)


def category_form(stored: Stored, place: int, choice: str) -> None:
    """Show the categories proposed for a wording, and ask a person to confirm or correct them."""
    st.header(say("County categories"), anchor=False)
    closed = bool(returns.closed(stored))
    form = f"{choice}/categories"
    key = f"{form}/{session.edition(form)}"
    seen = session.as_opened(f"{key}/categories", form, stored.return_.priorities[place])
    proposal = returns.proposed_categories(stored, seen.worded)
    st.markdown(say("Proposed from the wording: {because}", because=inert_markdown(proposal.because)))
    unconfirmed = seen.categories is None
    labels = {category.code: category.label for category in stored.return_.category_set.categories}
    with st.form(form):
        codes = proposal.categories if unconfirmed else seen.categories or ()
        words = say("Categories; leave empty if none fits")
        categories = several(words, labels, codes, f"{key}/categories", disabled=closed)
        focus = proposal.other_focus if unconfirmed else seen.other_focus
        known = stored.return_.category_set.other_focus
        other = several_or_new(say("Other focus areas"), known, focus, f"{key}/focus", disabled=closed)
        by = st.text_input(
            say("Confirmed by (name or role)"), seen.confirmed_by, key=f"{key}/by", disabled=closed
        )
        reason = reason_input(key, disabled=closed)
        pressed = st.form_submit_button(say("Confirm these categories"), type="primary", disabled=closed)

    def changes() -> tuple[Change, ...]:
        new = entered(Priority, "categories", confirmed(seen, categories, other, by))
        return (priority_change(stored, place, seen, new),)

    if pressed and save(form, stored, changes, reason=reason):
        session.leave(SAVED)
        session.start_afresh(form)
        st.rerun()
    show_refusal(form)
