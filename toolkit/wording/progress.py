"""How far a return has come and what to do next, in sentences."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from toolkit.cells.history import when_text
from toolkit.cells.ranking import level_text
from toolkit.language import say, say_number
from toolkit.methods.carrying_forward import LastLevel
from toolkit.methods.progress import Count, Progress, Step
from toolkit.model.assessment import Return
from toolkit.model.clock import HOME
from toolkit.wording.plain import number_word

_NEXT: Final = {
    Step.REASONS: say("Give the reasons that are missing"),
    Step.PRIORITIES: say("Write down the priorities, as the partnership words them"),
    Step.CONFIRM: say("Confirm the county categories of each priority"),
    Step.HORIZON: say("Write down what is coming"),
    Step.SIGN_OFF: say("Everything is there. When the partnership has agreed it, sign it off below"),
    Step.DONE: say("This return is signed off. Read the ranking, or go on to the county"),
}


def next_sentence(found: Progress, return_: Return) -> str:
    """Say what to do next with a return."""
    if found.next_step is not Step.SCORE:
        return say("Next: {next_step}.", next_step=_NEXT[found.next_step])
    issue = return_.issues[found.left[0]].name
    return say("Next: score {issue}. {left}", issue=issue, left=left_sentence(found.left))


def left_sentence(left: Sequence[str]) -> str:
    """Say how many issues are left to score."""
    if not left:
        return say("Every issue has an answer on every criterion.")
    number = len(left)
    return say_number(
        "{number} issue is left to score.",
        "{number} issues are left to score.",
        number,
        number=number_word(number).capitalize(),
    )


def criteria_left_sentence(left: Sequence[str]) -> str:
    """Say how many criteria of an issue nobody has answered yet."""
    if not left:
        return say("This issue has an answer on every criterion.")
    number = len(left)
    return say_number(
        "{number} criterion of this issue has no answer yet.",
        "{number} criteria of this issue have no answer yet.",
        number,
        number=number_word(number).capitalize(),
    )


def parts_of(found: Progress) -> list[tuple[str, str]]:
    """Return each part of a return with how far it has come."""
    return [
        (say("Issues scored"), _count(found.issues)),
        (say("Reasons given, of the levels there are"), _count(found.reasons)),
        (say("Priorities confirmed"), _count(found.priorities)),
        (say("Horizon items"), str(found.horizon)),
        (say("Signed off"), say("yes") if found.signed_off else say("not yet")),
    ]


def saved_sentence(at: str, now: datetime) -> str:
    """Say when something was stored, from its stored time: the hour, and the day unless it is today.

    >>> from datetime import UTC
    >>> saved_sentence("2026-11-22T09:30:00.000000Z", datetime(2026, 11, 22, 12, tzinfo=UTC))
    'Saved 09:30'
    """
    then = datetime.fromisoformat(at).astimezone(HOME)
    today = then.date() == now.astimezone(HOME).date()
    return say("Saved {then:%H:%M}", then=then) if today else say("Saved {at}", at=when_text(at))


def last_level_sentences(level: LastLevel, last: Return) -> tuple[str, ...]:
    """Say what counted last year for an issue on a criterion, and the reason that was given."""
    criterion = last.matrix.criterion(level.criterion)
    said = level_text(criterion, level.level) or say("no level counted")
    reason = (
        say("Reason then: {rationale}", rationale=level.rationale)
        if level.rationale
        else say("No reason was given.")
    )
    first = f"{last.assessment_year}, {last.issues[level.issue].name}: {said}"
    return (first, reason) if level.level is not None else (first,)


def _count(count: Count) -> str:
    return say("{done} of {of}", done=count.done, of=count.of)
