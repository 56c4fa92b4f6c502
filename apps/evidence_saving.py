"""Cards put beside the scores of a return, or of all this person may change, and taken away."""

from collections.abc import Sequence

import streamlit as st

from apps import returns, session
from apps.evidence_cards import Told, has_figure
from apps.evidence_lists import district_of
from apps.opened import opened, principal
from apps.showing import show_faults
from apps.widgets import several
from toolkit.errors import ToolkitError
from toolkit.evidence.lists import EvidenceLists
from toolkit.evidence.told import Counted
from toolkit.language import say, say_number
from toolkit.model.evidence import EvidenceCard, Gap
from toolkit.store.assessments import Stored
from toolkit.store.evidence_kept import evidence_of, keep_cards, remove_cards
from toolkit.wording.plain import inert_markdown


def cards_for(stored: Stored, counted: Counted, lists: EvidenceLists) -> tuple[EvidenceCard, ...]:
    """Return the cards of a return's district and issues."""
    cards = counted.of_district(district_of(stored, lists))
    return tuple(card for card in cards if card.issue in stored.return_.issues)


def draw_keeping(stored: Stored, counted: Counted, lists: EvidenceLists) -> None:
    """Offer to put what was counted beside the scores: of this return, or of each that may be changed."""
    others = _open_returns(stored)
    closed = returns.closed(stored)
    if st.button(say("Put these beside the scores"), type="primary", disabled=bool(closed)):
        _keep([stored], counted, lists)
    if closed:
        st.caption(inert_markdown(closed))
    if len(others) > 1:
        words = say_number(
            "Put every district's beside its scores: {number} return",
            "Put every district's beside its scores: {number} returns",
            len(others),
        )
        if st.button(words, disabled=bool(opened().store.database.read_only)):
            _keep(others, counted, lists)
    st.caption(
        say("A newer figure takes the place of an older one of the same source; the history keeps both.")
    )


def _open_returns(stored: Stored) -> list[Stored]:
    """Return the returns of the same year that this person may change now."""
    year = stored.record.assessment_year
    every = (returns.stored_return(one.id) for one in returns.records() if one.assessment_year == year)
    return [one for one in every if not returns.closed(one)]


def _keep(every: Sequence[Stored], counted: Counted, lists: EvidenceLists) -> None:
    """Put cards beside scores, return by return; each is whole or not at all, and what is refused is said."""
    saved: list[str] = []
    refused: list[str] = []
    for stored in every:
        cards = [card for card in cards_for(stored, counted, lists) if Gap.NOT_LOADED not in card.gaps]
        operation = session.operation_of(f"evidence/{stored.record.id}", (cards, stored.head))
        try:
            keep_cards(opened().store, principal(), stored.record.id, cards, operation=operation)
        except ToolkitError as error:
            refused.append(f"{stored.name}: {error}")
        else:
            saved.append(stored.name)
    if refused:
        show_faults(say("Not saved."), *refused)
    if not saved:
        return
    said = say("Saved beside the scores: {names}.", names="; ".join(saved))
    if refused:
        st.success(inert_markdown(said))
        return
    session.leave(said)
    st.rerun()


def draw_taking_away(stored: Stored, told: Told) -> None:
    """Offer to take cards away from the scores of a return that may be changed."""
    figures = [card for card in evidence_of(stored).cards if has_figure(card)]
    if not figures:
        return
    closed = returns.closed(stored)
    with st.expander(say("Take figures away")):
        st.caption(
            say(
                "Levels that were scored stay as they are, and so does what was made of proposals. "
                "The history keeps every figure."
            )
        )
        words = {card.key: told.called(card) for card in figures}
        key = f"evidence_away/{stored.record.id}/{stored.head}"
        chosen = several(say("Figures to take away"), words, (), key, disabled=bool(closed))
        if st.button(say("Take these away"), disabled=bool(closed) or not chosen):
            _take_away(stored, chosen, [words[one] for one in chosen])
        if closed:
            st.caption(inert_markdown(closed))


def _take_away(stored: Stored, keys: Sequence[str], names: Sequence[str]) -> None:
    operation = session.operation_of(f"evidence_away/{stored.record.id}", (keys, stored.head))
    try:
        remove_cards(opened().store, principal(), stored.record.id, keys, operation=operation)
    except ToolkitError as error:
        show_faults(say("Not saved."), error)
        return
    session.leave(
        say("Taken away from the scores of {name}: {names}.", name=stored.name, names="; ".join(names))
    )
    st.rerun()
