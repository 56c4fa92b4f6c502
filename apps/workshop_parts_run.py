"""Running a workshop: who is here, the issue on the table, who has still to score, reveal, rescore, park."""

import streamlit as st

from apps import session
from apps.discussion_parts import draw_discussion
from apps.opened import opened, principal
from apps.showing import show_faults, show_table
from apps.workshop_parts import POLL_SECONDS, Held, act_button, do, for_room, watch
from apps.workshop_parts_invite import draw_invite, draw_people
from apps.workshop_parts_plan import draw_arrange
from apps.workshop_parts_revealed import draw_agreed, draw_ranking, draw_revealed
from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.model.workshop import IssueProgress, Stage
from toolkit.store.attending import attendance
from toolkit.store.workshop_rounds import new_round, open_issue, outstanding, park_issue, reveal
from toolkit.store.workshop_timer import LONGEST_MINUTES, start_timer
from toolkit.store.workshop_undo import undo_last
from toolkit.store.workshops import LONGEST_HOURS, arrange_workshop, close_workshop, open_workshop
from toolkit.tables.workshop import agenda_table
from toolkit.wording.plain import inert_markdown
from toolkit.wording.workshop import (
    attendance_sentence,
    outstanding_sentence,
    quorum_sentence,
    round_sentence,
    timer_sentence,
    waiting_sentence,
)


def draw_run(held: Held) -> None:
    """Draw what a facilitator needs from the first arrival to the last issue."""
    workshop = held.workshop
    if workshop.stage is Stage.PLANNED:
        _draw_opening(held, say("Open the workshop"))
    elif workshop.stage is Stage.CLOSED:
        st.info(say("This workshop is closed. Its minutes are under Minutes."))
        _draw_opening(held, say("Open it again"))
    else:
        draw_live(held)
        with st.expander(say("Let people in"), expanded=workshop.open_issue is None):
            draw_invite(held)
        _draw_agenda(held)
        if workshop.now is not None:
            _draw_on_table(held, workshop.now)
        _draw_around(held)
    with st.expander(say("Arrange: issues, order, agencies, quorum")):
        draw_arrange(held)


@st.fragment(run_every=POLL_SECONDS)
def draw_live(held: Held) -> None:
    """Say who is here and who has still to score; ask again every two seconds."""
    where = opened().store, principal(), held.record_id, held.workshop.id
    try:
        watch(held)
        people, waiting = attendance(*where), outstanding(*where)
    except ToolkitError as error:
        show_faults(say("What has changed cannot be read just now. It is asked for again."), error)
        return
    st.write(inert_markdown(attendance_sentence(people)))
    if short := quorum_sentence(people):
        st.warning(inert_markdown(short))
    if waiting is not None:
        st.markdown(f"**{inert_markdown(outstanding_sentence(waiting))}**")
        if names := waiting_sentence(waiting):
            st.write(inert_markdown(names))
    if left := timer_sentence(held.workshop, opened().store.time()):
        st.markdown(f"**{inert_markdown(left)}**")


def _draw_opening(held: Held, label: str) -> None:
    hours = st.number_input(say("For how many hours"), 1, LONGEST_HOURS, 4, key="hours")
    said = say("The workshop is open. Let people in with a code.")
    act_button(label, open_workshop, held, hours=int(hours), said=said, is_first=True)


def _draw_agenda(held: Held) -> None:
    st.header(say("Issues"), anchor=False)
    return_, workshop = held.stored.return_, held.workshop
    show_table(agenda_table(return_, workshop), say("The issues of the workshop, and how far each has come"))
    waiting = [one for one in workshop.issues if one != workshop.open_issue]
    if not waiting:
        return
    fresh = [one for one in waiting if workshop.progress_of(one) is None]
    chosen = st.selectbox(
        say("Next issue"),
        waiting,
        index=waiting.index(fresh[0]) if fresh else 0,
        format_func=lambda one: return_.issues[one].name,
        key=f"next/{workshop.open_issue}",
    )
    act_button(say("Put it on the table"), open_issue, held, chosen, is_first=workshop.open_issue is None)


def _draw_on_table(held: Held, now: IssueProgress) -> None:
    issue = held.stored.return_.issues[now.issue]
    st.header(say("On the table: {issue}", issue=inert_markdown(issue.name)), anchor=False)
    st.caption(inert_markdown(issue.description))
    st.write(round_sentence(now))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if now.revealed:
            act_button(say("Score again in a new round"), new_round, held, now.issue)
        else:
            act_button(say("Reveal the levels"), reveal, held, now.issue, is_first=True)
        minutes = st.number_input(say("Minutes"), 1, LONGEST_MINUTES, 5, key="timer", width=140)
        act_button(say("Start the timer"), start_timer, held, int(minutes))
        if held.workshop.timer_ends:
            act_button(say("Stop the timer"), arrange_workshop, held, timer_ends=None)
    if now.revealed:
        draw_revealed(held, issue)
        draw_agreed(held, issue)
    with st.expander(say("Put this issue aside")):
        reason = st.text_input(say("Why"), key=f"park/{now.issue}/{session.edition('park')}")
        st.button(say("Put it aside"), on_click=_park, args=(held, now.issue, reason))


def _park(held: Held, issue: str, reason: str) -> None:
    if do(park_issue, held, issue, reason=reason, said=say("Put aside. It can be taken again.")):
        session.start_afresh("park")


def _draw_around(held: Held) -> None:
    """Draw what belongs to the whole workshop: what to talk about, ranking, undoing, people, closing."""
    st.header(say("The whole workshop"), anchor=False)
    draw_discussion(for_room(held))
    shown = held.workshop.ranking_shown
    with st.container(horizontal=True):
        label = say("Hide the ranking") if shown else say("Show the ranking to the room")
        act_button(label, arrange_workshop, held, ranking_shown=not shown)
        act_button(say("Undo the last step"), undo_last, held, said=say("Taken back."))
        said = say("The workshop is closed: codes and links have ended.")
        act_button(say("Close the workshop"), close_workshop, held, said=said)
    if shown:
        draw_ranking(held)
    with st.expander(say("Who is here")):
        draw_people(held)
