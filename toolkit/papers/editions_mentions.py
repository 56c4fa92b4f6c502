"""Find the texts that name an issue which the public must not read of."""

import re
from collections.abc import Callable, Iterable
from typing import Final

from toolkit.model.issues import Issue
from toolkit.model.text import fold

Mentions = Callable[..., bool]
"""Says whether any of some texts names a restricted issue."""

_NEVER: Final = re.compile(r"(?!)")


def mentions_of(issues: Iterable[Issue]) -> Mentions:
    """Return what finds the names of `issues` in texts.

    A name is found as whole words, whatever their case, hyphens and spaces, and an acronym as it is written.
    Another word for the same thing is not found: a person reads a paper before it is published.

    >>> mentions = mentions_of([Issue(id="modern-slavery", name="Modern slavery", theme="Crime")])
    >>> mentions("Of MODERN-SLAVERY, we say"), mentions("Modern slaveryism"), mentions()
    (True, False, False)
    """
    given = tuple(issues)
    names = _any_of(_words(name) for issue in given for name in (issue.name, issue.id))
    acronyms = _any_of(acronym for issue in given for acronym in issue.acronyms)
    return lambda *texts: any(names.search(_words(text)) or acronyms.search(text) for text in texts)


def _words(text: str) -> str:
    return " ".join(fold(text).replace("-", " ").replace("_", " ").split())


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    alternatives = "|".join(sorted(map(re.escape, set(words))))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)") if alternatives else _NEVER
