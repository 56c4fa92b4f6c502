"""Letting people in: the code for the room and its picture to scan, links of their own, and shutting out."""

from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlencode, urlsplit

import segno
import streamlit as st

from apps import session
from apps.opened import opened, principal
from apps.showing import show_faults, show_table
from apps.sign_in import LINK_PARAMETER
from apps.workshop_parts import Held
from toolkit.cells.history import when_text
from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.model.workshop import Attendee, JoinCode
from toolkit.store.attending import attendance
from toolkit.store.joining import invite_participant
from toolkit.store.ways_in import new_join_code, renew_link, revoke_participant, withdraw_join_codes
from toolkit.tables.workshop import people_table
from toolkit.wording.plain import inert_markdown

CODE_PARAMETER: Final = "code"
"""Names the join code in the address that people scan."""

_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
_CODES: dict[str, JoinCode] = {}
"""The codes shown on screens, by workshop, in this process alone: the store keeps their hashes only."""


def join_address(**parameters: str) -> str:
    """Return the address of the page where people join, as this browser reaches the server."""
    found = urlsplit(st.context.url or "http://localhost:8501/")
    base = found.path.rpartition("/")[0]
    return f"{found.scheme}://{found.netloc}{base}/join?{urlencode(parameters)}"


def draw_code(held: Held, *, large: bool = False) -> None:
    """Draw the code of a workshop, its address, and a picture of that address to scan."""
    code = _CODES.get(held.workshop.id)
    if code is None or datetime.fromisoformat(code.expires) <= datetime.now(UTC):
        st.write(say("There is no code to show. The facilitator can make one."))
        return
    address = join_address(**{CODE_PARAMETER: code.code})
    picture, words = st.columns([1, 2])
    with picture:
        svg = segno.make(address, error="m").svg_inline(scale=8 if large else 5, border=2)
        told = say("QR code of the address to join: {address}", address=address)
        st.image(svg, alt=told, width="stretch" if large else 220)
    with words:
        (st.title if large else st.subheader)(code.worded, anchor=False)
        st.write(
            inert_markdown(
                say("Scan the picture, or open {join} and type the code.", join=join_address().rstrip("?"))
            )
        )
        st.code(address, language=None, wrap_lines=True)
        st.caption(inert_markdown(say("The code works until {expires}.", expires=when_text(code.expires))))
        if urlsplit(address).hostname in _LOOPBACK:
            st.warning(say("This address is of this machine only: phones cannot reach it."))


def draw_invite(held: Held) -> None:
    """Draw the code with what makes and ends it, and links for those who cannot use it."""
    draw_code(held)
    with st.container(horizontal=True):
        st.button(say("Make a new code"), on_click=_new_code, args=(held,), key="new_code")
        st.button(say("End the code"), on_click=_end_code, args=(held,), key="end_code")
    form = f"invite/{held.workshop.id}"
    key = f"{form}/{session.edition(form)}"
    with st.form(form, border=False):
        st.caption(say("A link of their own, for someone who cannot scan or type the code."))
        name = st.text_input(say("Name or role"), key=f"{key}/name")
        agency = st.text_input(say("Agency"), key=f"{key}/agency")
        pressed = st.form_submit_button(say("Make a link"))
    if pressed:
        _invite(held, form, name, agency)


def draw_people(held: Held) -> None:
    """Draw who is there; whoever should not be can be shut out, and who lost their link gets another."""
    try:
        people = attendance(opened().store, principal(), held.record_id, held.workshop.id).people
    except ToolkitError as error:
        show_faults(say("Who is here cannot be read."), error)
        return
    if not people:
        st.write(say("Nobody has joined yet."))
        return
    show_table(people_table(people), say("Who is at the workshop"))
    own = {one.id: one for one in people if not one.by_slip}
    if not own:
        return
    chosen = st.selectbox(say("Person"), list(own), format_func=lambda one: _worded(own[one]), key="person")
    with st.container(horizontal=True):
        st.button(say("Shut out"), on_click=_shut_out, args=(held, own[chosen]), disabled=own[chosen].revoked)
        renewed = st.button(say("Give a new link"), disabled=not held.workshop.is_open)
    if renewed:
        try:
            joined = renew_link(opened().store, principal(), held.record_id, held.workshop.id, chosen)
        except ToolkitError as error:
            show_faults(say("No link was made."), error)
            return
        _show_link(joined.attendee, joined.token)


def _new_code(held: Held) -> None:
    try:
        code = new_join_code(opened().store, principal(), held.record_id, held.workshop.id)
    except ToolkitError as error:
        session.leave_fault(error)
        return
    _CODES[held.workshop.id] = code


def _end_code(held: Held) -> None:
    try:
        withdraw_join_codes(opened().store, principal(), held.record_id, held.workshop.id)
    except ToolkitError as error:
        session.leave_fault(error)
        return
    _CODES.pop(held.workshop.id, None)
    session.leave(say("The code has ended. Whoever has joined stays."))


def _invite(held: Held, form: str, name: str, agency: str) -> None:
    operation = session.operation_of(form, (name, agency))
    where = opened().store, principal(), held.record_id, held.workshop.id
    try:
        joined = invite_participant(*where, name=name, agency=agency, operation=operation)
    except ToolkitError as error:
        show_faults(say("No link was made."), error)
        return
    _show_link(joined.attendee, joined.token)


def _show_link(attendee: Attendee, token: str) -> None:
    st.write(
        inert_markdown(
            say(
                "The link of {attendee}, shown this once. Whoever holds it is them here.",
                attendee=attendee.name,
            )
        )
    )
    st.code(join_address(**{LINK_PARAMETER: token}), language=None, wrap_lines=True)


def _shut_out(held: Held, attendee: Attendee) -> None:
    where = opened().store, principal(), held.record_id, held.workshop.id
    try:
        revoke_participant(*where, attendee.id)
    except ToolkitError as error:
        session.leave_fault(error)
        return
    session.leave(say("{attendee} is shut out. What they scored stays.", attendee=attendee.name))


def _worded(one: Attendee) -> str:
    if one.revoked:
        return say("{name}, {agency} (shut out)", name=one.name, agency=one.agency)
    return f"{one.name}, {one.agency}"
