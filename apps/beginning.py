"""Beginning: the county of an empty database, and a return for one district and year."""

from datetime import UTC, datetime
from typing import Final

import streamlit as st

from apps import session
from apps.opened import opened, principal
from apps.showing import show_faults, show_message
from toolkit.errors import ToolkitError
from toolkit.exchange import begin_county, library_of, start_new
from toolkit.exchange.reading import shipped_county
from toolkit.files.county_file import MATRIX
from toolkit.language import say
from toolkit.model.area import AreaSet
from toolkit.model.financial_year import year_of
from toolkit.model.matrix import Matrix
from toolkit.store.county import county_lists
from toolkit.store.permission import Action, Target, may

_FORM: Final = "begin"


def draw_beginning() -> None:
    """Draw what an empty database needs: a county, then a return; or files to take in."""
    show_message()
    try:
        lists = county_lists(opened().store, principal())
    except ToolkitError as error:
        show_faults(say("The county's lists cannot be read."), error)
        return
    if lists is not None:
        draw_new_return(lists[0])
    elif may(principal(), Action.EDIT_COUNTY):
        areas = shipped_county().area_set
        own = st.radio(
            say("Which county is this?"),
            [False, True],
            format_func=lambda other: (
                say("Another county")
                if other
                else say("{county}, with the shipped lists", county=areas.county)
            ),
            key="another_county",
        )
        (_draw_county if own else lambda: draw_new_return(areas))()
    if may(principal(), Action.IMPORT):
        st.page_link("views/take_in.py", label=say("Or take in files: a county's folder, a workbook or JSON"))


def draw_new_return(areas: AreaSet) -> None:
    """Ask for district, year and matrix, and start a return of them."""
    districts = [one.name for one in areas.districts if may(principal(), Action.START, Target(one.name))]
    if not districts:
        return
    matrices = _matrices()
    with st.form("new_return"):
        st.subheader(say("Start a return"), anchor=False)
        left, middle, right = st.columns(3)
        district = left.selectbox(say("District"), districts, key="new_district")
        year = middle.text_input(say("Assessment year"), year_of(datetime.now(UTC).date()), key="new_year")
        matrix = right.selectbox(
            say("Scoring matrix"),
            list(matrices),
            next((k for k, one in enumerate(matrices) if one.startswith(MATRIX)), 0),
            format_func=matrices.__getitem__,
            key="new_matrix",
        )
        pressed = st.form_submit_button(
            say("Start the return"), type="primary", disabled=bool(opened().store.database.read_only)
        )
    if pressed:
        _start(district, year.strip(), matrix)


def _start(district: str, year: str, matrix: str) -> None:
    operation = session.operation_of(_FORM, (district, year, matrix))
    try:
        made = start_new(
            opened().store, principal(), district, matrix, assessment_year=year, operation=operation
        )
    except ToolkitError as error:
        show_faults(say("No return was started."), error)
        return
    session.leave(say("Started: {name}.", name=made.name), **{session.RETURN_KEY: made.record.slug})
    st.rerun()


def _draw_county() -> None:
    """Ask for a county's name and districts."""
    with st.form("new_county"):
        name = st.text_input(say("Name of the county"), key="county_name")
        typed = st.text_area(
            say(
                "Its districts, one a line, each with its code from the Office for National Statistics (ONS)"
            ),
            placeholder="Ashford E07000105",
            key="county_districts",
        )
        st.caption(say("Categories and headings are the shipped ones until you take in lists of your own."))
        pressed = st.form_submit_button(say("Keep this county"), type="primary")
    if not pressed:
        return
    operation = session.operation_of("county", (name, typed))
    try:
        begin_county(opened().store, principal(), name, typed, operation=operation)
    except ToolkitError as error:
        show_faults(say("The county was not kept."), error)
        return
    session.leave(say("Kept: {name}. Now start a return.", name=name.strip()))
    st.rerun()


def _matrices() -> dict[str, str]:
    """Return what can be scored with, by id and version, with its title."""
    found: dict[str, str] = {}
    for entry in library_of(opened().store, principal()).entries(Matrix):
        matrix = entry.read()
        if isinstance(matrix, Matrix) and not matrix.template:
            found[str(matrix.ref)] = f"{matrix.title} ({matrix.version})"
    return found


def draw_another() -> None:
    """Draw the start of a further return, where this person may start one."""
    lists = county_lists(opened().store, principal())
    if lists is not None and any(
        may(principal(), Action.START, Target(one.name)) for one in lists[0].districts
    ):
        with st.expander(say("Start another return")):
            draw_new_return(lists[0])
        st.page_link("views/carry_forward.py", label=say("Or start this year's from last year's"))
