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

STATEMENTS: Final = ("heading", "text", "author", "written_on")
ASSUMPTIONS: Final = ("id", "assumption", "why", "if_wrong", "author", "made_on")
RESTRICTED: Final = ("issue", "reason")

COLUMNS: Final = {
    "scores": SCORES,
    "priorities": PRIORITIES,
    "horizon": HORIZON,
    "issues": ISSUES,
    "statements": STATEMENTS,
    "assumptions": ASSUMPTIONS,
    "restricted": RESTRICTED,
}
"""Columns by table, in the order they are written."""

LATER: Final = ("statements", "assumptions", "restricted")
"""Tables that are written only where they have rows: an older program reads a return without them."""

OPTIONAL: Final = {"scores": {"round": "1"}}
"""Columns by table that need not be there, with what a blank means; written only where some row differs."""

NUMBER_COLUMNS: Final = frozenset({"level", "round"})
"""Columns of ``scores`` that are numbers where a file tells numbers from text."""

LIST_COLUMNS: Final = frozenset({"categories", "issues", "moves", "acronyms"})
"""Columns whose cells hold several entries joined by ``|``."""

ROLES: Final = ("commissioned", "analysed", "assured", "approved")

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
    *(f"roles.{role}.{key}" for role in ROLES for key in ("by", "on")),
    "rationales_released",
    "statement_set.id",
    "statement_set.version",
)
"""Keys of ``return.toml``, dotted. Those after the origins are written only where they say something."""


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
