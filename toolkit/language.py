"""The language in which people are spoken to: every sentence goes through the one catalogue."""

import gettext
import os
from pathlib import Path
from typing import Final

LANGUAGE: Final = "TOOLKIT_LANGUAGE"
"""The environment variable that names the language, such as ``cy`` for Welsh; English unless set."""

LOCALE: Final = "TOOLKIT_LOCALE"
"""The environment variable that names a folder of catalogues to use instead of ``toolkit/locale``."""

DOMAIN: Final = "csp-toolkit"
FOLDER: Final = Path(__file__).resolve().parent / "locale"


def catalogue(language: str, folder: Path = FOLDER) -> gettext.NullTranslations:
    """Return the sentences of a language; those that are not translated stay English."""
    if not language:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, folder, [language], fallback=True)


_SPOKEN: Final = catalogue(os.environ.get(LANGUAGE, ""), Path(os.environ.get(LOCALE) or FOLDER))
"""One language a process, read once: a page says thousands of sentences."""


def say(sentence: str, /, **values: object) -> str:
    """Return `sentence` in the reader's language with `values` in the place of their names in braces.

    The English sentence is its own key in ``toolkit/locale/csp-toolkit.pot``. Values are never read as
    sentences: what stands in braces within them stays as it is.

    >>> say("Saved: {name}.", name="{all}")
    'Saved: {all}.'
    """
    said = _SPOKEN.gettext(sentence)
    return said.format_map(values) if values else said


def say_number(one: str, many: str, number: int, /, **values: object) -> str:
    """Return `one` or `many` as the reader's language has it for `number`, which ``{number}`` stands for.

    >>> say_number("{number} issue", "{number} issues", 3)
    '3 issues'
    """
    return _SPOKEN.ngettext(one, many, number).format(**{"number": number, **values})
