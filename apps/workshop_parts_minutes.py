"""The minutes of a workshop, written as it goes on."""

from dataclasses import replace

import streamlit as st

from apps import session
from apps.opened import opened, principal
from apps.paper_downloads import Wanted, choose_edition, draw_downloads
from apps.paper_parts import today
from apps.showing import marked_name, show_faults
from apps.workshop_parts import Held, room_return
from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.methods.minutes import minutes
from toolkit.model.principal import Principal
from toolkit.papers.workshop import WorkshopPack, workshop_pack, workshop_paper
from toolkit.store.assessments import open_return
from toolkit.store.attending import attendance
from toolkit.store.store import Store
from toolkit.store.workshop_views import revealed_return
from toolkit.store.workshops import the_workshop
from toolkit.wording.minutes import minutes_lines, minutes_markdown, minutes_title
from toolkit.wording.plain import inert_markdown


def draw_minutes(held: Held) -> None:
    """Draw the minutes as they stand, and offer them as a file."""
    where = opened().store, principal(), held.record_id, held.workshop.id
    try:
        found = minutes(room_return(held), held.workshop, attendance(*where))
    except ToolkitError as error:
        show_faults(say("The minutes cannot be written."), error)
        return
    st.header(say("Minutes. {minutes}", minutes=inert_markdown(minutes_title(found))), anchor=False)
    st.markdown("\n".join(f"#{line}" if line.startswith("## ") else line for line in minutes_lines(found)))
    _draw_paper(held)
    st.download_button(
        say("Download the minutes"),
        minutes_markdown(found).encode(),
        file_name=marked_name("minutes.md", session.marking()),
        mime="text/markdown",
        on_click="ignore",
    )


def _draw_paper(held: Held) -> None:
    """Offer the minutes as a paper, in the edition that is wanted."""
    with st.expander(say("The minutes as a paper")):
        key = f"minutes/{held.workshop.id}"
        wanted = choose_edition(key, today())
        place = opened().store, principal(), held.record_id, held.workshop.id
        try:
            cover = replace(workshop_paper(_pack(*place, wanted)), blocks=())
        except ToolkitError as error:
            show_faults(say("The minutes cannot be written."), error)
            return
        draw_downloads(key, cover, lambda: workshop_paper(_pack(*place, wanted)), wanted)


def _pack(store: Store, person: Principal, record_id: str, workshop_id: str, wanted: Wanted) -> WorkshopPack:
    """Return the pack of a workshop as it is stored now, of what everybody at it may see."""
    place = store, person, record_id, workshop_id
    return workshop_pack(
        revealed_return(*place),
        the_workshop(*place),
        attendance(*place),
        wanted.dated,
        head=open_return(store, person, record_id).head,
        public=wanted.is_public,
        unranked=wanted.unranked,
    )
