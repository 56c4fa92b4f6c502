"""Charts of how firm a ranking or a count is, and of what moved between two years."""

import altair as alt
import pandas as pd

from toolkit.charts.theme import DARK_BLUE, INK, PAPER, Drawn, stepped

_EVEN = 0.5
"""The chance from which a cell of the strip is dark enough for white text."""


def rank_strip(frame: pd.DataFrame) -> Drawn:
    """Draw the chance of each rank of each issue as a strip: the darker, the likelier; chances in tenths.

    `frame` is `tables.rank_chance_table`.
    """
    y = alt.Y("Issue:N", sort=None, title=None)
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
    return stepped(alt.layer(cells, *texts))
