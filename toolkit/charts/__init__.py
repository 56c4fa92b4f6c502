"""Data frames to Altair charts in one theme; never colour alone, no name ever part of an expression."""

from toolkit.charts.county import SHADES, category_bars, issue_count_bars, map_height, rank_heat_map
from toolkit.charts.firmness import TENTHS, count_ranges, rank_strip, slope_chart, strip_height
from toolkit.charts.ranking import ranking_bars
from toolkit.charts.theme import (
    DARK_BLUE,
    DARK_PINK,
    GREY,
    INK,
    PALE_BLUE,
    PAPER,
    Drawn,
    contrast,
    ink_on,
    theme,
)
from toolkit.charts.workshop import spread_chart

__all__ = [
    "DARK_BLUE",
    "DARK_PINK",
    "GREY",
    "INK",
    "PALE_BLUE",
    "PAPER",
    "SHADES",
    "TENTHS",
    "Drawn",
    "category_bars",
    "contrast",
    "count_ranges",
    "ink_on",
    "issue_count_bars",
    "map_height",
    "rank_heat_map",
    "rank_strip",
    "ranking_bars",
    "slope_chart",
    "spread_chart",
    "strip_height",
    "theme",
]
