"""Sentences about what would change a ranking, and where the doubt about it comes from."""

from collections.abc import Iterator, Mapping, Sequence

from toolkit.cells.chances import share_text
from toolkit.cells.changes import change_text, steps_text
from toolkit.cells.numbers import listed
from toolkit.cells.words import word_text
from toolkit.language import say, say_number
from toolkit.methods.comparison import TopOverlap
from toolkit.methods.other_values import SchemeComparison
from toolkit.methods.ranking import Ranking
from toolkit.methods.reranking import Rerank
from toolkit.methods.sensitivity import Sensitivity
from toolkit.methods.smallest_change import SmallestChange
from toolkit.methods.variance import VarianceShares
from toolkit.model.matrix import Matrix
from toolkit.wording.plain import number_word

_NAMED = 3


def issue_names(ranking: Ranking) -> dict[str, str]:
    """Return the name of each ranked issue by its id."""
    return {ranked.scored.issue.id: ranked.scored.issue.name for ranked in ranking.issues}


def one_level_sentence(found: Sensitivity) -> str:
    """Say whether the top survives a change of any one score by one level."""
    top = say("top {n}", n=number_word(found.n))
    if not found.changes:
        return say("No issue has been scored yet.")
    if len(found.changes) <= found.n:
        return say("Every scored issue is in the {top}, so none can leave it.", top=top)
    if found.survives_one_level:
        return say(
            "The {top} survives: no change of one score by one level moves an issue into or out of it.",
            top=top,
        )
    names = issue_names(found.ranking)
    moving = [names[change.issue] for change in found.changes if _nearest(change) == 1]
    return say(
        "The {top} does not survive a change of one score by one level: one such change is enough to move "
        "{moving} into or out of it.",
        top=top,
        moving=listed(moving),
    )


def _nearest(change: SmallestChange) -> int:
    return min((cells[0].steps for cells in (change.single, change.rival) if cells), default=0)


def schemes_sentence(schemes: SchemeComparison, names: Mapping[str, str]) -> str:
    """Say whether the top survives other values of the levels: rising evenly, and doubling."""
    top = say("top {n}", n=number_word(schemes.overlap.n))
    linear, doubling = (_moves(one.overlap, names) for one in (schemes.linear, schemes.doubling))
    if not linear and not doubling:
        return say(
            "The {top} is the same with level values that rise evenly and with values that double.", top=top
        )
    return say(
        "The {top} depends on the values of the levels. Where they rise evenly (0, 1, 2, 3): {linear}. "
        "Where they double (0, 1, 2, 4): {doubling}.",
        top=top,
        linear=linear or say("the same"),
        doubling=doubling or say("the same"),
    )


def _moves(overlap: TopOverlap, names: Mapping[str, str]) -> str:
    """Say who enters and leaves, or return an empty text."""
    said = []
    if ids := overlap.entered:
        issues = listed([names[name] for name in ids])
        said.append(say_number("{issues} enters", "{issues} enter", len(ids), issues=issues))
    if ids := overlap.left:
        issues = listed([names[name] for name in ids])
        said.append(say_number("{issues} leaves", "{issues} leave", len(ids), issues=issues))
    return listed(said)


def nearest_sentences(found: Sensitivity) -> list[str]:
    """Say the smallest change for every issue in the top, and for those that one level would move."""
    return [
        smallest_change_sentence(change, found.ranking)
        for change in found.changes
        if change.is_in or _nearest(change) == 1
    ]


def smallest_change_sentence(change: SmallestChange, ranking: Ranking) -> str:
    """Say what it takes to move one issue: ``Gangs leaves the top five if ...``."""
    matrix, names = ranking.scored.return_.matrix, issue_names(ranking)
    name, top = names[change.issue], say("the top {n}", n=number_word(change.n))
    known = all(ranked.rank is not None for ranked in ranking.issues)
    if known:
        would = say("leaves {top}", top=top) if change.is_in else say("enters {top}", top=top)
    elif change.is_in:
        would = say("is no longer certain of {top}", top=top)
    else:
        would = say("becomes certain of {top}", top=top)
    if not change.together:
        if change.is_in:
            return say("No change of its own levels moves {name} out of {top}.", name=name, top=top)
        return say("No change of its own levels moves {name} into {top}.", name=name, top=top)
    alike = len(change.single) - 1 if len(change.together) == 1 else 0
    steps = steps_text(change.together[0].steps)
    more = (
        say(", or by any of {alike} more changes of {steps}", alike=number_word(alike), steps=steps)
        if alike > 1
        else ""
    )
    more = say(", or by one more change of {steps}", steps=steps) if alike == 1 else more
    return say(
        "{name} {would} if {change}{more}.",
        name=name,
        would=would,
        change=change_text(change.together, matrix),
        more=more,
    )


def left_out_sentence(kind: str, reranks: Sequence[tuple[str, Rerank]], n: int) -> str:
    """Say for how many of the things left out, or weighed otherwise, the top becomes another.

    Parameters
    ----------
    kind
        What is left out: ``criterion``, ``scorer``; or ``change of a section's weight``.
    reranks
        Each ranking with the words for what was changed.
    n
        The size of the top.
    """
    if not reranks:
        return say("There is no {kind} to leave out.", kind=kind)
    remarks = dict.fromkeys(one.remark for _, one in reranks)
    if None not in remarks:
        because = listed([word_text(remark) for remark in remarks if remark])
        return say("This says nothing here for any {kind}: {because}.", kind=kind, because=because)
    changing = [words for words, one in reranks if one.overlap.entered or one.overlap.left]
    if not changing:
        return say("Whichever {kind} it is, the top {n} stays the same.", kind=kind, n=number_word(n))
    return say(
        "The top {n} becomes another for {number} of {all}: {changing}.",
        n=number_word(n),
        number=number_word(len(changing)),
        all=number_word(len(reranks)),
        changing=listed(changing),
    )


def variance_sentence(shares: VarianceShares, matrix: Matrix) -> str:
    """Say which criteria most of the doubt about the scores comes from."""
    if not (shares.variance > 0).any():
        return say("Every level is taken as certain, so there is no doubt to share out.")
    total = shares.of_all[1]
    largest = sorted(range(len(total)), key=lambda k: -total[k])[:_NAMED]
    words = [f"{matrix.criterion(shares.criteria[k]).label} ({share_text(total[k])})" for k in largest]
    return say(
        "Most of the doubt about the scores comes from {words}. To settle levels there first gains "
        "most. This is about the scores and not about the order.",
        words=listed(words),
    )


def open_levels_note(ranking: Ranking, n: int) -> str:
    """Say what the top means while levels are not known, or return an empty text."""
    if all(ranked.rank is not None for ranked in ranking.issues):
        return ""
    return say(
        "Levels are not known here, so the top {n} holds only issues certain to be in it.", n=number_word(n)
    )


def rerank_words(reranks: Sequence[Rerank], matrix: Matrix) -> Iterator[tuple[str, Rerank]]:
    """Yield each ranking with the words for the criterion, section weight or scorer changed in it."""
    labels = {c.id: c.label for c in matrix.criteria} | {s.id: s.label for s in matrix.sections}
    for one in reranks:
        label = labels.get(one.changed, one.changed)
        if one.factor is None:
            yield label, one
        else:
            more, less = (
                say("{label} a quarter more", label=label),
                say("{label} a quarter less", label=label),
            )
            yield more if one.factor > 1 else less, one
