"""Charts of the county: counts by category, counts of issues, ranks by district."""

import altair as alt
import pandas as pd

from toolkit.charts.theme import DARK_BLUE, GREY, INK, PALE_BLUE, PAPER, Drawn, stepped

SHADES = {"top": (DARK_BLUE, PAPER), "upper half": (PALE_BLUE, INK), "lower half": (GREY, INK)}
"""Fill and text colour of a heat map's cell by its rank."""


def rank_heat_map(frame: pd.DataFrame) -> Drawn:
    """Draw the rank of each issue in each district, the number in its cell; the top list is bold too.

    `frame` is `tables.rank_cell_table`.
    """
    x = alt.X("District:N", sort=None, title=None, axis=alt.Axis(orient="top", domain=False, ticks=False))
    y = alt.Y("Issue:N", sort=None, title=None, axis=alt.Axis(domain=False, ticks=False))
    fills = [fill for fill, _ in SHADES.values()]
    inks = [ink for _, ink in SHADES.values()]
    shade = alt.Color("Shade:N", scale=alt.Scale(domain=list(SHADES), range=fills), title="Rank")
    ink = alt.Color("Shade:N", scale=alt.Scale(domain=list(SHADES), range=inks), legend=None)
    told = ["Issue:N", "District:N", "Cell:N"]
    cells = (
        alt.Chart(frame).mark_rect(stroke=PAPER, strokeWidth=2).encode(x=x, y=y, color=shade, tooltip=told)
    )
    bold = alt.Chart(frame[frame["Shade"] == "top"]).mark_text(fontWeight="bold")
    plain = alt.Chart(frame[frame["Shade"] != "top"]).mark_text()
    texts = [part.encode(x=x, y=y, text="Cell:N", color=ink) for part in (bold, plain)]
    chart: Drawn = alt.layer(cells, *texts).resolve_scale(color="independent")
    return stepped(chart)


def category_bars(frame: pd.DataFrame, csps: int) -> Drawn:
    """Draw how many CSPs named each category, split by level, with the numbers in the bars.

    `frame` is `tables.category_level_table`; `csps` the number of CSPs, where the axis ends.
    """
    levels = ["Main", "Cross-cutting", "Sub-theme"]
    y = alt.Y("Priority:N", sort=list(dict.fromkeys(frame["Priority"])), title=None)
    scale = alt.Scale(domain=[0, csps])
    x = alt.X("Number of CSPs:Q", scale=scale, stack="zero", axis=alt.Axis(tickMinStep=1, format="d"))
    fill = alt.Color(
        "Level:N", scale=alt.Scale(domain=levels, range=[DARK_BLUE, PALE_BLUE, GREY]), title=None
    )
    ink = alt.Color("Level:N", scale=alt.Scale(domain=levels, range=[PAPER, INK, INK]), legend=None)
    order = alt.Order("Order:Q")
    base = alt.Chart(frame)
    bars = base.mark_bar(stroke=INK, strokeWidth=0.5).encode(x=x, y=y, color=fill, order=order)
    middle = alt.X("Number of CSPs:Q", scale=scale, stack="zero", bandPosition=0.5)
    numbers = base.mark_text().encode(x=middle, y=y, text="Label:N", color=ink, order=order, detail="Level:N")
    chart: Drawn = alt.layer(bars, numbers).resolve_scale(color="independent")
    return stepped(chart)


def issue_count_bars(frame: pd.DataFrame, districts: int) -> Drawn:
    """Draw in how many scored districts each issue reaches the top list: certain, and possible beyond it.

    `frame` is `tables.top_n_table`; `districts` the number scored, where the axis ends.
    """
    y = alt.Y("Issue:N", sort=None, title=None)
    scale = alt.Scale(domain=[0, districts])
    axis = alt.Axis(tickMinStep=1, format="d")
    base = alt.Chart(frame.assign(Label=_counts(frame))).encode(y=y)
    possible = base.mark_bar(color=PALE_BLUE, stroke=DARK_BLUE, strokeDash=[3, 2]).encode(
        x=alt.X("Districts, possible:Q", scale=scale, axis=axis, title="Scored districts")
    )
    certain = base.mark_bar(color=DARK_BLUE).encode(x=alt.X("Districts, certain:Q", scale=scale))
    numbers = base.mark_text(align="left", dx=5).encode(x="Districts, possible:Q", text="Label:N")
    return stepped(alt.layer(possible, certain, numbers))


def _counts(frame: pd.DataFrame) -> list[str]:
    pairs = zip(frame["Districts, certain"], frame["Districts, possible"], strict=True)
    return [str(low) if low == high else f"{low} to {high}" for low, high in pairs]
