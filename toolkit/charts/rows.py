"""What charts of rows share: the name of each row above its bar, so that a phone shows every text whole."""

from typing import Literal

import altair as alt

from toolkit.charts.theme import Drawn, x_at

GUTTER = 14
"""Pixels on the left of every bar, for brackets."""

BAR, LINE = 14, 17
"""Pixels of a bar and of a line of text."""


def stacked(layers: list[alt.Chart], lines: int) -> Drawn:
    """Lay marks over one another, every row high enough for `lines` of text and a bar."""
    chart: Drawn = alt.layer(*layers).properties(height=alt.Step(LINE * lines + BAR + 10), width="container")
    return chart


def row(place: float = 0.5, field: str = "Order") -> alt.Y:
    """Return the row of a mark by its order: at a place of 0 its upper edge, at 1 its lower."""
    return alt.Y(f"{field}:O", axis=None, bandPosition=place)


def written(
    base: alt.Chart, field: str, line: int, weight: Literal["normal", "bold"] = "normal"
) -> alt.Chart:
    """Write a text at the left of its row, over the bar."""
    mark = base.mark_text(align="left", baseline="top", dy=4 + line * LINE, fontWeight=weight, aria=False)
    text: alt.Chart = mark.encode(x=x_at(GUTTER), y=row(0), text=alt.Text(f"{field}:N"))
    return text


def across(longest: float) -> alt.Scale:
    """Return a scale from 0 to `longest` that leaves room for brackets on the left."""
    return alt.Scale(domain=[0, longest], nice=False, range=[GUTTER, alt.ExprRef("width")])
