"""Whether evidence belongs to a return, and whether a card still says what a proposal rests on."""

from fractions import Fraction

from toolkit.language import say
from toolkit.model.area import AreaSet
from toolkit.model.assessment import Return
from toolkit.model.evidence import EvidenceCard, Measure, Proposal, ProposalDecision
from toolkit.model.revision import new_item_id
from toolkit.model.text import fold


def card_misfit(card: EvidenceCard, return_: Return, areas: AreaSet | None) -> str:
    """Say why a card cannot stand beside a return's scores, or nothing; `areas` name its district."""
    if found := _of_elsewhere(card.district, card.issue, return_, areas):
        return found
    if not card.key.startswith(f"{card.district}/{card.issue}/"):
        return say("its key does not begin with its district and issue")
    return ""


def proposal_misfit(proposal: Proposal, return_: Return, areas: AreaSet | None) -> str:
    """Say why a proposal cannot be about a return, or nothing."""
    if found := _of_elsewhere(proposal.district, proposal.issue, return_, areas):
        return found
    if not proposal.card.startswith(f"{proposal.district}/{proposal.issue}/"):
        return say("its card is not of its district and issue")
    return _level_misfit(proposal.criterion, proposal.level, return_)


def decision_misfit(decision: ProposalDecision, return_: Return) -> str:
    """Say what of a decision a return does not know, whatever its district, or nothing."""
    about = decision.proposal
    if about.issue not in return_.issues:
        return say("unknown issue '{issue}'", issue=about.issue)
    found = _level_misfit(about.criterion, about.level, return_)
    return found or _level_misfit(about.criterion, decision.level, return_)


def still_says(card: EvidenceCard, proposal: Proposal) -> bool:
    """Say whether a card shows the very figure that a proposal was made from."""
    return (card.key, card.made_up) == (proposal.card, proposal.made_up) and _shows(card, proposal)


def _shows(card: EvidenceCard, proposal: Proposal) -> bool:
    if proposal.measure is Measure.RATE:
        return card.rate is not None and card.rate == proposal.figure
    if card.count is None:
        return False
    if proposal.measure is Measure.CASES:
        return card.count == proposal.figure
    if card.count_before is None:
        return False
    change = Fraction(card.count, card.count_before) - 1 if card.count_before else None
    return change == proposal.figure


def _of_elsewhere(district: str, issue: str, return_: Return, areas: AreaSet | None) -> str:
    if not _is_district(district, return_.district, areas):
        return say("it is of another district, '{district}'", district=district)
    return "" if issue in return_.issues else say("unknown issue '{issue}'", issue=issue)


def _is_district(district: str, named: str, areas: AreaSet | None) -> bool:
    """Say whether a district of this name has the id; without a list of them, by its name alone."""
    if areas is not None:
        try:
            return areas.district(named).id == district
        except KeyError:
            pass
    return district in (new_item_id(named, ()), fold(named))


def _level_misfit(criterion: str, level: int | None, return_: Return) -> str:
    known = {one.id: one for one in return_.matrix.criteria}.get(criterion)
    if known is None:
        return say("unknown criterion '{criterion}'", criterion=criterion)
    if level is not None and level not in {one.value for one in known.levels}:
        return say("'{criterion}' has no level {level}", criterion=criterion, level=level)
    return ""
