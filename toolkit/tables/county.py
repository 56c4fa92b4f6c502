"""Tables of the county: Appendix A, Appendix B, ranks by district and what stands beside them."""

from collections.abc import Sequence

import pandas as pd

from toolkit.cells.numbers import exact_text, listed
from toolkit.language import say
from toolkit.methods.county_doubt import CountyDoubt
from toolkit.methods.issue_count import IssueCount, IssueCounts
from toolkit.methods.priority_count import CategoryCount, CSPReport
from toolkit.model.county import NotEscalated
from toolkit.model.doubt_rule import DoubtRule
from toolkit.tables.frames import frame_of, rank_cell, span


def category_table(categories: Sequence[CategoryCount]) -> pd.DataFrame:
    """Appendix A: one row a category with its label as printed, its count and the split by level."""
    columns = [
        say("Priority"),
        say("No. of CSPs"),
        say("Main"),
        say("Cross-cutting"),
        say("Sub-theme"),
        "CSPs",
    ]
    rows = [[_printed(c), c.count, c.main, c.cross_cutting, c.sub_theme, listed(c.csps)] for c in categories]
    return frame_of(columns, rows)


def _printed(count: CategoryCount) -> str:
    category = count.category
    return f"{category.label} ({category.includes})" if category.includes else category.label


def report_table(reports: Sequence[CSPReport]) -> pd.DataFrame:
    """One row a CSP: its status, the districts that have reported and those that have not."""
    rows = [[r.csp.name, r.status.label, listed(r.districts), listed(r.missing)] for r in reports]
    return frame_of(["CSP", say("Status"), say("Districts reported"), say("Districts missing")], rows)


def top_n_table(counts: IssueCounts) -> pd.DataFrame:
    """Appendix B: issues in the top N of at least one scored district, grouped by theme."""
    columns = [
        say("Theme"),
        say("Issue"),
        say("Districts, certain"),
        say("Districts, possible"),
        say("Certain in"),
        say("Possible in"),
    ]
    themes = list(dict.fromkeys(issue.issue.theme for issue in counts.in_top_n))
    rows = [
        [
            i.issue.theme,
            i.issue.name,
            i.count_low,
            i.count_high,
            listed(i.districts),
            listed(i.possible_districts),
        ]
        for i in sorted(counts.in_top_n, key=lambda issue: themes.index(issue.issue.theme))
    ]
    return frame_of(columns, rows)


def county_doubt_table(doubt: CountyDoubt, rule: DoubtRule) -> pd.DataFrame:
    """One row an issue in county order: its count and rank by count, with the ranges the doubt allows."""
    fewest, most = doubt.count_ranges(float(rule.range_share))
    best, worst = doubt.rank_ranges(float(rule.range_share))
    columns = [
        say("Issue"),
        say("Districts"),
        say("Allowing for doubt"),
        say("County rank by count"),
        say("Allowing for doubt, rank"),
    ]
    rows = [
        [
            issue.issue.name,
            span(issue.count_low, issue.count_high),
            span(int(fewest[k]), int(most[k])),
            doubt.ranks_by_count[k],
            span(int(best[k]), int(worst[k])),
        ]
        for k, issue in enumerate(doubt.counts.issues)
    ]
    return frame_of(columns, rows)


def rank_table(counts: IssueCounts) -> pd.DataFrame:
    """One row an issue, one column a district: its rank there, ``2 to 5`` where open, or ``not scored``."""
    rows = [
        [
            issue.issue.name,
            *(rank_cell(int(counts.best[d, k]), int(counts.worst[d, k])) for d in range(len(counts.best))),
        ]
        for k, issue in enumerate(counts.issues)
    ]
    return frame_of([say("Issue"), *counts.districts], rows)


def severe_local_table(counts: IssueCounts, reasons: Sequence[NotEscalated]) -> pd.DataFrame:
    """Issues severe in a district yet at the top of few, with the reason they were not escalated."""
    because = {(reason.district, reason.issue): reason.because for reason in reasons}
    columns = [
        say("District"),
        say("Issue"),
        say("Harm"),
        say("Harm rank"),
        say("Rank"),
        say("Districts in top"),
        say("Not escalated because"),
    ]
    rows = [
        [
            severe.district,
            severe.issue.name,
            exact_text(severe.harm),
            severe.harm_rank,
            rank_cell(severe.rank_low, severe.rank_high),
            severe.top_n_districts,
            because.get((severe.district, severe.issue.id), ""),
        ]
        for severe in counts.severe_local
    ]
    return frame_of(columns, rows)


def order_table(counts: IssueCounts) -> pd.DataFrame:
    """Issues in county order with the mean rank beside it, and a flag where the two orders differ."""
    columns = [
        say("Place by count"),
        say("Issue"),
        say("Districts"),
        say("Mean rank"),
        say("Place by mean rank"),
        say("Orders differ"),
    ]
    rows = [
        [
            issue.place_by_count,
            issue.issue.name,
            span(issue.count_low, issue.count_high),
            _mean_rank(issue),
            issue.place_by_mean,
            say("differ") if issue.orders_differ else "",
        ]
        for issue in counts.issues
    ]
    return frame_of(columns, rows)


def _mean_rank(issue: IssueCount) -> str:
    low, high = f"{float(issue.mean_rank_low):.1f}", f"{float(issue.mean_rank_high):.1f}"
    return low if low == high else say("{low} to {high}", low=low, high=high)
