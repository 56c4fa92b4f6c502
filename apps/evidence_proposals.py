"""A proposed level on the score page: accepted, another taken, or set aside, and what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from apps import session
from apps.entry import entered
from apps.evidence_beside import Beside
from apps.opened import opened, principal
from apps.score_cells import Cell
from apps.showing import show_faults
from toolkit.cells.ranking import level_text
from toolkit.errors import Conflict, Refused, ToolkitError
from toolkit.evidence.proposals import NotProposed
from toolkit.language import say
from toolkit.model.assessment import Score
from toolkit.model.evidence import Outcome, Proposal, ProposalDecision
from toolkit.store.evidence_kept import decide_proposal
from toolkit.wording.plain import inert_markdown
from toolkit.wording.proposal_decisions import decision_sentence
from toolkit.wording.proposals import not_proposed_sentence, proposal_sentence


@dataclass(frozen=True)
class Offer:
    """A proposal with the row it would give a level, and the decision about it as it was drawn."""

    cell: Cell
    proposal: Proposal
    seen: ProposalDecision | None
    evidence: str
    """What stands in the row's evidence when nobody has written there."""

    @property
    def form(self) -> str:
        """The form that decides about it."""
        return f"{self.cell.form}/{self.proposal.card}"

    @property
    def keys(self) -> Mapping[str, str]:
        """The keys of what is typed."""
        key = f"{self.form}/{session.edition(self.form)}"
        return {"level": f"{key}/level", "reason": f"{key}/reason"}

    def row(self, level: int | None) -> tuple[tuple[Score, Score], ...]:
        """Return the row as seen and with the level that was decided, or none where nothing is written."""
        seen = session.shown(self.cell.form, self.cell.now)
        if level is None:
            return ()
        agency, evidence = self.cell.agency or seen.agency, seen.evidence or self.evidence
        new = seen.changed(level=level, agency=agency, evidence=evidence)
        return () if new == seen else ((seen, new),)


def draw_proposals(found: Beside, cell: Cell, *, disabled: bool) -> None:
    """Draw what the cards of an issue propose for a criterion, and what was decided about it."""
    criterion = cell.criterion.id
    about = [one for one in found.held if one.criterion == criterion]
    decision = found.decisions.get(criterion)
    if not about and decision is None:
        return
    with st.container(border=True):
        for one in about:
            if isinstance(one, NotProposed):
                st.caption(inert_markdown(not_proposed_sentence(one, cell.return_.matrix)))
                continue
            offer = Offer(cell, one, decision, found.short(one))
            st.write(inert_markdown(proposal_sentence(one, cell.return_.matrix)))
            _draw_ways(offer, disabled=disabled)
        if decision is not None:
            _draw_decision(decision, about)


def _draw_decision(decision: ProposalDecision, about: list[Proposal | NotProposed]) -> None:
    st.write(f":material/check: {inert_markdown(decision_sentence(decision))}")
    if decision.proposal not in about:
        st.caption(say("That was about an earlier figure."))


def _draw_ways(offer: Offer, *, disabled: bool) -> None:
    """Draw the three ways; where something was decided already, behind one press."""
    criterion = offer.cell.criterion
    named = inert_markdown(criterion.label)
    is_decided = offer.seen is not None and offer.seen.proposal == offer.proposal
    if not is_decided:
        st.button(
            say("Accept level {level} for {criterion}", level=offer.proposal.level, criterion=named),
            on_click=_decide,
            args=(offer, Outcome.ACCEPTED),
            key=f"{offer.form}/accept",
            disabled=disabled,
        )
    other = say("Decide otherwise on {criterion}", criterion=named)
    if not is_decided:
        other = say("Take another level for {criterion}, or set this aside", criterion=named)
    with st.expander(other):
        levels = [one.value for one in criterion.levels if is_decided or one.value != offer.proposal.level]
        st.selectbox(
            say("Level to take for {criterion}", criterion=named),
            levels,
            None,
            format_func=lambda value: level_text(criterion, value),
            key=offer.keys["level"],
            disabled=disabled,
            placeholder=say("Choose a level"),
        )
        st.text_input(
            say("Why is that for {criterion}? (needed)", criterion=named),
            key=offer.keys["reason"],
            disabled=disabled,
        )
        with st.container(horizontal=True):
            for label, outcome in (
                (say("Take this level for {criterion}", criterion=named), Outcome.CHANGED),
                (say("Set aside the proposal for {criterion}", criterion=named), Outcome.IGNORED),
            ):
                key = f"{offer.form}/{outcome}"
                st.button(label, on_click=_decide, args=(offer, outcome), key=key, disabled=disabled)
    _draw_refusal(offer)


def _draw_refusal(offer: Offer) -> None:
    refusal = session.refusal(offer.form)
    if refusal is None:
        return
    show_faults(say("Not saved."), refusal.error)
    if isinstance(refusal.error, Conflict):
        st.button(
            say("Show what is stored now"), on_click=_look_again, args=(offer,), key=f"{offer.form}/now"
        )


def _look_again(offer: Offer) -> None:
    session.settled(offer.form)
    session.start_afresh(offer.form)
    session.start_afresh(offer.cell.form)


def _decide(offer: Offer, outcome: Outcome) -> None:
    """Keep a decision with the level it gives, before the page is drawn anew."""
    session.forgive(offer.form)
    record = offer.cell.record
    try:
        made = _decision(offer, outcome, session.typed(offer.keys))
        rows = offer.row(made.level)
        typed = (outcome, made.level, made.reason, made.proposal, rows)
        decide_proposal(
            opened().store,
            principal(),
            record,
            made,
            rows,
            seen=offer.seen,
            operation=session.operation_of(offer.form, (typed, offer.seen)),
        )
    except ToolkitError as error:
        draft = session.draft(offer.form, record, (), "")
        session.refuse(offer.form, session.Refusal(draft, error))
        return
    session.settled(offer.form)
    session.start_afresh(offer.form)
    keys = offer.cell.keys
    shown: dict[str, object] = {}
    for _, new in rows:
        session.saved_as(offer.cell.form, new)
        shown = {keys["level"]: new.level, keys["evidence"]: new.evidence}
    session.leave(say("Saved: {decision}", decision=decision_sentence(made)), **shown)


def _decision(offer: Offer, outcome: Outcome, typed: Mapping[str, object]) -> ProposalDecision:
    """Return the decision that was typed.

    Raises
    ------
    InputRejected
        When no other level was chosen.
    Refused
        When the reason is missing.
    """
    is_accepted = outcome is Outcome.ACCEPTED
    level, reason = typed.get("level"), "" if is_accepted else str(typed.get("reason") or "").strip()
    if level == offer.proposal.level and outcome is Outcome.CHANGED:
        outcome, is_accepted = Outcome.ACCEPTED, True
    if not is_accepted and not reason:
        raise Refused(say("Say why the proposed level is not taken."))
    values = {
        "proposal": offer.proposal,
        "outcome": outcome,
        "level": {Outcome.ACCEPTED: offer.proposal.level, Outcome.IGNORED: None}.get(outcome, level),
        "by": principal().name,
        "at": datetime.now(UTC),
        "reason": reason,
    }
    return entered(ProposalDecision, offer.cell.criterion.label, values)
