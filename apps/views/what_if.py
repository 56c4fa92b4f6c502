"""What if: one level moved, and what would follow for the ranking at once. Nothing is stored."""

import streamlit as st

from apps.gate import open_return, stop_at_template
from apps.showing import show_table
from apps.versions import doubt_of, smallest_change_of
from apps.widgets import issue_choice, level_move, risk_criterion_choice
from toolkit.language import say
from toolkit.methods.doubt import Doubt
from toolkit.methods.moved_level import level_now, move_level
from toolkit.methods.ranking import Ranking
from toolkit.store.assessments import Stored
from toolkit.tables.changes import moved_table, single_change_table
from toolkit.wording.changes import moved_sentences
from toolkit.wording.plain import inert_markdown
from toolkit.wording.sensitivity import open_levels_note, smallest_change_sentence


def render() -> None:
    """Draw the page."""
    stored = open_return(say("What if"))
    stop_at_template(stored.return_)
    st.info(
        say("Nothing on this page is saved. Move a level and see what would follow; what is stored stays.")
    )
    issue = issue_choice(stored.return_)
    if issue not in stored.return_.scored_issues:
        st.write(say("Nobody has scored this issue yet, so there is no level to move."))
        return
    found = doubt_of(stored.return_)
    _draw_moved(stored, found, issue.id)
    st.header(say("What would it take?"), anchor=False)
    _draw_smallest(stored, found.ranking, issue.id)


def _draw_moved(stored: Stored, found: Doubt, issue: str) -> None:
    """Ask for a level and say what would follow if the partners agreed it."""
    criterion = risk_criterion_choice(stored.return_.matrix)
    now = level_now(found.ranking, issue, criterion.id)
    level = level_move(criterion, now, f"what_if/{stored.record.slug}/{issue}/{criterion.id}")
    if level is None:
        st.write(say("No level counts here yet. Choose one to see what would follow."))
        return
    moved = move_level(found, issue, criterion.id, level)
    for sentence in moved_sentences(moved):
        st.markdown(f"- {inert_markdown(sentence)}")
    if len(frame := moved_table(moved)):
        show_table(frame, say("Issues whose rank or chance of the top would be another"))


def _draw_smallest(stored: Stored, ranking: Ranking, issue: str) -> None:
    """Say the smallest changes that would move the issue into or out of the top."""
    change = smallest_change_of(stored.return_, issue)
    st.write(inert_markdown(smallest_change_sentence(change, ranking)))
    if note := open_levels_note(ranking, change.n):
        st.caption(inert_markdown(note))
    if len(frame := single_change_table(change, ranking)):
        st.write(say("Any one of these is enough:"))
        show_table(frame, say("Single levels that would move it, its own first"))


render()
