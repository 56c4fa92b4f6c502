"""Score: one issue at a time, with the guidance beside every choice."""

import streamlit as st

from apps import session
from apps.entry import all_entered
from apps.gate import open_return, stop_at_template
from apps.showing import privacy_note, saving, show_message, show_table
from apps.widgets import issue_choice, score_inputs, scorer_choice
from toolkit.cells import working
from toolkit.methods.scoring import score
from toolkit.model.assessment import Return, Score
from toolkit.model.issues import Issue
from toolkit.model.revision import with_scores
from toolkit.model.rounds import latest_score_of
from toolkit.tables import counted_table
from toolkit.wording import inert_markdown, zero_sentence


def render() -> None:
    """Draw the page."""
    filed = open_return("Score")
    stop_at_template(filed.return_)
    issue = issue_choice(filed.return_)
    show_message()
    if who := scorer_choice(filed.return_, agreed=True):
        filed = _form(filed, issue, *who)
    _draw_working(filed.return_, issue)


def _form(filed: session.Filed, issue: Issue, scorer: str, agency: str) -> session.Filed:
    """Ask for every level of one scorer for one issue; return what is stored after it."""
    matrix = filed.return_.matrix
    form = f"score/{filed.folder.name}/{issue.id}/{scorer}"
    key = f"{form}/{session.edition(form)}"
    now = {c.id: latest_score_of(filed.return_, issue.id, c.id, scorer) for c in matrix.criteria}
    seen = session.as_opened(f"{key}/{matrix.criteria[0].id}/level", form, now)
    typed = {}
    with st.form(form, border=False):
        privacy_note()
        for section, tab in zip(
            matrix.sections, st.tabs([inert_markdown(s.label) for s in matrix.sections]), strict=True
        ):
            with tab:
                for criterion in section.criteria:
                    typed[criterion.id] = score_inputs(criterion, matrix.confidence, seen[criterion.id], key)
        pressed = st.form_submit_button("Save", type="primary")
        following = _next_issue(filed.return_, issue)
        onwards = following and st.form_submit_button("Save and go to the next issue")
    if pressed or onwards:
        with saving(form):
            row = {"issue": issue.id, "scorer": scorer, "agency": agency}
            scores = all_entered(
                Score,
                [
                    (matrix.criterion(c).label, {**row, "criterion": c, "round": seen[c].round, **values})
                    for c, values in typed.items()
                ],
            )
            filed = session.save(
                filed, lambda return_: with_scores(return_, zip(seen.values(), scores, strict=True))
            )
            session.saved_as(form, {one.criterion: one for one in scores})
            if onwards:
                session.leave(f"Saved: {issue.name}.", **{session.ISSUE_KEY: following})
                st.rerun()
    return filed


def _next_issue(return_: Return, issue: Issue) -> str | None:
    """Return the id of the issue after this one, or None after the last."""
    ids = list(return_.issues)
    place = ids.index(issue.id) + 1
    return ids[place] if place < len(ids) else None


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
    show_table(
        counted_table(scored, return_.matrix), "The level that counts on each criterion, and on whose word"
    )


render()
