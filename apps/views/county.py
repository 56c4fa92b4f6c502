"""County: Appendix A, Appendix B, the table of ranks, what is severe but local, and Appendix C."""

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from apps import session
from apps.county_parts import (
    draw_appendix_a,
    draw_appendix_b,
    draw_firm_counts,
    draw_order,
    draw_ranks,
    draw_severe,
)
from apps.gate import open_county
from apps.showing import marked_name, show_faults, show_scan, show_table
from apps.versions import county_of
from toolkit.documents import county_document, json_text
from toolkit.errors import ToolkitError
from toolkit.methods.issue_count import IssueCounts
from toolkit.tables import report_table
from toolkit.wording import as_at_sentence, inert_markdown, reported_sentence

_TABS = [
    "Appendix A",
    "Appendix B",
    "Ranks",
    "How firm",
    "Severe but local",
    "Order",
    "Appendix C",
    "Returns",
]


def render() -> None:
    """Draw the page."""
    returns = open_county("County")
    try:
        found = county_of(returns)
    except ToolkitError as error:
        show_faults("The county cannot be counted yet.", error)
        return
    count = found.priorities
    st.write(inert_markdown(f"{as_at_sentence(count)} {reported_sentence(count.reports)}"))
    a, b, ranks, firm, severe, order, c, reports = st.tabs(_TABS)
    with a:
        draw_appendix_a(found)
    of_issues: tuple[tuple[DeltaGenerator, Callable[[IssueCounts], None]], ...] = (
        (b, draw_appendix_b),
        (ranks, draw_ranks),
        (severe, lambda _: draw_severe(found)),
        (order, draw_order),
        (firm, lambda _: draw_firm_counts(found)),
    )
    for tab, draw in of_issues:
        with tab:
            if found.issues is None:
                st.warning(inert_markdown(found.refused))
            elif found.issues.issues:
                draw(found.issues)
            else:
                st.info("No district has scored its issues yet.")
    with c:
        show_scan(returns.horizon, returns.heading_set)
    with reports:
        show_table(report_table(count.reports), "Returns by CSP", lines=2, file="returns-by-csp")
    st.download_button(
        "Download these tables (JSON)",
        lambda: json_text(county_document(found)),
        file_name=marked_name("county.json", session.marking()),
        mime="application/json",
        on_click="ignore",
    )


render()
