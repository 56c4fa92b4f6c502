"""Proposing county categories for a priority as worded. A person confirms; nothing here decides."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from toolkit.language import say
from toolkit.model.category_terms import GAP, LOOKED_UP_BY, CategoryTerms, Term, Wording
from toolkit.model.text import fold

_BREAK = ","
"""Where a phrase may not reach across: a comma, a bracket, a dash, a full stop."""

_AND = "and"
_JOINERS = re.compile(r"[&+/]")
_BREAKS = re.compile(r"[^\w\s'-]|\s-+\s|--+")
_POSSESSIVE = re.compile(r"'s\b|'")
_ITEM_EDGES = frozenset({_BREAK, _AND, "incl", "including"})
_NO_TERM = say("No word of the term list is in this wording; a person decides.")


@dataclass(frozen=True)
class Proposal:
    """What the terms propose for one wording, and why.

    Attributes
    ----------
    categories
        County category codes in the order of the term list; empty when no term matched.
    other_focus
        Focus areas outside the categories.
    because
        Why each category and focus area is proposed, naming the matched words; or why none is.
    """

    categories: tuple[str, ...]
    other_focus: tuple[str, ...]
    because: str


@dataclass(frozen=True)
class _Match:
    term: Term
    places: frozenset[int]
    words: str
    unbroken: bool


def _words(worded: str) -> tuple[str, ...]:
    """Return the folded words of a wording, with ``,`` wherever a phrase may not reach across.

    >>> _words("Anti-Social Behaviour (ASB) & young people's issues")
    ('anti', 'social', 'behaviour', ',', 'asb', ',', 'and', 'young', 'people', 'issues')
    """
    text = _BREAKS.sub(f" {_BREAK} ", _JOINERS.sub(f" {_AND} ", fold(worded)))
    text = _POSSESSIVE.sub("", text)
    return tuple(word for word in re.split(r"[\s\-_]+", text) if word)


def _same(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def _places_from(
    pattern: tuple[str, ...], words: tuple[str, ...], start: int, gap: int
) -> tuple[int, ...] | None:
    """Return the places of the words `pattern` matches from `start`, nearest first, or None."""
    if not pattern:
        return ()
    if pattern[0] == GAP:
        for skipped in range(gap + 1):
            if _BREAK in words[start : start + skipped]:
                return None
            if (rest := _places_from(pattern[1:], words, start + skipped, gap)) is not None:
                return rest
        return None
    if start >= len(words) or not _same(pattern[0], words[start]):
        return None
    rest = _places_from(pattern[1:], words, start + 1, gap)
    return None if rest is None else (start, *rest)


def _stands_in(phrase: str, words: tuple[str, ...], gap: int) -> bool:
    pattern = tuple(phrase.split(" "))
    return any(_places_from(pattern, words, start, gap) for start in range(len(words)))


def _is_whole_item(places: tuple[int, ...], words: tuple[str, ...]) -> bool:
    before, after = words[: places[0]], words[places[-1] + 1 :]
    return (not before or before[-1] in _ITEM_EDGES) and (not after or after[0] in _ITEM_EDGES)


def _counts(term: Term, places: tuple[int, ...], words: tuple[str, ...], gap: int) -> bool:
    if term.whole_item and not _is_whole_item(places, words):
        return False
    if term.needs and not any(_stands_in(phrase, words, gap) for phrase in term.needs):
        return False
    return not any(_stands_in(phrase, words, gap) for phrase in term.unless)


def _matches(words: tuple[str, ...], terms: CategoryTerms) -> Iterator[_Match]:
    for start, word in enumerate(words):
        for term, pattern in terms.by_first_letters.get(word[:LOOKED_UP_BY], ()):
            places = _places_from(pattern, words, start, terms.gap)
            if places and _counts(term, places, words, terms.gap):
                matched = " ".join(words[place] for place in places)
                yield _Match(term, frozenset(places), matched, unbroken=GAP not in pattern)


def _longest(matches: list[_Match]) -> list[_Match]:
    """Drop every match whose words all belong to a longer one: "crime" inside "fear of crime"."""
    longer = [m.places for m in matches if m.unbroken]
    return [m for m in matches if not any(m.places < places for places in longer)]


def _quoted(words: Iterable[str]) -> str:
    *most, last = (f"'{word}'" for word in dict.fromkeys(words))
    return say("{most} and {last}", most=", ".join(most), last=last) if most else last


def _items(words: tuple[str, ...]) -> Iterator[str]:
    for is_edge, item in groupby(words, key=_ITEM_EDGES.__contains__):
        if not is_edge:
            yield " ".join(item)


def _unclear(words: tuple[str, ...], terms: CategoryTerms) -> str | None:
    """Say why a heading, or else one of its items, cannot be mapped by its words."""
    heading = " ".join(word for word in words if word != _BREAK)
    for said in (heading, *_items(words)):
        for unclear in terms.unclear:
            if said in unclear.phrases:
                return say(
                    "'{said}' cannot be mapped: {because}; a person decides.",
                    said=said,
                    because=unclear.because,
                )
    return None


def _because(kept: list[_Match], categories: tuple[str, ...], focus: tuple[str, ...]) -> str:
    parts = [
        say(
            "{category} because of {quoted}",
            category=c,
            quoted=_quoted(m.words for m in kept if c in m.term.codes),
        )
        for c in categories
    ]
    parts += [
        say(
            "other focus area '{name}' because of {quoted}",
            name=name,
            quoted=_quoted(m.words for m in kept if name in m.term.focus),
        )
        for name in focus
    ]
    parts += [
        say("'{words}' not counted: {because}", words=m.words, because=m.term.because)
        for m in kept
        if not (m.term.codes or m.term.focus)
    ]
    if not categories:
        parts.append(say("no county category fits by its words; a person decides"))
    sentence = "; ".join(dict.fromkeys(parts))
    return f"{sentence[0].upper()}{sentence[1:]}."


def propose_categories(worded: str, terms: CategoryTerms) -> Proposal:
    """Propose the county categories of one priority as worded.

    Longer phrases win over the phrases inside them; everything that is left counts, so one wording may
    belong to several categories. No match is an honest answer and is said as such.
    """
    words = _words(worded)
    kept = _longest(list(_matches(words, terms)))
    named = {code for match in kept for code in match.term.codes}
    categories = tuple(code for code in terms.codes if code in named)
    focus = tuple(dict.fromkeys(name for match in kept for name in match.term.focus))
    if not kept:
        return Proposal((), (), _unclear(words, terms) or _NO_TERM)
    return Proposal(categories, focus, _because(kept, categories, focus))


def proposals_json(wordings: Sequence[Wording], terms: CategoryTerms) -> list[dict[str, str | list[str]]]:
    """Return one object a wording, in order, as ``csp-toolkit county map`` prints it."""
    proposed = {worded: propose_categories(worded, terms) for worded in {w.worded for w in wordings}}
    return [_as_json(wording, proposed[wording.worded]) for wording in wordings]


def _as_json(wording: Wording, proposal: Proposal) -> dict[str, str | list[str]]:
    return {
        "csp": wording.csp,
        "year": wording.year,
        "level": wording.level.value,
        "priority_as_worded": wording.worded,
        "categories": list(proposal.categories),
        "other_focus": list(proposal.other_focus),
        "because": proposal.because,
    }
