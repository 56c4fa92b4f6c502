"""The parts of a return as the public may see them: scores, horizon items, where data comes from."""

from collections.abc import Collection, Iterable

from toolkit.model.assessment import DataOrigin, Return, ReturnOrigins, Score
from toolkit.model.horizon import HorizonItem
from toolkit.model.priorities import Priority
from toolkit.papers.editions_mentions import Mentions


def public_scores(
    return_: Return, hidden: Collection[str], mentions: Mentions, *, released: bool
) -> tuple[Score, ...]:
    """Return the rows of issues that are not hidden, by numbered scorers, with reasons where released.

    A reason that names a hidden issue goes; whoever releases the others has read them for names of people.
    """
    rows = [score for score in return_.scores if score.issue not in hidden]
    called = _numbered(rows)
    shown = (
        score.changed(
            scorer=called.get(score.scorer, score.scorer),
            agency="",
            rationale=score.rationale if released and not mentions(score.rationale) else "",
            evidence="",
            dissent="",
        )
        for score in rows
    )
    return tuple(sorted(shown, key=lambda score: (score.issue, score.criterion, score.round, score.scorer)))


def _numbered(scores: Iterable[Score]) -> dict[str, str]:
    """Return what each scorer is called: by what they gave, as an order of names would help to guess them."""
    gave: dict[str, list[tuple[str, ...]]] = {}
    for score in scores:
        if not score.is_agreed:
            given = (score.issue, score.criterion, str(score.round), str(score.level), str(score.confidence))
            gave.setdefault(score.scorer, []).append(given)
    order = sorted(gave, key=lambda scorer: sorted(gave[scorer]))
    return {scorer: f"scorer {number}" for number, scorer in enumerate(order, 1)}


def words_of(priority: Priority) -> tuple[str, ...]:
    """Return every text of a priority that a paper prints."""
    return (priority.worded, priority.source, *priority.other_focus)


def public_items(
    items: Iterable[HorizonItem], hidden: Collection[str], mentions: Mentions, *, released: bool
) -> tuple[HorizonItem, ...]:
    """Return the items that neither are linked to a hidden issue nor name one; judgement where released."""
    blank = {"owner": ""}
    if not released:
        blank |= dict.fromkeys(("interpretation", "implication", "response", "outcome"), "")
    shown = (i.changed(**blank) for i in items if not set(i.issues) & set(hidden))
    return tuple(i for i in shown if not mentions(*filter(None, map(str, i.model_dump().values()))))


def public_origins(origins: ReturnOrigins, mentions: Mentions) -> ReturnOrigins:
    """Return where the parts of a return come from, as `public_origin` has each."""
    parts = {name: public_origin(getattr(origins, name), mentions) for name in ReturnOrigins.model_fields}
    return origins.changed(**parts)


def public_origin(origin: DataOrigin, mentions: Mentions) -> DataOrigin:
    """Return where data comes from, without a note that names a hidden issue."""
    return origin.changed(note="" if mentions(origin.note) else origin.note)
