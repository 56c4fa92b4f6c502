"""What stands first on every page: protective marking, what is invented, and what the page is about.

Every page calls one of these before it draws anything, so that no way into the app goes past them.
"""

from collections.abc import Callable, Iterable, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from apps import returns, session
from apps.opened import opened, principal
from apps.showing import show_faults
from apps.sign_in import current_principal, sign_in, sign_in_notice, sign_out
from apps.versions import signed_numbers_of
from toolkit.cells.words import word_text
from toolkit.documents import differing_issues
from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.model.assessment import Marking, Return
from toolkit.model.county import CountyReturns
from toolkit.model.principal import Role
from toolkit.store.assessments import Stored
from toolkit.store.permission import Action, may
from toolkit.store.records import Record
from toolkit.store.sign_off import LOCKED
from toolkit.store.values import SIGN_OFF
from toolkit.wording.plain import inert_markdown
from toolkit.wording.returns import marking_line, return_origins
from toolkit.wording.sign_off import locked_sentence, same_numbers_sentence, sign_off_details

_NONE_YET = say("There is no return here yet. Begin on the Start page, or take files in.")


def open_page(title: str) -> None:
    """Draw the head of a page that needs no return."""
    _draw_banner(_head(title), ())


def open_shelf(title: str, begin: Callable[[], None] | None = None) -> returns.Shelf:
    """Draw the head of a page about all returns and give them; stop where none can be read.

    `begin` draws what to do where there is no return yet.
    """
    banner = _head(title)
    _records(begin)
    shelf = returns.shelf()
    if shelf.faults:
        show_faults(say("Some returns cannot be read, and are left out here."), *shelf.faults)
    _draw_banner(banner, [stored.return_ for stored in shelf.stored])
    return shelf


def open_return(title: str) -> Stored:
    """Draw the head of a page about one return and the choice of it; give it, or stop where there is none."""
    banner = _head(title)
    records = {record.slug: record for record in _records()}
    names = {slug: f"{one.district}, {one.assessment_year}" for slug, one in records.items()}
    chosen = st.selectbox(
        say("District and year"),
        list(records),
        format_func=lambda slug: names[slug],
        key=session.RETURN_KEY,
        bind="query-params",
    )
    try:
        stored = returns.stored_return(records[chosen].id)
    except ToolkitError as error:
        show_faults(say("This return cannot be opened."), error)
        st.stop()
    _draw_banner(banner, [stored.return_])
    if stored.return_.status in LOCKED:
        _draw_lock(stored)
    elif not may(principal(), Action.EDIT, stored.state.target(stored.record)):
        st.info(say("You may read this return, but not change it."))
    return stored


def open_county(title: str) -> CountyReturns:
    """Draw the head of a page about the county in one year; give its returns, or stop where that fails."""
    banner = _head(title)
    _records()
    years = returns.county_years()
    year = years[0]
    if len(years) > 1:
        year = st.selectbox(say("Assessment year"), years, key=session.YEAR_KEY, bind="query-params")
    try:
        found = returns.county_returns(year)
    except ToolkitError as error:
        show_faults(say("These returns cannot be counted yet."), error)
        st.stop()
    _draw_banner(banner, found.returns)
    if faults := opened().taken.faults:
        show_faults(say("Not everything in the county's folder could be taken in."), *faults)
    return found


def stop_at_template(return_: Return) -> None:
    """Say why nothing can be scored with a template, and stop."""
    if return_.matrix.template:
        st.info(
            inert_markdown(
                say(
                    "Matrix {matrix} cannot be scored with. {template}",
                    matrix=return_.matrix.ref,
                    template=return_.matrix.template,
                )
            )
        )
        st.stop()


def _head(title: str) -> DeltaGenerator:
    """Draw the title with room for the banner above it; stop where the database cannot be opened."""
    session.arrive()
    banner = st.container()
    st.title(title, anchor=False)
    try:
        store = opened().store
    except (ToolkitError, OSError) as error:
        show_faults(say("The database cannot be opened."), error)
        st.stop()
    try:
        person, notice = current_principal(store), sign_in_notice(store)
    except ToolkitError as error:
        show_faults(say("Nobody can be told from anybody else."), error)
        st.stop()
    if notice.can_sign_out:
        st.sidebar.write(inert_markdown(notice.sentence))
        st.sidebar.button(say("Sign out"), on_click=sign_out)
    if person is None or not person.grants:
        st.info(inert_markdown(notice.sentence))
        if notice.can_sign_in:
            st.button(say("Sign in"), type="primary", on_click=sign_in)
        st.stop()
    return banner


def _records(begin: Callable[[], None] | None = None) -> Sequence[Record]:
    try:
        records = returns.records()
    except ToolkitError as error:
        show_faults(say("The returns cannot be read."), error)
        st.stop()
    if not records:
        if faults := opened().taken.faults:
            show_faults(say("These cannot be read, and are left out."), *faults)
        sole = Role.SOLE_USER in principal().roles
        st.info(
            _NONE_YET if sole else say("There is no return here that you may read. Ask an administrator.")
        )
        if begin is not None:
            begin()
        st.stop()
    return records


def _draw_banner(banner: DeltaGenerator, shown: Iterable[Return]) -> None:
    """Draw the markings, the highest first, and the origins of what is shown, each once."""
    every = sorted(shown, key=lambda return_: list(Marking).index(return_.marking), reverse=True)
    markings = list(dict.fromkeys(filter(None, (marking_line(r.marking, r.handling) for r in every))))
    session.mark(next(iter(markings), ""))
    for line in markings:
        banner.markdown(f"**{inert_markdown(line)}**")
    if because := opened().store.database.read_only:
        banner.warning(inert_markdown(say("Nothing can be saved: {because}.", because=because)))
    invented = dict.fromkeys(part for return_ in every for part in return_.origins.invented)
    if invented:
        banner.warning(
            say("Invented data: {invented}. Do not rely on it.", invented=", ".join(map(word_text, invented)))
        )
    origins = dict.fromkeys(sentence for return_ in every for sentence in return_origins(return_))
    if origins:
        with banner.expander(say("Where this data comes from")):
            for sentence in origins:
                st.markdown(inert_markdown(sentence))


def _draw_lock(stored: Stored) -> None:
    """Say that a signed-off return is locked, what the sign-off stands on, and whether it still holds."""
    st.info(inert_markdown(locked_sentence(stored)))
    said = stored.state.value_of(SIGN_OFF)
    if said.get("numbers") is not None:
        differing = differing_issues(said["numbers"], signed_numbers_of(stored.return_))
        (st.error if differing else st.caption)(
            inert_markdown(same_numbers_sentence(stored.return_, differing))
        )
    if details := sign_off_details(stored):
        with st.expander(say("What the sign-off stands on")):
            for line in details:
                st.markdown(inert_markdown(line))
