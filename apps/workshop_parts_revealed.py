"""After the reveal: how far the levels lie apart, what to talk about first, and the level agreed."""

from collections.abc import Sequence

import streamlit as st

from apps import returns, session
from apps.drafts import Change, Clash, clashes, score_changes
from apps.entry import entered
from apps.opened import opened, principal
from apps.saving import SAVED
from apps.score_form import scores_shown
from apps.showing import privacy_note, show_bars, show_faults, show_table
from apps.versions import agreement_rule, discussion_of
from apps.widgets import score_inputs
from apps.workshop_parts import Held, room_return
from toolkit.charts.ranking import ranking_bars
from toolkit.charts.workshop import spread_chart
from toolkit.errors import InputRejected, ToolkitError
from toolkit.language import say
from toolkit.methods.ranking import rank
from toolkit.methods.scoring import score
from toolkit.methods.spread import Spread
from toolkit.methods.workshop import first_to_discuss, spreads_here
from toolkit.model.assessment import AGREED, Score
from toolkit.model.issues import Issue
from toolkit.model.revision import score_of
from toolkit.store.acts import Stale
from toolkit.store.workshop_rounds import record_agreed
from toolkit.tables.clashes import clash_table
from toolkit.tables.pictures import ranking_bar_table
from toolkit.tables.workshop import level_axis, revealed_table, spread_long_table
from toolkit.wording.plain import inert_markdown
from toolkit.wording.ranking import ranking_alt, top_sentence
from toolkit.wording.returns import spread_sentence
from toolkit.wording.workshop import discuss_first_sentence

_DOTS = say("A dot is a scorer; the diamond is the level agreed.")


def draw_revealed(held: Held, issue: Issue) -> None:
    """Draw the spread of the round just revealed, those criteria first that are worth talking about."""
    found = in_order(held, issue)
    draw_spread(found)
    st.write(inert_markdown(discuss_first_sentence(to_discuss(held, issue), found)))
    show_table(revealed_table(found), say("Levels revealed, what to talk about first"), lines=2)


def draw_spread(found: Sequence[Spread]) -> None:
    """Draw the dot strips of an issue with the sentence that says the same."""
    sentence = spread_sentence(found)
    st.write(inert_markdown(sentence))
    frame = spread_long_table(found)
    if len(frame):
        st.caption(_DOTS)
        chart = spread_chart(frame, level_axis(found))
        show_bars(chart, say("Dot chart of levels by criterion. {spread}", spread=sentence))


def to_discuss(held: Held, issue: Issue) -> tuple[str, ...]:
    """Return the criteria of an issue that the discussion list names and are not agreed here, first first."""
    items, _ = discussion_of(room_return(held), agreement_rule(returns.library()))
    return first_to_discuss(items, issue.id, agreed_here(held, issue))


def agreed_here(held: Held, issue: Issue) -> tuple[str, ...]:
    """Return the criteria of an issue that were agreed in this workshop."""
    found = held.workshop.progress_of(issue.id)
    return found.agreed if found else ()


def in_order(held: Held, issue: Issue) -> list[Spread]:
    """Return the spreads of an issue, those the discussion list names first."""
    places = {criterion: place for place, criterion in enumerate(to_discuss(held, issue))}
    found = spreads_here(room_return(held), issue.id, agreed_here(held, issue))
    return sorted(found, key=lambda one: places.get(one.criterion.id, len(places)))


def draw_agreed(held: Held, issue: Issue) -> None:
    """Ask for the level agreed on one criterion, with its reason and dissent, and record it."""
    st.subheader(say("Record the agreed level"), anchor=False)
    return_ = held.stored.return_
    order = [one.criterion for one in in_order(held, issue)]
    labels = {one.id: one.label for one in order}
    chosen = st.selectbox(
        say("Criterion"), list(labels), format_func=lambda one: labels[one], key=f"agreeing/{issue.id}"
    )
    form = f"agreeing/{held.workshop.id}/{issue.id}/{chosen}"
    key = f"{form}/{session.edition(form)}"
    now = score_of(return_, issue.id, chosen, AGREED)
    seen = session.as_opened(f"{key}/{chosen}/level", form, now)
    closed = bool(returns.closed(held.stored))
    with st.form(form, border=False):
        privacy_note()
        criterion = return_.matrix.criterion(chosen)
        typed = score_inputs(criterion, return_.matrix.confidence, seen, key, disabled=closed)
        pressed = st.form_submit_button(say("Record the agreed level"), type="primary", disabled=closed)
    if pressed:
        try:
            new = entered(Score, labels[chosen], {**seen.model_dump(), **typed})
        except InputRejected as error:
            show_faults(say("Not saved."), error)
            return
        _record(held, form, score_changes(return_, [(seen, new)]))
    _draw_refusal(held, form)


def _record(held: Held, form: str, changes: tuple[Change, ...]) -> None:
    """Record an agreed row; where someone else was there first, keep what was typed until it is decided."""
    if not changes:
        st.info(say("That is what is recorded already."))
        return
    seen, mine = changes[0].seen, changes[0].mine
    if not (isinstance(seen, Score) and isinstance(mine, Score)):
        return
    draft = session.draft(form, held.record_id, changes, mine.rationale)
    where = opened().store, principal(), held.record_id, held.workshop.id
    try:
        record_agreed(*where, seen=seen, agreed=mine, operation=draft.operation)
    except ToolkitError as error:
        found = clashes(returns.stored_return(held.record_id), changes) if isinstance(error, Stale) else ()
        session.refuse(form, session.Refusal(draft, error, found))
        return
    session.settled(form)
    session.saved_as(form, scores_shown({mine.criterion: seen}, changes)[mine.criterion])
    session.leave(SAVED)
    st.rerun()


def _draw_refusal(held: Held, form: str) -> None:
    refusal = session.refusal(form)
    if refusal is None:
        return
    if not refusal.clashes:
        show_faults(say("Not saved."), refusal.error)
        return
    who = ", ".join(dict.fromkeys(one.author for one in refusal.clashes if one.author)) or say("Someone else")
    st.error(
        inert_markdown(
            say("Not saved: {who} recorded the same level after you opened it. You decide.", who=who)
        )
    )
    rows = (one.row for one in refusal.clashes)
    show_table(clash_table(rows), say("What you typed, and what is stored now"), lines=2)
    with st.container(horizontal=True):
        if st.button(say("Keep mine"), key=f"{form}/mine"):
            _record(held, form, tuple(_on_top(one) for one in refusal.clashes))
        st.button(say("Take theirs"), on_click=_take_theirs, args=(form,), key=f"{form}/theirs")


def _on_top(clash: Clash) -> Change:
    theirs, mine = clash.theirs, clash.change.mine
    if theirs is None and isinstance(mine, Score):
        theirs = Score(issue=mine.issue, criterion=mine.criterion, scorer=AGREED)
    return Change(clash.change.what, clash.change.thing, theirs, mine)


def _take_theirs(form: str) -> None:
    session.settled(form)
    session.start_afresh(form)


def draw_ranking(held: Held) -> None:
    """Draw the ranking as it stands, from what the room may see."""
    return_ = room_return(held)
    ranking, n = rank(score(return_)), return_.category_set.rules.top_n
    if not ranking.issues:
        st.write(say("No issue has been scored yet."))
        return
    st.write(inert_markdown(top_sentence(ranking, n)))
    show_bars(ranking_bars(ranking_bar_table(ranking, n), n), ranking_alt(ranking, n))
