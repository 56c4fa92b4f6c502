"""The chart of how many CSPs stand under each priority of a policing plan."""

import altair as alt
import pandas as pd

from toolkit.charts.kept import kept
from toolkit.charts.rows import BAR, LINE, across, row, stacked, written
from toolkit.charts.theme import DARK_BLUE, Drawn
from toolkit.language import say


@kept
def plan_bars(frame: pd.DataFrame, csps: int) -> Drawn:
    """Draw the number of CSPs under each priority, the label over its bar.

    `frame` is `tables.alignment.plan_bar_table`; `csps` the number of CSPs, where the axis ends.
    """
    base = alt.Chart(frame)
    axis = alt.Axis(tickMinStep=1, format="d", grid=False)
    x = alt.X("CSPs:Q", scale=across(max(1, csps)), axis=axis, title=say("Number of CSPs"))
    bars = base.mark_bar(size=BAR, yOffset=LINE, color=DARK_BLUE).encode(
        x=x, y=row(), description=alt.Description("Told:N")
    )
    return stacked([bars, written(base, "Name", 0, weight="bold"), written(base, "Rest", 1)], lines=2)
