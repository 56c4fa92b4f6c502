"""The parts of the page Paper: what is missing, and the pack to download."""

from datetime import date, datetime
from functools import partial

import streamlit as st

from apps import returns
from apps.opened import opened, principal
from apps.paper_downloads import Wanted, choose_edition, draw_downloads
from apps.showing import show_faults
from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.methods.completeness import completeness
from toolkit.model.carried import dropped_issues
from toolkit.model.horizon_rule import HorizonRule
from toolkit.model.principal import Principal
from toolkit.model.statements import StatementHeadings
from toolkit.papers.district import Asked, district_cover, district_paper, pack_from_store
from toolkit.papers.editions import PublicRules, public_return
from toolkit.papers.paper import Paper
from toolkit.store.assessments import Stored
from toolkit.store.carrying import carried_decisions
from toolkit.store.history import LONDON
from toolkit.store.store import Store
from toolkit.wording.completeness import completeness_headline, gap_sentences
from toolkit.wording.plain import inert_markdown


def today() -> date:
    """Return the day it is in England."""
    return datetime.now(LONDON).date()


def draw_missing(stored: Stored, headings: StatementHeadings) -> None:
    """Draw the completeness check: what the pack still lacks, and where it is written."""
    rule = returns.library().find(HorizonRule, "horizon-rule")
    dropped = dropped_issues(carried_decisions(stored))
    found = completeness(stored.return_, headings, today(), rule, dropped)
    if found.is_complete:
        st.success(completeness_headline(found))
        return
    st.write(completeness_headline(found))
    st.markdown("\n".join(f"- {inert_markdown(sentence)}" for sentence in gap_sentences(found)))


def draw_pack(stored: Stored) -> None:
    """Ask which edition is wanted and offer the pack in every format."""
    key = f"paper/{stored.record.slug}/pack"
    wanted = choose_edition(key, today())
    return_ = stored.return_
    if wanted.is_public:
        try:
            return_ = public_return(return_, PublicRules(unranked=wanted.unranked))
        except ToolkitError as error:
            show_faults(say("There is no public edition."), error)
            return
    cover = district_cover(return_, wanted.dated, wanted.edition)
    compose = partial(_composed, opened().store, principal(), stored.record.id, wanted)
    draw_downloads(key, cover, compose, wanted)


def _composed(store: Store, person: Principal, record_id: str, wanted: Wanted) -> Paper:
    asked = Asked(wanted.dated, public=wanted.is_public, unranked=wanted.unranked)
    return district_paper(pack_from_store(store, person, record_id, asked))
