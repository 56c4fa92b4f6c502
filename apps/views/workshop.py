"""Workshop: what several scorers gave for one issue, how far they lie apart, and the level they agree."""

import streamlit as st

from apps.discussion_parts import draw_discussion
from apps.gate import open_return, stop_at_template
from apps.showing import show_message, show_table
from apps.widgets import issue_choice, scorer_choice
from apps.workshop_forms import agreed_form, scorer_form
from toolkit.charts import spread_chart
from toolkit.methods.spread import spreads
from toolkit.model.issues import Issue
from toolkit.store.assessments import Stored
from toolkit.tables import level_axis, spread_long_table, spread_table
from toolkit.wording import inert_markdown, spread_sentence


def render() -> None:
    """Draw the page."""
    stored = open_return("Workshop")
    stop_at_template(stored.return_)
    draw_discussion(stored)
    issue = issue_choice(stored.return_)
    show_message()
    area = st.container()
    with st.expander("Enter one scorer's levels", expanded=False):
        if who := scorer_choice(stored.return_, agreed=False):
            stored = scorer_form(stored, issue, *who)
    st.header("Record the agreed level", anchor=False)
    stored = agreed_form(stored, issue)
    with area:
        _draw_spread(stored, issue)


def _draw_spread(stored: Stored, issue: Issue) -> None:
    st.header("Where scorers lie apart", anchor=False)
    found = spreads(stored.return_, issue.id)
    frame = spread_long_table(found)
    sentence = spread_sentence(found)
    st.write(inert_markdown(sentence))
    if len(frame):
        chart = spread_chart(frame, level_axis(found))
        st.caption("A dot is a scorer; the diamond is the level agreed.")
        st.altair_chart(chart, theme=None, alt=f"Dot chart of levels by criterion. {sentence}")
    show_table(spread_table(found), "Levels given and agreed, by criterion", lines=3)


render()
