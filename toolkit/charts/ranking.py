"""Charts of one district's ranking."""

import altair as alt
import pandas as pd

from toolkit.charts.kept import kept
from toolkit.charts.rows import BAR, LINE, across, row, stacked, written
from toolkit.charts.theme import DARK_BLUE, DARK_PINK, INK, PALE_BLUE, Drawn, x2_at, x_at
from toolkit.language import say


@kept
def ranking_bars(frame: pd.DataFrame, n: int) -> Drawn:
    """Draw risk scores in rank order: each issue with its working over its bar, ties bracketed.

    `frame` is `tables.ranking_bar_table`. A score left open by unknown levels goes on as a pale, dashed bar
    to the highest it can be. A dashed line stands below the last issue that is, or may be, in the top `n`,
    and so never cuts a tie.
    """
    base = alt.Chart(frame)
    longest = max(1.0, float(frame["Highest"].max())) if len(frame) else 1.0
    scale = across(longest)
    bars = base.encode(y=row(), description=alt.Description("Told:N"))
    certain = alt.X("Lowest:Q", scale=scale, title=say("Risk score"), axis=alt.Axis(grid=False, tickCount=5))
    layers = [
        bars.mark_bar(size=BAR, yOffset=LINE, color=DARK_BLUE).encode(x=certain),
        bars.transform_filter("datum.Highest > datum.Lowest")
        .mark_bar(size=BAR, yOffset=LINE, color=PALE_BLUE, stroke=DARK_BLUE, strokeDash=[3, 2], aria=False)
        .encode(x=certain, x2=alt.X2("Highest:Q")),
        written(base, "Name", 0, weight="bold"),
        written(base, "Working", 1),
        *_brackets(base),
    ]
    if len(frame) and frame["Top"].iloc[-1] == "no":
        layers += _cut(base, n)
    return stacked(layers, lines=2)


def _brackets(base: alt.Chart) -> list[alt.Chart]:
    """Draw a bracket at the left of each group of rows that tie."""
    ties = base.transform_filter("datum.Tie > 0").transform_aggregate(
        First="min(Order)", Last="max(Order)", groupby=["Tie"]
    )
    line = ties.mark_rule(color=DARK_PINK, strokeWidth=3, strokeCap="square", aria=False)
    first, last = row(0.1, "First"), row(0.85, "Last")
    upright = line.encode(x=x_at(2), y=first, y2=alt.Y2("Last:O", bandPosition=0.85))
    return [upright, *(line.encode(x=x_at(2), x2=x2_at(9), y=end) for end in (first, last))]


def _cut(base: alt.Chart, n: int) -> list[alt.Chart]:
    """Draw a dashed line below the last row of the top list, and say so at its right end."""
    last = base.transform_filter("datum.Top != 'no'").transform_aggregate(Last="max(Order)")
    edge = row(1, "Last")
    rule = last.mark_rule(color=INK, strokeDash=[6, 3], aria=False).encode(y=edge)
    said = last.mark_text(
        align="right", baseline="top", dy=4 + LINE, text=say("\u2191 top {n}", n=n), aria=False
    )
    return [rule, said.encode(x=x_at("width"), y=edge)]
