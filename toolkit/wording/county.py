"""Sentences about the county: who has reported, what is counted, how firm it is."""

from collections import Counter
from collections.abc import Iterable

from toolkit.cells import listed
from toolkit.methods.county import County
from toolkit.methods.county_doubt import CountyDoubt
from toolkit.methods.issue_count import IssueCounts
from toolkit.methods.priority_count import CSPReport, PriorityCount
from toolkit.model.assessment import Origin, ReturnOrigins
from toolkit.wording.plain import number_word, plural


def reported_sentence(reports: Iterable[CSPReport]) -> str:
    """Say how many of how many CSPs have reported, and in which state."""
    every = list(reports)
    statuses = Counter(report.status for report in every if report.reported)
    states = [f"{n} {status.label}" for status, n in sorted(statuses.items(), key=lambda item: item[0].order)]
    silent = [report.csp.name for report in every if not report.reported]
    partly = [f"{r.csp.name} ({listed(r.missing)})" for r in every if r.reported and r.missing]
    sentence = f"{len(every) - len(silent)} of {len(every)} CSPs have reported"
    sentence += f": {listed(states)}." if states else "."
    sentence += f" Not yet: {listed(silent)}." if silent else ""
    return sentence + (f" Reported, with a district still missing: {listed(partly)}." if partly else "")


def as_at_sentence(count: PriorityCount) -> str:
    """Say which day's CSPs are counted, and by which categories."""
    day = f"{count.as_at.day} {count.as_at:%B %Y}"
    return f"CSPs as at {day}: {len(count.reports)}. Categories: {count.category_set.ref}."


def headline_labels(count: PriorityCount) -> list[str]:
    """Return the bullets of the covering report: the label it uses for each headline category."""
    return [c.category.headline or c.category.label for c in count.headlines]


def unconfirmed_sentence(count: PriorityCount) -> str:
    """Say how many priorities are not counted because nobody has confirmed a category, or an empty text."""
    if not count.unconfirmed:
        return ""
    districts = listed(list(dict.fromkeys(district for district, _ in count.unconfirmed)))
    number = len(count.unconfirmed)
    what = "1 priority waits" if number == 1 else f"{number} priorities wait"
    return f"{what} for a person to confirm a category and is not counted yet ({districts})."


def origin_of_county(county: County) -> list[str]:
    """Say which parts of which returns are invented or taken from a publication."""
    sentences = []
    for origin, opening in (
        (Origin.INVENTED, "Invented for a sample"),
        (Origin.PUBLISHED, "Published, with source"),
    ):
        parts = [
            f"{part} of {listed(districts)}"
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
    districts = f"{number_word(len(counts.districts))} scored {plural('district', len(counts.districts))}"
    issues = f"{number_word(len(certain)).capitalize()} {plural('issue', len(certain))}"
    verb = "is" if len(certain) == 1 else "are"
    sentence = (
        f"{issues} {verb} in the top {n} of at least one of {districts}; a tie at the edge is never cut."
    )
    if maybe:
        sentence += f" {number_word(maybe).capitalize()} more may be, depending on levels that are not known."
    return sentence


def severe_local_sentence(counts: IssueCounts) -> str:
    """Say what severe but local means here."""
    rules = counts.rules
    return (
        f"Harm among the top {rules.severe_share} of the district's issues, yet in the top "
        f"{number_word(rules.top_n)} of at most {number_word(rules.local_at_most)} scored districts."
    )


def other_focus_sentence(count: PriorityCount) -> str:
    """Say the focus areas outside the table, as the county's Appendix A does."""
    if not count.other_focus:
        return "No other focus areas were identified by districts/boroughs."
    areas = ", ".join(count.other_focus)
    return f"Other focus areas identified by districts/boroughs include: {areas} etc."


def county_doubt_sentence(doubt: CountyDoubt) -> str:
    """Say what the ranges of the county's counts count, and how its ranks were drawn."""
    return (
        "Counts allow for the doubt about each district's levels, districts taken as independent. "
        f"Ranges of the county rank are drawn: {doubt.draws} draws, seed {doubt.seed}."
    )


def heat_map_alt(counts: IssueCounts) -> str:
    """Say what the map of ranks shows, for whoever cannot see it."""
    size = f"{len(counts.issues)} issues by {len(counts.districts)} districts"
    shown = f"the rank in each cell and the top {number_word(counts.rules.top_n)} dark"
    return f"Heat map of ranks, {size}, {shown}. {top_n_sentence(counts)}"


def category_alt(count: PriorityCount) -> str:
    """Say what the bars of categories show, for whoever cannot see them."""
    return f"Bar chart of the number of CSPs naming each category, split by level. {category_headline(count)}"


def category_headline(count: PriorityCount) -> str:
    """Say which categories the most CSPs name, and how many that is."""
    if not count.table:
        return "No category is named by enough CSPs for the table."
    most = count.table[0].count
    first = [c.category.label for c in count.table if c.count == most]
    of = f"{most} of {len(count.reports)} CSPs"
    if len(first) == 1:
        return f"{first[0]} is named by more CSPs than any other category: {of}."
    return f"{listed(first)} share the highest count: {of} name each."
