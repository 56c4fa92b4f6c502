"""Sentences about a county's count beside a policing plan."""

from collections.abc import Sequence

from toolkit.cells import listed
from toolkit.methods.alignment import Alignment
from toolkit.methods.priority_count import CategoryCount
from toolkit.wording.plain import number_word


def alignment_headline(found: Alignment) -> str:
    """Say which of the plan's priorities the most CSPs stand under."""
    most = max((len(one.csps) for one in found.priorities), default=0)
    if not most:
        return f"No CSP names a category under any priority of {found.plan.title}."
    first = [one.priority.label for one in found.priorities if len(one.csps) == most]
    of = f"{most} of {len(found.count.reports)}"
    if len(first) == 1:
        return f"The most CSPs stand under '{first[0]}': {of}."
    quoted = [f"'{label}'" for label in first]
    return f"The most CSPs, {of} each, stand under {listed(quoted)}."


def alignment_sentences(found: Alignment) -> list[str]:
    """Say what stands under nothing, on either side, and how sure the placing is."""
    empty = [one.priority.label for one in found.priorities if not one.csps]
    reported = f"{found.count.csps_reported} of {len(found.count.reports)}"
    sentences = [f"CSPs that have reported: {reported}. One may stand under several priorities of the plan."]
    if empty:
        sentences.append(f"No CSP stands under: {'; '.join(empty)}.")
    if named := _named(found.outside):
        sentences.append(f"Named by CSPs, and under none of the plan's priorities: {named}.")
    if named := _named(found.not_placed):
        sentences.append(f"Named by CSPs, and placed by nobody yet: {named}.")
    if found.csps_in_none:
        sentences.append(f"Name nothing under the plan: {listed(found.csps_in_none)}.")
    return sentences


def placing_sentence(found: Alignment) -> str:
    """Say how many categories are placed by inference and wait for a person, or nothing."""
    waiting = len(found.unconfirmed)
    if not waiting:
        return ""
    what = f"{number_word(waiting)} of {number_word(len(found.rows))} placed categories"
    return (
        f"For {what}, where it falls under the plan is our reading of the labels, and waits for a person to "
        "confirm it. The counts use it meanwhile."
    )


def alignment_alt(found: Alignment) -> str:
    """Say what the bars show, for whoever cannot see them."""
    return (
        f"Bar chart of the number of CSPs under each priority of {found.plan.title}, {found.plan.years}. "
        f"{alignment_headline(found)}"
    )


def _named(categories: Sequence[CategoryCount]) -> str:
    return listed([f"{one.category.label} ({one.count})" for one in categories if one.count])
