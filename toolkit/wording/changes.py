"""Sentences about what would move a ranking, and what moved between two years."""

from toolkit.cells import chance_text, listed, ranked_place, yardstick
from toolkit.methods.county_doubt import CountyDoubt
from toolkit.methods.doubt import Doubt
from toolkit.methods.moved_level import MovedLevel
from toolkit.methods.ranking import RankedIssue, Ranking
from toolkit.methods.trends import RankingComparison
from toolkit.model.doubt_rule import DoubtRule
from toolkit.wording.plain import number_word, plural
from toolkit.wording.ranking import too_close_sentences
from toolkit.wording.trends import remain_sentence


def strip_alt(doubt: Doubt, rule: DoubtRule) -> str:
    """Say what the strip of rank chances shows, for whoever cannot see it."""
    close = " ".join(too_close_sentences(doubt, rule)) or "No neighbours are too close to call."
    return (
        f"Heat strip of the chance of each rank, {len(doubt.ranking.issues)} issues in order of rank, "
        f"chances in tenths in the cells. {close}"
    )


def moved_sentences(moved: MovedLevel) -> list[str]:
    """Say what would follow from a moved level: the issue's rank and chance, who enters and who leaves."""
    n = number_word(moved.before.k)
    names = _names(moved.before.ranking)
    if moved.is_as_now:
        rank, chance = _standing(moved.before, moved.issue)
        place = f"{names[moved.issue]} is {ranked_place(rank)}"
        return [f"This level counts now. {place}; its chance of the top {n} is {_chance(chance)}."]
    (before, was), (after, is_) = (_standing(d, moved.issue) for d in (moved.before, moved.after))
    sentences = [
        f"{names[moved.issue]} would be {ranked_place(after)}; it is {ranked_place(before)} now.",
        f"Its chance of the top {n} would be {_chance(is_)}; it is {_chance(was)} now.",
    ]
    for ids, what in (
        (moved.enters, f"Certain to be in the top {n} then, and not now"),
        (moved.leaves, f"Out of the top {n} then, and not now"),
        (moved.opens, f"May be in the top {n} or not then, depending on levels that are not known"),
    ):
        if ids:
            sentences.append(f"{what}: {listed([names[name] for name in ids])}.")
    if not (moved.enters or moved.leaves or moved.opens):
        sentences.append(f"The same issues would be in the top {n}.")
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
    lines = f"{len(comparison.changes)} {plural('line', len(comparison.changes))}"
    return f"Slope chart of ranks in {old} and {new}, {lines}. {remain_sentence(comparison)}"


def count_range_alt(doubt: CountyDoubt) -> str:
    """Say what the counts with their ranges show, for whoever cannot see them."""
    districts = f"{len(doubt.counts.districts)} scored districts"
    return f"Dot chart of how many of {districts} have each issue in the top, with likely ranges."
