"""The screen in the room: the issue, how many have scored, and after the reveal what they gave."""

import streamlit as st

from apps.opened import opened, principal
from apps.showing import show_bars, show_faults
from apps.workshop_parts import POLL_SECONDS, Held, watch
from apps.workshop_parts_invite import draw_code
from apps.workshop_parts_revealed import draw_ranking, in_order
from toolkit.charts.workshop import for_the_room, spread_chart
from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.model.issues import Issue
from toolkit.model.workshop import IssueProgress, Stage
from toolkit.store.attending import attendance
from toolkit.store.workshop_rounds import outstanding
from toolkit.tables.workshop import level_axis, spread_long_table
from toolkit.wording.plain import inert_markdown
from toolkit.wording.returns import spread_sentence
from toolkit.wording.workshop import agreed_lines, attendance_sentence, round_sentence, timer_sentence


def draw_screen(held: Held) -> None:
    """Draw the screen; nothing on it says more than the room may know."""
    workshop = held.workshop
    st.header(inert_markdown(workshop.title), anchor=False)
    if workshop.stage is not Stage.OPEN:
        st.title(
            say("The workshop is closed.") if workshop.closed_at else say("We begin shortly."), anchor=False
        )
        _draw_news(held)
        return
    now = workshop.now
    if now is None:
        st.title(say("Join with your phone"), anchor=False)
        draw_code(held, large=True)
    else:
        _draw_issue(held, held.stored.return_.issues[now.issue], now)
    _draw_news(held)
    if now is not None and now.revealed:
        _draw_spread(held, held.stored.return_.issues[now.issue])
    if workshop.ranking_shown:
        st.header(say("The ranking as it stands"), anchor=False)
        draw_ranking(held)


def _draw_issue(held: Held, issue: Issue, now: IssueProgress) -> None:
    st.title(inert_markdown(issue.name), anchor=False)
    st.subheader(inert_markdown(issue.description or held.workshop.title), anchor=False)
    st.subheader(round_sentence(now), anchor=False)


@st.fragment(run_every=POLL_SECONDS)
def _draw_news(held: Held) -> None:
    """Draw how many have scored, agency by agency; ask again every two seconds."""
    where = opened().store, principal(), held.record_id, held.workshop.id
    try:
        watch(held)
        people, waiting = attendance(*where), outstanding(*where)
    except ToolkitError as error:
        show_faults(say("What has changed cannot be read just now. It is asked for again."), error)
        return
    if left := timer_sentence(held.workshop, opened().store.time()):
        st.metric(say("Time"), left)
    if waiting is None or (held.workshop.now and held.workshop.now.revealed):
        st.subheader(inert_markdown(attendance_sentence(people)), anchor=False)
        return
    with st.container(horizontal=True):
        st.metric(
            say("All"), say("{done} of {present} have scored", done=waiting.done, present=waiting.present)
        )
        for one in waiting.by_agency:
            st.metric(
                inert_markdown(one.agency), say("{done} of {present}", done=one.done, present=one.present)
            )


def _draw_spread(held: Held, issue: Issue) -> None:
    found = in_order(held, issue)
    frame = spread_long_table(found)
    sentence = spread_sentence(found)
    st.subheader(inert_markdown(sentence), anchor=False)
    if len(frame):
        chart = for_the_room(spread_chart(frame, level_axis(found)))
        show_bars(chart, say("Dot chart of levels by criterion. {spread}", spread=sentence))
    if lines := agreed_lines(found):
        st.header(say("Agreed"), anchor=False)
        for line in lines:
            st.subheader(inert_markdown(line), anchor=False)
