"""Short forms where they first stand: which known ones a page uses, and what each stands for."""

import re
from collections.abc import Iterable, Iterator, Mapping

from pydantic import BaseModel

from toolkit.language import say
from toolkit.model.assessment import Return
from toolkit.model.glossary import Glossary
from toolkit.model.priorities import CategorySet


def short_forms_in(glossary: Glossary, texts: Iterable[str]) -> dict[str, str]:
    """Return the acronyms of `glossary` that stand in `texts` as whole words, each with what it stands for.

    Capital and small letters differ: DA is an acronym, "da" is not. One or several count alike: CSP, CSPs.
    """
    text = "\n".join(texts)
    return {
        term.word: term.long
        for term in glossary.in_order
        if term.long and re.search(rf"(?<!\w){re.escape(term.word)}s?(?!\w)", text)
    }


def short_forms_line(meanings: Mapping[str, str]) -> str:
    """Return one line that says what each short form stands for, by the alphabet.

    >>> short_forms_line({"DA": "domestic abuse", "CSP": "Community Safety Partnership"})
    'Short forms here: CSP: Community Safety Partnership; DA: domestic abuse.'
    """
    words = sorted(meanings, key=str.casefold)
    return say(
        "Short forms here: {meanings}.", meanings="; ".join(f"{one}: {meanings[one]}" for one in words)
    )


def texts_of(*parts: BaseModel) -> Iterator[str]:
    """Yield every text in values of the model."""
    for part in parts:
        yield from _texts(part.model_dump())


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def codes_used(return_: Return) -> dict[str, str]:
    """Return the codes of the categories that a return's priorities were confirmed in, with their labels."""
    return labels_of(return_.category_set, (c for one in return_.priorities for c in one.categories or ()))


def labels_of(categories: CategorySet, codes: Iterable[str]) -> dict[str, str]:
    """Return the labels of categories by code, each once, in the set's order."""
    wanted = set(codes)
    return {one.code: one.label for one in categories.categories if one.code in wanted}
