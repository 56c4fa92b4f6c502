"""Years of the county: how many CSPs named what, one district's priorities, and editions of the agreement."""

import streamlit as st

from apps import county_keys, returns
from apps.showing import show_drawing, show_faults, show_table
from apps.versions import county_of
from toolkit.charts.firmness import slope_chart, strip_height
from toolkit.errors import ToolkitError
from toolkit.files.crosswalks import category_crosswalk_between, crosswalk_between, refuse_misfit
from toolkit.language import say
from toolkit.methods.county import County
from toolkit.methods.county_trends import compare_counts
from toolkit.methods.priority_trends import compare_priorities
from toolkit.methods.return_priorities import compare_return_priorities
from toolkit.model.county import CountyReturns
from toolkit.model.list_crosswalk import CategoryCrosswalk
from toolkit.model.priorities import Crosswalk
from toolkit.tables.county_years import county_slope_table
from toolkit.tables.trends import count_change_table, edition_table, year_priority_table
from toolkit.wording.county_picture import county_slope_alt
from toolkit.wording.plain import inert_markdown
from toolkit.wording.trends import (
    count_change_sentence,
    edition_sentence,
    lists_sentence,
    year_priority_sentence,
)


def draw_years(found: County, year: str) -> None:
    """Draw what changed since an earlier year, and how editions of the agreement follow from one another."""
    earlier = [one for one in returns.county_years() if one < year]
    if earlier:
        old_year = st.selectbox(
            say("Compare with the year"), earlier, key=county_keys.EARLIER, bind="query-params"
        )
        try:
            old = returns.county_returns(old_year)
            _draw_counts(_under_its_own_set(old), found, (old_year, year))
            _draw_district(old, found.returns, (old_year, year))
        except ToolkitError as error:
            show_faults(say("The two years cannot be compared."), error)
    else:
        st.info(
            say(
                "There is no return of a year before {year}. Import last year's with csp-toolkit store "
                "import FOLDER, and the two years stand side by side here.",
                year=year,
            )
        )
    _draw_editions()


def _under_its_own_set(old: CountyReturns) -> County:
    """Count an earlier year by the categories its returns were confirmed under, where they share one set."""
    sets = {return_.category_set.ref: return_.category_set for return_ in old.returns}
    return county_of(old.changed(category_set=next(iter(sets.values()))) if len(sets) == 1 else old)


def _draw_counts(old: County, new: County, years: tuple[str, str]) -> None:
    st.header(say("Categories by number of CSPs"), anchor=False)
    sets = old.returns.category_set, new.returns.category_set
    walk = crosswalk_between(returns.library(), CategoryCrosswalk, sets[0].ref, sets[1].ref)
    if walk.crosswalk:
        refuse_misfit(walk.crosswalk, sets[0].codes, sets[1].codes)
    changes = compare_counts(old.priorities, new.priorities, walk.crosswalk)
    st.write(inert_markdown(count_change_sentence(changes, *years)))
    if followed := lists_sentence(sets[0].ref, sets[1].ref, walk.crosswalk, walk.choice):
        st.write(inert_markdown(followed))
    st.caption(say("In brackets the number of CSPs. Solid and thick: more. Dashed: fewer. Thin: as many."))
    frame = county_slope_table(changes)
    alt = county_slope_alt(changes, *years)
    show_drawing(slope_chart(frame, years), alt, strip_height(int(frame["Place"].max())))
    what = say("Categories by number of CSPs in the two years")
    show_table(count_change_table(changes, *years), what, lines=3, file="two-years-of-categories")


def _draw_district(old: CountyReturns, new: CountyReturns, years: tuple[str, str]) -> None:
    before, now = ({one.district: one for one in county.returns} for county in (old, new))
    both = [district for district in now if district in before]
    if not both:
        return
    st.header(say("One district's priorities"), anchor=False)
    chosen = st.selectbox(say("District"), both, key=county_keys.DISTRICT, bind="query-params")
    try:
        walk = category_crosswalk_between(returns.library(), before[chosen], now[chosen])
        found = compare_return_priorities(before[chosen], now[chosen], walk.crosswalk)
    except ToolkitError as error:
        show_faults(say("This district's two years cannot be compared."), error)
        return
    st.write(inert_markdown(year_priority_sentence(found, *years)))
    what = say("Priorities of {chosen} in the two years", chosen=chosen)
    show_table(year_priority_table(found, *years), what, lines=3, file="two-years-of-a-district")


def _draw_editions() -> None:
    st.header(say("Editions of the county agreement"), anchor=False)
    entries = returns.library().entries(Crosswalk)
    if not entries:
        st.info(say("No list says how editions of the agreement follow from one another."))
        return
    try:
        crosswalk = returns.library().crosswalk(entries[0].id)
        editions = list(dict.fromkeys(row.edition for row in crosswalk.editions))
        left, right = st.columns(2)
        old = left.selectbox(say("From the edition"), editions[:-1], key="old_edition")
        later = editions[editions.index(old) + 1 :]
        new = right.selectbox(say("To the edition"), later, key=f"new_edition/{old}")
        found = compare_priorities(crosswalk, old, new)
    except ToolkitError as error:
        show_faults(say("These editions cannot be compared."), error)
        return
    st.write(inert_markdown(edition_sentence(found)))
    show_table(edition_table(found), say("What became of each priority"), lines=3, file="editions")
