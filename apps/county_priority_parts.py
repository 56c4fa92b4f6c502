"""The form of a county priority."""

import streamlit as st

from apps import session
from apps.county_saving import save, show_refusal
from apps.entry import entered
from apps.saving import SAVED, reason_input
from apps.showing import privacy_note, show_faults
from apps.widgets import several, several_or_new
from toolkit.errors import InputRejected
from toolkit.language import say
from toolkit.model.county import CountyDecisions, CountyPriority, CountyStanding
from toolkit.model.revision import new_item_id
from toolkit.store.county_values import COUNTY_PRIORITY
from toolkit.wording.county_decisions import EVIDENCE

_CHOICE = "county_priority"


def priority_form(decisions: CountyDecisions, year: str, *, off: bool) -> None:
    """Ask for one priority: its wording, what is decided about it, and why."""
    ours = {one.id: one for one in decisions.priorities if one.assessment_year == year}
    before = {one.id: one for one in decisions.carried_into(year)}
    chosen = st.selectbox(
        say("Priority to decide or change"),
        [None, *ours, *before],
        format_func=lambda one: _named(one, ours, before),
        key=f"{_CHOICE}/{year}",
    )
    form = f"{_CHOICE}/{year}/{chosen or ''}"
    key = f"{form}/{session.edition(form)}"
    seen = session.as_opened(f"{key}/worded", form, ours.get(chosen) if chosen else None)
    typed, reason, pressed = _inputs(decisions, seen or before.get(chosen or ""), key, off=off)
    if pressed:
        taken = [one.id for one in decisions.priorities]
        typed |= {
            "id": seen.id if seen else new_item_id(f"{typed['worded']} {year}", taken),
            "assessment_year": year,
        }
        if _saved(form, seen, typed, reason):
            session.leave(SAVED, **{f"{_CHOICE}/{year}": typed["id"]})
            session.start_afresh(form)
            st.rerun()
    show_refusal(form)


def _named(one: str | None, ours: dict[str, CountyPriority], before: dict[str, CountyPriority]) -> str:
    if one is None:
        return say("Decide a new one")
    if one in ours:
        return ours[one].worded
    return say(
        "From {assessment_year}: {worded}",
        assessment_year=before[one].assessment_year,
        worded=before[one].worded,
    )


def _inputs(
    decisions: CountyDecisions, shown: CountyPriority | None, key: str, *, off: bool
) -> tuple[dict[str, object], str, bool]:
    labels = {one.code: one.label for one in decisions.category_set.categories}
    standings = list(CountyStanding)
    with st.form(key):
        privacy_note()
        worded = st.text_input(
            say("Priority, as the county words it"),
            shown.worded if shown else "",
            key=f"{key}/worded",
            disabled=off,
        )
        standing = st.selectbox(
            say("Decided as"),
            standings,
            standings.index(shown.standing) if shown else 0,
            format_func=lambda one: one.label.capitalize(),
            key=f"{key}/standing",
            disabled=off,
        )
        codes = shown.categories if shown else ()
        categories = several(say("Categories"), labels, codes, f"{key}/categories", disabled=off)
        lead = st.text_input(
            say("Lead (a post or a body, never a name)"),
            shown.lead if shown else "",
            key=f"{key}/lead",
            disabled=off,
        )
        why = st.text_area(
            say("Reason; needed where it is dropped"),
            shown.reason if shown else "",
            key=f"{key}/why",
            disabled=off,
        )
        rests = shown.evidence if shown else ()
        evidence = several_or_new(say("Rests on"), EVIDENCE, rests, f"{key}/evidence", disabled=off)
        reason = reason_input(key, disabled=off)
        pressed = st.form_submit_button(say("Save this decision"), type="primary", disabled=off)
    values = {"worded": worded, "standing": standing, "categories": categories, "lead": lead}
    return {**values, "reason": why, "evidence": evidence}, reason, pressed


def _saved(form: str, seen: CountyPriority | None, typed: dict[str, object], reason: str) -> bool:
    try:
        new = entered(CountyPriority, say("county priority"), typed)
    except InputRejected as error:
        show_faults(say("Not saved."), error)
        return False
    thing = COUNTY_PRIORITY, new.id
    return save(
        form,
        say("the county priority '{worded}'", worded=(seen or new).worded),
        thing,
        (seen, new),
        reason=reason,
    )
