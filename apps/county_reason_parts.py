"""The form of why a severe but local issue stays with its district."""

import streamlit as st

from apps import session
from apps.county_saving import save, show_refusal
from apps.entry import entered
from apps.saving import SAVED, reason_input
from apps.showing import show_faults
from toolkit.errors import InputRejected
from toolkit.language import say
from toolkit.methods.county import County
from toolkit.model.county import CountyDecisions, NotEscalated
from toolkit.store.county_values import NOT_ESCALATED

_CHOICE = "not_escalated"


def reason_form(found: County, decisions: CountyDecisions, *, off: bool) -> None:
    """Ask why an issue was not made a county priority."""
    given = {(one.district, one.issue): one for one in decisions.not_escalated}
    severe = {(one.district, one.issue.id) for one in (found.issues.severe_local if found.issues else ())}
    pairs = {"/".join(pair): pair for pair in sorted(severe | set(given))}
    if not pairs:
        return
    names = {i.id: i.name for one in found.returns.returns for i in one.issues.values()}
    asked = st.selectbox(
        say("Issue of a district"),
        list(pairs),
        format_func=lambda pair: f"{pairs[pair][0]}: {names.get(pairs[pair][1], pairs[pair][1])}",
        key=_CHOICE,
    )
    chosen = pairs[asked]
    form = f"{_CHOICE}/{asked}"
    key = f"{form}/{session.edition(form)}"
    seen = session.as_opened(f"{key}/because", form, given.get(chosen))
    with st.form(form):
        because = st.text_area(
            say("Not escalated because"), seen.because if seen else "", key=f"{key}/because", disabled=off
        )
        reason = reason_input(key, disabled=off)
        pressed = st.form_submit_button(say("Save the reason"), type="primary", disabled=off)
    if pressed and _saved(form, seen, (*chosen, because), reason):
        session.leave(SAVED)
        session.start_afresh(form)
        st.rerun()
    show_refusal(form)


def _saved(form: str, seen: NotEscalated | None, typed: tuple[str, str, str], reason: str) -> bool:
    district, issue, because = typed
    try:
        new = entered(
            NotEscalated, say("not escalated"), {"district": district, "issue": issue, "because": because}
        )
    except InputRejected as error:
        show_faults(say("Not saved."), error)
        return False
    what = say("why {issue} of {district} is not escalated", issue=issue, district=district)
    return save(form, what, (NOT_ESCALATED, f"{district}/{issue}"), (seen, new), reason=reason)
