"""How a return lies in a workbook: names of sheets, and columns that only people read."""

from typing import Final

from toolkit.language import say

RETURN_SHEET: Final = "Return"
SCORE_SHEET: Final = "Score sheet"
TOTALS_SHEET: Final = "Totals"
"""Excel's own totals and ranks of what the score sheet holds; never read."""
REASONS_SHEET: Final = "Reasons"
GUIDANCE_SHEET: Final = "Guidance"
TABLE_SHEETS: Final = {
    "scores": "Scores",
    "priorities": "Priorities",
    "horizon": "Horizon",
    "issues": "Issues",
    "statements": "Statements",
    "assumptions": "Assumptions",
    "restricted": "Restricted",
}
"""The sheet of each table. `SCORE_SHEET`, one row an issue, may stand for ``Scores``."""

HEADER_SEARCH: Final = 20
"""The row that names the columns is looked for among this many rows."""

RETURN_COLUMNS: Final = ("key", "value")
SCORER_KEY: Final = "score_sheet.scorer"
AGENCY_KEY: Final = "score_sheet.agency"

SCORE_SHEET_COLUMNS: Final = ("issue", "issue_name")
CONFIDENCE: Final = "confidence"
"""The column of the score sheet whose grade goes with every level of its row."""
COMPUTED: Final = "computed"
"""Columns of the score sheet whose names begin so are Excel's own sums; they are never read."""
LAST_YEAR: Final = "last_year"
"""Columns whose names begin so hold what was last year, for people; they are never read."""
LAST_YEAR_LEVEL: Final = "last_year_level"
LAST_YEAR_REASON: Final = "last_year_reason"

REASON_COLUMNS: Final = ("issue", "criterion", "rationale", "evidence", "dissent")

READ_BY_PEOPLE: Final = frozenset(
    {"item", "note", "issue_name", "criterion_label", LAST_YEAR_LEVEL, LAST_YEAR_REASON}
)
"""Columns that are there to be read by people and are ignored when a workbook is read."""

RESERVED_COLUMNS: Final = frozenset({*SCORE_SHEET_COLUMNS, CONFIDENCE, *READ_BY_PEOPLE})
"""Names on the score sheet that are no criterion's."""

DATE_COLUMNS: Final = frozenset({"source_date", "expected", "review_date", "written_on", "made_on"})
"""Columns where a cell that Excel made a date is read as that date, 2017-05-01."""

RETURN_ITEMS: Final = {
    "format": (say("Format of this file"), say("leave as it is")),
    "district": (say("District"), ""),
    "assessment_year": (say("Assessment year"), say("a financial year, such as 2016-17")),
    "plan_year": (say("Plan year"), say("the year the plan is for, such as 2017-18")),
    "status": (say("Status"), say("not started, draft, agreed by the CSP or adopted")),
    "marking": (say("Protective marking"), say("none, OFFICIAL or OFFICIAL-SENSITIVE")),
    "handling": (say("Handling instruction"), say("who may see it, where the marking needs one")),
    "matrix.id": (say("Scoring matrix"), ""),
    "matrix.version": (say("its version"), ""),
    "catalogue.id": (say("List of issues"), ""),
    "catalogue.version": (say("its version"), ""),
    "category_set.id": (say("County categories"), ""),
    "category_set.version": (say("their version"), ""),
    "heading_set.id": (say("Horizon headings"), ""),
    "heading_set.version": (say("their version"), ""),
    "origins.scores.origin": (say("Scores come from"), say("own, published or invented")),
    "origins.scores.note": (say("more about that"), ""),
    "origins.priorities.origin": (say("Priorities come from"), say("own, published or invented")),
    "origins.priorities.note": (say("more about that"), ""),
    "origins.horizon.origin": (say("Horizon items come from"), say("own, published or invented")),
    "origins.horizon.note": (say("more about that"), ""),
    "roles.commissioned.by": (say("Commissioned by"), say("a post or a name; leave blank until it is so")),
    "roles.commissioned.on": ("on", say("a date such as 2017-01-18")),
    "roles.analysed.by": (say("Analysed by"), say("a post or a name")),
    "roles.analysed.on": ("on", say("a date such as 2017-01-18")),
    "roles.assured.by": (say("Assured by"), say("a post or a name: whoever checked the analysis")),
    "roles.assured.on": ("on", say("a date such as 2017-01-18")),
    "roles.approved.by": (say("Approved by"), say("a post or a name")),
    "roles.approved.on": ("on", say("a date such as 2017-01-18")),
    "rationales_released": (say("May the public edition print reasons?"), say("yes or no; blank is no")),
    "statement_set.id": (say("Headings of statements"), ""),
    "statement_set.version": (say("their version"), ""),
    SCORER_KEY: (
        say("Whose levels are on the score sheet"),
        say("'agreed' when the partners agreed them, otherwise a name"),
    ),
    AGENCY_KEY: (say("Agency of that person"), say("leave blank for agreed levels")),
}
"""What each key of the return sheet is called there, and what may be written beside it."""

WIDE_COLUMNS: Final = frozenset(
    {
        "rationale",
        "evidence",
        "dissent",
        "priority_as_worded",
        "title",
        "description",
        "interpretation",
        "implication",
        "response",
        "outcome",
        "source",
        "text",
        "assumption",
        "why",
        "if_wrong",
        "reason",
    }
)
