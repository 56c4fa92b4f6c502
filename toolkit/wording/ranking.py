"""Sentences about one district's ranking and its doubt."""

from collections.abc import Iterable

from toolkit.cells.chances import chance_text, yardstick
from toolkit.cells.numbers import listed, ordinal
from toolkit.cells.ranking import open_reasons, place, ranked_place, working
from toolkit.cells.words import word_text
from toolkit.language import say, say_number
from toolkit.methods.doubt import Doubt, DoubtSource
from toolkit.methods.ranking import RankedIssue, Ranking
from toolkit.methods.scoring import ScoredIssue
from toolkit.model.doubt_rule import DoubtRule
from toolkit.model.matrix import Matrix
from toolkit.wording.plain import number_word


def top_sentence(ranking: Ranking, n: int) -> str:
    """Say which issues share the top `n`, ties at the edge included, and which others may."""
    top, possible = ranking.top(n), ranking.possible_top(n)
    if not possible:
        return say("No issue has been scored yet.")
    sentences = []
    if len(top) > n:
        edge = [issue for issue in top if issue.rank_low == max(i.rank_low for i in top)]
        tied = say("joint {place}", place=ordinal(edge[0].rank_low))
        sentences.append(
            say(
                "{number} issues share the top {n}: {edge} are {tied}.",
                number=number_word(len(top)).capitalize(),
                n=number_word(n),
                edge=listed([i.scored.issue.name for i in edge]),
                tied=tied,
            )
        )
    maybe = [issue.scored.issue.name for issue in possible if issue not in top]
    if maybe:
        sentences.append(
            say(
                "{maybe} may belong in the top {n}, depending on levels that are not known.",
                maybe=listed(maybe),
                n=number_word(n),
            )
        )
    names = listed([issue.scored.issue.name for issue in top])
    if not top:
        opening = say("No issue is certain to be in the top {n}.", n=number_word(n))
    elif maybe:
        opening = say("Certain to be in the top {n}: {names}.", n=number_word(n), names=names)
    else:
        opening = say("Top {n}: {names}.", n=number_word(n), names=names)
    return " ".join([opening, *sentences])


def zero_sentence(issue: ScoredIssue, matrix: Matrix) -> str:
    """Point at the sections whose total of zero wipes the issue out, or return an empty text."""
    if not issue.zeroed_by:
        return ""
    labels = listed([s.label for s in matrix.risk_sections if s.id in issue.zeroed_by])
    return say(
        "A total of zero for {labels} makes the whole risk score zero; check that this is meant.",
        labels=labels,
    )


def why_sentence(ranked: RankedIssue, matrix: Matrix) -> str:
    """Say why an issue stands where it does: the working, the ties and what is not known."""
    scored = ranked.scored
    tied = (
        " "
        + say_number(
            "It ties with {number} other issue.",
            "It ties with {number} other issues.",
            len(ranked.tied_with),
            number=number_word(len(ranked.tied_with)),
        )
        if ranked.tied_with
        else ""
    )
    open_ = open_reasons(scored, matrix)
    unknown = " " + say("Levels that do not count yet: {open}.", open=open_) if open_ else ""
    return say(
        "{issue} is {place}: {working}.{tied}{unknown}",
        issue=scored.issue.name,
        place=ranked_place(ranked),
        working=working(scored, matrix),
        tied=tied,
        unknown=unknown,
    )


def ranking_alt(ranking: Ranking, n: int) -> str:
    """Say what the bars of a ranking show, for whoever cannot see them."""
    return say(
        "Bar chart of risk scores, {number} issues in order of rank. {top}",
        number=len(ranking.issues),
        top=top_sentence(ranking, n),
    )


def doubt_sentence(ranked: RankedIssue, doubt: Doubt, rule: DoubtRule) -> str:
    """Say an issue's rank with its range and its chance of the top, and what the chance counts."""
    row = next(k for other, k in doubt.in_rank_order if other is ranked)
    best, worst = doubt.ranges(float(rule.range_share))
    low, high = int(best[row]), int(worst[row])
    span = say("with little doubt") if low == high else place(low, high)
    chance = doubt.top_k[row]
    return say(
        "{issue} is ranked {ranked}, {span}; {chance} chance of the top {k} ({yardstick}).",
        issue=ranked.scored.issue.name,
        ranked=ranked_place(ranked),
        span=span,
        chance=chance_text(chance),
        k=number_word(doubt.k),
        yardstick=yardstick(chance),
    )


def doubt_caveat(doubt: Doubt) -> str:
    """Say what the chances count and what they leave out, and how far bins can have moved them."""
    sentence = counted_sentence(source for row in doubt.sources for source in row)
    bound = float(doubt.error_bound.max(initial=0.0))
    if doubt.scores.binned:
        sentence += " " + say(
            "Scores were put into bins; that moves no chance by more than {bound:.4f}.", bound=bound
        )
    return sentence


def counted_sentence(sources: Iterable[DoubtSource]) -> str:
    """Say what chances count and what they leave out."""
    counted = list(dict.fromkeys(word_text(source) for source in sources))
    if not counted:
        return say("No issue has been scored yet, so there is nothing to doubt.")
    return say("This counts {counted}; it does not count gaps in recording.", counted=listed(counted))


def too_close_sentences(doubt: Doubt, rule: DoubtRule) -> list[str]:
    """Say which neighbours in the ranking are too close to call."""
    return [
        say(
            "{issue} and {other} are too close to call.",
            issue=one.scored.issue.name,
            other=other.scored.issue.name,
        )
        for one, other in doubt.too_close(rule)
    ]
