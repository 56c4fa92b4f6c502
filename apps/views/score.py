"""Score: one issue at a time, every field saved as it changes, last year's level and reason beside it."""

import streamlit as st

from apps import returns
from apps.gate import open_return, stop_at_template
from apps.ranking_beside import draw_strip_below, draw_top_beside
from apps.score_page import draw_cells, draw_steps
from apps.short_forms import explain
from apps.showing import show_message, show_table
from apps.widgets import issue_choice, scorer_choice
from toolkit.cells.ranking import working
from toolkit.language import say
from toolkit.methods.scoring import score
from toolkit.model.assessment import Return
from toolkit.model.issues import Issue
from toolkit.tables.ranking import counted_table
from toolkit.wording.plain import inert_markdown
from toolkit.wording.ranking import zero_sentence
from toolkit.wording.short_forms import texts_of


def render() -> None:
    """Draw the page."""
    stored = open_return(say("Score"))
    stop_at_template(stored.return_)
    explain(texts=texts_of(stored.return_.matrix))
    issue = issue_choice(stored.return_)
    draw_steps(stored, issue)
    show_message()
    if who := scorer_choice(stored.return_, agreed=True):
        draw_cells(stored, issue, *who)
        stored = returns.stored_return(stored.record.id)
    draw_top_beside(stored.return_)
    _draw_working(stored.return_, issue)
    draw_strip_below(stored.return_)


def _draw_working(return_: Return, issue: Issue) -> None:
    """Draw what the stored levels come to."""
    st.header(say("What the stored levels come to"), anchor=False)
    scored = next((one for one in score(return_).issues if one.issue.id == issue.id), None)
    if scored is None:
        st.write(say("Nobody has scored this issue yet."))
        return
    st.markdown(f"**{inert_markdown(working(scored, return_.matrix))}**")
    if zero := zero_sentence(scored, return_.matrix):
        st.warning(inert_markdown(zero))
    what = say("The level that counts on each criterion, and on whose word")
    show_table(counted_table(scored, return_.matrix), what)


render()
