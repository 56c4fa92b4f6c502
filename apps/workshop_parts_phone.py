"""A participant's phone: joining by code, then their own levels for the issue on the table, saved at once.

The token stands in the participant's own address and nowhere else, so a reload, a phone that slept and a
server that was restarted all come back to the same seat.
"""

from collections.abc import Mapping

import streamlit as st

from apps import session
from apps.opened import opened
from apps.showing import privacy_note, show_faults
from apps.sign_in import LINK_PARAMETER, asked_from
from apps.widgets import Level, confidence_choice, level_choice
from apps.workshop_parts import POLL_SECONDS
from apps.workshop_parts_invite import CODE_PARAMETER
from toolkit.errors import NotPermitted, ToolkitError
from toolkit.language import say
from toolkit.model.assessment import Score
from toolkit.model.principal import Principal
from toolkit.model.workshop import ParticipantView, PrivateScore, Workshop
from toolkit.store.assessments import new_operation
from toolkit.store.joining import join, participant_principal
from toolkit.store.workshop_scoring import participant_view, score_privately
from toolkit.store.workshop_views import own_workshop
from toolkit.wording.plain import inert_markdown
from toolkit.wording.workshop import own_progress_sentence, round_sentence, timer_sentence


def at_own_link() -> Principal | None:
    """Return whose link this address is; None when it is nobody's, or has ended."""
    token = st.query_params.get(LINK_PARAMETER)
    return participant_principal(opened().store, token) if token else None


def draw_join() -> None:
    """Ask for the code, a name and an agency, and go to the participant's own link."""
    if LINK_PARAMETER in st.query_params:
        st.warning(
            say("Your link has ended. Join again with the code on the screen, or ask the facilitator.")
        )
    with st.form("join", border=False):
        code = st.text_input(
            say("Code on the screen"), st.query_params.get(CODE_PARAMETER, ""), key="join/code"
        )
        name = st.text_input(say("Your name or role"), key="join/name")
        agency = st.text_input(
            say("Your agency"), key="join/agency", placeholder=say("Police, Housing, Health")
        )
        pressed = st.form_submit_button(say("Join"), type="primary")
    st.caption(
        say("Others at the workshop see your name and agency. Your levels stay yours until the reveal.")
    )
    if not pressed:
        return
    operation = session.operation_of("join", (code, name, agency))
    try:
        joined = join(
            opened().store, code, name=name, agency=agency, source=str(asked_from()), operation=operation
        )
    except ToolkitError as error:
        show_faults(say("You have not joined yet."), error)
        return
    st.query_params.from_dict({LINK_PARAMETER: joined.token})
    st.rerun()


@st.fragment(run_every=POLL_SECONDS)
def draw_news(person: Principal, shown: ParticipantView) -> None:
    """Ask every two seconds where the workshop has come to; draw the page anew when it has moved on.

    A level chosen while the server could not hear comes with a later question and is saved then.
    """
    store = opened().store
    try:
        now = own_workshop(store, person)
    except NotPermitted:
        st.rerun()
    except ToolkitError:
        st.caption(say("The server cannot look just now. What you saved is safe; it asks again."))
        return
    if _seen(now) != _seen(shown.workshop) or _unsaved(shown):
        st.rerun()
    if left := timer_sentence(now, store.time()):
        st.markdown(f"**{inert_markdown(left)}**")


def _seen(workshop: Workshop) -> tuple[object, ...]:
    """Return what of a workshop a phone shows."""
    now = workshop.now
    on_table = (now.issue, now.round, now.revealed) if now else None
    return workshop.stage, on_table, workshop.title


def draw_phone(person: Principal, view: ParticipantView) -> None:
    """Draw the issue on the table with the participant's own levels."""
    now, issue = view.workshop.now, view.issue
    st.caption(
        inert_markdown(
            say(
                "You take part as {attendee}, {agency}.",
                attendee=view.attendee.name,
                agency=view.attendee.agency,
            )
        )
    )
    if now is None or issue is None:
        st.info(say("No issue is on the table yet. Keep this page open: it shows the next one by itself."))
        return
    st.header(inert_markdown(issue.name), anchor=False)
    st.caption(inert_markdown(issue.description))
    st.write(round_sentence(now))
    if now.revealed:
        st.info(say("The levels are shown on the screen in the room. Look up, and talk."))
        st.write(inert_markdown(own_progress_sentence(view)))
        return
    _draw_levels(person, view)


