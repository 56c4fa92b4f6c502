"""One line above what a page draws: what the short forms that it uses stand for."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import streamlit as st

from toolkit.files.library import Library
from toolkit.model.glossary import Glossary
from toolkit.wording.plain import inert_markdown
from toolkit.wording.short_forms import short_forms_in, short_forms_line

_NO_CODES: Mapping[str, str] = {}


def explain(*own: str, texts: Iterable[str] = (), codes: Mapping[str, str] = _NO_CODES) -> None:
    """Say what short forms stand for: a page's `own`, those in `texts` that it is about to draw, and `codes`.

    Nothing is drawn where there is none. What a code stands for in the glossary goes before its label.
    """
    known = _known("\n".join((*own, *codes, *codes.values(), *texts)))
    if meanings := {**codes, **known}:
        st.caption(inert_markdown(short_forms_line(meanings)))


@lru_cache(maxsize=200)
def _known(text: str) -> Mapping[str, str]:
    """Return the short forms of a text; a page is drawn many times with the same."""
    return short_forms_in(_glossary(), [text])


@lru_cache(maxsize=1)
def _glossary() -> Glossary:
    return Library().find(Glossary, "csp-glossary")
