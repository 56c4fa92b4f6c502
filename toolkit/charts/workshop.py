"""Charts of a workshop: the levels that scorers gave."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from toolkit.charts.kept import kept
from toolkit.charts.theme import DARK_BLUE, DARK_PINK, Drawn
from toolkit.language import say

_ROOM_BESIDE = 5
"""Half-steps left free on either side of dots that share a level."""

_ROOM_SIZE = 20
"""Pixels of the letters of a chart on the screen in the room."""


@kept
def spread_chart(levels: pd.DataFrame, axis: Sequence[str]) -> Drawn:
    """Draw the levels given for one issue: a row a criterion, a dot a scorer, a diamond what was agreed.

    `levels` is `tables.spread_long_table` and `axis` is `tables.level_axis`.
    """
    x = alt.X(
        "Level:N", title=say("Level given"), scale=alt.Scale(domain=list(axis)), axis=alt.Axis(labelAngle=0)
    )
    y = alt.Y("Criterion:N", sort=None, title=None, axis=alt.Axis(labelLimit=0, grid=True))
    told = [
        alt.Tooltip("Criterion:N", title=say("Criterion")),
        alt.Tooltip("Level:N", title=say("Level")),
        alt.Tooltip("Scorer:N", title=say("Scorer")),
    ]
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


@kept
def for_the_room(chart: Drawn) -> Drawn:
    """Return a chart with letters that can be read across a room."""
    larger: Drawn = chart.configure_axis(labelFontSize=_ROOM_SIZE, titleFontSize=_ROOM_SIZE)
    return larger
