"""Sentences of a live workshop: how far it is, who is there, who has still to score, how long is left."""

from datetime import datetime

from toolkit.cells import listed
from toolkit.model.workshop import Attendance, IssueProgress, Outstanding, Workshop
from toolkit.wording.plain import number_word

_MINUTE = 60


def attendance_sentence(found: Attendance) -> str:
    """Say how many are there and of which agencies, and which expected ones have nobody there."""
    people = sum(count for _, count in found.by_agency)
    if not people:
        return "Nobody has joined yet."
    agencies = listed([f"{agency} {count}" for agency, count in found.by_agency])
    there = f"{number_word(people)} {'person is' if people == 1 else 'people are'} here: {agencies}."
    missing = f" Nobody yet from {listed(list(found.missing))}." if found.missing else ""
    return there[0].upper() + there[1:] + missing


def quorum_sentence(found: Attendance) -> str:
    """Warn that too few agencies are there, or return nothing."""
    if found.is_quorate:
        return ""
    need, there = number_word(found.quorum), number_word(found.agencies_present)
    return f"Not quorate: {there} of the {need} agencies needed {'is' if there == 'one' else 'are'} here."


def outstanding_sentence(found: Outstanding) -> str:
    """Say how many have scored the issue on the table, agency by agency; never what anyone scored."""
    if not found.present:
        return "Nobody is here to score yet."
    agencies = "; ".join(f"{one.agency} {one.done} of {one.present}" for one in found.by_agency)
    return f"{found.done} of {found.present} have scored every criterion. {agencies}."


def waiting_sentence(found: Outstanding) -> str:
    """Name those who have still to score, or return nothing when nobody has."""
    names = [f"{one.name} ({one.agency})" for one in found.waiting_for]
    return f"Still to score: {listed(names)}." if names else ""


def round_sentence(progress: IssueProgress) -> str:
    """Say which round of this workshop an issue is in, and whether its levels are shown."""
    number = progress.round - progress.first_round + 1
    state = "the levels are shown" if progress.revealed else "scored in private"
    return f"Round {number}: {state}."


def progress_words(workshop: Workshop, issue: str, criteria: int) -> str:
    """Say in a few words how far an issue of a workshop has come."""
    found = workshop.progress_of(issue)
    if found is None:
        return "not taken yet"
    if found.parked:
        return f"put aside: {found.parked}"
    number = found.round - found.first_round + 1
    agreed = f", {len(found.agreed)} of {criteria} criteria agreed" if found.agreed else ""
    on_table = "on the table, " if workshop.open_issue == issue else ""
    return f"{on_table}round {number}, {'shown' if found.revealed else 'in private'}{agreed}"


def timer_sentence(workshop: Workshop, now: str) -> str:
    """Say how long the timer has left at the stored time `now`, or return nothing where none runs."""
    if workshop.timer_ends is None:
        return ""
    left = int((datetime.fromisoformat(workshop.timer_ends) - datetime.fromisoformat(now)).total_seconds())
    if left <= 0:
        return "Time is up."
    return f"{left // _MINUTE}:{left % _MINUTE:02d} left"
