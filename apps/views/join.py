"""Join a workshop: the page of a participant's phone, without an account."""

import streamlit as st

from apps import session
from apps.opened import opened
from apps.short_forms import explain
from apps.showing import show_faults
from apps.workshop_parts_phone import at_own_link, draw_join, draw_news, draw_phone
from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.model.principal import Principal
from toolkit.model.workshop import ParticipantView
from toolkit.store.workshop_scoring import participant_view
from toolkit.wording.plain import inert_markdown
from toolkit.wording.returns import marking_line
from toolkit.wording.short_forms import texts_of


def render() -> None:
    """Draw the page."""
    session.arrive()
    banner = st.container()
    st.title(say("Workshop"), anchor=False)
    try:
        person = at_own_link()
        view = participant_view(opened().store, person) if person else None
    except (ToolkitError, OSError) as error:
        show_faults(
            say("The workshop cannot be opened just now. What you saved is safe; reload the page."), error
        )
        return
    if person is None or view is None:
        draw_join()
        return
    if marking := marking_line(view.marking, view.handling):
        banner.markdown(f"**{inert_markdown(marking)}**")
    _draw(person, view)


def _draw(person: Principal, view: ParticipantView) -> None:
    st.caption(inert_markdown(f"{view.workshop.title}. {view.district}, {view.assessment_year}."))
    if view.issue:
        explain(texts=texts_of(view.issue, view.matrix))
    news = st.container()
    draw_phone(person, view)  # before the news, which begins the page anew for what is not saved yet
    with news:
        draw_news(person, view)


render()
