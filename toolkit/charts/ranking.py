"""Charts of one district's ranking."""

import altair as alt
import pandas as pd

from toolkit.charts.theme import DARK_BLUE, DARK_PINK, INK, PALE_BLUE, Drawn, stepped


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
    return stepped(alt.layer(*layers))
