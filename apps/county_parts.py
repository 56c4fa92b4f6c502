"""The parts of the county page: each draws one of the county's tables with its picture."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from apps import county_keys, returns
from apps.showing import show_bars, show_drawing, show_faults, show_table
from apps.versions import county_doubt_of, doubt_rule
from toolkit.charts.county import category_bars, issue_count_bars, map_height, rank_heat_map
from toolkit.charts.firmness import count_ranges
from toolkit.charts.harm_spread import harm_spread_chart
from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.methods.county import County
from toolkit.methods.harm_spread import harm_against_spread
from toolkit.methods.issue_count import IssueCounts
from toolkit.tables.county import (
    category_table,
    county_doubt_table,
    order_table,
    rank_table,
    report_table,
    severe_local_table,
    top_n_table,
)
from toolkit.tables.harm_spread import harm_spread_points, harm_spread_table
from toolkit.tables.pictures import category_bar_table, issue_count_table, rank_cell_table
from toolkit.tables.strips import count_range_table
from toolkit.wording.changes import count_range_alt
from toolkit.wording.county import (
    category_alt,
    category_headline,
    county_doubt_sentence,
    headline_labels,
    heat_map_alt,
    other_focus_sentence,
    reported_sentence,
    severe_local_sentence,
    top_n_sentence,
    unconfirmed_sentence,
)
from toolkit.wording.harm_spread import harm_spread_alt, harm_spread_headline, harm_spread_sentence
from toolkit.wording.plain import inert_markdown, number_word


def draw_returns(found: County) -> None:
    """Draw who has reported, and in which state."""
    reports = found.priorities.reports
    st.subheader(inert_markdown(reported_sentence(reports)), anchor=False)
    st.write(say("A draft, late or missing return is normal; every count says how many have reported."))
    show_table(report_table(reports), say("Returns by CSP"), lines=2, file="returns-by-csp")


def draw_issues(found: County) -> None:
    """Draw the part of the issues that is asked for: Appendix B, ranks, harm, order or how firm they are."""
    if found.issues is None:
        st.warning(inert_markdown(found.refused))
        return
    if not found.issues.issues:
        st.info(
            say("No district has scored its issues yet. Score one on the page Score, or import its return.")
        )
        return
    part = st.segmented_control(
        say("Part of the issues"),
        list(_ISSUE_PARTS),
        default=next(iter(_ISSUE_PARTS)),
        required=True,
        key=county_keys.ISSUES,
        bind="query-params",
    )
    if part is not None:
        _ISSUE_PARTS[part](found, found.issues)


def draw_appendix_a(found: County) -> None:
    """Draw Appendix A: the chart, the table and what goes below it."""
    count = found.priorities
    st.subheader(inert_markdown(category_headline(count)), anchor=False)
    csps = len(count.reports)
    show_bars(category_bars(category_bar_table(count.table, csps), csps), category_alt(count))
    show_table(
        category_table(count.table),
        say("Appendix A: priorities by number of CSPs"),
        lines=5,
        file="appendix-a",
    )
    st.write(inert_markdown(other_focus_sentence(count)))
    if waiting := unconfirmed_sentence(count):
        st.info(inert_markdown(waiting))
    with st.expander(say("Headlines for the covering report")):
        st.markdown("\n".join(f"- {inert_markdown(label)}" for label in headline_labels(count)))


def draw_appendix_b(counts: IssueCounts) -> None:
    """Draw Appendix B: issues in the top list of at least one district."""
    st.write(inert_markdown(top_n_sentence(counts)))
    chart = issue_count_bars(issue_count_table(counts), len(counts.districts))
    show_bars(chart, say("Bar chart of the number of districts. {top}", top=top_n_sentence(counts)))
    what = say("Appendix B: issues in the top list of at least one district")
    show_table(top_n_table(counts), what, lines=3, file="appendix-b")


def draw_ranks(counts: IssueCounts) -> None:
    """Draw the rank of each issue in each district."""
    st.caption(
        say(
            "Dark and bold: in the top {top_n}. Dashed outline: may be, depending on "
            "levels that are not known. Paler below: the upper half of the list, then the lower.",
            top_n=number_word(counts.rules.top_n),
        )
    )
    chart = rank_heat_map(rank_cell_table(counts))
    show_drawing(chart, heat_map_alt(counts), map_height(len(counts.issues)))
    show_table(
        rank_table(counts),
        say("Rank of each issue in each scored district"),
        lines=2,
        file="ranks-by-district",
    )


def draw_order(counts: IssueCounts) -> None:
    """Draw the order by count with the mean rank beside it."""
    st.write(say("A count favours common issues; the mean rank beside it shows where the two orders differ."))
    show_table(
        order_table(counts),
        say("Issues by count, with the mean rank beside it"),
        lines=2,
        file="county-order",
    )


def draw_severe(found: County, counts: IssueCounts) -> None:
    """Draw harm against spread, and what is severe but local with room for why it was not escalated."""
    spread = harm_against_spread(found.rankings, counts)
    if not spread:
        st.info(say("The matrix has no section that measures harm, so nothing can be called severe."))
        return
    st.subheader(inert_markdown(harm_spread_headline(spread)), anchor=False)
    st.write(inert_markdown(harm_spread_sentence(counts.rules)))
    points, at_most = harm_spread_points(spread), counts.rules.local_at_most
    show_bars(harm_spread_chart(points, len(counts.districts), at_most), harm_spread_alt(spread))
    show_table(
        harm_spread_table(spread), say("Issues by harm and spread"), lines=2, file="harm-against-spread"
    )
    st.write(inert_markdown(severe_local_sentence(counts)))
    frame = severe_local_table(counts, found.returns.not_escalated)
    what = say("Severe but local, with the reason it was not escalated")
    show_table(frame, what, lines=3, file="severe-but-local")
    st.caption(say("Write or change a reason on the tab Decide."))


def draw_firm_counts(found: County) -> None:
    """Draw each count with its likely range; drawing the county ranks may take a moment the first time."""
    with st.spinner(say("Working out how firm the counts are")):
        doubt = county_doubt_of(found)
    try:
        rule = doubt_rule(returns.library())
    except ToolkitError as error:
        show_faults(say("The rule for chances cannot be read."), error)
        return
    if doubt is None:
        st.warning(inert_markdown(found.refused))
        return
    st.write(inert_markdown(county_doubt_sentence(doubt)))
    st.caption(say("A diamond is the count; the bar is its likely range."))
    frame = count_range_table(doubt, rule)
    show_bars(count_ranges(frame, len(doubt.counts.districts)), count_range_alt(doubt))
    what = say("Counts and county ranks with their likely ranges")
    show_table(county_doubt_table(doubt, rule), what, file="how-firm-the-counts-are")


_ISSUE_PARTS: Final[dict[str, Callable[[County, IssueCounts], None]]] = {
    say("Appendix B"): lambda _, counts: draw_appendix_b(counts),
    say("Ranks"): lambda _, counts: draw_ranks(counts),
    say("Harm and spread"): draw_severe,
    say("Order"): lambda _, counts: draw_order(counts),
    say("How firm"): lambda found, _: draw_firm_counts(found),
}
