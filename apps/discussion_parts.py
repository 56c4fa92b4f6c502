"""What to talk about first, and how well scorers agree: parts of the workshop page."""

import streamlit as st

from apps import returns
from apps.showing import show_faults, show_table
from apps.versions import agreement_rule, discussion_of
from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.methods.discussion import not_yet_agreed
from toolkit.store.assessments import Stored
from toolkit.tables.discussion import discussion_table
from toolkit.wording.discussion import agreement_sentence, discussion_sentence
from toolkit.wording.plain import inert_markdown


def draw_discussion(stored: Stored) -> None:
    """Draw the cells to talk about, those first that could change the top; and how well scorers agree."""
    try:
        rule = agreement_rule(returns.library())
    except ToolkitError as error:
        show_faults(say("The rule of agreement cannot be read."), error)
        return
    items, agreement = discussion_of(stored.return_, rule)
    n = stored.return_.category_set.rules.top_n
    st.write(inert_markdown(discussion_sentence(items, n)))
    with st.expander(say("What to talk about first")):
        st.write(inert_markdown(agreement_sentence(agreement, rule)))
        waiting = st.toggle(say("Only what is not agreed yet"), key="waiting")
        shown = not_yet_agreed(items) if waiting else items
        what = say("Cells to talk about, the most important first")
        show_table(discussion_table(shown, n), what, lines=2, file="what-to-talk-about")
