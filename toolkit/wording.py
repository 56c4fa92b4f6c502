"""Results to sentences people can read out."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from toolkit.cells import listed, ordinal
from toolkit.methods.priority_count import CSPReport, PriorityCount
from toolkit.methods.ranking import Ranking
from toolkit.methods.scoring import ScoredIssue
from toolkit.model.assessment import DataOrigin, Marking, Origin, Return
from toolkit.model.horizon import HeadingSet, HorizonItem
from toolkit.model.matrix import Matrix

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_INERT = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")


def inert_markdown(text: str) -> str:
    r"""Return `text` so that Markdown shows it letter by letter: no link, image, markup or formula.

    >>> inert_markdown("![x](http://e)")
    '\\!\\[x\\]\\(http\\:\\/\\/e\\)'
    """
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
    return f"{part} {origin.origin.value}. {origin.note}".strip()


def return_origins(return_: Return) -> list[str]:
    """Say where the parts of a return come from, one sentence a part that is not plainly its own."""
    origins = return_.origins
    parts = {"Scores": origins.scores, "Priorities": origins.priorities, "Horizon items": origins.horizon}
    held = {"Scores": return_.scores, "Priorities": return_.priorities, "Horizon items": return_.horizon}
    return [s for part, origin in parts.items() if held[part] and (s := origin_sentence(f"{part}:", origin))]


def marking_line(marking: Marking, handling: str) -> str:
    """Return the protective marking with its handling instruction, or an empty text."""
    return "" if marking is Marking.NONE else " - ".join(filter(None, [marking.value, handling]))


def horizon_list(items: Sequence[HorizonItem], headings: HeadingSet) -> list[str]:
    """Return the scan as Appendix C prints it: headings, lead-ins and bullets, as Markdown lines."""
    lines = []
    for heading in headings.headings:
        under = [item for item in items if item.heading == heading.id]
        if not under:
            continue
        lines += [f"**{inert_markdown(heading.label)}:-**", ""]
        lines += [inert_markdown(heading.lead_in), ""] if heading.lead_in else []
        stops = [";"] * (len(under) - 1) + ["."]
        lines += [f"- {inert_markdown(item.title)}{stop}" for item, stop in zip(under, stops, strict=True)]
        lines.append("")
    return lines
