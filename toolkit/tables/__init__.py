"""Results to data frames: the only home of column names. Frames are built here and never changed."""

from toolkit.tables.county import (
    category_table,
    county_doubt_table,
    order_table,
    rank_table,
    report_table,
    severe_local_table,
    top_n_table,
)
from toolkit.tables.frames import empty_table, frame_of, plain_word, span
from toolkit.tables.lists import fault_table, level_table, matrix_table
from toolkit.tables.pictures import (
    category_bar_table,
    issue_count_table,
    rank_cell_table,
    ranking_bar_table,
)
from toolkit.tables.ranking import (
    counted_table,
    doubt_table,
    rank_chance_table,
    ranking_table,
    reason_table,
    theme_table,
)
from toolkit.tables.returns import horizon_table, priority_table, progress_table, proposal_table, score_grid
from toolkit.tables.workshop import level_axis, spread_long_table, spread_table

__all__ = [
    "category_bar_table",
    "category_table",
    "counted_table",
    "county_doubt_table",
    "doubt_table",
    "empty_table",
    "fault_table",
    "frame_of",
    "horizon_table",
    "issue_count_table",
    "level_axis",
    "level_table",
    "matrix_table",
    "order_table",
    "plain_word",
    "priority_table",
    "progress_table",
    "proposal_table",
    "rank_cell_table",
    "rank_chance_table",
    "rank_table",
    "ranking_bar_table",
    "ranking_table",
    "reason_table",
    "report_table",
    "score_grid",
    "severe_local_table",
    "span",
    "spread_long_table",
    "spread_table",
    "theme_table",
    "top_n_table",
]
