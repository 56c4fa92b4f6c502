"""Data frames to Altair charts in one theme; never colour alone."""

import altair as alt
import pandas as pd


def spread_chart(levels: pd.DataFrame) -> alt.LayerChart | alt.FacetChart:
    """Draw the levels given for one issue: a row a criterion, a dot a scorer, a diamond what was agreed.

    `levels` is `tables.spread_long_table`.
    """
    rising = sorted(set(levels["Level"]), key=lambda level: (not level.isdecimal(), level.rjust(9)))
    x = alt.X("Level:N", sort=rising, title="Level given", axis=alt.Axis(labelAngle=0, grid=True))
    y = alt.Y("Criterion:N", sort=None, title=None, axis=alt.Axis(labelLimit=0, grid=True))
    told = ["Criterion:N", "Level:N", "Scorer:N", "Kind:N"]
    base = alt.Chart(levels).encode(x=x, y=y, tooltip=told)
    agreed = base.transform_filter("datum.Kind == 'agreed'").mark_point(
        shape="diamond", size=420, strokeWidth=2.5, color="#801650"
    )
    scorers = (
        base.transform_filter("datum.Kind != 'agreed'")
        .mark_circle(size=110, color="#12436D", opacity=1, stroke="white", strokeWidth=1)
        .encode(xOffset=alt.XOffset("Among equals:O"))
    )
    return alt.layer(agreed, scorers)
