"""Sentences about what would move a ranking, and what moved between two years."""

from toolkit.cells.chances import chance_text, yardstick
from toolkit.cells.numbers import listed
from toolkit.cells.ranking import ranked_place
from toolkit.language import say, say_number
from toolkit.methods.county_doubt import CountyDoubt
from toolkit.methods.doubt import Doubt
from toolkit.methods.moved_level import MovedLevel
from toolkit.methods.ranking import RankedIssue, Ranking
from toolkit.methods.trends import RankingComparison
from toolkit.model.doubt_rule import DoubtRule
from toolkit.wording.plain import number_word
from toolkit.wording.ranking import too_close_sentences
from toolkit.wording.trends import remain_sentence


def strip_alt(doubt: Doubt, rule: DoubtRule) -> str:
    """Say what the strip of rank chances shows, for whoever cannot see it."""
    close = " ".join(too_close_sentences(doubt, rule)) or say("No neighbours are too close to call.")
    return say(
        "Heat strip of the chance of each rank, {number} issues in order of rank, "
        "chances in tenths in the cells. {close}",
        number=len(doubt.ranking.issues),
        close=close,
    )


def moved_sentences(moved: MovedLevel) -> list[str]:
    """Say what would follow from a moved level: the issue's rank and chance, who enters and who leaves."""
    n = number_word(moved.before.k)
    names = _names(moved.before.ranking)
    if moved.is_as_now:
        rank, chance = _standing(moved.before, moved.issue)
        return [
            say(
                "This level counts now. {issue} is {place}; its chance of the top {n} is {chance}.",
                issue=names[moved.issue],
                place=ranked_place(rank),
                n=n,
                chance=_chance(chance),
            )
        ]
    (before, was), (after, is_) = (_standing(d, moved.issue) for d in (moved.before, moved.after))
    sentences = [
        say(
            "{issue} would be {after}; it is {before} now.",
            issue=names[moved.issue],
            after=ranked_place(after),
            before=ranked_place(before),
        ),
        say(
            "Its chance of the top {n} would be {chance}; it is {was} now.",
            n=n,
            chance=_chance(is_),
            was=_chance(was),
        ),
    ]
    for ids, what in (
        (moved.enters, say("Certain to be in the top {n} then, and not now", n=n)),
        (moved.leaves, say("Out of the top {n} then, and not now", n=n)),
        (moved.opens, say("May be in the top {n} or not then, depending on levels that are not known", n=n)),
    ):
        if ids:
            sentences.append(f"{what}: {listed([names[name] for name in ids])}.")
    if not (moved.enters or moved.leaves or moved.opens):
        sentences.append(say("The same issues would be in the top {n}.", n=n))
    return sentences


def _chance(chance: float) -> str:
    return f"{chance_text(chance)} ({yardstick(chance)})"


def _standing(doubt: Doubt, issue: str) -> tuple[RankedIssue, float]:
    return next(
        (ranked, float(doubt.top_k[k]))
        for ranked, k in doubt.in_rank_order
        if ranked.scored.issue.id == issue
    )


def _names(ranking: Ranking) -> dict[str, str]:
    return {issue.issue.id: issue.issue.name for issue in ranking.scored.issues}


def slope_alt(comparison: RankingComparison) -> str:
    """Say what the lines between two years show, for whoever cannot see them."""
    old, new = (r.scored.return_.assessment_year for r in (comparison.old, comparison.new))
    lines = say_number("{number} line", "{number} lines", len(comparison.changes))
    return say(
        "Slope chart of ranks in {old} and {new}, {lines}. {remain}",
        old=old,
        new=new,
        lines=lines,
        remain=remain_sentence(comparison),
    )


def count_range_alt(doubt: CountyDoubt) -> str:
    """Say what the counts with their ranges show, for whoever cannot see them."""
    return say(
        "Dot chart of how many of {number} scored districts have each issue in the top, with likely ranges.",
        number=len(doubt.counts.districts),
    )
