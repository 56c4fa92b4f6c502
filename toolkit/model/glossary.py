"""What words and acronyms mean, as data: shown on a page of the app and explained where they first stand."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from toolkit.model.matrix import Frozen, unique
from toolkit.model.text import Identifier, Name, Text, Version


class Term(Frozen):
    """One word or acronym; `long` is what an acronym stands for."""

    word: Name
    long: Text = ""
    means: Name


class Glossary(Frozen):
    """Words and acronyms with what they mean."""

    kind: Literal["glossary"] = "glossary"
    id: Identifier
    version: Version
    title: Name
    source: Name
    words: Annotated[tuple[Term, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _each_word_once(self) -> Self:
        unique("word", [term.word.casefold() for term in self.words])
        return self

    @property
    def in_order(self) -> tuple[Term, ...]:
        """The words by the alphabet, small and capital letters alike."""
        return tuple(sorted(self.words, key=lambda term: term.word.casefold()))
