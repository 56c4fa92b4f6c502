"""Workbooks of a partner's own layout, drawn: whose columns they are read with, or the form that asks."""

from collections.abc import Sequence

import streamlit as st

from apps.column_form import draw_column_form
from apps.partner_uploads import Partner
from apps.uploads import Choice
from toolkit.language import say
from toolkit.model.column_mapping import ColumnMapping
from toolkit.wording.plain import inert_markdown


def draw_partners(found: Sequence[Partner]) -> dict[str, Choice] | None:
    """Draw how each workbook is read, and return it by file name; None while anything is still to choose."""
    choices = {one.workbook.file: _choice(one) for one in found}
    made = {name: choice for name, choice in choices.items() if choice is not None}
    return made if len(made) == len(choices) else None


def _choice(partner: Partner) -> Choice | None:
    st.header(inert_markdown(partner.workbook.file), anchor=False)
    mapping = _remembered(partner)
    anew = mapping is None or st.toggle(say("Choose the columns again"), key=f"{partner.key}/anew")
    if mapping is None or anew:
        st.write(
            say(
                "This workbook has a layout of its own. Say once what its sheet and columns are; they are "
                "remembered for next time. What is filled in is proposed by likeness: look at each."
            )
        )
        draw_column_form(partner, mapping)
        return None
    year = st.text_input(
        say("Which assessment year are its levels of? Such as 2016-17"),
        mapping.assessment_year or "",
        key=f"{partner.key}/year",
    ).strip()
    return Choice(mapping, year) if year else None


def _remembered(partner: Partner) -> ColumnMapping | None:
    """Return the remembered columns that are used, and say which; where several fit, ask."""
    if not partner.fitting:
        return None
    mapping: ColumnMapping | None = partner.fitting[0]
    if len(partner.fitting) > 1:
        mapping = st.selectbox(
            say("Whose workbook is it? The columns of several partnerships fit"),
            partner.fitting,
            index=None,
            format_func=lambda one: f"{one.partnership} ({one.ref})",
            key=f"{partner.key}/whose",
        )
    if mapping is not None:
        said = say(
            "It is read with the columns remembered for {partnership} ({mapping}). {source}.",
            partnership=mapping.partnership,
            mapping=mapping.ref,
            source=mapping.source,
        )
        st.info(inert_markdown(said))
    return mapping
