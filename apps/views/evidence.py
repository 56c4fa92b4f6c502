"""Evidence: figures loaded from downloaded files, what became of every row, and cards for the scores."""

import streamlit as st

from apps.evidence_cards import Told, draw_cards, draw_kept
from apps.evidence_lists import CODES, lists_of
from apps.evidence_parts import ask_for_files, draw_sources
from apps.evidence_report import draw_refusal, draw_report
from apps.evidence_saving import cards_for, draw_keeping, draw_taking_away
from apps.evidence_uploads import count, found_for
from apps.gate import open_return
from apps.short_forms import explain
from apps.showing import show_faults, show_message
from toolkit.errors import ToolkitError
from toolkit.evidence.lists import EvidenceLists
from toolkit.language import say
from toolkit.store.assessments import Stored
from toolkit.wording.short_forms import texts_of


def render() -> None:
    """Draw the page."""
    stored = open_return(say("Evidence"))
    explain("CSV", texts=texts_of(stored.return_.catalogue), codes=CODES)
    show_message()
    try:
        lists = lists_of(stored)
    except ToolkitError as error:
        show_faults(say("No figures can be loaded for this return."), error)
        return
    told = Told(stored.return_, lists.sources)
    draw_sources(lists.sources)
    drawn = _draw_loading(stored, lists, told)
    st.header(say("Beside the scores now"), anchor=False)
    draw_kept(stored, told, as_cards=not drawn)
    draw_taking_away(stored, told)


def _draw_loading(stored: Stored, lists: EvidenceLists, told: Told) -> bool:
    """Ask for files, count them when told to, draw what was found, and say whether there were cards."""
    asked = ask_for_files(stored)
    if st.button(say("Count the figures"), type="primary", disabled=not asked.is_anything):
        count(asked, lists)
    found = found_for(asked)
    if found is None:
        return False
    st.header(say("What was loaded"), anchor=False)
    if isinstance(found, ToolkitError):
        draw_refusal(found)
        return False
    draw_report(found)
    draw_keeping(stored, found, lists)
    draw_cards(cards_for(stored, found, lists), told)
    return True


render()
