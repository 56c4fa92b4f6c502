"""Results to data frames: the only home of column names. Frames are built here and never changed."""

from toolkit.tables.agreement import (
    alpha_table,
    district_panel_table,
    joint_table,
    panel_cell_table,
    scorer_table,
    settled_table,
)
from toolkit.tables.changes import moved_table, single_change_table, year_change_table
from toolkit.tables.county import (
    category_table,
    county_doubt_table,
    order_table,
    rank_table,
    report_table,
    severe_local_table,
    top_n_table,
)
from toolkit.tables.discussion import discussion_table
from toolkit.tables.frames import csv_of, empty_table, frame_of, plain_word, span
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
    ranking_table,
    reason_table,
    theme_table,
)
from toolkit.tables.returns import horizon_table, priority_table, progress_table, proposal_table, score_grid
from toolkit.tables.sensitivity import (
    finding_table,
    harshness_table,
    rerank_table,
    smallest_change_table,
    variance_table,
    without_table,
)
from toolkit.tables.strips import close_pair_table, count_range_table, rank_chance_table, slope_table
from toolkit.tables.trends import (
    count_change_table,
    crosswalk_table,
    edition_table,
    score_split_table,
    top_move_table,
    year_priority_table,
)
from toolkit.tables.workshop import level_axis, spread_long_table, spread_table

__all__ = [
    "alpha_table",
    "category_bar_table",
    "category_table",
    "close_pair_table",
    "count_change_table",
    "count_range_table",
    "counted_table",
    "county_doubt_table",
    "crosswalk_table",
    "csv_of",
    "discussion_table",
    "district_panel_table",
    "doubt_table",
    "edition_table",
    "empty_table",
    "fault_table",
    "finding_table",
    "frame_of",
    "harshness_table",
    "horizon_table",
    "issue_count_table",
    "joint_table",
    "level_axis",
    "level_table",
    "matrix_table",
    "moved_table",
    "order_table",
    "panel_cell_table",
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
    "rerank_table",
    "score_grid",
    "score_split_table",
    "scorer_table",
    "settled_table",
    "severe_local_table",
    "single_change_table",
    "slope_table",
    "smallest_change_table",
    "span",
    "spread_long_table",
    "spread_table",
    "theme_table",
    "top_move_table",
    "top_n_table",
    "variance_table",
    "without_table",
    "year_change_table",
    "year_priority_table",
]
