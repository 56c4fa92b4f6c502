"""The chart of harm against spread."""

from typing import Literal

import altair as alt
import pandas as pd

from toolkit.cells.words import word_text
from toolkit.charts.kept import kept
from toolkit.charts.theme import DARK_BLUE, DARK_PINK, INK, PAPER, Drawn
from toolkit.language import say
from toolkit.methods.harm_spread import Quadrant

_MARKS = {
    word_text(Quadrant.SEVERE_LOCAL): (DARK_PINK, "diamond"),
    word_text(Quadrant.SEVERE_WIDE): (DARK_BLUE, "circle"),
    word_text(Quadrant.WIDE): (DARK_BLUE, "square"),
    word_text(Quadrant.NEITHER): (PAPER, "circle"),
    word_text(Quadrant.OPEN): (PAPER, "triangle-up"),
}
"""The fill and shape of a point by where its issue stands."""

_SIDES: tuple[tuple[str, Literal["left", "right"], int], ...] = (("right", "left", 9), ("left", "right", -9))
"""The side a point's numbers stand on, how they are aligned there, and how far away."""

_AROUND = 0.7
"""Districts, and points of harm, left free around the points, for their numbers."""

_HEIGHT = 460


@kept
def harm_spread_chart(frame: pd.DataFrame, districts: int, at_most: int) -> Drawn:
    """Draw each issue's mean harm over the number of districts that have it in the top.

    `frame` is `tables.harm_spread.harm_spread_points`; `districts` the number scored, where the axis ends;
    left of the dashed line, past `at_most` districts, an issue is local. Thin lines show what unknown levels
    leave open. The numbers beside the points are those of the table.
    """
    base = alt.Chart(frame)
    axis = alt.Axis(tickMinStep=1, format="d", grid=False)
    across = alt.Scale(domain=[-_AROUND, districts + _AROUND], nice=False)
    x = alt.X("Spread:Q", scale=across, axis=axis, title=say("Scored districts with the issue in the top"))
    lowest, highest = float(frame["Harm"].min()), float(frame["HarmMost"].max())
    up = alt.Scale(domain=[lowest - _AROUND, highest + _AROUND], nice=False, zero=False)
    y = alt.Y("Harm:Q", scale=up, title=say("Mean harm"), axis=alt.Axis(grid=False))
    line = alt.Chart(pd.DataFrame({"Line": [at_most + 0.5]}))
    points = base.encode(x=x, y=y)
    shapes, colours = [shape for _, shape in _MARKS.values()], [colour for colour, _ in _MARKS.values()]
    layers = [
        line.mark_rule(stroke=INK, strokeDash=[5, 4], aria=False).encode(x=alt.X("Line:Q", scale=across)),
        points.mark_rule(stroke=INK, strokeWidth=1, aria=False).encode(y2=alt.Y2("HarmMost:Q")),
        points.mark_rule(stroke=INK, strokeWidth=1, aria=False).encode(x2=alt.X2("SpreadMost:Q")),
        points.mark_point(size=130, stroke=INK, filled=True, strokeWidth=1, opacity=1).encode(
            shape=alt.Shape("Stands:N", title=None, scale=_by_stand(shapes), legend=alt.Legend(columns=1)),
            fill=alt.Fill("Stands:N", title=None, scale=_by_stand(colours)),
            description=alt.Description("Told:N"),
            tooltip=alt.Tooltip("Told:N"),
        ),
        *(
            points.transform_filter(f"datum.Side == '{side}'")
            .mark_text(align=align, dx=away, aria=False)
            .encode(text=alt.Text("Numbers:N"))
            for side, align, away in _SIDES
        ),
    ]
    chart: Drawn = alt.layer(*layers).properties(height=_HEIGHT, width="container")
    return chart


def _by_stand(marks: list[str]) -> alt.Scale:
    return alt.Scale(domain=list(_MARKS), range=marks)
