"""Data frames to Altair charts in one theme; never colour alone."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

INK = "#0b0c0c"
PAPER = "#ffffff"
DARK_BLUE, DARK_PINK, PALE_BLUE, GREY = "#12436D", "#801650", "#ADD1F1", "#F2F2F2"
"""From the palette for charts of the Government Analysis Function's data visualisation guidance."""

Drawn = alt.LayerChart | alt.FacetChart
"""A chart in layers; Altair types every layered chart so."""

SHADES = {"top": (DARK_BLUE, PAPER), "upper half": (PALE_BLUE, INK), "lower half": (GREY, INK)}
"""Fill and text colour of a heat map's cell by its rank."""

CHART_ROW = 26
"""Pixels of a chart's row."""

_WIDTH = 860
"""Pixels of a whole chart: it fits a laptop, and a phone scrolls it."""

_EVEN = 0.5
"""The chance from which a cell of the strip is dark enough for white text."""
_ROOM_BESIDE = 5
"""Half-steps left free on either side of dots that share a level."""


@alt.theme.register("csp_toolkit", enable=True)
def theme() -> alt.theme.ThemeConfig:
    """Return the one look of every chart: dark text in full, level labels, white ground."""
    return alt.theme.ThemeConfig(
        config={
            "background": PAPER,
            "font": "Liberation Sans, Arial, sans-serif",
            "axis": {
                "labelColor": INK,
                "titleColor": INK,
                "labelFontSize": 13,
                "titleFontSize": 13,
                "labelLimit": 0,
                "labelAngle": 0,
                "domainColor": INK,
                "tickColor": INK,
                "gridColor": "#dddddd",
            },
            "legend": {
                "labelColor": INK,
                "titleColor": INK,
                "labelFontSize": 13,
                "titleFontSize": 13,
                "orient": "top",
                "symbolType": "square",
            },
            "header": {"labelColor": INK, "titleColor": INK, "labelFontSize": 13},
            "text": {"color": INK, "fontSize": 13},
            "view": {"stroke": None},
        }
    )


def _stepped(chart: Drawn) -> Drawn:
    """Give every row of a chart the same height, whatever their number."""
    stepped: Drawn = chart.properties(height=alt.Step(CHART_ROW), width=_WIDTH)
    return stepped


def ranking_bars(frame: pd.DataFrame, top: str | None) -> Drawn:
    """Draw risk scores in rank order: a bar an issue, ties bracketed, the working beside it.

    `frame` is `tables.ranking_bar_table`. A score left open by unknown levels is a pale bar from lowest to
    highest. `top` names the last issue of the top list, under which a line is drawn.
    """
    order = list(frame["Issue"])
    longest = max(1.0, float(frame["Highest"].max()))
    y = alt.Y("Issue:N", sort=order, title=None)
    scale = alt.Scale(domain=[-longest * 0.04, longest * 1.9])
    ticks = alt.Axis(values=[round(longest * part / 4) for part in range(5)], grid=False)
    base = alt.Chart(frame).encode(y=y)
    layers: list[alt.Chart] = [
        base.mark_bar(color=PALE_BLUE, stroke=DARK_BLUE, strokeDash=[3, 2]).encode(
            x=alt.X("Lowest:Q", scale=scale, axis=ticks, title="Risk score"), x2="Highest:Q"
        ),
        base.mark_bar(color=DARK_BLUE).encode(x=alt.X("Lowest:Q", scale=scale, axis=ticks)),
        base.mark_text(align="left", dx=6).encode(
            x=alt.X("Highest:Q", scale=scale, axis=ticks), text="Label:N"
        ),
    ]
    tied = frame[frame["Tie"] != ""]
    if len(tied):
        x = alt.XDatum(-longest * 0.02, scale=scale, axis=ticks)
        bracket = alt.Chart(tied).encode(y=y, x=x, detail="Tie:N")
        layers.append(
            bracket.mark_line(color=DARK_PINK, strokeWidth=3, point={"color": DARK_PINK, "size": 40})
        )
    if top is not None:
        last = alt.Chart(frame[frame["Issue"] == top])
        edge = alt.Y("Issue:N", sort=order, title=None, bandPosition=1)
        layers.append(last.mark_rule(color=INK, strokeDash=[6, 3]).encode(y=edge))
    return _stepped(alt.layer(*layers))


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
    return _stepped(chart)


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
    return _stepped(chart)


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
    return _stepped(alt.layer(possible, certain, numbers))


def _counts(frame: pd.DataFrame) -> list[str]:
    pairs = zip(frame["Districts, certain"], frame["Districts, possible"], strict=True)
    return [str(low) if low == high else f"{low} to {high}" for low, high in pairs]


def rank_strip(frame: pd.DataFrame) -> Drawn:
    """Draw the chance of each rank of each issue as a strip: the darker, the likelier; chances in tenths.

    `frame` is `tables.rank_chance_table`.
    """
    y = alt.Y("Issue:N", sort=list(dict.fromkeys(frame["Issue"])), title=None)
    x = alt.X("Rank:O", title="Rank", axis=alt.Axis(orient="top"))
    base = alt.Chart(frame).encode(x=x, y=y)
    strength = alt.Color("Chance:Q", scale=alt.Scale(domain=[0, 1], range=[PAPER, DARK_BLUE]), legend=None)
    cells = base.mark_rect(stroke="#eeeeee").encode(
        color=strength, tooltip=["Issue:N", "Rank:O", "In words:N"]
    )
    texts = [
        alt.Chart(part).mark_text(color=ink, fontSize=11).encode(x=x, y=y, text="Tenths:N")
        for part, ink in ((frame[frame["Chance"] >= _EVEN], PAPER), (frame[frame["Chance"] < _EVEN], INK))
        if len(part)
    ]
    return _stepped(alt.layer(cells, *texts))


def spread_chart(levels: pd.DataFrame, axis: Sequence[str]) -> Drawn:
    """Draw the levels given for one issue: a row a criterion, a dot a scorer, a diamond what was agreed.

    `levels` is `tables.spread_long_table` and `axis` is `tables.level_axis`.
    """
    x = alt.X("Level:N", title="Level given", scale=alt.Scale(domain=list(axis)), axis=alt.Axis(labelAngle=0))
    y = alt.Y("Criterion:N", sort=None, title=None, axis=alt.Axis(labelLimit=0, grid=True))
    told = ["Criterion:N", "Level:N", "Scorer:N", "Kind:N"]
    layers = []
    agreed = levels["Kind"] == "agreed"
    if agreed.any():
        base = alt.Chart(levels[agreed]).encode(x=x, y=y, tooltip=told)
        layers.append(base.mark_point(shape="diamond", size=500, strokeWidth=2.5, color=DARK_PINK))
    if not agreed.all():
        base = alt.Chart(levels[~agreed]).encode(x=x, y=y, tooltip=told)
        dots = base.mark_circle(size=110, color=DARK_BLUE, opacity=1, stroke="white", strokeWidth=1)
        room = _ROOM_BESIDE + int(levels["Among equals"].abs().max())
        layers.append(
            dots.encode(xOffset=alt.XOffset("Among equals:Q", scale=alt.Scale(domain=[-room, room])))
        )
    return alt.layer(*layers).properties(height=alt.Step(34))
