"""Results to sentences people can read out."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from toolkit.cells import (
    chance_text,
    listed,
    open_reasons,
    ordinal,
    place,
    ranked_place,
    working,
    yardstick,
)
from toolkit.methods.county import County
from toolkit.methods.county_doubt import CountyDoubt
from toolkit.methods.doubt import Doubt
from toolkit.methods.issue_count import IssueCounts
from toolkit.methods.priority_count import CSPReport, PriorityCount
from toolkit.methods.ranking import RankedIssue, Ranking
from toolkit.methods.scoring import ScoredIssue
from toolkit.methods.spread import Spread
from toolkit.model.assessment import DataOrigin, Marking, Origin, Return, ReturnOrigins
from toolkit.model.doubt_rule import DoubtRule
from toolkit.model.horizon import HorizonHeading, HorizonItem
from toolkit.model.matrix import Matrix

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_AUTOLINK = re.compile(r"(?i)(https?|www)(?=[:.])|@")
_JOINER = "\u2060"
"""A word joiner: it shows nothing, and keeps an address from being made a link without any markup."""

_INERT = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")


def inert_markdown(text: str) -> str:
    r"""Return `text` so that Markdown shows it letter by letter: no link, image, markup or formula.

    >>> inert_markdown("![x](http://e)")
    '\\!\\[x\\]\\(http\u2060\\:\\/\\/e\\)'
    """
    text = _AUTOLINK.sub(lambda found: found.group() + _JOINER, text)
    return _INERT.sub(r"\\\1", text).replace("/", r"\/").replace("\n", " ")


def number_word(number: int) -> str:
    """Return a count as people say it: words to ten, then figures.

    >>> number_word(6), number_word(12)
    ('six', '12')
    """
    return _SMALL[number] if 0 <= number < len(_SMALL) else str(number)


def top_sentence(ranking: Ranking, n: int) -> str:
    """Say which issues share the top `n`, ties at the edge included, and which others may."""
    top, possible = ranking.top(n), ranking.possible_top(n)
    if not possible:
        return "No issue has been scored yet."
    sentences = []
    if len(top) > n:
        edge = [issue for issue in top if issue.rank_low == max(i.rank_low for i in top)]
        tied = f"joint {ordinal(edge[0].rank_low)}"
        sentences.append(
            f"{number_word(len(top)).capitalize()} issues share the top {number_word(n)}: "
            f"{listed([i.scored.issue.name for i in edge])} are {tied}."
        )
    maybe = [issue.scored.issue.name for issue in possible if issue not in top]
    if maybe:
        sentences.append(
            f"{listed(maybe)} may belong in the top {number_word(n)}, depending on levels that are not known."
        )
    names = listed([issue.scored.issue.name for issue in top])
    if not top:
        opening = f"No issue is certain to be in the top {number_word(n)}."
    elif maybe:
        opening = f"Certain to be in the top {number_word(n)}: {names}."
    else:
        opening = f"Top {number_word(n)}: {names}."
    return " ".join([opening, *sentences])


def doubt_sentence(ranked: RankedIssue, doubt: Doubt, rule: DoubtRule) -> str:
    """Say an issue's rank with its range and its chance of the top, and what the chance counts."""
    row = next(k for other, k in doubt.in_rank_order if other is ranked)
    best, worst = doubt.ranges(float(rule.range_share))
    low, high = int(best[row]), int(worst[row])
    span = "with little doubt" if low == high else place(low, high)
    chance = doubt.top_k[row]
    return (
        f"{ranked.scored.issue.name} is ranked {ranked_place(ranked)}, {span}; {chance_text(chance)} chance "
        f"of the top {number_word(doubt.k)} ({yardstick(chance)})."
    )


def doubt_caveat(doubt: Doubt) -> str:
    """Say what the chances count and what they leave out, and how far bins can have moved them."""
    sources = list(dict.fromkeys(source.value for row in doubt.sources for source in row))
    sentence = f"This counts {listed(sources)}; it does not count gaps in recording."
    bound = float(doubt.error_bound.max(initial=0.0))
    if doubt.scores.binned:
        sentence += f" Scores were put into bins; that moves no chance by more than {bound:.4f}."
    return sentence


def county_doubt_sentence(doubt: CountyDoubt) -> str:
    """Say what the ranges of the county's counts count, and how its ranks were drawn."""
    return (
        "Counts allow for the doubt about each district's levels, districts taken as independent. "
        f"Ranges of the county rank are drawn: {doubt.draws} draws, seed {doubt.seed}."
    )


def too_close_sentences(doubt: Doubt, rule: DoubtRule) -> list[str]:
    """Say which neighbours in the ranking are too close to call."""
    return [
        f"{one.scored.issue.name} and {other.scored.issue.name} are too close to call."
        for one, other in doubt.too_close(rule)
    ]


