"""The chart of a figure over time."""

import altair as alt
import pandas as pd

from toolkit.charts.kept import kept
from toolkit.charts.theme import DARK_BLUE, GREY, Drawn, y_at
from toolkit.language import say

HEIGHT = 150
_LABELS = 5
"""Months that are written below the line, so that a phone has room for them."""

_HEADROOM = 1.2
"""How far the scale goes beyond the largest count, so that the word on a break stands clear of the line."""


@kept
def trend_line(frame: pd.DataFrame) -> Drawn:
    """Draw counts over time as a line from 0; a count that is not known leaves a gap.

    `frame` is `tables.trend_line.line_points`. Months in a break have a grey ground, and a word on it.
    """
    said = frame["Said"].tolist()
    every = max(1, -(-len(said) // _LABELS))
    base = alt.Chart(frame)
    axis = alt.Axis(values=said[::every], title=None, grid=False, labelOverlap="greedy")
    x = alt.X("Said:O", sort=said, scale=alt.Scale(type="band"), axis=axis)
    count = alt.Axis(tickMinStep=1, format=",d", tickCount=4)
    scale = alt.Scale(zero=True, domainMax=max(1, frame["Count"].dropna().max() * _HEADROOM))
    y = alt.Y("Count:Q", title=say("Count"), scale=scale, axis=count)
    ground = base.transform_filter("datum.Break == 'yes'").mark_rect(color=GREY, aria=False).encode(x=x)
    line = base.mark_line(color=DARK_BLUE, strokeWidth=2, aria=False).encode(x=x, y=y)
    points = base.transform_filter("datum.Count != null").mark_circle(color=DARK_BLUE, size=30, opacity=1)
    marked = base.transform_filter("datum.Mark != ''").mark_text(align="left", baseline="top", aria=False)
    layers = [
        ground,
        marked.encode(x=alt.X("Said:O", sort=said, bandPosition=0), y=y_at(2), text="Mark:N"),
        line,
        points.encode(x=x, y=y, description=alt.Description("Told:N")),
    ]
    chart: Drawn = alt.layer(*layers).properties(height=HEIGHT, width="container")
    return chart
