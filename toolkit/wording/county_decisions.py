"""Sentences about what a county decided, and what waits for a decision."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from toolkit.cells import listed
from toolkit.methods.issue_count import IssueCounts
from toolkit.methods.priority_count import PriorityCount
from toolkit.model.county import CountyPriority, CountyStanding, NotEscalated
from toolkit.wording.plain import number_word, plural

EVIDENCE: Final = (
    "Appendix A: number of CSPs",
    "Appendix B: districts with it in the top",
    "Severe but local",
    "Horizon scan",
    "Policing plan",
    "Residents' views",
    "New law",
)
"""What a decision may rest on; anything else can be typed."""


def decided_sentence(priorities: Sequence[CountyPriority], year: str) -> str:
    """Say how many priorities, themes and drops are decided for a year."""
    if not priorities:
        return f"Nothing is decided on the returns of {year} yet. Decide the first priority below."
    counts = Counter(one.standing for one in priorities)
    words = {
        CountyStanding.MAIN: _priorities(counts[CountyStanding.MAIN]),
        CountyStanding.CROSS_CUTTING: plural("cross-cutting theme", counts[CountyStanding.CROSS_CUTTING]),
        CountyStanding.DROPPED: "dropped",
    }
    parts = [f"{number_word(counts[one])} {word}" for one, word in words.items() if counts[one]]
    return f"Decided on the returns of {year}: {listed(parts)}.{_without(priorities)}"


def _priorities(number: int) -> str:
    return "priority" if number == 1 else "priorities"


def _without(priorities: Sequence[CountyPriority]) -> str:
    kept = [one for one in priorities if one.standing is not CountyStanding.DROPPED]
    leads = [one.worded for one in kept if not one.lead]
    return f" Without a lead: {listed(leads)}." if leads else ""


def not_decided_sentence(priorities: Sequence[CountyPriority], count: PriorityCount) -> str:
    """Say which headline categories no decision of the year names, or nothing."""
    named = {code for one in priorities for code in one.categories}
    left = [one for one in count.headlines if one.category.code not in named]
    if not left:
        return ""
    threshold = count.category_set.rules.headline_threshold
    names = listed([f"{one.category.label} ({one.count})" for one in left])
    return f"Named by {number_word(threshold)} CSPs or more, and in no decision yet: {names}."


def carried_sentence(waiting: Sequence[CountyPriority]) -> str:
    """Say which of the year before's priorities wait to be carried on or dropped, or nothing."""
    if not waiting:
        return ""
    names = listed([one.worded for one in waiting])
    return f"From {waiting[0].assessment_year}, to be carried on or dropped with a reason: {names}."


def not_escalated_sentence(rows: Sequence[NotEscalated], counts: IssueCounts | None) -> str:
    """Say how many severe but local issues have a reason why they stay with their district."""
    severe = {(one.district, one.issue.id) for one in counts.severe_local} if counts else set()
    if not severe:
        return "No issue is severe but local in any scored district."
    given = len(severe & {(row.district, row.issue) for row in rows if row.because})
    of = f"{number_word(len(severe))} severe but local {plural('issue', len(severe))} of a district"
    return f"{number_word(given).capitalize()} of {of} {'has' if given == 1 else 'have'} a reason."
