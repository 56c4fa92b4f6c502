"""The parts of the page that carries last year forward: this year's return, and one decision an issue."""

from collections.abc import Mapping
from functools import partial
from typing import Final

import streamlit as st

from apps import returns, session
from apps.entry import entered
from apps.last_year import LastYear
from apps.opened import opened, principal
from apps.showing import show_faults, show_table
from toolkit.errors import ToolkitError
from toolkit.exchange import start_from_last_year
from toolkit.language import say
from toolkit.methods.carrying_forward import CarriedIssue, Standing, confirmed_rows
from toolkit.model.carried import Carried, Decision
from toolkit.model.financial_year import year_after
from toolkit.store.assessments import Stored
from toolkit.store.carrying import carried_decisions, decide_carried
from toolkit.store.permission import Action, may
from toolkit.tables.carried import last_level_table
from toolkit.wording.plain import inert_markdown

_CHOICES: Final = {
    Decision.CONFIRMED: say("Confirm: last year's levels stand again, with their reasons"),
    Decision.RESCORED: say("Rescore: score it anew on Score, with last year's levels beside"),
    Decision.DROPPED: say("Drop: it is not scored this year"),
}


def draw_new_year(stored: Stored) -> None:
    """Offer the return of the year after, where there is none and this person may start it."""
    now = stored.record
    year = year_after(now.assessment_year)
    if any((one.district, one.assessment_year) == (now.district, year) for one in returns.records()):
        return
    if may(principal(), Action.START, stored.state.target(now)):
        st.button(
            say("Start {year} from {assessment_year}", year=year, assessment_year=now.assessment_year),
            on_click=_start,
            args=(stored, year),
            disabled=bool(opened().store.database.read_only),
        )
        st.caption(say("No level is carried over by itself: you decide about each issue."))


def _start(stored: Stored, year: str) -> None:
    operation = session.operation_of("carry", (stored.record.id, year))
    try:
        made = start_from_last_year(opened().store, principal(), stored.record.id, operation=operation)
    except ToolkitError as error:
        session.leave_fault(error)
        return
    session.leave(say("Started: {name}.", name=made.name), **{session.RETURN_KEY: made.record.slug})


def draw_decision(stored: Stored, last: LastYear) -> None:
    """Ask what becomes of one issue, and save it with its reason."""
    waiting = [one.issue.id for one in last.issues if one.standing is Standing.TO_DECIDE]
    every = {one.issue.id: one for one in last.issues if one.link is not None}
    if not every:
        st.info(say("No issue of last year's goes on in this year's list."))
        return
    chosen = st.selectbox(
        say("Issue"),
        list(every),
        format_func=lambda issue: every[issue].issue.name,
        key=session.ISSUE_KEY,
        bind="query-params",
    )
    show_table(
        last_level_table(last.levels(chosen), last.ours or last.then), say("What counted last year"), lines=3
    )
    _draw_form(stored, last, every[chosen], [one for one in waiting if one != chosen])


def _draw_form(stored: Stored, last: LastYear, one: CarriedIssue, waiting: list[str]) -> None:
    closed = bool(returns.closed(stored))
    form = f"carry/{stored.record.slug}/{one.issue.id}"
    key = f"{form}/{session.edition(form)}"
    now = carried_decisions(stored).get(one.issue.id)
    seen = session.as_opened(f"{key}/decision", form, now)
    choices = [d for d in Decision if d is not Decision.CONFIRMED or (one.may_be_confirmed and last.ours)]
    with st.form(form):
        decision = st.radio(
            say("What becomes of it?"),
            choices,
            choices.index(seen.decision) if seen and seen.decision in choices else 0,
            format_func=_CHOICES.__getitem__,
            key=f"{key}/decision",
            disabled=closed,
        )
        reason = st.text_input(
            say("Why? (needed)"), seen.reason if seen else "", key=f"{key}/reason", disabled=closed
        )
        pressed = st.form_submit_button(say("Save and go on"), type="primary", disabled=closed)
    if Decision.CONFIRMED not in choices:
        st.caption(
            say("It was split, merged or scored in other words, so last year's levels cannot simply stand.")
        )
    if pressed:
        typed = {"decision": decision, "reason": reason.strip()}
        save = partial(_decide, stored, last, one, typed, seen)
        _after(form, save, one, waiting)


def _decide(
    stored: Stored, last: LastYear, one: CarriedIssue, typed: Mapping[str, object], seen: Carried | None
) -> None:
    year = last.then.assessment_year
    made = entered(Carried, one.issue.name, {"issue": one.issue.id, "from_year": year, **typed})
    rows = []
    if made.decision is Decision.CONFIRMED and last.ours is not None:
        rows = confirmed_rows(last.ours, stored.return_, one.before[0], one.issue.id)
    operation = session.operation_of(f"carry/{stored.record.slug}/{one.issue.id}", (made, seen))
    decide_carried(opened().store, principal(), stored.record.id, made, rows, seen=seen, operation=operation)


def _after(form: str, save: partial[None], one: CarriedIssue, waiting: list[str]) -> None:
    try:
        save()
    except ToolkitError as error:
        show_faults(say("Not saved."), error)
        st.button(say("Show what is stored now"), on_click=session.start_afresh, args=(form,))
        return
    session.start_afresh(form)
    choices = {session.ISSUE_KEY: waiting[0]} if waiting else {}
    session.leave(say("Saved: {issue}.", issue=one.issue.name), **choices)
    st.rerun()


def left_to_decide(last: LastYear) -> str:
    """Say how many of last year's issues are still to be decided."""
    left = sum(one.standing is Standing.TO_DECIDE for one in last.issues)
    return inert_markdown(
        say("Still to decide: {left}.", left=left) if left else say("Every issue of last year's is decided.")
    )
