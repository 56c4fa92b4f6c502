"""Workshop: what several scorers gave for one issue, how far they lie apart, and the level they agree."""

import streamlit as st

from apps import session
from apps.discussion_parts import draw_discussion
from apps.entry import entered
from apps.gate import open_return, stop_at_template
from apps.showing import privacy_note, saving, show_table
from apps.widgets import issue_choice, level_select, score_inputs, scorer_choice
from toolkit.charts import spread_chart
from toolkit.methods.spread import spreads
from toolkit.model.assessment import AGREED, Score
from toolkit.model.issues import Issue
from toolkit.model.revision import score_of, with_scores
from toolkit.model.rounds import latest_score_of
from toolkit.tables import level_axis, spread_long_table, spread_table
from toolkit.wording import inert_markdown, spread_sentence


def render() -> None:
    """Draw the page."""
    filed = open_return("Workshop")
    stop_at_template(filed.return_)
    draw_discussion(filed)
    issue = issue_choice(filed.return_)
    area = st.container()
    with st.expander("Enter one scorer's levels", expanded=False):
        if who := scorer_choice(filed.return_, agreed=False):
            filed = _scorer_form(filed, issue, *who)
    st.header("Record the agreed level", anchor=False)
    filed = _agreed_form(filed, issue)
    with area:
        _draw_spread(filed, issue)


def _draw_spread(filed: session.Filed, issue: Issue) -> None:
    st.header("Where scorers lie apart", anchor=False)
    found = spreads(filed.return_, issue.id)
    frame = spread_long_table(found)
    sentence = spread_sentence(found)
    st.write(inert_markdown(sentence))
    if len(frame):
        chart = spread_chart(frame, level_axis(found))
        st.caption("A dot is a scorer; the diamond is the level agreed.")
        st.altair_chart(chart, theme=None, alt=f"Dot chart of levels by criterion. {sentence}")
    show_table(spread_table(found), "Levels given and agreed, by criterion", lines=3)


def _scorer_form(filed: session.Filed, issue: Issue, scorer: str, agency: str) -> session.Filed:
    """Ask for every level of one scorer, in one line each; return what is stored after it."""
    criteria = filed.return_.matrix.criteria
    form = f"workshop/{filed.folder.name}/{issue.id}/{scorer}"
    key = f"{form}/{session.edition(form)}"
    now = {c.id: latest_score_of(filed.return_, issue.id, c.id, scorer) for c in criteria}
    seen = session.as_opened(f"{key}/{criteria[0].id}", form, now)
    with st.form(form, border=False):
        levels = {c.id: level_select(c, seen[c.id].level, f"{key}/{c.id}") for c in criteria}
        pressed = st.form_submit_button("Save this scorer's levels", type="primary")
    if pressed:
        with saving(form):
            new = [
                seen[c].model_copy(update={"level": level, "agency": agency}) for c, level in levels.items()
            ]
            pairs = list(zip(seen.values(), new, strict=True))
            filed = session.save(filed, lambda return_: with_scores(return_, pairs))
            session.saved_as(form, {one.criterion: one for one in new})
    return filed


def _agreed_form(filed: session.Filed, issue: Issue) -> session.Filed:
    """Ask for the level agreed on one criterion, with reason and dissent; return what is stored after it."""
    matrix = filed.return_.matrix
    labels = {c.id: c.label for c in matrix.criteria}
    chosen = st.selectbox("Criterion", list(labels), format_func=lambda one: labels[one], key="criterion")
    form = f"agreed/{filed.folder.name}/{issue.id}/{chosen}"
    key = f"{form}/{session.edition(form)}"
    seen = session.as_opened(f"{key}/{chosen}/level", form, score_of(filed.return_, issue.id, chosen, AGREED))
    with st.form(form, border=False):
        privacy_note()
        typed = score_inputs(matrix.criterion(chosen), matrix.confidence, seen, key)
        pressed = st.form_submit_button("Save the agreed level", type="primary")
    if pressed:
        with saving(form):
            new = entered(Score, labels[chosen], {**seen.model_dump(), **typed})
            filed = session.save(filed, lambda return_: with_scores(return_, [(seen, new)]))
            session.saved_as(form, new)
    return filed


render()
