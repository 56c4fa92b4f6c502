"""Charts of the county: counts by category, counts of issues, ranks by district."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from toolkit.charts.kept import kept
from toolkit.charts.rows import BAR, LINE, across, row, stacked, written
from toolkit.charts.theme import DARK_BLUE, GREY, INK, PALE_BLUE, PAPER, Drawn, ink_on, x_at, y_at
from toolkit.language import say
from toolkit.model.priorities import PriorityLevel

_LEVELS = {
    PriorityLevel.MAIN.label: DARK_BLUE,
    PriorityLevel.CROSS_CUTTING.label: PALE_BLUE,
    PriorityLevel.SUB_THEME.label: GREY,
}
"""The fill of each level at which a priority is named."""

SHADES = {
    "top": DARK_BLUE,
    "may be top": PALE_BLUE,
    "upper half": PALE_BLUE,
    "lower half": GREY,
    "not scored": PAPER,
}
"""The fill of a cell by its rank."""

_CELL = (88, 34)
"""Pixels of a cell across and down."""

_HEADER = 70
"""Pixels of the districts' names and what stands around the map."""


def map_height(issues: int) -> int:
    """Return the height in pixels of a map of so many issues, its header included."""
    return issues * _CELL[1] + _HEADER


@kept
def category_bars(frame: pd.DataFrame, csps: int) -> Drawn:
    """Draw how many CSPs named each category, split by level, with the numbers in the bars.

    `frame` is `tables.category_bar_table`; `csps` the number of CSPs, where the axis ends.
    """
    base = alt.Chart(frame)
    fill = alt.Color("Level:N", title=None, scale=_by_level([*_LEVELS.values()]))
    ink = alt.Color("Level:N", legend=None, scale=_by_level([ink_on(colour) for colour in _LEVELS.values()]))
    parts = base.mark_bar(size=BAR + 2, yOffset=LINE / 2, stroke=INK, strokeWidth=1).encode(
        x=_counted("Start", csps, say("Number of CSPs")),
        x2=alt.X2("End:Q"),
        y=row(),
        color=fill,
        description=alt.Description("Told:N"),
    )
    numbers = base.mark_text(yOffset=LINE / 2, aria=False).encode(
        x=_counted("Middle", csps, say("Number of CSPs")), y=row(), text=alt.Text("Number:Q"), color=ink
    )
    names = written(base.transform_filter("datum.Start == 0"), "Name", 0, weight="bold")
    chart: Drawn = stacked([parts, numbers, names], lines=1).resolve_scale(color="independent")
    return chart


@kept
def issue_count_bars(frame: pd.DataFrame, districts: int) -> Drawn:
    """Draw in how many scored districts each issue reaches the top list: certain, and possible beyond it.

    `frame` is `tables.issue_count_table`; `districts` the number scored, where the axis ends.
    """
    base = alt.Chart(frame)
    bars = base.encode(y=row(), description=alt.Description("Name:N"))
    certain = _counted("Certain", districts, say("Scored districts"))
    layers = [
        bars.mark_bar(size=BAR, yOffset=LINE / 2, color=DARK_BLUE).encode(x=certain),
        bars.transform_filter("datum.Possible > datum.Certain")
        .mark_bar(
            size=BAR, yOffset=LINE / 2, color=PALE_BLUE, stroke=DARK_BLUE, strokeDash=[3, 2], aria=False
        )
        .encode(x=certain, x2=alt.X2("Possible:Q")),
        written(base, "Name", 0, weight="bold"),
    ]
    return stacked(layers, lines=1)


def _counted(field: str, most: int, title: str) -> alt.X:
    axis = alt.Axis(tickMinStep=1, format="d", grid=False)
    return alt.X(f"{field}:Q", scale=across(max(1, most)), axis=axis, title=title)


def _by_level(colours: list[str]) -> alt.Scale:
    return alt.Scale(domain=list(_LEVELS), range=colours)


@kept
def rank_heat_map(frame: pd.DataFrame) -> Drawn:
    """Draw the rank of each issue in each district, the number in its cell.

    `frame` is `tables.rank_cell_table`. Cells of the top list are bold as well as dark; a dashed outline
    marks those that may belong there. The map has a width of its own, which a narrow screen scrolls.
    """
    base = alt.Chart(frame)
    cells = base.encode(x=alt.X("Column:O", axis=None), y=alt.Y("Order:O", axis=None))
    fill, ink = _shaded([*SHADES.values()]), _shaded([ink_on(colour) for colour in SHADES.values()])
    texts = cells.encode(text=alt.Text("Cell:N"), color=ink)
    layers = [
        cells.mark_rect(stroke=PAPER, strokeWidth=2).encode(
            color=fill, description=alt.Description("Told:N")
        ),
        cells.transform_filter("datum.Shade == 'may be top'").mark_rect(
            filled=False,
            stroke=DARK_BLUE,
            strokeWidth=2,
            strokeDash=[4, 2],
            aria=False,
            width=alt.RelativeBandSize(band=0.92),
            height=alt.RelativeBandSize(band=0.8),
        ),
        texts.transform_filter("datum.Shade == 'top'").mark_text(fontWeight="bold", aria=False),
        texts.transform_filter("datum.Shade != 'top'").mark_text(aria=False),
        *_names(base),
    ]
    chart: Drawn = alt.layer(*layers).resolve_scale(color="independent")
    return chart.properties(width=alt.Step(_CELL[0]), height=alt.Step(_CELL[1]))


def _shaded(colours: Sequence[str]) -> alt.Color:
    return alt.Color("Shade:N", legend=None, scale=alt.Scale(domain=list(SHADES), range=list(colours)))


def _names(base: alt.Chart) -> list[alt.Chart]:
    """Write the issues at the left and the districts above, on as many lines as they need."""
    issues = base.transform_filter("datum.Column == 0").mark_text(
        align="right", lineBreak="\n", baseline="middle", dy=_CELL[1] / 2, aria=False
    )
    districts = base.transform_filter("datum.Order == 0").mark_text(
        baseline="line-bottom", lineBreak="\n", aria=False
    )
    return [
        issues.encode(
            x=x_at(-8),
            y=alt.Y("Order:O", axis=None),
            yOffset=alt.YOffset("Raised:Q", scale=None),
            text=alt.Text("Issue:N"),
        ),
        districts.encode(x=alt.X("Column:O", axis=None), y=y_at(-20), text=alt.Text("District:N")),
    ]
