"""Saving a form: "Saved" only once it is stored; what is refused stays typed, and its author decides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from apps import returns, session
from apps.drafts import Change, Clash, clashes, on_top, without
from apps.showing import show_faults, show_table
from toolkit.errors import Conflict, InputRejected, StorageFailed, ToolkitError
from toolkit.language import say
from toolkit.store.assessments import Stored
from toolkit.tables.clashes import clash_table
from toolkit.wording.plain import inert_markdown

SAVED = say("Saved.")

_BROUGHT = say("Not saved yet: this was typed before the connection was lost. You decide.")
_DECIDE = say(
    "Keep mine saves yours on top of theirs; both stay in the history. "
    "Take theirs leaves what they saved. Whatever else you typed here is saved either way."
)


def reason_input(form: str, *, disabled: bool = False) -> str:
    """Ask for the reason of a change, out of the way: most changes need none beyond themselves."""
    with st.expander(say("Why this change? (if you want to say)")):
        return st.text_input(say("Reason, kept in the history"), key=f"{form}/reason", disabled=disabled)


@dataclass(frozen=True)
class Saved:
    """What is stored after a form was saved, and what it changed."""

    stored: Stored
    changes: tuple[Change, ...]


def save(
    form: str, stored: Stored, make: Callable[[], Sequence[Change]], *, reason: str = ""
) -> Saved | None:
    """Save what `make` gives and return what is stored then, or None where it was refused.

    Call `show_refusal` below the form, in every run.
    """
    session.forgive(form)
    try:
        draft = session.draft(form, stored.record.id, tuple(make()), reason)
    except InputRejected as error:
        show_faults(say("Not saved."), error)
        return None
    found = _try(form, draft)
    return Saved(found, draft.changes) if found else None


def save_at_once(
    form: str, record: str, make: Callable[[], Sequence[Change]], *, reason: str = ""
) -> tuple[Change, ...]:
    """Save what `make` gives as soon as it was typed, and return what was saved; nothing is drawn.

    A retry of the same has the same operation id. Call `show_refusal` beside the inputs, in every run.
    """
    session.forgive(form)
    try:
        changes = tuple(make())
    except InputRejected as error:
        session.refuse(form, session.Refusal(session.draft(form, record, (), reason), error))
        return ()
    if not changes:
        session.settled(form)
        return ()
    return changes if _try(form, session.draft(form, record, changes, reason)) else ()


def ask_about(form: str, stored: Stored, changes: tuple[Change, ...], reason: str) -> None:
    """Ask what to do with what a browser brought from a session that is gone; it is never saved unasked."""
    found = tuple(
        Clash(change, one.theirs, one.author, one.at)
        for change in changes
        for one in (clashes(stored, [replace(change, seen=change.mine)]) or [Clash(change, None, "", "")])
    )
    error = Conflict(_BROUGHT)
    draft = session.draft(form, stored.record.id, changes, reason)
    session.refuse(form, session.Refusal(draft, error, found, heading=_BROUGHT))


def show_refusal(form: str) -> None:
    """Draw what of a form was not saved, with what its author can do about it."""
    refusal = session.refusal(form)
    if refusal is None:
        return
    if refusal.clashes:
        _draw_clashes(form, refusal)
        return
    show_faults(say("Not saved."), refusal.error)
    if isinstance(refusal.error, StorageFailed):
        st.caption(say("What you typed is still here."))
        st.button(say("Try again"), on_click=_again, args=(form,), key=f"{form}/again")
    elif isinstance(refusal.error, Conflict):
        st.button(say("Show what is stored now"), on_click=_give_up, args=(form,), key=f"{form}/stored")


def _try(form: str, draft: session.Draft) -> Stored | None:
    try:
        found = returns.save(draft.record, draft.changes, operation=draft.operation, reason=draft.reason)
    except ToolkitError as error:
        found_clashes = _clashes(draft) if isinstance(error, Conflict) else ()
        session.refuse(form, session.Refusal(draft, error, found_clashes))
        return None
    session.settled(form)
    return found


def _clashes(draft: session.Draft) -> tuple[Clash, ...]:
    try:
        return clashes(returns.stored_return(draft.record), draft.changes)
    except ToolkitError:
        return ()


def _draw_clashes(form: str, refusal: session.Refusal) -> None:
    found = refusal.clashes
    who = ", ".join(dict.fromkeys(clash.author for clash in found if clash.author)) or say("Someone else")
    theirs = say("Not saved: {who} changed the same thing after you opened it. You decide.", who=who)
    st.error(inert_markdown(refusal.heading or theirs))
    show_table(
        clash_table(clash.row for clash in found), say("What you typed, and what is stored now"), lines=2
    )
    st.caption(_DECIDE)
    with st.container(horizontal=True):
        st.button(say("Keep mine"), on_click=_keep_mine, args=(form,), key=f"{form}/mine")
        st.button(say("Take theirs"), on_click=_take_theirs, args=(form,), key=f"{form}/theirs")


def _keep_mine(form: str) -> None:
    _decide(form, on_top)


def _take_theirs(form: str) -> None:
    _decide(form, without)


def _decide(form: str, rest: Callable[[Sequence[Change], Sequence[Clash]], tuple[Change, ...]]) -> None:
    """Save what is left to save after a decision, and show the form with what is stored."""
    refusal = session.refusal(form)
    if refusal is None:  # pressed twice
        return
    changes = rest(refusal.draft.changes, refusal.clashes)
    draft = session.draft(form, refusal.draft.record, changes, refusal.draft.reason)
    if not changes:
        _give_up(form)
        session.leave(say("What they saved stands."))
    elif _try(form, draft):
        session.start_afresh(form)
        session.leave(SAVED)


def _again(form: str) -> None:
    refusal = session.refusal(form)
    if refusal is not None and _try(form, refusal.draft):
        session.start_afresh(form)
        session.leave(SAVED)


def _give_up(form: str) -> None:
    session.settled(form)
    session.start_afresh(form)
