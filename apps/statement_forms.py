"""The forms of the page Paper: a statement, an entry of the assumptions log, and who did what."""

from datetime import date

import streamlit as st

from apps import returns, session
from apps.drafts import Change
from apps.entry import all_entered, entered
from apps.saving import SAVED, reason_input, save, show_refusal
from apps.showing import privacy_note
from apps.statement_changes import assumption_change, role_change, statement_changes
from toolkit.language import say
from toolkit.model.revision import new_item_id
from toolkit.model.statements import Assumption, RoleHolder, Statement, StatementHeadings
from toolkit.store.assessments import Stored
from toolkit.wording.completeness import role_label
from toolkit.wording.plain import inert_markdown


def statement_form(stored: Stored, headings: StatementHeadings) -> None:
    """Ask for what stands under one heading of the assessment; an emptied text is taken away."""
    choice = f"paper/{stored.record.slug}/statement"
    chosen = st.selectbox(
        say("Heading"), list(headings.by_id), format_func=lambda one: headings.by_id[one].label, key=choice
    )
    heading, form = headings.by_id[chosen], f"{choice}/{chosen}"
    st.write(inert_markdown(heading.asks))
    st.caption(inert_markdown(say("Where this heading comes from: {source}", source=heading.source)))
    now = next((one for one in stored.return_.statements if one.heading == chosen), None)
    closed, key = bool(returns.closed(stored)), f"{form}/{session.edition(form)}"
    seen = session.as_opened(f"{key}/text", form, now)
    with st.form(form):
        privacy_note()
        text = st.text_area(
            say("Text; leave an empty line between paragraphs"),
            seen.text if seen else "",
            height=320,
            key=f"{key}/text",
            disabled=closed,
        )
        author = _who(seen.author if seen else "", key, disabled=closed)
        day = _day(say("Written on"), seen.written_on if seen else None, key, disabled=closed)
        reason = reason_input(key, disabled=closed)
        pressed = st.form_submit_button(say("Save this statement"), type="primary", disabled=closed)

    def changes() -> tuple[Change, ...]:
        values = {"heading": chosen, "text": text, "author": author, "written_on": day}
        new = entered(Statement, say("statement"), values) if text.strip() else None
        return statement_changes(stored, headings, seen, new)

    if pressed and save(form, stored, changes, reason=reason):
        _start_afresh(form)
    show_refusal(form)


def assumption_form(stored: Stored) -> None:
    """Ask for one entry of the assumptions log; an emptied one is taken away."""
    entries = {one.id: one for one in stored.return_.assumptions}
    choice = f"paper/{stored.record.slug}/assumption"
    chosen = st.selectbox(
        say("Assumption to change"),
        [None, *entries],
        format_func=lambda one: say("Add a new one") if one is None else entries[one].assumption,
        key=choice,
    )
    form, closed = f"{choice}/{chosen or ''}", bool(returns.closed(stored))
    key = f"{form}/{session.edition(form)}"
    seen = session.as_opened(f"{key}/assumption", form, entries.get(chosen) if chosen else None)
    labels = {
        "assumption": say("What is taken for granted"),
        "why": say("Why"),
        "if_wrong": say("What changes if it is wrong"),
    }
    with st.form(form):
        typed: dict[str, object] = {
            name: st.text_area(
                label, getattr(seen, name) if seen else "", key=f"{key}/{name}", disabled=closed
            )
            for name, label in labels.items()
        }
        typed["author"] = _who(seen.author if seen else "", key, disabled=closed)
        typed["made_on"] = _day(say("Made on"), seen.made_on if seen else None, key, disabled=closed)
        reason = reason_input(key, disabled=closed)
        pressed = st.form_submit_button(say("Save this assumption"), type="primary", disabled=closed)

    def changes() -> tuple[Change, ...]:
        said = str(typed["assumption"])
        if seen and not said.strip():
            return (assumption_change(seen, None),)
        typed["id"] = seen.id if seen else new_item_id(said, entries)
        return (assumption_change(seen, entered(Assumption, say("assumption"), typed)),)

    if pressed and save(form, stored, changes, reason=reason):
        session.leave(SAVED, **{choice: None})
        session.start_afresh(form)
        st.rerun()
    show_refusal(form)


def roles_form(stored: Stored) -> None:
    """Ask who commissioned, analysed, assured and approved the assessment, and on which day."""
    form, closed = f"paper/{stored.record.slug}/roles", bool(returns.closed(stored))
    key = f"{form}/{session.edition(form)}"
    seen = session.as_opened(f"{key}/commissioned/by", form, stored.return_.roles)
    with st.form(form):
        st.caption(say("A post or a name; leave blank until it is so. Nothing here is ever guessed."))
        typed = {}
        for role, holder in seen.holders.items():
            left, right = st.columns([3, 1])
            with left:
                by = st.text_input(role_label(role), holder.by, key=f"{key}/{role}/by", disabled=closed)
            with right:
                label = say("{role}: on", role=role_label(role))
                day = _day(label, holder.on, f"{key}/{role}", disabled=closed)
            typed[role] = {"by": by, "on": day}
        reason = reason_input(key, disabled=closed)
        pressed = st.form_submit_button(say("Save who did what"), type="primary", disabled=closed)

    def changes() -> tuple[Change, ...]:
        made = all_entered(RoleHolder, [(role_label(role), values) for role, values in typed.items()])
        pairs = zip(typed, made, strict=True)
        return tuple(
            role_change(role, seen.holders[role], new) for role, new in pairs if new != seen.holders[role]
        )

    if pressed and save(form, stored, changes, reason=reason):
        _start_afresh(form)
    show_refusal(form)


def _who(now: str, key: str, *, disabled: bool) -> str:
    return st.text_input(say("Written by (name or post)"), now, key=f"{key}/author", disabled=disabled)


def _day(label: str, now: date | None, key: str, *, disabled: bool) -> date | None:
    found = st.date_input(
        label,
        now,
        min_value=date(1998, 1, 1),
        max_value=date(2100, 1, 1),
        format="DD/MM/YYYY",
        key=f"{key}/on",
        disabled=disabled,
    )
    return found if isinstance(found, date) else None


def _start_afresh(form: str) -> None:
    session.leave(SAVED)
    session.start_afresh(form)
    st.rerun()
