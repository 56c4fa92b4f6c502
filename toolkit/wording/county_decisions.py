"""Sentences about what a county decided, and what waits for a decision."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from toolkit.cells.numbers import listed
from toolkit.language import say, say_number
from toolkit.methods.issue_count import IssueCounts
from toolkit.methods.priority_count import PriorityCount
from toolkit.model.county import CountyPriority, CountyStanding, NotEscalated
from toolkit.wording.plain import number_word

EVIDENCE: Final = (
    say("Appendix A: number of CSPs"),
    say("Appendix B: districts with it in the top"),
    say("Severe but local"),
    say("Horizon scan"),
    say("Policing plan"),
    say("Residents' views"),
    say("New law"),
)
"""What a decision may rest on; anything else can be typed."""

_IN_ORDER: Final = (CountyStanding.MAIN, CountyStanding.CROSS_CUTTING, CountyStanding.DROPPED)


def decided_sentence(priorities: Sequence[CountyPriority], year: str) -> str:
    """Say how many priorities, themes and drops are decided for a year."""
    if not priorities:
        return say(
            "Nothing is decided on the returns of {year} yet. Decide the first priority below.", year=year
        )
    counts = Counter(one.standing for one in priorities)
    parts = [_counted(one, counts[one]) for one in _IN_ORDER if counts[one]]
    return say(
        "Decided on the returns of {year}: {parts}.{without}",
        year=year,
        parts=listed(parts),
        without=_without(priorities),
    )


def _counted(standing: CountyStanding, number: int) -> str:
    word = number_word(number)
    if standing is CountyStanding.MAIN:
        return say_number("{number} priority", "{number} priorities", number, number=word)
    if standing is CountyStanding.CROSS_CUTTING:
        return say_number(
            "{number} cross-cutting theme", "{number} cross-cutting themes", number, number=word
        )
    return say_number("{number} dropped", "{number} dropped", number, number=word)


def _without(priorities: Sequence[CountyPriority]) -> str:
    kept = [one for one in priorities if one.standing is not CountyStanding.DROPPED]
    leads = [one.worded for one in kept if not one.lead]
    return " " + say("Without a lead: {leads}.", leads=listed(leads)) if leads else ""


def not_decided_sentence(priorities: Sequence[CountyPriority], count: PriorityCount) -> str:
    """Say which headline categories no decision of the year names, or nothing."""
    named = {code for one in priorities for code in one.categories}
    left = [one for one in count.headlines if one.category.code not in named]
    if not left:
        return ""
    threshold = count.category_set.rules.headline_threshold
    names = listed([f"{one.category.label} ({one.count})" for one in left])
    return say(
        "Named by {threshold} CSPs or more, and in no decision yet: {names}.",
        threshold=number_word(threshold),
        names=names,
    )


def carried_sentence(waiting: Sequence[CountyPriority]) -> str:
    """Say which of the year before's priorities wait to be carried on or dropped, or nothing."""
    if not waiting:
        return ""
    names = listed([one.worded for one in waiting])
    return say(
        "From {assessment_year}, to be carried on or dropped with a reason: {names}.",
        assessment_year=waiting[0].assessment_year,
        names=names,
    )


def not_escalated_sentence(rows: Sequence[NotEscalated], counts: IssueCounts | None) -> str:
    """Say how many severe but local issues have a reason why they stay with their district."""
    severe = {(one.district, one.issue.id) for one in counts.severe_local} if counts else set()
    if not severe:
        return say("No issue is severe but local in any scored district.")
    given = len(severe & {(row.district, row.issue) for row in rows if row.because})
    of = say_number(
        "{number} severe but local issue of a district",
        "{number} severe but local issues of a district",
        len(severe),
        number=number_word(len(severe)),
    )
    return say_number(
        "{number} of {of} has a reason.",
        "{number} of {of} have a reason.",
        given,
        number=number_word(given).capitalize(),
        of=of,
    )
