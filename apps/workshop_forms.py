"""The forms of the workshop page: one scorer's levels, and the level agreed."""

import streamlit as st

from apps import returns, session
from apps.drafts import Change, score_changes
from apps.entry import entered
from apps.saving import SAVED, reason_input, save, show_refusal
from apps.score_form import scores_shown
from apps.showing import privacy_note
from apps.widgets import level_select, score_inputs
from toolkit.language import say
from toolkit.model.assessment import AGREED, Score
from toolkit.model.issues import Issue
from toolkit.model.revision import score_of
from toolkit.model.rounds import latest_score_of
from toolkit.store.assessments import Stored


def scorer_form(stored: Stored, issue: Issue, scorer: str, agency: str) -> Stored:
    """Ask for every level of one scorer, in one line each; return what is stored after it."""
    criteria, closed = stored.return_.matrix.criteria, bool(returns.closed(stored))
    form = f"workshop/{stored.record.slug}/{issue.id}/{scorer}"
    key = f"{form}/{session.edition(form)}"
    now = {c.id: latest_score_of(stored.return_, issue.id, c.id, scorer) for c in criteria}
    seen = session.as_opened(f"{key}/{criteria[0].id}", form, now)
    with st.form(form, border=False):
        levels = {c.id: level_select(c, seen[c.id].level, f"{key}/{c.id}", disabled=closed) for c in criteria}
        reason = reason_input(key, disabled=closed)
        pressed = st.form_submit_button(say("Save this scorer's levels"), type="primary", disabled=closed)

    def changes() -> tuple[Change, ...]:
        new = [seen[c].changed(level=level, agency=agency) for c, level in levels.items()]
        return score_changes(stored.return_, zip(seen.values(), new, strict=True))

    if pressed and (made := save(form, stored, changes, reason=reason)):
        session.saved_as(form, scores_shown(seen, made.changes))
        st.success(SAVED)
        stored = made.stored
    show_refusal(form)
    return stored


def agreed_form(stored: Stored, issue: Issue) -> Stored:
    """Ask for the level agreed on one criterion, with reason and dissent; return what is stored after it."""
    matrix, closed = stored.return_.matrix, bool(returns.closed(stored))
    labels = {c.id: c.label for c in matrix.criteria}
    chosen = st.selectbox(
        say("Criterion"), list(labels), format_func=lambda one: labels[one], key="criterion"
    )
    form = f"agreed/{stored.record.slug}/{issue.id}/{chosen}"
    key = f"{form}/{session.edition(form)}"
    now = score_of(stored.return_, issue.id, chosen, AGREED)
    seen = session.as_opened(f"{key}/{chosen}/level", form, now)
    with st.form(form, border=False):
        privacy_note()
        typed = score_inputs(matrix.criterion(chosen), matrix.confidence, seen, key, disabled=closed)
        reason = reason_input(key, disabled=closed)
        pressed = st.form_submit_button(say("Save the agreed level"), type="primary", disabled=closed)

    def changes() -> tuple[Change, ...]:
        new = entered(Score, labels[chosen], {**seen.model_dump(), **typed})
        return score_changes(stored.return_, [(seen, new)])

    if pressed and (made := save(form, stored, changes, reason=reason)):
        session.saved_as(form, scores_shown({chosen: seen}, made.changes)[chosen])
        st.success(SAVED)
        stored = made.stored
    show_refusal(form)
    return stored
