"""Kept evidence as stored things: their keys and edits, and what of it is refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from toolkit.errors import Refused
from toolkit.language import say
from toolkit.model.area import AreaSet
from toolkit.model.assessment import Score
from toolkit.model.district_evidence import decision_key
from toolkit.model.evidence import EvidenceCard, Outcome, ProposalDecision
from toolkit.model.evidence_fit import card_misfit, decision_misfit, proposal_misfit, still_says
from toolkit.store.acts import Edit, Stale
from toolkit.store.changing_beside import Moment
from toolkit.store.state import State

EVIDENCE: Final = "evidence"
PROPOSAL: Final = "proposal"


@dataclass(frozen=True)
class Evidenced(Moment):
    """A return within the transaction that changes its evidence, with the county's districts where known."""

    areas: AreaSet | None

    def card(self, key: str) -> EvidenceCard | None:
        """Return the card kept under a key, or None."""
        entry = self.state.entries.get((EVIDENCE, key))
        return EvidenceCard.model_validate(entry.value) if entry and entry.value is not None else None


def card_key(card: EvidenceCard) -> str:
    """Return under what key a card is kept: its issue and source, ``burglary/police-uk-street``."""
    return card.key.removeprefix(f"{card.district}/")


def evidence_edit(state: State, value: EvidenceCard | ProposalDecision) -> Edit:
    """Return the edit that keeps a card or a decision, whatever there is under its key."""
    thing = (
        (EVIDENCE, card_key(value)) if isinstance(value, EvidenceCard) else (PROPOSAL, decision_key(value))
    )
    entry = state.entries.get(thing)
    seq, since = (entry.seq, entry.since if entry.is_there else 0) if entry else (0, 0)
    return Edit(*thing, value.model_dump(mode="json"), seq, since)


def refuse_misfits(now: Evidenced, cards: Sequence[EvidenceCard]) -> None:
    """Raise Refused, naming every one, where cards are of another district or of no issue of the return."""
    frame, areas = now.frame, now.areas
    found = [(card.key, problem) for card in cards if (problem := card_misfit(card, frame, areas))]
    if found:
        every = "; ".join(
            say("{card}: {problem}", card=key, problem=problem) for key, problem in dict(found).items()
        )
        raise Refused(
            say(
                "These cards do not belong to {district}: {every}. Nothing was saved.",
                district=frame.district,
                every=every,
            )
        )


def refuse_stale_decision(now: Evidenced, decision: ProposalDecision, seen: ProposalDecision | None) -> None:
    """Raise Stale where the decision about the same is no longer as it was seen."""
    thing = PROPOSAL, decision_key(decision)
    entry = now.state.entries.get(thing)
    there = ProposalDecision.model_validate(entry.value) if entry and entry.value is not None else None
    if there is not None and decision_misfit(there, now.frame):
        there = None  # about what the return has no more, so nobody is shown it
    if there != seen:
        raise Stale({thing: entry})


def refuse_unfit(now: Evidenced, decision: ProposalDecision, rows: Sequence[tuple[Score, Score]]) -> None:
    """Raise Refused where a decision fits neither the return, nor the card kept, nor the rows it gives."""
    proposal = decision.proposal
    problem = proposal_misfit(proposal, now.frame, now.areas) or decision_misfit(decision, now.frame)
    if problem:
        raise Refused(
            say("This proposal does not fit the return: {problem}. Nothing was saved.", problem=problem)
        )
    card = now.card(proposal.card.removeprefix(f"{proposal.district}/"))
    if card is None or not still_says(card, proposal):
        raise Refused(
            say(
                "The figure that this proposal rests on, {card}, is not kept with the return as it was. "
                "Look at the evidence again. Nothing was saved.",
                card=proposal.card,
            )
        )
    if any(not _is_decided(new, decision) for _, new in rows):
        raise Refused(say("The level to be written is not the one that was decided. Nothing was saved."))


def _is_decided(row: Score, decision: ProposalDecision) -> bool:
    about = decision.proposal
    same = (row.issue, row.criterion, row.level) == (about.issue, about.criterion, decision.level)
    return same and decision.outcome is not Outcome.IGNORED