@st.fragment
def _draw_levels(person: Principal, shown: ParticipantView) -> None:
    """Ask for every level, and save each as it is given; what is stored is read anew each time."""
    try:
        view = participant_view(opened().store, person)
    except ToolkitError as error:
        show_faults(say("Your levels cannot be read just now. What you saved is safe."), error)
        return
    now = view.workshop.now
    if now is None or _seen(view.workshop) != _seen(shown.workshop):
        st.rerun()
    form, key = _form(view.workshop)
    stored = {one.id: _row(view, one.id).level for one in view.matrix.criteria}
    seen = session.as_opened(f"{key}/{next(iter(stored))}", form, stored)
    typed = _levels_typed(view, seen, key)
    changed = {one: level for one, level in typed.items() if level != seen[one]}
    if not changed and stored != seen:  # scored on another screen of the same person
        session.start_afresh(form)
        st.rerun()
    rows = _save(person, view, changed, now.round) if changed else view.current
    if rows is None:
        return
    session.saved_as(form, typed)
    view = view.changed(own=rows)
    if changed:
        st.toast(say("Saved."))
    (st.success if rows else st.info)(inert_markdown(own_progress_sentence(view)))
    _draw_why(person, view, now.round, key)


def _form(workshop: Workshop) -> tuple[str, str]:
    """Return the name of the form of the round on the table, and what the keys of its inputs begin with."""
    now = workshop.now
    form = f"phone/{workshop.id}/{now.issue}/{now.round}" if now else "phone"
    return form, f"{form}/{session.edition(form)}"


def _unsaved(view: ParticipantView) -> bool:
    form, key = _form(view.workshop)
    is_open = view.workshop.now is not None and not view.workshop.now.revealed
    return is_open and session.unsaved(form, {one.id: f"{key}/{one.id}" for one in view.matrix.criteria})


def _levels_typed(view: ParticipantView, seen: Mapping[str, Level], key: str) -> dict[str, Level]:
    typed: dict[str, Level] = {}
    for section in view.matrix.sections:
        st.subheader(inert_markdown(section.label), anchor=False)
        for criterion in section.criteria:
            typed[criterion.id] = level_choice(criterion, seen[criterion.id], f"{key}/{criterion.id}")
    return typed


def _draw_why(person: Principal, view: ParticipantView, number: int, key: str) -> None:
    """Ask why, for one criterion at a time."""
    labels = {one.id: one.label for one in view.matrix.criteria}
    with st.expander(say("Say why, or how sure you are")):
        privacy_note()
        chosen = st.selectbox(say("Criterion"), list(labels), format_func=labels.__getitem__, key=f"{key}/of")
        row = _row(view, chosen)
        with st.form(f"{key}/why/{chosen}", border=False):
            grade = confidence_choice(view.matrix.confidence, row.confidence, f"{key}/sure/{chosen}")
            why = st.text_area(say("Why"), row.rationale, key=f"{key}/why/{chosen}/text", height=80)
            pressed = st.form_submit_button(say("Save why"))
        if pressed:
            score = PrivateScore(**{**_given(row), "confidence": grade, "rationale": why})
            if _commit(person, view, [score], number) is not None:
                st.success(say("Saved."))


def _save(
    person: Principal, view: ParticipantView, levels: Mapping[str, Level], number: int
) -> tuple[Score, ...] | None:
    scores = [PrivateScore(**{**_given(_row(view, one)), "level": level}) for one, level in levels.items()]
    return _commit(person, view, scores, number)


def _commit(
    person: Principal, view: ParticipantView, scores: list[PrivateScore], number: int
) -> tuple[Score, ...] | None:
    """Save scores and return all of this round; say why not where that is refused."""
    issue = view.workshop.open_issue or ""
    try:
        return score_privately(
            opened().store, person, scores, issue=issue, round=number, operation=new_operation()
        )
    except ToolkitError as error:
        show_faults(say("Not saved."), error)
        return None


def _row(view: ParticipantView, criterion: str) -> Score:
    own = {one.criterion: one for one in view.current}
    empty = Score(issue=view.workshop.open_issue or "", criterion=criterion, scorer=view.attendee.name)
    return own.get(criterion, empty)


def _given(row: Score) -> dict[str, object]:
    return row.model_dump(include={"criterion", "level", "confidence", "rationale", "evidence"})
