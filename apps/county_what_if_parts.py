"""What if this happens? The county with a horizon item's levels moved, and what was assumed."""

import streamlit as st

from apps.showing import show_faults, show_table
from apps.widgets import plain, several
from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.methods.county import County
from toolkit.methods.horizon_what_if import STEP_OF, Step, county_if_it_happens
from toolkit.model.horizon import Factor, HorizonItem
from toolkit.tables.horizon import after_table, county_after_table
from toolkit.wording.horizon import after_headline, after_sentences
from toolkit.wording.plain import inert_markdown

_WAYS = {Step.UP: say("One level up"), Step.DOWN: say("One level down")}


def draw_what_if(found: County, items: tuple[HorizonItem, ...]) -> None:
    """Ask for an item, and what it would move; draw the ranks and counts that would follow."""
    if found.issues is None or not found.issues.issues:
        st.info(
            inert_markdown(
                found.refused or say("No district has scored its issues yet, so nothing can move.")
            )
        )
        return
    titles = {item.id: item.title for item in items}
    chosen = st.selectbox(say("Item"), list(titles), format_func=titles.__getitem__, key="what_if_item")
    item = next(one for one in items if one.id == chosen)
    names = {one.issue.id: one.issue.name for one in found.issues.issues}
    key = f"what_if/{item.id}"
    known = [issue for issue in item.issues if issue in names]
    issues = several(say("Issues it would affect"), names, known, f"{key}/issues")
    factors = {factor.value: plain(factor) for factor in Factor}
    moves = several(say("What it would move"), factors, [one.value for one in item.moves], f"{key}/moves")
    first = STEP_OF.get(item.direction, Step.UP)
    step = st.radio(
        say("Which way"),
        list(_WAYS),
        list(_WAYS).index(first),
        format_func=_WAYS.__getitem__,
        key=f"{key}/way",
    )
    if item.direction not in STEP_OF:
        st.caption(say("The item does not say which way it moves; you say."))
    if not issues or not moves:
        st.info(
            say("Say which issues it would affect, and whether it moves their harm, likelihood or capacity.")
        )
        return
    try:
        tried = item.changed(issues=issues, moves=tuple(Factor(one) for one in moves))
        after = county_if_it_happens(found.rankings, tried, step, found.returns.category_set.rules)
    except ToolkitError as error:
        show_faults(say("Nothing can be said yet."), error)
        return
    st.subheader(inert_markdown(after_headline(after)), anchor=False)
    for sentence in after_sentences(after, names):
        st.write(inert_markdown(sentence))
    show_table(
        after_table(after),
        say("Ranks of its issues by district, now and then"),
        lines=2,
        file="what-if-ranks",
    )
    counts = county_after_table(after)
    if len(counts):
        show_table(counts, say("Counts and places that would change"), lines=2, file="what-if-counts")
    else:
        st.write(say("No issue's count of districts, and no place by count, would change."))
