"""The county's pack to download: chosen edition and date, each format made when it is asked for."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

import streamlit as st

from apps.county_saving import stored_county
from apps.opened import opened, principal
from apps.showing import marked_name, show_faults
from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.methods.county import County
from toolkit.model.principal import Principal
from toolkit.papers.county import Asked, county_cover, county_paper, pack_from_store
from toolkit.papers.editions import PublicRules
from toolkit.papers.writing import PaperFormat, missing_extra, paper_file_name, write_paper
from toolkit.store.permission import Action, may, require
from toolkit.store.store import Store
from toolkit.wording import inert_markdown

_MIMES: Final = {
    PaperFormat.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PaperFormat.PDF: "application/pdf",
    PaperFormat.HTML: "text/html",
    PaperFormat.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Wanted:
    """What somebody asked for, with all it takes to make it when nobody's page is being drawn."""

    store: Store
    person: Principal
    asked: Asked
    how: PaperFormat


def draw_papers(found: County, year: str) -> None:
    """Draw the choice of edition and date, and a button for each format of the county's pack."""
    if not may(principal(), Action.READ):
        st.info(say("The county's pack tells of every return, and you may not read them all."))
        return
    if missing := missing_extra():
        st.info(inert_markdown(missing))
        return
    st.write(
        say(
            "One paper for the committee: Appendices A, B and C, what changed since last year, what is "
            "severe but local, how firm the counts are and the Police and Crime Plan."
        )
    )
    asked = _asked(year)
    try:
        cover = county_cover(found, stored_county().decisions, asked.dated, asked.public)
    except ToolkitError as error:
        show_faults(say("What the county decided cannot be read."), error)
        return
    for line in cover.standing:
        st.caption(inert_markdown(line))
    for how in PaperFormat:
        st.download_button(
            _labels()[how],
            partial(made, Wanted(opened().store, principal(), asked, how)),
            file_name=marked_name(paper_file_name(cover, how), ""),
            mime=_MIMES[how],
            on_click="ignore",
            key=f"paper/{how}",
        )
    st.caption(say("Each file is made when you ask for it; that takes a few seconds."))


def made(wanted: Wanted) -> bytes:
    """Return the pack as it is stored now, in one format, for whoever may read every return.

    Raises
    ------
    ToolkitError
        When they may not, or it cannot be made.
    """
    require(wanted.person, Action.READ)
    return write_paper(county_paper(pack_from_store(wanted.store, wanted.person, wanted.asked)), wanted.how)


def _asked(year: str) -> Asked:
    """Ask for the edition and the date stated on the paper."""
    editions = {say("Internal edition"): None, say("Public edition"): PublicRules()}
    chosen = st.radio(say("Edition"), list(editions), horizontal=True, key="paper_edition")
    public = editions[chosen]
    if public and st.checkbox(say("Priorities as bullets in no order"), key="paper_unranked"):
        public = PublicRules(unranked=True)
    day = st.date_input(
        say("Date stated on the paper"), value="today", format="DD/MM/YYYY", key="paper_dated"
    )
    return Asked(dated=day if isinstance(day, date) else date.today(), year=year, public=public)  # noqa: DTZ011 (the user's own calendar day)


def _labels() -> dict[PaperFormat, str]:
    return {
        PaperFormat.WORD: say("Download the county pack (Word)"),
        PaperFormat.PDF: say("Download the county pack (PDF)"),
        PaperFormat.HTML: say("Download the county pack (HTML)"),
        PaperFormat.EXCEL: say("Download the county pack (Excel)"),
    }
