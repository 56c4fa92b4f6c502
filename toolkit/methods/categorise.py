"""Proposing county categories for a priority as worded. A person confirms; nothing here decides."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.model.category_terms import GAP, CategoryTerms, Term, Wording
from toolkit.model.text import fold

_BREAK = ","
"""Where a phrase may not reach across: a comma, a bracket, a dash, a full stop."""

_AND = "and"
_JOINERS = re.compile(r"[&+/]")
_BREAKS = re.compile(r"[^\w\s'-]|\s-+\s|--+")
_POSSESSIVE = re.compile(r"'s\b|'")
_ITEM_EDGES = frozenset({_BREAK, _AND, "incl", "including"})
_NO_TERM = "No word of the term list is in this wording; a person decides."


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
        One plain sentence a category or focus area, naming the matched words.
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


def _places_from(pattern: tuple[str, ...], words: tuple[str, ...], start: int, gap: int) -> tuple[int, ...] | None:
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


def _found(phrase: str, words: tuple[str, ...], gap: int) -> Iterable[tuple[int, ...]]:
    pattern = tuple(phrase.split(" "))
    for start in range(len(words)):
        if places := _places_from(pattern, words, start, gap):
            yield places


def _any_found(phrases: tuple[str, ...], words: tuple[str, ...], gap: int) -> bool:
    return any(True for phrase in phrases for _ in _found(phrase, words, gap))


def _is_whole_item(places: tuple[int, ...], words: tuple[str, ...]) -> bool:
    before, after = words[: places[0]], words[places[-1] + 1 :]
    return (not before or before[-1] in _ITEM_EDGES) and (not after or after[0] in _ITEM_EDGES)


def _matches(term: Term, words: tuple[str, ...], gap: int) -> Iterable[_Match]:
    if term.needs and not _any_found(term.needs, words, gap):
        return
    if _any_found(term.unless, words, gap):
        return
    for phrase in term.phrases:
        for places in _found(phrase, words, gap):
            if not term.whole_item or _is_whole_item(places, words):
                matched = " ".join(words[place] for place in places)
                yield _Match(term, frozenset(places), matched, unbroken=GAP not in phrase)


def _longest(matches: list[_Match]) -> list[_Match]:
    """Drop every match whose words all belong to a longer one: "crime" inside "fear of crime"."""
    longer = [m.places for m in matches if m.unbroken]
    return [m for m in matches if not any(m.places < places for places in longer)]


def _quoted(words: Iterable[str]) -> str:
    *most, last = (f"'{word}'" for word in dict.fromkeys(words))
    return f"{', '.join(most)} and {last}" if most else last


def _unclear(words: tuple[str, ...], terms: CategoryTerms) -> str | None:
    said = tuple(word for word in words if word != _BREAK)
    for heading in terms.unclear:
        for phrase in heading.phrases:
            if any(places == tuple(range(len(said))) for places in _found(phrase, said, terms.gap)):
                return f"'{' '.join(said)}' cannot be mapped: {heading.because}; a person decides."
    return None


def _because(kept: list[_Match], categories: tuple[str, ...], focus: tuple[str, ...]) -> str:
    parts = [f"{c} because of {_quoted(m.words for m in kept if c in m.term.codes)}" for c in categories]
    parts += [
        f"other focus area '{name}' because of {_quoted(m.words for m in kept if name in m.term.focus)}"
        for name in focus
    ]
    parts += [f"'{m.words}' not counted: {m.term.because}" for m in kept if not (m.term.codes or m.term.focus)]
    if not categories:
        parts.append("no county category fits by its words; a person decides")
    sentence = "; ".join(dict.fromkeys(parts))
    return f"{sentence[0].upper()}{sentence[1:]}."


def propose_categories(worded: str, terms: CategoryTerms) -> Proposal:
    """Propose the county categories of one priority as worded.

    Longer phrases win over the phrases inside them; everything that is left counts, so one wording may
    belong to several categories. No match is an honest answer and is said as such.
    """
    words = _words(worded)
    kept = _longest([match for term in terms.terms for match in _matches(term, words, terms.gap)])
    named = {code for match in kept for code in match.term.codes}
    categories = tuple(code for code in terms.codes if code in named)
    focus = tuple(dict.fromkeys(name for match in kept for name in match.term.focus))
    if not kept:
        return Proposal((), (), _unclear(words, terms) or _NO_TERM)
    return Proposal(categories, focus, _because(kept, categories, focus))


def proposals_json(wordings: Iterable[Wording], terms: CategoryTerms) -> list[dict[str, str | list[str]]]:
    """Return one object a wording, in order, as ``csp-toolkit county map`` prints it."""
    return [_as_json(wording, propose_categories(wording.worded, terms)) for wording in wordings]


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
