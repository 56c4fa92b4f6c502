"""The language in which people are spoken to: every sentence goes through the one catalogue."""

import gettext
import os
from functools import cache
from pathlib import Path
from typing import Final

LANGUAGE: Final = "TOOLKIT_LANGUAGE"
"""The environment variable that names the language, such as ``cy`` for Welsh; English unless set."""

_DOMAIN: Final = "csp-toolkit"
_FOLDER: Final = Path(__file__).resolve().parent / "locale"


def say(sentence: str, /, **values: object) -> str:
    """Return `sentence` in the reader's language with `values` in the place of their names in braces.

    The English sentence is its own key in ``toolkit/locale/csp-toolkit.pot``. Values are never read as
    sentences: what stands in braces within them stays as it is.
    """
    said = catalogue(os.environ.get(LANGUAGE, "")).gettext(sentence)
    return said.format(**values) if values else said


def say_number(one: str, many: str, number: int, /, **values: object) -> str:
    """Return `one` or `many` as the reader's language has it for `number`, which ``{number}`` stands for."""
    said = catalogue(os.environ.get(LANGUAGE, "")).ngettext(one, many, number)
    return said.format(number=number, **values)


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return the sentences of a language; those that are not translated stay English."""
    if not language:
        return gettext.NullTranslations()
    return gettext.translation(_DOMAIN, _FOLDER, [language], fallback=True)
