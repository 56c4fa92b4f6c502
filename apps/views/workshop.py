"""Workshop: partners score on their phones, see how far they lie apart, and agree; or around one table."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from apps.gate import open_return, stop_at_template
from apps.short_forms import explain
from apps.showing import show_message
from apps.workshop_parts import Held, choose_view, choose_workshop, show_fault, workshops_of
from apps.workshop_parts_minutes import draw_minutes
from apps.workshop_parts_one_table import draw_one_table
from apps.workshop_parts_plan import draw_plan
from apps.workshop_parts_run import draw_run
from apps.workshop_parts_screen import draw_screen
from apps.workshop_parts_slips import draw_slips
from toolkit.language import say
from toolkit.wording.short_forms import texts_of

_TABLE, _PLAN = "table", "plan"
_NAMES: Final = {
    "run": say("Run"),
    "screen": say("Screen"),
    "slips": say("Slips"),
    "minutes": say("Minutes"),
    _PLAN: say("Plan"),
    _TABLE: say("Around one table"),
}
_VIEWS: Final[dict[str, Callable[[Held], None]]] = {
    "run": draw_run,
    "screen": draw_screen,
    "slips": draw_slips,
    "minutes": draw_minutes,
}
_TO_ALL: Final = ("minutes",)
"""Views for everyone who may see the workshop; the others are for whoever runs it."""
_SHORT: Final = {_TABLE: ("CSV",), "run": ("QR",)}
"""Short forms in the sentences of a view."""
_WORDED: Final = (_TABLE, "slips")
"""Views that show the wording of levels."""


def render() -> None:
    """Draw the page."""
    stored = open_return(say("Workshop"))
    stop_at_template(stored.return_)
    found = workshops_of(stored)
    view = choose_view(list(_NAMES) if found else [_TABLE, _PLAN], _NAMES)
    explain(*_SHORT.get(view, ()), texts=texts_of(stored.return_.matrix) if view in _WORDED else ())
    if view == _TABLE:
        draw_one_table(stored)
        return
    show_message()
    show_fault()
    if view == _PLAN:
        draw_plan(stored)
        return
    held = Held(stored, choose_workshop(found))
    if view not in _TO_ALL and not held.is_run_here:
        st.info(say("You may see this workshop and its minutes, but not run it."))
        return
    _VIEWS[view](held)


render()
