"""What stands first on every page: protective marking, what is invented, and what the page is about.

Every page calls one of these before it draws anything, so that no way into the app goes past them.
"""

from collections.abc import Iterable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from apps import session
from apps.showing import show_faults
from toolkit.errors import ToolkitError
from toolkit.model.assessment import Return
from toolkit.model.county import CountyReturns
from toolkit.wording import inert_markdown, marking_line, return_origins


def open_shelf(title: str) -> session.Shelf:
    """Draw the head of a page about all returns and give them; stop where none can be read."""
    session.arrive()
    banner = st.container()
    st.title(title, anchor=False)
    shelf = _shelf()
    _draw_banner(banner, [filed.return_ for filed in shelf.filed])
    return shelf


def open_return(title: str) -> session.Filed:
    """Draw the head of a page about one return and the choice of it; give it, or stop where there is none."""
    session.arrive()
    banner = st.container()
    st.title(title, anchor=False)
    filed = {filed.folder.name: filed for filed in _shelf().filed}
    names = {folder: one.name for folder, one in filed.items()}
    chosen = st.selectbox(
        "District and year",
        list(filed),
        format_func=lambda folder: names[folder],
        key=session.RETURN_KEY,
        bind="query-params",
    )
    _draw_banner(banner, [filed[chosen].return_])
    return filed[chosen]


def open_county(title: str) -> CountyReturns:
    """Draw the head of a page about the county in one year; give its returns, or stop where that fails."""
    session.arrive()
    banner = st.container()
    st.title(title, anchor=False)
    _shelf()
    years = session.county_years()
    year = years[0]
    if len(years) > 1:
        year = st.selectbox("Assessment year", years, key=session.YEAR_KEY, bind="query-params")
    try:
        returns = session.county_returns(year)
    except ToolkitError as error:
        show_faults("These returns cannot be counted yet.", error)
        st.stop()
    _draw_banner(banner, returns.returns)
    return returns


def _shelf() -> session.Shelf:
    try:
        shelf = session.shelf()
    except (ToolkitError, OSError) as error:
        show_faults("The county's folder cannot be read.", error)
        st.stop()
    if shelf.faults:
        show_faults("Some returns cannot be read, and are left out here.", *shelf.faults)
    if not shelf.filed:
        st.info("There is no return here yet. Start one with: csp-toolkit new")
        st.stop()
    return shelf


def _draw_banner(banner: DeltaGenerator, returns: Iterable[Return]) -> None:
    """Draw the markings and the origins of `returns`, each once."""
    every = list(returns)
    markings = dict.fromkeys(filter(None, (marking_line(r.marking, r.handling) for r in every)))
    for line in markings:
        banner.markdown(f"**{inert_markdown(line)}**")
    invented = dict.fromkeys(part for return_ in every for part in return_.origins.invented)
    if invented:
        banner.warning(f"Invented data: {', '.join(invented)}. Do not rely on it.")
    origins = dict.fromkeys(sentence for return_ in every for sentence in return_origins(return_))
    if origins:
        with banner.expander("Where this data comes from"):
            for sentence in origins:
                st.markdown(inert_markdown(sentence))


def stop_at_template(return_: Return) -> None:
    """Say why nothing can be scored with a template, and stop."""
    if return_.matrix.template:
        st.info(
            inert_markdown(f"Matrix {return_.matrix.ref} cannot be scored with. {return_.matrix.template}")
        )
        st.stop()
