"""Planning a workshop, and arranging one that is planned: issues and their order, agencies, quorum."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from apps import session
from apps.opened import opened, principal
from apps.showing import show_faults
from apps.widgets import several, several_or_new
from apps.workshop_parts import VIEW_KEY, WORKSHOP_KEY, Held, do
from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.methods.spread import scorers
from toolkit.model.workshop import Workshop
from toolkit.store.assessments import Stored
from toolkit.store.permission import Action, may
from toolkit.store.workshops import arrange_workshop, plan_workshop

_ISSUES = say("Issues, in the order they are taken")


def draw_plan(stored: Stored) -> None:
    """Ask for a new workshop and plan it."""
    st.header(say("Plan a workshop"), anchor=False)
    if not may(principal(), Action.OPEN_WORKSHOP, stored.state.target(stored.record)):
        st.info(say("An analyst or a facilitator of this district can plan a workshop. You cannot."))
        return
    form = f"plan/{stored.record.slug}"
    key = f"{form}/{session.edition(form)}"
    with st.form(form, border=False):
        title = st.text_input(
            say("Title"), say("Workshop of {district}", district=stored.record.district), key=f"{key}/title"
        )
        given = _arranged(stored, None, key)
        others = several_or_new(
            say("Who else runs it, by what they sign in as"), (), (), f"{key}/facilitators"
        )
        pressed = st.form_submit_button(
            say("Plan the workshop"), type="primary", disabled=bool(opened().store.database.read_only)
        )
    if pressed and not given["issues"]:
        show_faults(say("Not planned."), say("Choose at least one issue to score."))
    elif pressed:
        _plan(stored, form, {"title": title, "facilitators": others, **given})


def _plan(stored: Stored, form: str, given: Mapping[str, Any]) -> None:
    operation = session.operation_of(form, given)
    where = opened().store, principal(), stored.record.id
    try:
        made = plan_workshop(*where, operation=operation, **given)
    except ToolkitError as error:
        show_faults(say("Not planned."), error)
        return
    session.start_afresh(form)
    session.leave(say("Planned: {title}.", title=made.title), **{WORKSHOP_KEY: made.id, VIEW_KEY: "run"})
    st.rerun()


def draw_arrange(held: Held) -> None:
    """Ask how a workshop is to be arranged otherwise; its issues can be moved one place at a time."""
    workshop = held.workshop
    form = f"arrange/{workshop.id}"
    key = f"{form}/{session.edition(form)}"
    _draw_order(held)
    with st.form(form, border=False):
        given = _arranged(held.stored, workshop, key)
        pressed = st.form_submit_button(say("Save the arrangement"))
    if pressed and do(arrange_workshop, held, said=say("Saved."), **given):
        session.start_afresh(form)
        st.rerun()


def _arranged(stored: Stored, workshop: Workshop | None, key: str) -> dict[str, object]:
    """Ask for what a plan and an arrangement have in common."""
    names = {issue.id: issue.name for issue in stored.return_.issues.values()}
    issues = several(_ISSUES, names, workshop.issues if workshop else (), f"{key}/issues")
    known = sorted({agency for agency in scorers(stored.return_).values() if agency})
    expected = workshop.agencies if workshop else ()
    agencies = several_or_new(say("Agencies that are expected"), known, expected, f"{key}/agencies")
    quorum = st.number_input(
        say("Quorum: how many agencies must be there (0 for no rule)"),
        min_value=0,
        max_value=60,
        value=workshop.quorum if workshop else 0,
        key=f"{key}/quorum",
    )
    when = st.text_input(say("When"), (workshop and workshop.planned_for) or "", key=f"{key}/when")
    return {"issues": issues, "agencies": agencies, "quorum": int(quorum), "planned_for": when or None}


def _draw_order(held: Held) -> None:
    """Move one issue a place up or down."""
    order = held.workshop.issues
    names = held.stored.return_.issues
    chosen = st.selectbox(
        say("Move an issue"), order, format_func=lambda one: names[one].name, key=f"move/{held.workshop.id}"
    )
    place = order.index(chosen)
    with st.container(horizontal=True):
        for label, to in ((say("Earlier"), place - 1), (say("Later"), place + 1)):
            st.button(
                label,
                disabled=not 0 <= to < len(order),
                on_click=_move,
                args=(held, chosen, to),
                key=f"move/{label}",
            )


def _move(held: Held, issue: str, to: int) -> None:
    others = [one for one in held.workshop.issues if one != issue]
    if do(arrange_workshop, held, issues=(*others[:to], issue, *others[to:])):
        session.start_afresh(f"arrange/{held.workshop.id}")
