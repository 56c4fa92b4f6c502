"""Words and acronyms: what each means, from the shipped list."""

import pandas as pd
import streamlit as st

from toolkit.files.library import Library
from toolkit.language import say
from toolkit.model.glossary import Glossary
from toolkit.wording.plain import inert_markdown


def render() -> None:
    """Draw the page."""
    found = Library().find(Glossary, "csp-glossary")
    st.title(inert_markdown(found.title), anchor=False)
    st.write(say("Words as these pages use them. None of it is a legal definition."))
    rows = [(term.word, term.long, term.means) for term in found.in_order]
    st.table(
        pd.DataFrame(
            [[inert_markdown(cell) for cell in row] for row in rows],
            columns=[say("Word"), say("Stands for"), say("Means")],
        ).set_index(say("Word"))
    )


render()
