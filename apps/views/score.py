"""Score: one issue at a time, with the guidance beside every choice."""

from functools import partial

import streamlit as st

from apps import returns, session
from apps.gate import open_return, stop_at_template
from apps.saving import SAVED, reason_input, save, show_refusal
from apps.score_form import next_issue, score_tabs, scores_shown, scores_typed
from apps.showing import privacy_note, show_message, show_table
from apps.widgets import issue_choice, scorer_choice
from toolkit.cells import working
from toolkit.methods.scoring import score
from toolkit.model.assessment import Return
from toolkit.model.issues import Issue
from toolkit.model.rounds import latest_score_of
from toolkit.store.assessments import Stored
from toolkit.tables import counted_table
from toolkit.wording import inert_markdown, zero_sentence


def render() -> None:
    """Draw the page."""
    stored = open_return("Score")
    stop_at_template(stored.return_)
    issue = issue_choice(stored.return_)
    show_message()
    if who := scorer_choice(stored.return_, agreed=True):
        stored = _form(stored, issue, *who)
    _draw_working(stored.return_, issue)


def _form(stored: Stored, issue: Issue, scorer: str, agency: str) -> Stored:
    """Ask for every level of one scorer for one issue; return what is stored after it."""
    matrix, closed = stored.return_.matrix, bool(returns.closed(stored))
    form = f"score/{stored.record.slug}/{issue.id}/{scorer}"
    key = f"{form}/{session.edition(form)}"
    now = {c.id: latest_score_of(stored.return_, issue.id, c.id, scorer) for c in matrix.criteria}
    seen = session.as_opened(f"{key}/{matrix.criteria[0].id}/level", form, now)
    with st.form(form, border=False):
        privacy_note()
        typed = score_tabs(matrix, seen, key, disabled=closed)
        reason = reason_input(key, disabled=closed)
        pressed = st.form_submit_button("Save", type="primary", disabled=closed)
        following = next_issue(stored.return_, issue)
        onwards = following and st.form_submit_button("Save and go to the next issue", disabled=closed)
    if pressed or onwards:
        changes = partial(scores_typed, stored.return_, seen, typed, agency)
        if made := save(form, stored, changes, reason=reason):
            session.saved_as(form, scores_shown(seen, made.changes))
            if onwards:
                session.leave(f"Saved: {issue.name}.", **{session.ISSUE_KEY: following})
                st.rerun()
            st.success(SAVED)
            stored = made.stored
    show_refusal(form)
    return stored


def _draw_working(return_: Return, issue: Issue) -> None:
    """Draw what the stored levels come to."""
    st.header("What the stored levels come to", anchor=False)
    scored = next((one for one in score(return_).issues if one.issue.id == issue.id), None)
    if scored is None:
        st.write("Nobody has scored this issue yet.")
        return
    st.markdown(f"**{inert_markdown(working(scored, return_.matrix))}**")
    if zero := zero_sentence(scored, return_.matrix):
        st.warning(inert_markdown(zero))
    what = "The level that counts on each criterion, and on whose word"
    show_table(counted_table(scored, return_.matrix), what)


render()
