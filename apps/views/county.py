"""County: returns, counts, districts, years, the policing plan, the horizon, and what is decided."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from apps import county_keys, session
from apps.county_decide_parts import draw_decide
from apps.county_district_parts import draw_districts
from apps.county_horizon_parts import draw_horizon
from apps.county_pack_parts import draw_papers
from apps.county_parts import draw_appendix_a, draw_issues, draw_returns
from apps.county_plan_parts import draw_plan
from apps.county_year_parts import draw_years
from apps.gate import open_county
from apps.short_forms import explain
from apps.showing import marked_name, show_faults
from apps.versions import county_of
from toolkit.documents import county_document, json_text
from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.methods.county import County
from toolkit.wording.county import as_at_sentence, reported_sentence
from toolkit.wording.plain import inert_markdown

Draw = Callable[[County, str], None]

_TABS: Final[dict[str, Draw]] = {
    say("Returns"): lambda found, _: draw_returns(found),
    say("Priorities"): lambda found, _: draw_appendix_a(found),
    say("Issues"): lambda found, _: draw_issues(found),
    say("Districts"): lambda found, _: draw_districts(found),
    say("Years"): draw_years,
    say("Plan"): lambda found, _: draw_plan(found),
    say("Horizon"): lambda found, _: draw_horizon(found),
    say("Decide"): draw_decide,
    say("Papers"): draw_papers,
}
"""What each tab draws, given the county and its year; only the open one is drawn."""


def render() -> None:
    """Draw the page."""
    returns = open_county(say("County"))
    try:
        found = county_of(returns)
    except ToolkitError as error:
        show_faults(say("The county cannot be counted yet."), error)
        return
    count = found.priorities
    explain("CSP", "CSV", "JSON", texts=[one.label for one in returns.category_set.categories])
    st.write(inert_markdown(f"{as_at_sentence(count)} {reported_sentence(count.reports)}"))
    tabs = st.tabs(list(_TABS), key=county_keys.TAB, bind="query-params")
    for tab, draw in zip(tabs, _TABS.values(), strict=True):
        if tab.open:
            with tab:
                draw(found, returns.returns[0].assessment_year)
    st.download_button(
        say("Download these tables (JSON)"),
        lambda: json_text(county_document(found)),
        file_name=marked_name("county.json", session.marking()),
        mime="application/json",
        on_click="ignore",
    )


render()
