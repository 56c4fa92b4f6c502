"""The horizon scan for the working group: looked through, drivers, sectors, reviews, what if it happens."""

from datetime import date, datetime

import streamlit as st

from apps import county_keys, returns
from apps.county_item_parts import item_form
from apps.county_what_if_parts import draw_what_if
from apps.showing import show_drawing, show_faults, show_scan, show_table
from apps.widgets import several
from toolkit.charts.grid import cell_grid, grid_height
from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.methods.county import County
from toolkit.methods.drivers import driver_map
from toolkit.methods.horizon_dates import read_window
from toolkit.methods.horizon_views import radar, review_reminders, select_items
from toolkit.model.horizon import HorizonItem
from toolkit.model.horizon_rule import HorizonRule
from toolkit.store.history import LONDON
from toolkit.tables.horizon import driver_grid, driver_table, radar_grid, radar_table, reminder_table
from toolkit.tables.returns import horizon_table
from toolkit.wording.horizon import (
    driver_alt,
    driver_headline,
    driver_sentence,
    radar_alt,
    radar_headline,
    reminder_headline,
    selection_sentence,
)
from toolkit.wording.plain import inert_markdown

_COUNTY = say("The county's own")
_LIST, _DRIVERS, _SECTORS = say("Scan"), say("Driver map"), say("Sectors")
_REVIEWS, _WHAT_IF, _CHANGE = say("Reviews"), say("What if it happens?"), say("Add or change")
_CELL, _DRIVER = (112, 44), (150, 64)


def draw_horizon(found: County) -> None:
    """Draw the part of the scan that is asked for."""
    part = st.segmented_control(
        say("Part of the scan"),
        [_LIST, _DRIVERS, _SECTORS, _REVIEWS, _WHAT_IF, _CHANGE],
        default=_LIST,
        required=True,
        key=county_keys.SCAN,
        bind="query-params",
    )
    if part == _CHANGE:
        item_form(found)
        return
    items = _whose(found)
    if not items:
        st.info(
            say(
                "This scan holds no item yet. Add the first one under '{change}', or on a district's page.",
                change=_CHANGE,
            )
        )
    elif part == _WHAT_IF:
        draw_what_if(found, items)
    elif part == _LIST:
        _draw_list(found, items)
    else:
        _draw_places(found, items, part or _LIST)


def today() -> date:
    """Return the day it is in England."""
    return datetime.now(LONDON).date()


def _whose(found: County) -> tuple[HorizonItem, ...]:
    scans = {_COUNTY: found.returns.horizon}
    scans |= {one.district: one.horizon for one in found.returns.returns if one.horizon}
    chosen = st.selectbox(say("Whose scan"), list(scans), key="whose_scan") if len(scans) > 1 else _COUNTY
    return scans[chosen]


def _draw_list(found: County, items: tuple[HorizonItem, ...]) -> None:
    headings = {one.id: one.label for one in found.returns.heading_set.headings}
    names = {i.id: i.name for one in found.returns.returns for i in one.issues.values()}
    names |= {issue: issue for item in items for issue in item.issues if issue not in names}
    left, middle, right = st.columns(3)
    with left:
        under = several(say("Headings; none for all"), headings, (), "scan_headings")
    with middle:
        issues = several(say("Issues; none for all"), names, (), "scan_issues")
    with right:
        words = st.text_input(
            say("Expected: a month, a year, or 'April 2026 to June 2027'"), key="scan_dates"
        )
    window = read_window(words) if words.strip() else None
    if words.strip() and window is None:
        st.warning(
            say("That cannot be read as a date, so it does not narrow the list. Write May 2026 or 2026-27.")
        )
    chosen = select_items(items, headings=under, issues=issues, window=window)
    st.write(inert_markdown(selection_sentence(chosen, len(items))))
    heading_set = found.returns.heading_set
    show_table(
        horizon_table(chosen.items, heading_set), say("Horizon items that fit"), lines=2, file="horizon"
    )
    if chosen.undated:
        what = say("Items whose expected date cannot be read, as written")
        show_table(horizon_table(chosen.undated, heading_set), what, lines=2, file="horizon-undated")
    with st.expander(say("Appendix C: the scan as a list under its headings")):
        show_scan(chosen.items, heading_set)


def _draw_places(found: County, items: tuple[HorizonItem, ...], part: str) -> None:
    try:
        rule = returns.library().find(HorizonRule, "horizon-rule")
    except ToolkitError as error:
        show_faults(say("The rule for the scan cannot be read."), error)
        return
    heading_set = found.returns.heading_set
    if part == _DRIVERS:
        drivers = driver_map(items)
        st.subheader(inert_markdown(driver_headline(drivers)), anchor=False)
        st.write(inert_markdown(driver_sentence(drivers)))
        if drivers.placed:
            frame = driver_grid(drivers)
            show_drawing(cell_grid(frame, _DRIVER), driver_alt(drivers), grid_height(frame, _DRIVER[1]))
        else:
            st.info(say("Grade the impact and the confidence of an item under '{change}'.", change=_CHANGE))
        show_table(driver_table(drivers), say("Items by importance and certainty"), lines=2, file="drivers")
    elif part == _SECTORS:
        sectors = radar(items, heading_set, today(), rule)
        st.subheader(inert_markdown(radar_headline(sectors)), anchor=False)
        frame = radar_grid(sectors)
        show_drawing(cell_grid(frame, _CELL), radar_alt(sectors), grid_height(frame, _CELL[1]))
        show_table(radar_table(sectors), say("Items by sector and ring"), lines=4, file="sectors")
    else:
        reminders = review_reminders(items, today(), rule)
        st.subheader(inert_markdown(reminder_headline(reminders)), anchor=False)
        frame = reminder_table(reminders, heading_set)
        show_table(frame, say("Reviews, most pressing first"), lines=2, file="reviews")
