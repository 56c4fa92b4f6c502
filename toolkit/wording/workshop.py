"""Sentences of a live workshop: how far it is, who is there, who has still to score, how long is left."""

from collections.abc import Sequence
from datetime import datetime

from toolkit.cells.numbers import listed
from toolkit.cells.ranking import level_text
from toolkit.language import say, say_number
from toolkit.methods.spread import Spread
from toolkit.model.matrix import Matrix
from toolkit.model.workshop import Attendance, IssueProgress, Outstanding, ParticipantView, Workshop
from toolkit.wording.plain import number_word

_MINUTE = 60


def attendance_sentence(found: Attendance) -> str:
    """Say how many are there and of which agencies, and which expected ones have nobody there."""
    people = sum(count for _, count in found.by_agency)
    if not people:
        return say("Nobody has joined yet.")
    agencies = listed([f"{agency} {count}" for agency, count in found.by_agency])
    there = say_number(
        "{number} person is here: {agencies}.",
        "{number} people are here: {agencies}.",
        people,
        number=number_word(people),
        agencies=agencies,
    )
    missing = (
        " " + say("Nobody yet from {missing}.", missing=listed(list(found.missing))) if found.missing else ""
    )
    return there[0].upper() + there[1:] + missing


def quorum_sentence(found: Attendance) -> str:
    """Warn that too few agencies are there, or return nothing."""
    if found.is_quorate:
        return ""
    return say_number(
        "Not quorate: {number} of the {need} agencies needed is here.",
        "Not quorate: {number} of the {need} agencies needed are here.",
        found.agencies_present,
        number=number_word(found.agencies_present),
        need=number_word(found.quorum),
    )


def outstanding_sentence(found: Outstanding) -> str:
    """Say how many have scored the issue on the table, agency by agency; never what anyone scored."""
    if not found.present:
        return say("Nobody is here to score yet.")
    agencies = "; ".join(
        say("{agency} {done} of {present}", agency=one.agency, done=one.done, present=one.present)
        for one in found.by_agency
    )
    return say(
        "{done} of {present} have scored every criterion. {agencies}.",
        done=found.done,
        present=found.present,
        agencies=agencies,
    )


def waiting_sentence(found: Outstanding) -> str:
    """Name those who have still to score, or return nothing when nobody has."""
    names = [f"{one.name} ({one.agency})" for one in found.waiting_for]
    return say("Still to score: {names}.", names=listed(names)) if names else ""


def round_sentence(progress: IssueProgress) -> str:
    """Say which round of this workshop an issue is in, and whether its levels are shown."""
    number = progress.round - progress.first_round + 1
    state = say("the levels are shown") if progress.revealed else say("scored in private")
    return say("Round {number}: {state}.", number=number, state=state)


def timer_sentence(workshop: Workshop, now: str) -> str:
    """Say how long the timer has left at the stored time `now`, or return nothing where none runs."""
    if workshop.timer_ends is None:
        return ""
    left = int((datetime.fromisoformat(workshop.timer_ends) - datetime.fromisoformat(now)).total_seconds())
    if left <= 0:
        return say("Time is up.")
    return say("{minutes}:{seconds:02d} left", minutes=left // _MINUTE, seconds=left % _MINUTE)


def discuss_first_sentence(first: Sequence[str], spreads: Sequence[Spread]) -> str:
    """Say which criteria of an issue to talk about, in that order, by their ids in `first`."""
    if not first:
        return say("Nothing here needs talking about: where levels lie apart, one is agreed.")
    labels = {spread.criterion.id: spread.criterion.label for spread in spreads}
    rest = len(spreads) - len(first)
    after = " " + say("The other {rest} can be agreed as they are.", rest=number_word(rest)) if rest else ""
    return say(
        "Talk about, in this order: {first}.{after}",
        first=listed([labels[one] for one in first]),
        after=after,
    )


def agreed_lines(spreads: Sequence[Spread]) -> list[str]:
    """Say the level agreed on each criterion that has one."""
    return [
        f"{spread.criterion.label}: {level_text(spread.criterion, spread.agreed.level)}"
        for spread in spreads
        if spread.agreed and spread.agreed.level is not None
    ]


def slip_order_sentence(matrix: Matrix) -> str:
    """Say in which order the levels of a slip are typed."""
    names = "; ".join(f"{number}. {one.label}" for number, one in enumerate(matrix.criteria, 1))
    return say("In the order of the slip: {names}.", names=names)


def own_progress_sentence(view: ParticipantView) -> str:
    """Say to a participant how many criteria they have scored in this round, and which are left."""
    given = {score.criterion for score in view.current if score.level is not None}
    criteria = view.matrix.criteria
    left = [one.label for one in criteria if one.id not in given]
    done = say("You have scored {given} of {criteria}.", given=len(given), criteria=len(criteria))
    if not given:
        return done
    saved = say("Saved. {done}", done=done)
    return say("{done} Still open: {left}.", done=saved, left=listed(left)) if left else saved
