"""What every view of a live workshop stands on: the workshop, who is at this page, and how an act is done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import streamlit as st

from apps import session
from apps.opened import opened, principal
from apps.showing import show_faults
from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.model.assessment import Return
from toolkit.model.workshop import Workshop
from toolkit.store.assessments import Stored, new_operation
from toolkit.store.permission import Action, may
from toolkit.store.workshop_acts import workshop_target
from toolkit.store.workshop_views import revealed_return
from toolkit.store.workshops import the_workshop, workshops_on

WORKSHOP_KEY: Final = "workshop"
"""Key of the workshop chosen, and its name in the page's address."""

VIEW_KEY: Final = "view"
"""Key of the view chosen, and its name in the page's address."""

POLL_SECONDS: Final = 2
"""How often a screen asks what has changed."""


@dataclass(frozen=True)
class Held:
    """A workshop as it was when the page was drawn, with the return it is about."""

    stored: Stored
    workshop: Workshop

    @property
    def record_id(self) -> str:
        """The record of the return."""
        return self.stored.record.id

    @property
    def is_run_here(self) -> bool:
        """Say whether whoever is at this page runs the workshop."""
        target = workshop_target(self.stored.record, self.workshop)
        return may(principal(), Action.RUN_WORKSHOP, target)

    @property
    def can_write(self) -> bool:
        """Say whether the database takes changes."""
        return not opened().store.database.read_only


def workshops_of(stored: Stored) -> tuple[Workshop, ...]:
    """Return the workshops on a return that whoever is at this page may see."""
    return workshops_on(opened().store, principal(), stored.record.id)


def choose_view(names: Sequence[str], worded: Mapping[str, str]) -> str:
    """Ask which of some views to show; the address holds the answer, and the first is shown unless asked."""
    chosen = st.segmented_control(
        say("View"),
        names,
        default=None if session.chosen(VIEW_KEY) in names else names[0],
        required=True,
        format_func=worded.__getitem__,
        key=VIEW_KEY,
        bind="query-params",
    )
    return chosen or names[0]


def choose_workshop(found: Sequence[Workshop]) -> Workshop:
    """Ask which workshop the page is about, where there are several; the latest unless asked."""
    by_id = {one.id: one for one in reversed(found)}
    if len(by_id) == 1:
        return found[0]
    chosen = st.selectbox(
        say("Which workshop"),
        list(by_id),
        format_func=lambda one: by_id[one].title,
        key=WORKSHOP_KEY,
        bind="query-params",
    )
    return by_id[chosen]


def workshop_now(held: Held) -> Workshop:
    """Return the workshop as it is now."""
    return the_workshop(opened().store, principal(), held.record_id, held.workshop.id)


def room_return(held: Held) -> Return:
    """Return the return as the whole room may see it."""
    return revealed_return(opened().store, principal(), held.record_id, held.workshop.id)


def for_room(held: Held) -> Stored:
    """Return what is stored of the return, as the whole room may see it."""
    return replace(held.stored, return_=room_return(held))


def do(act: Callable[..., object], held: Held, *more: object, said: str = "", **named: object) -> bool:
    """Do a store's act on a workshop; say whether it was done, and leave word of it for the next run."""
    try:
        act(
            opened().store,
            principal(),
            held.record_id,
            held.workshop.id,
            *more,
            operation=new_operation(),
            **named,
        )
    except ToolkitError as error:
        session.leave_fault(error)
        return False
    if said:
        session.leave(said)
    return True


def act_button(
    label: str,
    act: Callable[..., object],
    held: Held,
    *more: object,
    said: str = "",
    is_first: bool = False,
    **named: object,
) -> None:
    """Draw a button that does a store's act on a workshop."""

    def pressed() -> None:
        do(act, held, *more, said=said, **named)

    kind: Literal["primary", "secondary"] = "primary" if is_first else "secondary"
    st.button(label, type=kind, on_click=pressed, disabled=not held.can_write)


def show_fault() -> None:
    """Say what the run before this one was refused."""
    if error := session.take_fault():
        show_faults(say("Not done."), error)


def watch(held: Held) -> None:
    """Draw the whole page anew when the workshop is no longer as it was; for a fragment that runs again."""
    if workshop_now(held) != held.workshop:
        st.rerun()
