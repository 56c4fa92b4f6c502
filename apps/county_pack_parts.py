"""The county's pack to download: chosen edition and date, each format made when it is asked for."""

from functools import partial

import streamlit as st

from apps.county_saving import stored_county
from apps.opened import opened, principal
from apps.paper_downloads import Wanted, choose_edition, draw_downloads
from apps.paper_parts import today
from apps.showing import show_faults
from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.methods.county import County
from toolkit.model.principal import Principal
from toolkit.papers.county import Asked, county_cover, county_paper
from toolkit.papers.county.stored import pack_from_store
from toolkit.papers.editions import PublicRules
from toolkit.papers.paper import Paper
from toolkit.store.permission import Action, may, require
from toolkit.store.store import Store
from toolkit.wording.plain import inert_markdown


def draw_papers(found: County, year: str) -> None:
    """Draw the choice of edition and date, what state the pack is in, and a button for each format."""
    if not may(principal(), Action.READ):
        st.info(say("The county's pack tells of every return, and you may not read them all."))
        return
    st.write(
        say(
            "One paper for the committee: Appendices A, B and C, what changed since last year, what is "
            "severe but local, how firm the counts are and the Police and Crime Plan."
        )
    )
    wanted = choose_edition("paper/county", today())
    asked = _asked(year, wanted)
    try:
        cover = county_cover(found, stored_county().decisions, asked.dated, asked.public)
    except ToolkitError as error:
        show_faults(say("What the county decided cannot be read."), error)
        return
    for line in cover.standing:
        st.caption(inert_markdown(line))
    draw_downloads("paper/county", cover, partial(composed, opened().store, principal(), asked), wanted)
    st.caption(say("Each file is made when you ask for it; that takes a few seconds."))


def composed(store: Store, person: Principal, asked: Asked) -> Paper:
    """Return the pack as it is stored now, for whoever may read every return.

    Raises
    ------
    ToolkitError
        When they may not, or it cannot be composed.
    """
    require(person, Action.READ)
    return county_paper(pack_from_store(store, person, asked))


def _asked(year: str, wanted: Wanted) -> Asked:
    public = PublicRules(unranked=wanted.unranked) if wanted.is_public else None
    return Asked(dated=wanted.dated, year=year, public=public)
