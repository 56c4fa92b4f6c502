"""Charts of how firm a ranking or a count is, and of what moved between two years."""

from typing import Literal

import altair as alt
import pandas as pd

from toolkit.charts.kept import kept
from toolkit.charts.rows import BAR, LINE, across, row, stacked, written
from toolkit.charts.theme import DARK_BLUE, DARK_PINK, PALE_BLUE, PAPER, Drawn, ink_on, x_at, y_at
from toolkit.language import say

_CELL = (34, 34)
"""Pixels of a cell of the strip across and down."""

_HEADER = 60
"""Pixels of what stands above the first row."""

_LANE, _TO_NAME = 8, 26
"""Pixels from the cells to a lane of brackets, and to the names."""

_EVEN_STEPS = 1.25
"""Bends the shades a little, so that each of them bears dark or light text well."""


def _mixed(share: float) -> str:
    """Return the colour at `share` of the way from paper to dark blue."""
    ends = [[int(colour[k : k + 2], 16) for k in (1, 3, 5)] for colour in (PAPER, DARK_BLUE)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(*ends, strict=True))


TENTHS = tuple(_mixed((tenths / 10) ** _EVEN_STEPS) for tenths in range(11))
"""The fill of a cell by its chance in tenths, none to ten."""


def strip_height(rows: int) -> int:
    """Return the height in pixels of a strip or slope chart of so many rows, its header included."""
    return rows * _CELL[1] + _HEADER + 30


@kept
def rank_strip(frame: pd.DataFrame, close: pd.DataFrame | None = None) -> Drawn:
    """Draw the chance of each rank of each issue as a strip: the darker, the likelier; chances in tenths.

    `frame` is `tables.rank_chance_table`; `close` is `tables.close_pair_table`, whose pairs are joined by
    brackets on the left. The strip has a width of its own, which a narrow screen scrolls.
    """
    base = alt.Chart(frame)
    ranks = alt.Scale(domain=sorted(set(frame["Rank"].tolist())))
    axis = alt.Axis(orient="top", domain=False, ticks=False)
    x, y = alt.X("Rank:O", title=say("Rank"), scale=ranks, axis=axis), alt.Y("Order:O", axis=None)
    cells = base.transform_filter("datum.Chance >= 0.005").encode(x=x, y=y)
    names = base.transform_filter("datum.Rank == 1").mark_text(
        align="right", baseline="middle", lineBreak="\n", aria=False
    )
    layers = [
        cells.mark_rect(stroke=PAPER).encode(
            color=_by_tenths(TENTHS), description=alt.Description("Told:N"), tooltip=alt.Tooltip("Told:N")
        ),
        cells.transform_filter("datum.Tenths >= 1")
        .mark_text(aria=False)
        .encode(text=alt.Text("Tenths:Q"), color=_by_tenths([ink_on(fill) for fill in TENTHS])),
        names.encode(x=x_at(-_TO_NAME), y=y, text=alt.Text("Issue:N")),
        *([] if close is None or close.empty else _brackets(close, y)),
    ]
    chart: Drawn = alt.layer(*layers).resolve_scale(color="independent")
    return chart.properties(width=alt.Step(_CELL[0]), height=alt.Step(_CELL[1]))


def _by_tenths(colours: list[str] | tuple[str, ...]) -> alt.Color:
    scale = alt.Scale(domain=list(range(11)), range=list(colours))
    return alt.Color("Tenths:O", legend=None, scale=scale)


def _brackets(close: pd.DataFrame, y: alt.Y) -> list[alt.Chart]:
    """Join the ends of each pair on the left, in two lanes, so that pairs that touch stay apart."""
    base = alt.Chart(close).encode(y=y, detail=alt.Detail("Pair:N"), description=alt.Description("Told:N"))
    mark = base.mark_line(color=DARK_PINK, strokeWidth=3, point={"color": DARK_PINK, "size": 30})
    lanes = sorted(set(close["Lane"].tolist()))
    return [
        mark.transform_filter(f"datum.Lane == {lane}").encode(x=x_at(-_LANE * (1 + lane))) for lane in lanes
    ]


@kept
def count_ranges(frame: pd.DataFrame, districts: int) -> Drawn:
    """Draw the count of districts of each issue as a dot on its likely range.

    `frame` is `tables.count_range_table`; `districts` the number scored, where the axis ends.
    """
    base = alt.Chart(frame)
    rows = base.encode(y=row(), description=alt.Description("Name:N"))
    axis = alt.Axis(tickMinStep=1, format="d")

    def at(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=across(districts), axis=axis, title=say("Scored districts"))

    layers = [
        rows.mark_bar(size=BAR - 4, yOffset=LINE / 2, color=PALE_BLUE, stroke=DARK_BLUE).encode(
            x=at("Fewest"), x2=alt.X2("Most:Q")
        ),
        rows.mark_point(
            size=90, yOffset=LINE / 2, shape="diamond", filled=True, color=DARK_PINK, opacity=1, aria=False
        ).encode(x=at("Count")),
        written(base, "Name", 0, weight="bold"),
    ]
    return stacked(layers, lines=1)


_LINES = {
    "rose": (DARK_BLUE, 3.0, [1, 0]),
    "fell": (DARK_PINK, 3.0, [8, 4]),
    "stayed": ("#505a5f", 1.5, [1, 0]),
    "open": ("#505a5f", 1.5, [2, 3]),
}
"""Colour, width and dashes of a line by what happened to the rank."""

_BETWEEN = 240
"""Pixels between two years."""

_TO_LABEL = 10
"""Pixels from the end of a line to its label."""


@kept
def slope_chart(frame: pd.DataFrame, years: tuple[str, str]) -> Drawn:
    """Draw each issue's place in two years, joined by a line: who rose, fell or stayed, with ranks in words.

    `frame` is `tables.slope_table`. The chart has a width of its own, which a narrow screen scrolls.
    """
    base = alt.Chart(frame)
    x, y = alt.X("Side:O", axis=None), alt.Y("Place:O", axis=None)
    layers = [
        base.transform_filter(f"datum.Kind == '{kind}'")
        .mark_line(color=colour, strokeWidth=width, strokeDash=dash, point={"color": colour, "size": 40})
        .encode(x=x, y=y, detail=alt.Detail("Line:N"), description=alt.Description("Told:N"))
        for kind, (colour, width, dash) in _LINES.items()
        if kind in set(frame["Kind"])
    ]
    for side, year in enumerate(years):
        layers += _labels(base.transform_filter(f"datum.Side == {side}").encode(x=x), y, side, year)
    chart: Drawn = alt.layer(*layers).properties(width=alt.Step(_BETWEEN), height=alt.Step(_CELL[1]))
    return chart


def _labels(at: alt.Chart, y: alt.Y, side: int, year: str) -> list[alt.Chart]:
    """Write rank and name beside each end on one side, and the year above them."""
    align: Literal["left", "right"] = "left" if side else "right"
    away = _TO_LABEL if side else -_TO_LABEL
    names = at.mark_text(align=align, dx=away, baseline="middle", lineBreak="\n", aria=False)
    first = at.transform_filter("datum.Place == 1")
    head = first.mark_text(align=align, dx=away, baseline="bottom", fontWeight="bold", aria=False, text=year)
    return [names.encode(y=y, text=alt.Text("Label:N")), head.encode(y=y_at(-6))]
