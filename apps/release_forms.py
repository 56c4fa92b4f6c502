"""The forms that say what a public edition may show: reasons released, and issues left out."""

import streamlit as st

from apps import returns, session
from apps.drafts import Change
from apps.entry import entered
from apps.saving import SAVED, reason_input, save, show_refusal
from apps.statement_changes import release_change, restricted_change
from toolkit.language import say
from toolkit.model.statement_revision import Release
from toolkit.model.statements import RestrictedIssue
from toolkit.store.assessments import Stored


def release_form(stored: Stored) -> None:
    """Ask whether a public edition may print the reasons of the scores."""
    form, closed = f"paper/{stored.record.slug}/release", bool(returns.closed(stored))
    key = f"{form}/{session.edition(form)}"
    now = Release(rationales=stored.return_.rationales_released)
    seen = session.as_opened(f"{key}/rationales", form, now)
    with st.form(form):
        released = st.checkbox(
            say("The reasons of the scores are released: a public edition may print them"),
            seen.rationales,
            key=f"{key}/rationales",
            disabled=closed,
        )
        reason = reason_input(key, disabled=closed)
        pressed = st.form_submit_button(say("Save this"), disabled=closed)

    def changes() -> tuple[Change, ...]:
        new = Release(rationales=released)
        return (release_change(seen, new),) if new != seen else ()

    if pressed and save(form, stored, changes, reason=reason):
        session.leave(SAVED)
        session.start_afresh(form)
        st.rerun()
    show_refusal(form)


def restriction_form(stored: Stored) -> None:
    """Ask which issue a public edition leaves out, and why; an emptied reason lets it in again."""
    issues, there = stored.return_.issues, {one.issue: one for one in stored.return_.restricted}
    choice = f"paper/{stored.record.slug}/restricted"
    order = [*there, *(issue for issue in issues if issue not in there)]
    chosen = st.selectbox(
        say("Issue"),
        order,
        format_func=lambda one: (
            say("{issue} (left out)", issue=issues[one].name) if one in there else issues[one].name
        ),
        key=choice,
    )
    form, closed = f"{choice}/{chosen}", bool(returns.closed(stored))
    key = f"{form}/{session.edition(form)}"
    seen = session.as_opened(f"{key}/reason_why", form, there.get(chosen))
    with st.form(form):
        why = st.text_input(
            say("Why a public edition leaves it out; empty to let it in"),
            seen.reason if seen else "",
            key=f"{key}/reason_why",
            disabled=closed,
        )
        reason = reason_input(key, disabled=closed)
        pressed = st.form_submit_button(say("Save this issue"), disabled=closed)

    def changes() -> tuple[Change, ...]:
        values = {"issue": chosen, "reason": why}
        new = entered(RestrictedIssue, say("issue left out"), values) if why.strip() else None
        return (restricted_change(issues[chosen].name, seen, new),) if new != seen else ()

    if pressed and save(form, stored, changes, reason=reason):
        session.leave(SAVED)
        session.start_afresh(form)
        st.rerun()
    show_refusal(form)
