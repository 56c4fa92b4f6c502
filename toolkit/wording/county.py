"""Sentences about the county: who has reported, what is counted, how firm it is."""

from collections import Counter
from collections.abc import Iterable

from toolkit.cells.dates import day_text
from toolkit.cells.numbers import listed
from toolkit.cells.words import word_text
from toolkit.language import say, say_number
from toolkit.methods.county import County
from toolkit.methods.county_doubt import CountyDoubt
from toolkit.methods.issue_count import IssueCounts
from toolkit.methods.priority_count import CSPReport, PriorityCount
from toolkit.model.assessment import Origin, ReturnOrigins
from toolkit.wording.plain import number_word


def reported_sentence(reports: Iterable[CSPReport]) -> str:
    """Say how many of how many CSPs have reported, and in which state."""
    every = list(reports)
    statuses = Counter(report.status for report in every if report.reported)
    states = [f"{n} {status.label}" for status, n in sorted(statuses.items(), key=lambda item: item[0].order)]
    silent = [report.csp.name for report in every if not report.reported]
    partly = [f"{r.csp.name} ({listed(r.missing)})" for r in every if r.reported and r.missing]
    numbers = {"number": len(every) - len(silent), "csps": len(every)}
    if states:
        sentence = say("{number} of {csps} CSPs have reported: {states}.", **numbers, states=listed(states))
    else:
        sentence = say("{number} of {csps} CSPs have reported.", **numbers)
    sentence += " " + say("Not yet: {silent}.", silent=listed(silent)) if silent else ""
    return sentence + (
        " " + say("Reported, with a district still missing: {partly}.", partly=listed(partly))
        if partly
        else ""
    )


def as_at_sentence(count: PriorityCount) -> str:
    """Say which day's CSPs are counted, and by which categories."""
    return say(
        "CSPs as at {day}: {number}. Categories: {category_set}.",
        day=day_text(count.as_at),
        number=len(count.reports),
        category_set=count.category_set.ref,
    )


def headline_labels(count: PriorityCount) -> list[str]:
    """Return the bullets of the covering report: the label it uses for each headline category."""
    return [c.category.headline or c.category.label for c in count.headlines]


def unconfirmed_sentence(count: PriorityCount) -> str:
    """Say how many priorities are not counted because nobody has confirmed a category, or an empty text."""
    if not count.unconfirmed:
        return ""
    districts = listed(list(dict.fromkeys(district for district, _ in count.unconfirmed)))
    number = len(count.unconfirmed)
    return say_number(
        "{number} priority waits for a person to confirm a category and is not counted yet ({districts}).",
        "{number} priorities wait for a person to confirm a category and is not counted yet ({districts}).",
        number,
        districts=districts,
    )


def origin_of_county(county: County) -> list[str]:
    """Say which parts of which returns are invented or taken from a publication."""
    sentences = []
    for origin, opening in (
        (Origin.INVENTED, say("Invented for a sample")),
        (Origin.PUBLISHED, say("Published, with source")),
    ):
        parts = [
            say("{part} of {districts}", part=word_text(part), districts=listed(districts))
            for part in ReturnOrigins.model_fields
            if (districts := _districts_with(county, part, origin))
        ]
        sentences += [f"{opening}: {'; '.join(parts)}."] if parts else []
    return sentences


def _districts_with(county: County, part: str, origin: Origin) -> list[str]:
    """Return the districts whose return holds a `part` of this origin."""
    returns = county.returns.returns
    return [r.district for r in returns if getattr(r, part) and getattr(r.origins, part).origin is origin]


def top_n_sentence(counts: IssueCounts) -> str:
    """Say how many issues reach the top N somewhere, and of how many scored districts."""
    n = number_word(counts.rules.top_n)
    certain = [issue for issue in counts.in_top_n if issue.count_low]
    maybe = len(counts.in_top_n) - len(certain)
    districts = say_number(
        "{number} scored district",
        "{number} scored districts",
        len(counts.districts),
        number=number_word(len(counts.districts)),
    )
    sentence = say_number(
        "{number} issue is in the top {n} of at least one of {districts}; a tie at the edge is never cut.",
        "{number} issues are in the top {n} of at least one of {districts}; a tie at the edge is never cut.",
        len(certain),
        number=number_word(len(certain)).capitalize(),
        n=n,
        districts=districts,
    )
    if maybe:
        sentence += " " + say(
            "{maybe} more may be, depending on levels that are not known.",
            maybe=number_word(maybe).capitalize(),
        )
    return sentence


def severe_local_sentence(counts: IssueCounts) -> str:
    """Say what severe but local means here."""
    rules = counts.rules
    return say(
        "Harm among the top {severe_share} of the district's issues, yet in the top "
        "{top_n} of at most {local_at_most} scored districts.",
        severe_share=rules.severe_share,
        top_n=number_word(rules.top_n),
        local_at_most=number_word(rules.local_at_most),
    )


def other_focus_sentence(count: PriorityCount) -> str:
    """Say the focus areas outside the table, as the county's Appendix A does."""
    if not count.other_focus:
        return say("No other focus areas were identified by districts/boroughs.")
    areas = ", ".join(count.other_focus)
    return say("Other focus areas identified by districts/boroughs include: {areas} etc.", areas=areas)


def county_doubt_sentence(doubt: CountyDoubt) -> str:
    """Say what the ranges of the county's counts count, and how its ranks were drawn."""
    return say(
        "Counts allow for the doubt about each district's levels, districts taken as independent. "
        "Ranges of the county rank are drawn: {draws} draws, seed {seed}.",
        draws=doubt.draws,
        seed=doubt.seed,
    )


def heat_map_alt(counts: IssueCounts) -> str:
    """Say what the map of ranks shows, for whoever cannot see it."""
    return say(
        "Heat map of ranks, {issues} issues by {districts} districts, the rank in each cell and the top {n} "
        "dark. {top}",
        issues=len(counts.issues),
        districts=len(counts.districts),
        n=number_word(counts.rules.top_n),
        top=top_n_sentence(counts),
    )


def category_alt(count: PriorityCount) -> str:
    """Say what the bars of categories show, for whoever cannot see them."""
    return say(
        "Bar chart of the number of CSPs naming each category, split by level. {category}",
        category=category_headline(count),
    )


def category_headline(count: PriorityCount) -> str:
    """Say which categories the most CSPs name, and how many that is."""
    if not count.table:
        return say("No category is named by enough CSPs for the table.")
    most = count.table[0].count
    first = [c.category.label for c in count.table if c.count == most]
    of = say("{most} of {number} CSPs", most=most, number=len(count.reports))
    if len(first) == 1:
        return say("{first} is named by more CSPs than any other category: {of}.", first=first[0], of=of)
    return say("{first} share the highest count: {of} name each.", first=listed(first), of=of)
