"""The minutes of a workshop, written as it goes on."""

import streamlit as st

from apps import session
from apps.opened import opened, principal
from apps.showing import marked_name, show_faults
from apps.workshop_parts import Held, room_return
from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.methods.minutes import minutes
from toolkit.store.attending import attendance
from toolkit.wording import inert_markdown
from toolkit.wording.minutes import minutes_lines, minutes_markdown, minutes_title


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
    st.download_button(
        say("Download the minutes"),
        minutes_markdown(found).encode(),
        file_name=marked_name("minutes.md", session.marking()),
        mime="text/markdown",
        on_click="ignore",
    )
