"""Cells in rows and columns with what each says written in it: the tile map, the driver map, the radar."""

import altair as alt
import pandas as pd

from toolkit.charts.kept import kept
from toolkit.charts.theme import DARK_BLUE, GREY, INK, PALE_BLUE, PAPER, Drawn, ink_on, x_at, y_at

FILLS = {"strong": DARK_BLUE, "medium": PALE_BLUE, "weak": GREY, "none": PAPER}
"""The fill of a cell; what it says is written in it, so that nothing rests on the colour."""

_HEAD = 68
"""Pixels of the columns' names and what stands around the grid."""


def grid_height(frame: pd.DataFrame, cell: int) -> int:
    """Return the height in pixels of a grid whose cells are so high."""
    return (int(frame["Down"].max()) - int(frame["Down"].min()) + 1) * cell + _HEAD


@kept
def cell_grid(frame: pd.DataFrame, size: tuple[int, int]) -> Drawn:
    """Draw cells in their places, `size` pixels across and down; places without a cell stay empty.

    `frame` is `tables.tiles.tile_grid`, `tables.horizon.driver_grid` or `radar_grid`: ``Across`` and ``Down``
    are places, ``Column`` and ``Row`` name them, where they have names. The grid has a width of its own,
    which a narrow screen scrolls.
    """
    base = alt.Chart(frame)
    across, down = (list(range(frame[w].min(), frame[w].max() + 1)) for w in ("Across", "Down"))
    x = alt.X("Across:O", axis=None, scale=alt.Scale(domain=across))
    y = alt.Y("Down:O", axis=None, scale=alt.Scale(domain=down))
    cells = base.encode(x=x, y=y)
    layers = [
        cells.mark_rect(stroke=INK, strokeWidth=1).encode(
            color=_by_shade([*FILLS.values()]),
            description=alt.Description("Told:N"),
            tooltip=alt.Tooltip("Told:N"),
        ),
        cells.mark_text(lineBreak="\n", baseline="middle", dy=size[1] / 2, aria=False).encode(
            text=alt.Text("Text:N"),
            color=_by_shade([ink_on(fill) for fill in FILLS.values()]),
            yOffset=alt.YOffset("Raised:Q", scale=None),
        ),
        *_names(cells, (across[0], down[0]), size[1]),
    ]
    chart: Drawn = alt.layer(*layers).resolve_scale(color="independent")
    return chart.properties(width=alt.Step(size[0]), height=alt.Step(size[1]))


def _by_shade(colours: list[str]) -> alt.Color:
    return alt.Color("Shade:N", legend=None, scale=alt.Scale(domain=list(FILLS), range=colours))


def _names(cells: alt.Chart, first: tuple[int, int], height: int) -> list[alt.Chart]:
    """Write the columns' names above and the rows' names at the left, on as many lines as they need."""
    above = cells.transform_filter(f"datum.Down == {first[1]}").mark_text(
        baseline="line-bottom", lineBreak="\n", aria=False
    )
    beside = cells.transform_filter(f"datum.Across == {first[0]}").mark_text(
        align="right", baseline="middle", lineBreak="\n", dy=height / 2, aria=False
    )
    return [
        above.encode(y=y_at(-24), text=alt.Text("Column:N")),
        beside.encode(x=x_at(-8), yOffset=alt.YOffset("RowRaised:Q", scale=None), text=alt.Text("Row:N")),
    ]
