"""What to do next with one return, and how far along each of its parts is."""

from typing import Final

import streamlit as st

from apps import returns, session
from apps.showing import show_table
from toolkit.language import say
from toolkit.methods.progress import Progress, Step, progress
from toolkit.model.carried import dropped_issues
from toolkit.store.assessments import Stored
from toolkit.store.carrying import carried_decisions
from toolkit.tables.progress import parts_table
from toolkit.wording.plain import inert_markdown
from toolkit.wording.progress import next_sentence, parts_of

_PAGES: Final = {
    Step.SCORE: ("score", say("Score the next issue")),
    Step.REASONS: ("score", say("Give the reasons")),
    Step.PRIORITIES: ("priorities", say("Write the priorities")),
    Step.CONFIRM: ("priorities", say("Confirm the categories")),
    Step.HORIZON: ("horizon", say("Write down what is coming")),
    Step.SIGN_OFF: ("ranking", say("Read the ranking first")),
    Step.DONE: ("ranking", say("Read the ranking")),
}


def draw_next(shelf: returns.Shelf) -> None:
    """Ask which return is meant, and say what to do next with it and how far it has come."""
    every = {one.record.slug: one for one in shelf.stored}
    chosen = st.selectbox(
        say("District and year"),
        list(every),
        format_func=lambda slug: every[slug].name,
        key=session.RETURN_KEY,
        bind="query-params",
    )
    stored = every[chosen]
    decisions = carried_decisions(stored)
    found = progress(stored.return_, dropped_issues(decisions))
    st.write(inert_markdown(next_sentence(found, stored.return_)))
    with st.container(horizontal=True):
        _draw_link(stored, found)
        earlier = returns.earlier_return(stored)
        if found.next_step is Step.SCORE and earlier is not None and earlier.scored_issues:
            st.page_link(
                "views/carry_forward.py",
                label=say("Go through last year's issues"),
                query_params={session.RETURN_KEY: stored.name},
            )
    show_table(parts_table(parts_of(found)), say("How far each part of {name} has come", name=stored.name))


def _draw_link(stored: Stored, found: Progress) -> None:
    page, label = _PAGES[found.next_step]
    where = {session.RETURN_KEY: stored.name}
    if found.next_step is Step.SCORE:
        where[session.ISSUE_KEY] = stored.return_.issues[found.left[0]].name
    st.page_link(
        f"views/{page}.py", label=f"**{label}**", icon=":material/arrow_forward:", query_params=where
    )
