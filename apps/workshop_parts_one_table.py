"""A workshop around one table, without phones: somebody enters what several scorers gave for one issue."""

import streamlit as st

from apps.discussion_parts import draw_discussion
from apps.showing import show_message, show_table
from apps.widgets import issue_choice, scorer_choice
from apps.workshop_forms import agreed_form, scorer_form
from apps.workshop_parts_revealed import draw_spread
from toolkit.language import say
from toolkit.methods.spread import spreads
from toolkit.model.issues import Issue
from toolkit.store.assessments import Stored
from toolkit.tables.workshop import spread_table


def draw_one_table(stored: Stored) -> None:
    """Draw what scorers gave for one issue, with the forms that enter it."""
    draw_discussion(stored)
    issue = issue_choice(stored.return_)
    show_message()
    area = st.container()
    with st.expander(say("Enter one scorer's levels"), expanded=False):
        if who := scorer_choice(stored.return_, agreed=False):
            stored = scorer_form(stored, issue, *who)
    st.header(say("Record the agreed level"), anchor=False)
    stored = agreed_form(stored, issue)
    with area:
        _draw_levels(stored, issue)


def _draw_levels(stored: Stored, issue: Issue) -> None:
    st.header(say("Where scorers lie apart"), anchor=False)
    found = spreads(stored.return_, issue.id)
    draw_spread(found)
    show_table(spread_table(found), say("Levels given and agreed, by criterion"), lines=3)
