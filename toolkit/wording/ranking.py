"""Sentences about one district's ranking and its doubt."""

from collections.abc import Iterable

from toolkit.cells import chance_text, listed, open_reasons, ordinal, place, ranked_place, working, yardstick
from toolkit.methods.doubt import Doubt, DoubtSource
from toolkit.methods.ranking import RankedIssue, Ranking
from toolkit.methods.scoring import ScoredIssue
from toolkit.model.doubt_rule import DoubtRule
from toolkit.model.matrix import Matrix
from toolkit.wording.plain import number_word, plural


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


def why_sentence(ranked: RankedIssue, matrix: Matrix) -> str:
    """Say why an issue stands where it does: the working, the ties and what is not known."""
    scored = ranked.scored
    tied = (
        f" It ties with {number_word(len(ranked.tied_with))} other {plural('issue', len(ranked.tied_with))}."
        if ranked.tied_with
        else ""
    )
    open_ = open_reasons(scored, matrix)
    unknown = f" Levels that do not count yet: {open_}." if open_ else ""
    return f"{scored.issue.name} is {ranked_place(ranked)}: {working(scored, matrix)}.{tied}{unknown}"


def ranking_alt(ranking: Ranking, n: int) -> str:
    """Say what the bars of a ranking show, for whoever cannot see them."""
    return (
        f"Bar chart of risk scores, {len(ranking.issues)} issues in order of rank. {top_sentence(ranking, n)}"
    )


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
    sentence = counted_sentence(source for row in doubt.sources for source in row)
    bound = float(doubt.error_bound.max(initial=0.0))
    if doubt.scores.binned:
        sentence += f" Scores were put into bins; that moves no chance by more than {bound:.4f}."
    return sentence


def counted_sentence(sources: Iterable[DoubtSource]) -> str:
    """Say what chances count and what they leave out."""
    counted = list(dict.fromkeys(source.value for source in sources))
    if not counted:
        return "No issue has been scored yet, so there is nothing to doubt."
    return f"This counts {listed(counted)}; it does not count gaps in recording."


def too_close_sentences(doubt: Doubt, rule: DoubtRule) -> list[str]:
    """Say which neighbours in the ranking are too close to call."""
    return [
        f"{one.scored.issue.name} and {other.scored.issue.name} are too close to call."
        for one, other in doubt.too_close(rule)
    ]
