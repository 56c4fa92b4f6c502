"""Saving what the county decides: stored before "Saved" is said; whoever was outrun decides which stands."""

from dataclasses import replace

import streamlit as st

from apps import session
from apps.drafts import Change, Clash, Decision
from apps.opened import opened, principal
from apps.saving import SAVED
from apps.showing import show_faults, show_table
from toolkit.errors import Conflict, InputRejected, ToolkitError
from toolkit.language import say
from toolkit.model.county import ConfirmedAlignment, CountyDecisions, CountyPriority, NotEscalated
from toolkit.model.county_revision import (
    with_alignment,
    with_county_item,
    with_county_priority,
    with_not_escalated,
)
from toolkit.model.horizon import HorizonItem
from toolkit.store.county import StoredCounty, open_decisions, save_county
from toolkit.store.entries import Thing
from toolkit.store.permission import Action, may
from toolkit.tables.clashes import clash_table
from toolkit.wording.plain import inert_markdown

_RECORD = "county"


def stored_county() -> StoredCounty:
    """Return what is the county's own now; raises as `open_decisions`."""
    return open_decisions(opened().store, principal())


def closed() -> str:
    """Say why this person cannot decide for the county now, or nothing."""
    store = opened().store
    if not may(principal(), Action.EDIT_COUNTY):
        return say("You may read what the county decided, but not change it. A county reviewer can.")
    return (
        say("Nothing can be saved: {read_only}.", read_only=store.database.read_only)
        if store.database.read_only
        else ""
    )


def save(
    form: str, what: str, thing: Thing, values: tuple[Decision | None, Decision], *, reason: str
) -> bool:
    """Save one decision, given as it was seen and as it should be; False where it was refused.

    Call `show_refusal` below the form, in every run.
    """
    session.forgive(form)
    return _try(form, session.draft(form, _RECORD, (Change(what, thing, *values),), reason))


def show_refusal(form: str) -> None:
    """Draw what of a form was not saved, with what its author can do about it."""
    refusal = session.refusal(form)
    if refusal is None:
        return
    if not refusal.clashes:
        show_faults(say("Not saved."), refusal.error)
        st.caption(say("What you typed is still here."))
        return
    who = ", ".join(filter(None, (clash.author for clash in refusal.clashes))) or say("Someone else")
    st.error(
        inert_markdown(
            say("Not saved: {who} changed the same thing after you opened it. You decide.", who=who)
        )
    )
    rows = (clash.row for clash in refusal.clashes)
    show_table(clash_table(rows), say("What you typed, and what is stored now"), lines=2)
    with st.container(horizontal=True):
        st.button(say("Keep mine"), on_click=_keep_mine, args=(form,), key=f"{form}/mine")
        st.button(say("Take theirs"), on_click=_take_theirs, args=(form,), key=f"{form}/theirs")


def _try(form: str, draft: session.Draft) -> bool:
    def decided(decisions: CountyDecisions) -> CountyDecisions:
        for change in draft.changes:
            decisions = _applied(decisions, change)
        return decisions

    try:
        save_county(opened().store, principal(), decided, operation=draft.operation, reason=draft.reason)
    except ToolkitError as error:
        clashes = _clashes(draft) if isinstance(error, Conflict) else ()
        session.refuse(form, session.Refusal(draft, error, clashes))
        return False
    session.settled(form)
    return True


def _applied(decisions: CountyDecisions, change: Change) -> CountyDecisions:
    match change.seen, change.mine:
        case (CountyPriority() | None) as seen, CountyPriority() as mine:
            return with_county_priority(decisions, seen, mine)
        case (NotEscalated() | None) as seen, NotEscalated() as mine:
            return with_not_escalated(decisions, seen, mine)
        case (ConfirmedAlignment() | None) as seen, ConfirmedAlignment() as mine:
            return with_alignment(decisions, seen, mine)
        case (HorizonItem() | None) as seen, HorizonItem() as mine:
            return with_county_item(decisions, seen, mine)
    raise InputRejected([])  # no form makes another


def _clashes(draft: session.Draft) -> tuple[Clash, ...]:
    state, found = stored_county().state, []
    for change in draft.changes:
        said, entry = state.value_of(*change.thing), state.entries.get(change.thing)
        theirs = type(change.mine).model_validate(said) if said else None  # type: ignore[union-attr] # never a status
        if theirs != change.seen:
            author, at = (entry.author_name, entry.at) if entry else ("", "")
            found.append(Clash(change, theirs, author, at))
    return tuple(found)


def _keep_mine(form: str) -> None:
    refusal = session.refusal(form)
    if refusal is None:  # pressed twice
        return
    changes = tuple(replace(clash.change, seen=clash.theirs) for clash in refusal.clashes)
    if _try(form, session.draft(form, _RECORD, changes, refusal.draft.reason)):
        session.start_afresh(form)
        session.leave(SAVED)


def _take_theirs(form: str) -> None:
    session.settled(form)
    session.start_afresh(form)
    session.leave(say("What they saved stands."))
