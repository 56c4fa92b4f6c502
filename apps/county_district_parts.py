"""Districts of the county: tiles, the counts without each, and how high each one scores."""

import streamlit as st

from apps import county_keys, returns
from apps.showing import show_drawing, show_faults, show_table
from toolkit.charts.grid import cell_grid, grid_height
from toolkit.errors import ToolkitError
from toolkit.files.plans import tiles_for
from toolkit.language import say
from toolkit.methods.county import County
from toolkit.methods.districts import harshness, leave_one_district_out
from toolkit.tables.sensitivity import harshness_table, without_table
from toolkit.tables.tiles import (
    Said,
    category_tiles,
    harshness_tiles,
    rank_tiles,
    status_tiles,
    tile_grid,
    tile_table,
)
from toolkit.wording.county_picture import tile_alt, tile_headline
from toolkit.wording.districts import harshness_sentence, without_sentence
from toolkit.wording.plain import inert_markdown

_TILE = (112, 84)
"""Pixels of a tile across and down."""

_STATUS, _CATEGORY = say("How far each return has come"), say("Where a category is named")
_RANK, _HARSH = say("Rank of an issue"), say("How high each scores")


def draw_districts(found: County) -> None:
    """Draw what each district does, and what it does to the county's picture."""
    _draw_tiles(found)
    if found.issues is None:
        st.warning(inert_markdown(found.refused))
        return
    if not found.issues.issues:
        st.info(
            say("No district has scored its issues yet. Score one on the page Score, or import its return.")
        )
        return
    st.header(say("Without each district"), anchor=False)
    without = leave_one_district_out(found.issues)
    n = found.issues.rules.top_n
    st.write(inert_markdown(without_sentence(without, n)))
    names = {one.issue.id: one.issue.name for one in found.issues.issues}
    what = say("The county's count without each scored district")
    show_table(without_table(without, names, n), what, lines=2, file="without-each-district")
    st.header(say("How high each district scores"), anchor=False)
    harsh = harshness(found.rankings)
    st.write(inert_markdown(harshness_sentence(harsh)))
    what = say("Mean level of each district less the county's, by criterion, in levels")
    matrix = found.rankings[0].scored.return_.matrix
    show_table(harshness_table(harsh, matrix), what, file="how-high-each-scores")


def _draw_tiles(found: County) -> None:
    try:
        layout = tiles_for(returns.library(), found.returns.area_set)
    except ToolkitError as error:
        show_faults(say("The tiles of the districts cannot be read."), error)
        return
    scored = bool(found.issues and found.issues.issues)
    kinds = [_STATUS, _CATEGORY, *([_RANK, _HARSH] if scored else [])]
    kind = st.selectbox(say("Show on the tiles"), kinds, key=county_keys.TILES, bind="query-params")
    said, what, missing = _said(found, kind)
    st.subheader(inert_markdown(tile_headline(said, what)), anchor=False)
    areas = found.returns.area_set
    if layout is None:
        st.caption(say("No layout of tiles is known for these districts; the table says the same."))
    else:
        frame = tile_grid(layout, areas, said, missing)
        show_drawing(cell_grid(frame, _TILE), tile_alt(layout, said, what), grid_height(frame, _TILE[1]))
        st.caption(inert_markdown(layout.note))
    show_table(
        tile_table(areas, said, what, missing), say("{what}, by district", what=what), file="by-district"
    )


def _said(found: County, kind: str) -> tuple[Said, str, str]:
    """Return what the tiles say, what it is about, and what a district without a word says."""
    if kind == _CATEGORY:
        labels = {one.code: one.label for one in found.returns.category_set.categories}
        code = st.selectbox(
            say("Category"), list(labels), format_func=labels.__getitem__, key="tile_category"
        )
        return (
            category_tiles(found, code),
            say("Level at which {code} is named", code=labels[code]),
            say("no return"),
        )
    if kind == _RANK and found.issues:
        names = {one.issue.id: one.issue.name for one in found.issues.issues}
        issue = st.selectbox(say("Issue"), list(names), format_func=names.__getitem__, key="tile_issue")
        return rank_tiles(found.issues, issue), say("Rank of {issue}", issue=names[issue]), say("not scored")
    if kind == _HARSH:
        return (
            harshness_tiles(harshness(found.rankings)),
            say("Levels above or below the county"),
            say("not scored"),
        )
    return status_tiles(found), say("Status of the return"), say("no return")
