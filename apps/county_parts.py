"""The parts of the county page: each draws one of the county's tables with its picture."""

import streamlit as st

from apps import returns
from apps.showing import show_bars, show_drawing, show_faults, show_table
from apps.versions import county_doubt_of, doubt_rule
from toolkit.charts import category_bars, count_ranges, issue_count_bars, map_height, rank_heat_map
from toolkit.errors import ToolkitError
from toolkit.methods.county import County
from toolkit.methods.issue_count import IssueCounts
from toolkit.tables import (
    category_bar_table,
    category_table,
    count_range_table,
    county_doubt_table,
    issue_count_table,
    order_table,
    rank_cell_table,
    rank_table,
    severe_local_table,
    top_n_table,
)
from toolkit.wording import (
    category_alt,
    category_headline,
    count_range_alt,
    county_doubt_sentence,
    headline_labels,
    heat_map_alt,
    inert_markdown,
    number_word,
    other_focus_sentence,
    severe_local_sentence,
    top_n_sentence,
    unconfirmed_sentence,
)


def draw_appendix_a(found: County) -> None:
    """Draw Appendix A: the chart, the table and what goes below it."""
    count = found.priorities
    st.subheader(inert_markdown(category_headline(count)), anchor=False)
    csps = len(count.reports)
    show_bars(category_bars(category_bar_table(count.table, csps), csps), category_alt(count))
    show_table(
        category_table(count.table), "Appendix A: priorities by number of CSPs", lines=5, file="appendix-a"
    )
    st.write(inert_markdown(other_focus_sentence(count)))
    if waiting := unconfirmed_sentence(count):
        st.info(inert_markdown(waiting))
    with st.expander("Headlines for the covering report"):
        st.markdown("\n".join(f"- {inert_markdown(label)}" for label in headline_labels(count)))


def draw_appendix_b(counts: IssueCounts) -> None:
    """Draw Appendix B: issues in the top list of at least one district."""
    st.write(inert_markdown(top_n_sentence(counts)))
    chart = issue_count_bars(issue_count_table(counts), len(counts.districts))
    show_bars(chart, f"Bar chart of the number of districts. {top_n_sentence(counts)}")
    what = "Appendix B: issues in the top list of at least one district"
    show_table(top_n_table(counts), what, lines=3, file="appendix-b")


def draw_ranks(counts: IssueCounts) -> None:
    """Draw the rank of each issue in each district."""
    st.caption(
        f"Dark and bold: in the top {number_word(counts.rules.top_n)}. Dashed outline: may be, depending on "
        "levels that are not known. Paler below: the upper half of the list, then the lower."
    )
    chart = rank_heat_map(rank_cell_table(counts))
    show_drawing(chart, heat_map_alt(counts), map_height(len(counts.issues)))
    show_table(
        rank_table(counts), "Rank of each issue in each scored district", lines=2, file="ranks-by-district"
    )


def draw_order(counts: IssueCounts) -> None:
    """Draw the order by count with the mean rank beside it."""
    st.write("A count favours common issues; the mean rank beside it shows where the two orders differ.")
    show_table(
        order_table(counts), "Issues by count, with the mean rank beside it", lines=2, file="county-order"
    )


def draw_severe(found: County) -> None:
    """Draw what is severe but local, with room for why it was not escalated."""
    if found.issues is None:
        st.warning(inert_markdown(found.refused))
        return
    st.write(inert_markdown(severe_local_sentence(found.issues)))
    frame = severe_local_table(found.issues, found.returns.not_escalated)
    show_table(
        frame, "Severe but local, with the reason it was not escalated", lines=3, file="severe-but-local"
    )


def draw_firm_counts(found: County) -> None:
    """Draw each count with its likely range; drawing the county ranks may take a moment the first time."""
    with st.spinner("Working out how firm the counts are"):
        doubt = county_doubt_of(found)
    try:
        rule = doubt_rule(returns.library())
    except ToolkitError as error:
        show_faults("The rule for chances cannot be read.", error)
        return
    if doubt is None:
        st.warning(inert_markdown(found.refused))
        return
    st.write(inert_markdown(county_doubt_sentence(doubt)))
    st.caption("A diamond is the count; the bar is its likely range.")
    frame = count_range_table(doubt, rule)
    show_bars(count_ranges(frame, len(doubt.counts.districts)), count_range_alt(doubt))
    what = "Counts and county ranks with their likely ranges"
    show_table(county_doubt_table(doubt, rule), what, file="how-firm-the-counts-are")
