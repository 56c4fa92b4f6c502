"""Tables of the tile map: what each district's tile says, and the same as rows."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from toolkit.language import say
from toolkit.methods.county import County
from toolkit.methods.districts import Harshness
from toolkit.methods.issue_count import IssueCounts
from toolkit.model.area import AreaSet
from toolkit.model.assessment import ReturnStatus
from toolkit.model.priorities import PriorityLevel
from toolkit.model.tiles import TileLayout
from toolkit.tables.frames import frame_of, rank_cell
from toolkit.tables.grids import GridRow, grid_frame
from toolkit.tables.strips import in_lines

NO_RETURN = say("no return")
"""What is said of a district without a return."""

_WIDTH = 13
"""Characters on one line of a tile."""

_STATUS = {
    ReturnStatus.ADOPTED: "strong",
    ReturnStatus.AGREED: "medium",
    ReturnStatus.DRAFT: "weak",
    ReturnStatus.NOT_STARTED: "none",
}
_LEVEL = {
    PriorityLevel.MAIN: "strong",
    PriorityLevel.CROSS_CUTTING: "medium",
    PriorityLevel.SUB_THEME: "weak",
}


@dataclass(frozen=True)
class TileText:
    """What a tile says, and how dark it is: strong, medium, weak or none."""

    text: str
    shade: str


Said = Mapping[str, TileText]
"""By district name; a district that is not in it has no return."""


def status_tiles(found: County) -> Said:
    """Say how far each district's return has come."""
    return {r.district: TileText(r.status.label, _STATUS[r.status]) for r in found.returns.returns}


def category_tiles(found: County, code: str) -> Said:
    """Say at which level, the most prominent, each district names a category."""
    said = {}
    for return_ in found.returns.returns:
        named = {p.level for p in return_.priorities if code in (p.categories or ())}
        level = next((one for one in PriorityLevel if one in named), None)
        said[return_.district] = (
            TileText(level.label, _LEVEL[level]) if level else TileText(say("not named"), "none")
        )
    return said


def rank_tiles(counts: IssueCounts, issue: str) -> Said:
    """Say the rank of an issue in each scored district; dark in the top, paler where it may be."""
    column = [one.issue.id for one in counts.issues].index(issue)
    n = counts.rules.top_n
    said = {}
    for row, district in enumerate(counts.districts):
        best, worst = int(counts.best[row, column]), int(counts.worst[row, column])
        shade = "none" if not best else "strong" if worst <= n else "medium" if best <= n else "weak"
        said[district] = TileText(rank_cell(best, worst), shade)
    return said


def harshness_tiles(found: Harshness) -> Said:
    """Say how far above or below the county's mean each district scores, in levels."""
    said = {}
    for district, overall in zip(found.districts, found.overall, strict=True):
        if overall is None:
            said[district] = TileText(say("not known"), "none")
        else:
            shade = "strong" if overall > 0 else "weak" if overall < 0 else "medium"
            said[district] = TileText(f"{float(overall):+.2f}", shade)
    return said


def tile_grid(layout: TileLayout, areas: AreaSet, said: Said, missing: str = NO_RETURN) -> pd.DataFrame:
    """One row a tile, in the place the layout gives it; `missing` is what a district without a word says."""
    names = {district.id: district.name for district in areas.districts}
    rows: list[GridRow] = []
    for tile in layout.tiles:
        name = names[tile.district]
        one = said.get(name, TileText(missing, "none"))
        text = f"{in_lines(name, _WIDTH)}\n{in_lines(one.text, _WIDTH)}"
        rows.append((tile.column, tile.row, "", "", text, one.shade, f"{name}: {one.text}"))
    return grid_frame(rows)


def tile_table(areas: AreaSet, said: Said, what: str, missing: str = NO_RETURN) -> pd.DataFrame:
    """One row a district, in name order, with what its tile says."""
    names = sorted(district.name for district in areas.districts)
    return frame_of([say("District"), what], [[n, said[n].text if n in said else missing] for n in names])
