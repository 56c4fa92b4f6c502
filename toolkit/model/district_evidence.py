"""What a district keeps of its evidence: the cards put beside its scores, and what became of proposals."""

from typing import Self

from pydantic import model_validator

from toolkit.model.evidence import EvidenceCard, ProposalDecision
from toolkit.model.matrix import Frozen, unique


class DistrictEvidence(Frozen):
    """The cards of a district's return and the decisions about what they proposed, each in a fixed order."""

    cards: tuple[EvidenceCard, ...] = ()
    decisions: tuple[ProposalDecision, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        unique("card", [card.key for card in self.cards])
        unique("decision", [decision_key(one) for one in self.decisions])
        return self

    def cards_of(self, issue: str) -> tuple[EvidenceCard, ...]:
        """Return the cards of one issue."""
        return tuple(card for card in self.cards if card.issue == issue)

    @property
    def decisions_by_key(self) -> dict[str, ProposalDecision]:
        """Decisions by `decision_key`: the latest about each criterion of each issue."""
        return {decision_key(one): one for one in self.decisions}


def decision_key(decision: ProposalDecision) -> str:
    """Return what a decision is about: ``burglary/frequency``, an issue and a criterion."""
    return f"{decision.proposal.issue}/{decision.proposal.criterion}"