def zero_sentence(issue: ScoredIssue, matrix: Matrix) -> str:
    """Point at the sections whose total of zero wipes the issue out, or return an empty text."""
    if not issue.zeroed_by:
        return ""
    labels = listed([s.label for s in matrix.risk_sections if s.id in issue.zeroed_by])
    return f"A total of zero for {labels} makes the whole risk score zero; check that this is meant."


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
    districts = f"{number_word(len(counts.districts))} scored {_plural('district', len(counts.districts))}"
    issues = f"{number_word(len(certain)).capitalize()} {_plural('issue', len(certain))}"
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


def _plural(word: str, number: int) -> str:
    return word if number == 1 else f"{word}s"


def other_focus_sentence(count: PriorityCount) -> str:
    """Say the focus areas outside the table, as the county's Appendix A does."""
    if not count.other_focus:
        return "No other focus areas were identified by districts/boroughs."
    areas = ", ".join(count.other_focus)
    return f"Other focus areas identified by districts/boroughs include: {areas} etc."


def origin_sentence(part: str, origin: DataOrigin) -> str:
    """Say where a part of a return comes from, or return an empty text for a partnership's own."""
    if origin.origin is Origin.OWN:
        return origin.note
    said = origin.note.casefold().startswith(origin.origin.value)
    return f"{part} {origin.note}" if said else f"{part} {origin.origin.value}. {origin.note}".strip()


def return_origins(return_: Return) -> list[str]:
    """Say where the parts of a return come from, one sentence a part that is not plainly its own."""
    origins = return_.origins
    parts = {"Scores": origins.scores, "Priorities": origins.priorities, "Horizon items": origins.horizon}
    held = {"Scores": return_.scores, "Priorities": return_.priorities, "Horizon items": return_.horizon}
    return [s for part, origin in parts.items() if held[part] and (s := origin_sentence(f"{part}:", origin))]


def marking_line(marking: Marking, handling: str) -> str:
    """Return the protective marking with its handling instruction, or an empty text."""
    return "" if marking is Marking.NONE else " - ".join(filter(None, [marking.value, handling]))


def horizon_bullets(items: Sequence[HorizonItem], heading: HorizonHeading) -> list[str]:
    """Return the items under a heading as Appendix C prints them: semicolons, then a full stop."""
    titles = [item.title for item in items if item.heading == heading.id]
    return [f"{title};" for title in titles[:-1]] + [f"{title}." for title in titles[-1:]]


def spread_sentence(spreads: Sequence[Spread]) -> str:
    """Say how many have scored an issue, where they lie furthest apart and how much is agreed."""
    people = {score.scorer for spread in spreads for score in spread.given}
    if not people:
        return "No scorer has given a level for this issue yet."
    widest = max(spread.steps or 0 for spread in spreads)
    furthest = listed([spread.criterion.label for spread in spreads if spread.steps == widest])
    who = f"{number_word(len(people))} {'scorer has' if len(people) == 1 else 'scorers have'}".capitalize()
    steps = f"{number_word(widest)} {'step' if widest == 1 else 'steps'}"
    apart = f"Furthest apart: {furthest} ({steps})." if widest else "Nowhere do they lie apart."
    agreed = sum(spread.agreed is not None for spread in spreads)
    return f"{who} given levels. {apart} Agreed: {agreed} of {len(spreads)} criteria."


def ranking_alt(ranking: Ranking, n: int) -> str:
    """Say what the bars of a ranking show, for whoever cannot see them."""
    return (
        f"Bar chart of risk scores, {len(ranking.issues)} issues in order of rank. {top_sentence(ranking, n)}"
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
    """Say which categories most CSPs name."""
    if not count.table:
        return "No category is named by enough CSPs for the table."
    most = count.table[0].count
    first = [c.category.label for c in count.table if c.count == most]
    verb = "is" if len(first) == 1 else "are"
    return f"{listed(first)} {verb} named by most CSPs: {most} of {len(count.reports)}."


def why_sentence(ranked: RankedIssue, matrix: Matrix) -> str:
    """Say why an issue stands where it does: the working, the ties and what is not known."""
    scored = ranked.scored
    tied = (
        f" It ties with {number_word(len(ranked.tied_with))} other {_plural('issue', len(ranked.tied_with))}."
        if ranked.tied_with
        else ""
    )
    open_ = open_reasons(scored, matrix)
    unknown = f" Levels that do not count yet: {open_}." if open_ else ""
    return f"{scored.issue.name} is {ranked_place(ranked)}: {working(scored, matrix)}.{tied}{unknown}"
