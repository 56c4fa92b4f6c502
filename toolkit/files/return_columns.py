"""The columns of a return's tables and the keys of its header: the only home of these names."""

from collections.abc import Iterable, Mapping
from typing import Final

SCORES: Final = (
    "issue",
    "criterion",
    "scorer",
    "agency",
    "level",
    "confidence",
    "rationale",
    "evidence",
    "dissent",
)
PRIORITIES: Final = ("priority_as_worded", "level", "categories", "confirmed_by", "source")
HORIZON: Final = (
    "id",
    "title",
    "heading",
    "description",
    "kind",
    "source",
    "source_date",
    "interpretation",
    "expected",
    "direction",
    "likelihood",
    "impact",
    "confidence",
    "issues",
    "moves",
    "implication",
    "response",
    "owner",
    "review_date",
    "status",
    "outcome",
)
ISSUES: Final = ("id", "name", "description", "theme", "acronyms", "categories")

COLUMNS: Final = {"scores": SCORES, "priorities": PRIORITIES, "horizon": HORIZON, "issues": ISSUES}
"""Columns by table, in the order they are written."""

OPTIONAL: Final = {"scores": {"round": "1"}}
"""Columns by table that need not be there, with what a blank means; written only where some row differs."""

NUMBER_COLUMNS: Final = frozenset({"level", "round"})
"""Columns of ``scores`` that are numbers where a file tells numbers from text."""

LIST_COLUMNS: Final = frozenset({"categories", "issues", "moves", "acronyms"})
"""Columns whose cells hold several entries joined by ``|``."""

HEADER_KEYS: Final = (
    "format",
    "district",
    "assessment_year",
    "plan_year",
    "status",
    "marking",
    "handling",
    "matrix.id",
    "matrix.version",
    "catalogue.id",
    "catalogue.version",
    "category_set.id",
    "category_set.version",
    "heading_set.id",
    "heading_set.version",
    "origins.scores.origin",
    "origins.scores.note",
    "origins.priorities.origin",
    "origins.priorities.note",
    "origins.horizon.origin",
    "origins.horizon.note",
)
"""Keys of ``return.toml``, dotted, in the order they are written."""


def columns_written(table: str, rows: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """Return the columns that `rows` of a table are written under: optional ones only where they say more."""
    optional = OPTIONAL.get(table, {})
    used = {
        column
        for row in rows
        for column, usual in optional.items()
        if row.get(column) not in ("", usual, None)
    }
    return (*COLUMNS[table], *(column for column in optional if column in used))
