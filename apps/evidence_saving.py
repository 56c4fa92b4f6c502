"""Putting cards beside the scores of a return, or of every return this person may change."""

from collections.abc import Sequence

import streamlit as st

from apps import returns, session
from apps.evidence_lists import district_of
from apps.opened import opened, principal
from apps.showing import show_faults
from toolkit.errors import ToolkitError
from toolkit.evidence.lists import EvidenceLists
from toolkit.evidence.told import Counted
from toolkit.language import say, say_number
from toolkit.model.evidence import EvidenceCard, Gap
from toolkit.store.assessments import Stored
from toolkit.store.evidence_kept import keep_cards
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
