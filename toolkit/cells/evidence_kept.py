"""What became of kept evidence, to the text of one cell: cards, and what was made of proposals."""

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.cells.dates import month_text
from toolkit.language import say
from toolkit.methods.suppression import HIDDEN
from toolkit.model.assessment import Return
from toolkit.model.evidence import FigureKind, Outcome

Said = Mapping[str, Any]
"""A card or a decision as it is stored."""


def card_named(card: Said, return_: Return | None) -> str:
    """Say which card it is: ``Evidence of 'Burglary' from police-uk-street``."""
    source = card.get("given_by") or card.get("source")
    issue = _issue(str(card.get("issue", "")), return_)
    if not source:
        return say("Evidence of '{issue}': judgement", issue=issue)
    return say("Evidence of '{issue}' from {source}", issue=issue, source=source)


def proposal_named(decision: Said, return_: Return | None) -> str:
    """Say what a proposal is about: ``Proposed level of 'Burglary', How often``."""
    about = decision.get("proposal") or {}
    criterion = str(about.get("criterion", ""))
    if return_ is not None:
        criterion = {one.id: one.label for one in return_.matrix.criteria}.get(criterion, criterion)
    issue = _issue(str(about.get("issue", "")), return_)
    return say("Proposed level of '{issue}', {criterion}", issue=issue, criterion=criterion)


def card_said(card: Said | None, other: Said | None) -> str:
    """Say what a card shows in a line, and what else differs where the `other` would be said alike."""
    if card is None:
        return ""
    said = "; ".join(_card_parts(card))
    if other is None or said != "; ".join(_card_parts(other)):
        return said
    differ = [name.replace("_", " ") for name, value in card.items() if other.get(name) != value]
    return say("{said}; otherwise in: {parts}", said=said, parts=", ".join(differ)) if differ else said


def decision_said(decision: Said | None, _other: Said | None = None) -> str:
    """Say what was made of a proposal: ``accepted level 3``."""
    if decision is None:
        return ""
    proposed, level = decision["proposal"]["level"], decision["level"]
    said = {
        Outcome.ACCEPTED: say("accepted level {level}", level=level),
        Outcome.CHANGED: say("took level {level}; proposed was {proposed}", level=level, proposed=proposed),
        Outcome.IGNORED: say("set aside; proposed was level {proposed}", proposed=proposed),
    }[Outcome(decision["outcome"])]
    return say("{said}; reason {reason}", said=said, reason=why) if (why := decision["reason"]) else said


def _card_parts(card: Said) -> Iterator[str]:
    if card["figure"] == FigureKind.JUDGEMENT.value:
        yield say("a matter of judgement")
    elif not card["last_month"]:
        yield say("no figure was loaded")
    else:
        yield say(
            "{count} in the 12 months to {month}",
            count=_count(card),
            month=month_text(card["last_month"]),
        )
        if card["count_before"] is not None:
            yield say("{count:,} the year before", count=card["count_before"])
    if card["edition"]:
        yield say("loaded {edition}", edition=card["edition"])
    if card["breaks"]:
        yield say("break: {breaks}", breaks=", ".join(one["what"] for one in card["breaks"]))
    if card["confidence"]:
        words = {"low": say("confidence low"), "moderate": say("confidence moderate")}
        yield words[card["confidence"]]
    if card["made_up"]:
        yield say("made up")


def _count(card: Said) -> str:
    if card["suppressed"]:
        return HIDDEN
    return say("not known") if card["count"] is None else f"{card['count']:,}"


def _issue(issue: str, return_: Return | None) -> str:
    known = return_.issues.get(issue) if return_ is not None else None
    return known.name if known else issue
