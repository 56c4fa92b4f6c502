"""Sentences about a county's count beside a policing plan."""

from collections.abc import Sequence

from toolkit.cells.numbers import listed
from toolkit.language import say
from toolkit.methods.alignment import Alignment
from toolkit.methods.priority_count import CategoryCount
from toolkit.wording.plain import number_word


def alignment_headline(found: Alignment) -> str:
    """Say which of the plan's priorities the most CSPs stand under."""
    most = max((len(one.csps) for one in found.priorities), default=0)
    if not most:
        return say("No CSP names a category under any priority of {plan}.", plan=found.plan.title)
    first = [one.priority.label for one in found.priorities if len(one.csps) == most]
    of = say("{most} of {csps}", most=most, csps=len(found.count.reports))
    if len(first) == 1:
        return say("The most CSPs stand under '{first}': {of}.", first=first[0], of=of)
    quoted = [f"'{label}'" for label in first]
    return say("The most CSPs, {of} each, stand under {quoted}.", of=of, quoted=listed(quoted))


def alignment_sentences(found: Alignment) -> list[str]:
    """Say what stands under nothing, on either side, and how sure the placing is."""
    empty = [one.priority.label for one in found.priorities if not one.csps]
    reported = say(
        "{reported} of {csps}",
        reported=found.count.csps_reported,
        csps=len(found.count.reports),
    )
    sentences = [
        say(
            "CSPs that have reported: {reported}. One may stand under several priorities of the plan.",
            reported=reported,
        )
    ]
    if empty:
        sentences.append(say("No CSP stands under: {empty}.", empty="; ".join(empty)))
    if named := _named(found.outside):
        sentences.append(say("Named by CSPs, and under none of the plan's priorities: {named}.", named=named))
    if named := _named(found.not_placed):
        sentences.append(say("Named by CSPs, and placed by nobody yet: {named}.", named=named))
    if found.csps_in_none:
        sentences.append(say("Name nothing under the plan: {csps}.", csps=listed(found.csps_in_none)))
    return sentences


def placing_sentence(found: Alignment) -> str:
    """Say how many categories are placed by inference and wait for a person, or nothing."""
    waiting = len(found.unconfirmed)
    if not waiting:
        return ""
    what = say(
        "{waiting} of {placed} placed categories",
        waiting=number_word(waiting),
        placed=number_word(len(found.rows)),
    )
    return say(
        "For {what}, where it falls under the plan is our reading of the labels, and waits for a person to "
        "confirm it. The counts use it meanwhile.",
        what=what,
    )


def alignment_alt(found: Alignment) -> str:
    """Say what the bars show, for whoever cannot see them."""
    return say(
        "Bar chart of the number of CSPs under each priority of {plan}, {years}. {alignment}",
        plan=found.plan.title,
        years=found.plan.years,
        alignment=alignment_headline(found),
    )


def _named(categories: Sequence[CategoryCount]) -> str:
    return listed([f"{one.category.label} ({one.count})" for one in categories if one.count])
