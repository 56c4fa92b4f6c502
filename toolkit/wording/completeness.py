"""What a district's pack lacks, in sentences that say where it is to be written; nothing is made up."""

from collections.abc import Callable, Iterable
from typing import Final

from toolkit.cells.numbers import listed
from toolkit.language import say, say_number
from toolkit.methods.completeness import Completeness, Gap, Missing
from toolkit.model.statements import StatementHeading

_NAMED: Final = 6
"""So many names stand in a sentence; the rest is counted."""


def completeness_headline(found: Completeness) -> str:
    """Say whether anything is missing, and how much."""
    if found.is_complete:
        return say("Nothing is missing: every part that was looked for is there.")
    return say_number(
        "{number} thing is missing. None of it is filled in by the toolkit.",
        "{number} things are missing. None of them is filled in by the toolkit.",
        len(found.gaps),
    )


def gap_sentences(found: Completeness) -> list[str]:
    """Say each thing that is missing, in the order of the work, and where it is written."""
    return [_SAID[gap.what](found, gap) for gap in found.gaps]


def not_written_sentence(heading: StatementHeading) -> str:
    """Say that nothing stands under a heading yet, what belongs there, and where it is written."""
    return say(
        "Not written yet. What belongs here: {asks} Write it on the page Paper, or in statements.csv.",
        asks=heading.asks,
    )


def role_label(role: str) -> str:
    """Return a role as people write it before a name: ``Commissioned by``."""
    return {
        "commissioned": say("Commissioned by"),
        "analysed": say("Analysed by"),
        "assured": say("Assured by"),
        "approved": say("Approved by"),
    }[role]


def _scores(found: Completeness, gap: Gap) -> str:
    del found, gap
    return say("No issue has been scored. Score them on the page Score, or take in a workbook.")


def _levels(found: Completeness, gap: Gap) -> str:
    return say(
        "{issue}: no level yet on {criteria}.", issue=_issue(found, gap), criteria=_criteria(found, gap)
    )


def _agreement(found: Completeness, gap: Gap) -> str:
    return say(
        "{issue}: scorers differ and no level is agreed on {criteria}.",
        issue=_issue(found, gap),
        criteria=_criteria(found, gap),
    )


def _reasons(found: Completeness, gap: Gap) -> str:
    return say(
        "{issue} is in the top {top}, and no reason is written for {criteria}.",
        issue=_issue(found, gap),
        top=found.top,
        criteria=_criteria(found, gap),
    )


def _evidence(found: Completeness, gap: Gap) -> str:
    return say(
        "{issue} is in the top {top}, and no evidence is named for {criteria}.",
        issue=_issue(found, gap),
        top=found.top,
        criteria=_criteria(found, gap),
    )


def _priorities(found: Completeness, gap: Gap) -> str:
    del found, gap
    return say("No priority is worded. Write them on the page Priorities.")


def _categories(found: Completeness, gap: Gap) -> str:
    del found
    return say("Nobody has confirmed the county categories of {names}.", names=_names(gap.names))


def _horizon(found: Completeness, gap: Gap) -> str:
    del found, gap
    return say("The horizon scan is empty. Write down what is coming on the page Horizon.")


def _review(found: Completeness, gap: Gap) -> str:
    del found
    return say(
        "Horizon items whose review is overdue, or has no date that can be read: {names}.",
        names=_names(gap.names),
    )


def _statements(found: Completeness, gap: Gap) -> str:
    names = _names(found.headings.by_id[name].label for name in gap.names)
    return say("Nothing is written under: {names}. Write it on the page Paper.", names=names)


def _assumptions(found: Completeness, gap: Gap) -> str:
    del found, gap
    return say("The assumptions log is empty. Write on the page Paper what is taken for granted.")


def _roles(found: Completeness, gap: Gap) -> str:
    del found
    names = "; ".join(role_label(name) for name in gap.names)
    return say("Nobody is named for: {names}.", names=names)


def _sign_off(found: Completeness, gap: Gap) -> str:
    del gap
    status = found.return_.status.label
    return say("The partnership has not agreed this return; its status is: {status}.", status=status)


_SAID: Final[dict[Missing, Callable[[Completeness, Gap], str]]] = {
    Missing.SCORES: _scores,
    Missing.LEVELS: _levels,
    Missing.AGREEMENT: _agreement,
    Missing.REASONS: _reasons,
    Missing.EVIDENCE: _evidence,
    Missing.PRIORITIES: _priorities,
    Missing.CATEGORIES: _categories,
    Missing.HORIZON: _horizon,
    Missing.REVIEW: _review,
    Missing.STATEMENTS: _statements,
    Missing.ASSUMPTIONS: _assumptions,
    Missing.ROLES: _roles,
    Missing.SIGN_OFF: _sign_off,
}


def _issue(found: Completeness, gap: Gap) -> str:
    return found.return_.issues[gap.issue].name


def _criteria(found: Completeness, gap: Gap) -> str:
    criteria = found.return_.matrix.criteria
    if len(gap.names) == len(criteria):
        return say("any criterion")
    return _names(one.label for one in criteria if one.id in gap.names)


def _names(names: Iterable[str]) -> str:
    every = list(names)
    if len(every) <= _NAMED:
        return listed(every)
    more = say("{number} more", number=len(every) - _NAMED + 1)
    return listed([*every[: _NAMED - 1], more])
