"""The words that point to a county category, as a reviewed list."""

import re
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from toolkit.language import say
from toolkit.model.issues import CatalogueRef
from toolkit.model.matrix import Frozen
from toolkit.model.priorities import CategoryCode, PriorityLevel
from toolkit.model.text import Identifier, Name, Text, Version

GAP = "..."
"""Stands in a phrase for a few words of any kind."""

LOOKED_UP_BY = 2
"""How many first letters of a word say which phrases may start there; shorter than every stem."""

_WORD_LIMIT = 6
_SHORTEST_STEM = 3


def _term_of_the_field(phrase: str) -> str:
    words = phrase.split(" ")
    if len(words) > _WORD_LIMIT:
        raise ValueError(
            say(
                "'{phrase}' has {number} words; a term has at most {word_limit}",
                phrase=phrase,
                number=len(words),
                word_limit=_WORD_LIMIT,
            )
        )
    if GAP in (words[0], words[-1]) or (GAP, GAP) in pairwise(words):
        raise ValueError(say("'{phrase}': '{gap}' stands between two words", phrase=phrase, gap=GAP))
    for word in words:
        if word != GAP and not re.fullmatch(r"[a-z0-9]+\*?", word):
            raise ValueError(
                say(
                    "'{phrase}': '{word}' is not a lower-case word, a stem such as reoffend*, or '{gap}'",
                    phrase=phrase,
                    word=word,
                    gap=GAP,
                )
            )
        if word.endswith("*") and len(word) <= _SHORTEST_STEM:
            raise ValueError(
                say(
                    "'{phrase}': the stem '{word}' is shorter than {shortest_stem} letters",
                    phrase=phrase,
                    word=word,
                    shortest_stem=_SHORTEST_STEM,
                )
            )
    return phrase


Phrase = Annotated[str, StringConstraints(min_length=1, max_length=80), AfterValidator(_term_of_the_field)]
"""One to six lower-case words; ``reoffend*`` is a stem, ``...`` a gap of a few words."""

Phrases = Annotated[tuple[Phrase, ...], Field(min_length=1)]


class Term(Frozen):
    """Phrases with one meaning, and the categories or other focus areas they point to.

    With neither `codes` nor `focus` the phrases take their words out of play, and `because` says why.
    """

    codes: tuple[CategoryCode, ...] = ()
    focus: tuple[Name, ...] = ()
    phrases: Phrases
    needs: tuple[Phrase, ...] = ()
    """Counts only when one of these stands somewhere in the wording."""
    unless: tuple[Phrase, ...] = ()
    """Does not count when one of these stands somewhere in the wording."""
    whole_item: bool = False
    """Counts only where it stands alone between commas, brackets and "and"."""
    because: Text = ""

    @model_validator(mode="after")
    def _points_or_says_why(self) -> Self:
        if not (self.codes or self.focus or self.because):
            raise ValueError(
                say("the term '{phrase}' points nowhere; say why in 'because'", phrase=self.phrases[0])
            )
        twice = sorted({phrase for phrase in self.phrases if self.phrases.count(phrase) > 1})
        if twice:
            raise ValueError(say("phrase written twice in one term: {twice}", twice=", ".join(twice)))
        return self


class Unclear(Frozen):
    """Headings that cannot be mapped, and why; flagged when nothing else in the wording points anywhere."""

    phrases: Phrases
    because: Name


class CategoryTerms(Frozen):
    """The terms that propose categories of one category set. They propose and never decide."""

    kind: Literal["category_terms"] = "category_terms"
    id: Identifier
    version: Version
    title: Name
    source: Text
    category_set: CatalogueRef
    gap: Annotated[int, Field(ge=1, le=10)]
    """How many words ``...`` may stand for."""
    terms: Annotated[tuple[Term, ...], Field(min_length=1)]
    unclear: tuple[Unclear, ...] = ()

    @cached_property
    def ref(self) -> CatalogueRef:
        """The id and version."""
        return CatalogueRef(id=self.id, version=self.version)

    @cached_property
    def by_first_letters(self) -> dict[str, tuple[tuple[Term, tuple[str, ...]], ...]]:
        """Each term's phrases as words, by the first letters of the phrase, so that few need comparing."""
        found: dict[str, list[tuple[Term, tuple[str, ...]]]] = {}
        for term in self.terms:
            for phrase in term.phrases:
                words = tuple(phrase.split(" "))
                found.setdefault(words[0][:LOOKED_UP_BY].rstrip("*"), []).append((term, words))
        return {letters: tuple(phrases) for letters, phrases in found.items()}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Every category code some term points to, in the order of the file."""
        return tuple(dict.fromkeys(code for term in self.terms for code in term.codes))


class Wording(Frozen):
    """A priority as some CSP worded it, not yet mapped by anyone."""

    csp: Name
    year: Text = ""
    """As written, such as ``2017-18`` or ``undated``; blank when it is not known."""
    level: PriorityLevel
    worded: Name
