"""What somebody made of a proposal, in a sentence."""

from toolkit.cells.dates import day_text
from toolkit.language import say
from toolkit.model.clock import HOME
from toolkit.model.evidence import Outcome, ProposalDecision


def decision_sentence(decision: ProposalDecision) -> str:
    """Say what was decided about a proposal, by whom, when, and why where a reason was given."""
    by, day = decision.by, day_text(decision.at.astimezone(HOME).date())
    proposed = decision.proposal.level
    if decision.outcome is Outcome.ACCEPTED:
        said = say("Accepted, level {level}, by {by}, {day}.", level=proposed, by=by, day=day)
    elif decision.outcome is Outcome.CHANGED:
        said = say(
            "Level {level} taken instead of {proposed} by {by}, {day}.",
            level=decision.level,
            proposed=proposed,
            by=by,
            day=day,
        )
    else:
        said = say("Set aside, level {level}, by {by}, {day}.", level=proposed, by=by, day=day)
    if not decision.reason:
        return said
    return say("{said} Reason: {reason}", said=said, reason=decision.reason)
