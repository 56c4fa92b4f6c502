"""Results to data frames: the only home of column names. Frames are built here and never changed."""

from collections.abc import Mapping, Sequence

import pandas as pd

from toolkit.cells import (
    band_text,
    chance_text,
    confidence_text,
    exact_text,
    level_text,
    listed,
    open_reasons,
    place,
    ranked_place,
    side_text,
    total_text,
    verdict,
    working,
    yardstick,
)
from toolkit.errors import Fault
from toolkit.methods.county_doubt import CountyDoubt
from toolkit.methods.doubt import Doubt
from toolkit.methods.issue_count import IssueCount, IssueCounts
from toolkit.methods.priority_count import CategoryCount, CSPReport
from toolkit.methods.ranking import RankedIssue, Ranking
from toolkit.methods.scoring import ScoredIssue
from toolkit.methods.spread import Spread
from toolkit.model.assessment import UNKNOWN, Return, Score
from toolkit.model.county import NotEscalated
from toolkit.model.doubt_rule import DoubtRule
from toolkit.model.horizon import HeadingSet, HorizonItem
from toolkit.model.matrix import Matrix
from toolkit.model.priorities import Priority


def _frame(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=pd.Index(columns), dtype=object)


def ranking_table(ranking: Ranking) -> pd.DataFrame:
    """One row an issue in order of rank, with the section totals, the working and what stands beside them."""
    matrix = ranking.scored.return_.matrix
    names = {issue.issue.id: issue.issue.name for issue in ranking.scored.issues}
    sections = [section.label for section in matrix.risk_sections]
    band = ["Band"] if matrix.bands else []
    scored = [*sections, "Risk score", *band, "Working"]
    columns = ["Rank", "Issue", "Theme", *scored, "Tied with", "Rank in theme"]
    beside = ["Levels not known", *(s.label for s in matrix.side_sections), "Confidence"]
    return _frame([*columns, *beside], [_ranking_row(issue, matrix, names) for issue in ranking.issues])


def _ranking_row(ranked: RankedIssue, matrix: Matrix, names: dict[str, str]) -> list[object]:
    scored = ranked.scored
    return [
        ranked_place(ranked),
        scored.issue.name,
        scored.issue.theme,
        *(total_text(scored.sections[section.id]) for section in matrix.risk_sections),
        total_text(scored.risk),
        *([band_text(scored.risk, matrix)] if matrix.bands else []),
        working(scored, matrix),
        listed([names[issue] for issue in ranked.tied_with]),
        place(ranked.theme_rank_low, ranked.theme_rank_high),
        open_reasons(scored, matrix),
        *(side_text(scored, section) for section in matrix.side_sections),
        confidence_text(scored, matrix),
    ]


def ranking_bar_table(ranking: Ranking) -> pd.DataFrame:
    """One row an issue in order of rank, for charts: lowest and highest score, place and working as text.

    ``Tie`` holds the same text for issues that tie, and nothing for the others. Scores are for drawing only.
    """
    matrix = ranking.scored.return_.matrix
    rows = [
        [
            ranked.scored.issue.name,
            float(ranked.scored.risk.low),
            float(ranked.scored.risk.high),
            f"{ranked_place(ranked)}: {working(ranked.scored, matrix)}",
            ranked_place(ranked) + exact_text(ranked.scored.risk.low) if ranked.tied_with else "",
        ]
        for ranked in ranking.issues
    ]
    columns = ["Issue", "Lowest", "Highest", "Label", "Tie"]
    return _frame(columns, rows).astype({"Lowest": "float64", "Highest": "float64"})


def doubt_table(doubt: Doubt, rule: DoubtRule) -> pd.DataFrame:
    """One row an issue in order of rank: its range, chance of the top, and what the doubt is read from."""
    best, worst = doubt.ranges(float(rule.range_share))
    chance = f"Chance of the top {doubt.k}"
    columns = ["Rank", "Issue", "Range", chance, "In words", "Place", "Doubt read from"]
    rows = [
        [
            ranked_place(ranked),
            ranked.scored.issue.name,
            place(int(best[k]), int(worst[k])),
            chance_text(doubt.top_k[k]),
            yardstick(doubt.top_k[k]),
            verdict(doubt.top_k[k], rule),
            "; ".join(dict.fromkeys(source.value for source in doubt.sources[k])),
        ]
        for ranked, k in doubt.in_rank_order
    ]
    return _frame(columns, rows)


def rank_chance_table(doubt: Doubt) -> pd.DataFrame:
    """One row an issue and rank with the chance of it, for charts; issues in order of rank."""
    rows: list[list[object]] = []
    for ranked, k in doubt.in_rank_order:
        for rank, chance in enumerate(doubt.acceptability[k].tolist(), start=1):
            tenths = round(chance * 10)
            label = str(tenths) if tenths else ""
            rows.append([ranked.scored.issue.name, rank, chance, label, f"{chance_text(chance)} chance"])
    frame = _frame(["Issue", "Rank", "Chance", "Tenths", "In words"], rows)
    return frame.astype({"Rank": "int64", "Chance": "float64"})


def theme_table(ranking: Ranking) -> pd.DataFrame:
    """One row an issue under its theme, in order of its rank there; themes in order of their first issue."""
    themes = list(dict.fromkeys(ranked.scored.issue.theme for ranked in ranking.issues))
    rows = [
        [
            ranked.scored.issue.theme,
            place(ranked.theme_rank_low, ranked.theme_rank_high),
            ranked.scored.issue.name,
            total_text(ranked.scored.risk),
        ]
        for theme in themes
        for ranked in ranking.issues
        if ranked.scored.issue.theme == theme
    ]
    return _frame(["Theme", "Rank in theme", "Issue", "Risk score"], rows)


def category_table(categories: Sequence[CategoryCount]) -> pd.DataFrame:
    """Appendix A: one row a category with its label as printed, its count and the split by level."""
    columns = ["Priority", "No. of CSPs", "Main", "Cross-cutting", "Sub-theme", "CSPs"]
    rows = [[_printed(c), c.count, c.main, c.cross_cutting, c.sub_theme, listed(c.csps)] for c in categories]
    return _frame(columns, rows)


def _printed(count: CategoryCount) -> str:
    category = count.category
    return f"{category.label} ({category.includes})" if category.includes else category.label


def category_level_table(categories: Sequence[CategoryCount]) -> pd.DataFrame:
    """One row a category and level, for charts: how many CSPs named it there, as number and as text."""
    rows = [
        [c.category.label, level, number, str(number) if number else "", order]
        for c in categories
        for order, (level, number) in enumerate(
            (("Main", c.main), ("Cross-cutting", c.cross_cutting), ("Sub-theme", c.sub_theme))
        )
    ]
    columns = ["Priority", "Level", "Number of CSPs", "Label", "Order"]
    return _frame(columns, rows).astype({"Number of CSPs": "int64", "Order": "int64"})


def report_table(reports: Sequence[CSPReport]) -> pd.DataFrame:
    """One row a CSP: its status, the districts that have reported and those that have not."""
    rows = [[r.csp.name, r.status.label, listed(r.districts), listed(r.missing)] for r in reports]
    return _frame(["CSP", "Status", "Districts reported", "Districts missing"], rows)


def top_n_table(counts: IssueCounts) -> pd.DataFrame:
    """Appendix B: issues in the top N of at least one scored district, grouped by theme."""
    columns = ["Theme", "Issue", "Districts, certain", "Districts, possible", "Certain in", "Possible in"]
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
    return _frame(columns, rows)


def county_doubt_table(doubt: CountyDoubt, rule: DoubtRule) -> pd.DataFrame:
    """One row an issue in county order: its count and rank by count, with the ranges the doubt allows."""
    fewest, most = doubt.count_ranges(float(rule.range_share))
    best, worst = doubt.rank_ranges(float(rule.range_share))
    columns = ["Issue", "Districts", "Allowing for doubt", "County rank by count", "Allowing for doubt, rank"]
    rows = [
        [
            issue.issue.name,
            _span(issue.count_low, issue.count_high),
            _span(int(fewest[k]), int(most[k])),
            doubt.ranks_by_count[k],
            _span(int(best[k]), int(worst[k])),
        ]
        for k, issue in enumerate(doubt.counts.issues)
    ]
    return _frame(columns, rows)


def rank_table(counts: IssueCounts) -> pd.DataFrame:
    """One row an issue, one column a district: its rank there, ``2 to 5`` where open, or ``not scored``."""
    rows = [
        [
            issue.issue.name,
            *(_cell(int(counts.best[d, k]), int(counts.worst[d, k])) for d in range(len(counts.best))),
        ]
        for k, issue in enumerate(counts.issues)
    ]
    return _frame(["Issue", *counts.districts], rows)


def _cell(best: int, worst: int) -> str:
    if best == 0:
        return "not scored"
    return str(best) if best == worst else f"{best} to {worst}"


def rank_cell_table(counts: IssueCounts) -> pd.DataFrame:
    """One row an issue and district, for charts: its rank as text and the shade of its cell.

    The shade is ``top`` where a place in the top list is certain, else by the half of the list the best rank
    is in; an issue not scored is in the lower half.
    """
    rows = [
        [issue.issue.name, district, _cell(best, worst), _shade(best, worst, counts)]
        for k, issue in enumerate(counts.issues)
        for district, best, worst in zip(
            counts.districts, counts.best[:, k].tolist(), counts.worst[:, k].tolist(), strict=True
        )
    ]
    return _frame(["Issue", "District", "Cell", "Shade"], rows)


def _shade(best: int, worst: int, counts: IssueCounts) -> str:
    if 0 < worst <= counts.rules.top_n:
        return "top"
    return "upper half" if 0 < best <= len(counts.issues) / 2 else "lower half"


def severe_local_table(counts: IssueCounts, reasons: Sequence[NotEscalated]) -> pd.DataFrame:
    """Issues severe in a district yet at the top of few, with the reason they were not escalated."""
    because = {(reason.district, reason.issue): reason.because for reason in reasons}
    columns = ["District", "Issue", "Harm", "Harm rank", "Rank", "Districts in top", "Not escalated because"]
    rows = [
        [
            severe.district,
            severe.issue.name,
            exact_text(severe.harm),
            severe.harm_rank,
            _cell(severe.rank_low, severe.rank_high),
            severe.top_n_districts,
            because.get((severe.district, severe.issue.id), ""),
        ]
        for severe in counts.severe_local
    ]
    return _frame(columns, rows)


def order_table(counts: IssueCounts) -> pd.DataFrame:
    """Issues in county order with the mean rank beside it, and a flag where the two orders differ."""
    columns = ["Place by count", "Issue", "Districts", "Mean rank", "Place by mean rank", "Orders differ"]
    rows = [
        [
            issue.place_by_count,
            issue.issue.name,
            _span(issue.count_low, issue.count_high),
            _mean_rank(issue),
            issue.place_by_mean,
            "differ" if issue.orders_differ else "",
        ]
        for issue in counts.issues
    ]
    return _frame(columns, rows)


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"


def _mean_rank(issue: IssueCount) -> str:
    low, high = f"{float(issue.mean_rank_low):.1f}", f"{float(issue.mean_rank_high):.1f}"
    return low if low == high else f"{low} to {high}"


def matrix_table(matrices: Sequence[Matrix]) -> pd.DataFrame:
    """One row a matrix: its id, title and how the risk score is made."""
    rows = [
        [
            str(matrix.ref),
            matrix.title,
            f"{_plain(matrix.risk.combine)} of {listed([s.label for s in matrix.risk_sections])}",
            "template, cannot be scored with" if matrix.template else "yes",
        ]
        for matrix in matrices
    ]
    return _frame(["Matrix", "Title", "Risk score", "Ready to score"], rows)


def level_table(matrix: Matrix) -> pd.DataFrame:
    """One row a level of each criterion, with its guidance; a criterion of a template has one row."""
    rows = [
        [
            section.label,
            criterion.label,
            criterion.question,
            *level,
            criterion.provenance.value,
            criterion.source,
        ]
        for section in matrix.sections
        for criterion in section.criteria
        for level in [(str(v.value), v.label, v.guidance) for v in criterion.levels] or [("", "", "")]
    ]
    columns = ["Section", "Criterion", "Question", "Level", "Label", "Guidance", "Provenance", "Source"]
    return _frame(columns, rows)


def fault_table(faults: Sequence[Fault]) -> pd.DataFrame:
    """One row a fault: where, what is wrong, what would be right, the nearest valid name."""
    columns = ["File", "Place", "Problem", "Remedy", "Nearest", "Code"]
    return _frame(columns, [[f.file, f.place, f.problem, f.remedy, f.nearest or "", f.code] for f in faults])


def proposal_table(proposals: Sequence[Mapping[str, str | list[str]]]) -> pd.DataFrame:
    """One row a wording: the categories proposed for it, and why."""
    columns = ["CSP", "Year", "Level", "Priority as worded", "Categories", "Other focus areas", "Because"]
    keys = ["csp", "year", "level", "priority_as_worded", "categories", "other_focus", "because"]
    return _frame(columns, [[_joined(proposal[key]) for key in keys] for proposal in proposals])


def _joined(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value) or "none"


def empty_table() -> pd.DataFrame:
    """Return a table without rows or columns, where there is only a sentence to say."""
    return _frame([], [])


def horizon_table(items: Sequence[HorizonItem], headings: HeadingSet) -> pd.DataFrame:
    """One row a horizon item under its heading's label."""
    labels = {heading.id: heading.label for heading in headings.headings}
    order = list(labels)
    columns = [
        "Heading",
        "Item",
        "Kind",
        "Expected",
        "Likelihood",
        "Impact",
        "Status",
        "Owner",
        "Review date",
    ]
    rows = [
        [
            labels[item.heading],
            item.title,
            _plain(item.kind),
            item.expected,
            _plain(item.likelihood),
            _plain(item.impact),
            _plain(item.status),
            item.owner,
            item.review_date,
        ]
        for item in sorted(items, key=lambda item: order.index(item.heading))
    ]
    return _frame(columns, rows)


def priority_table(priorities: Sequence[Priority]) -> pd.DataFrame:
    """One row a priority as worded, with its level and what a person confirmed."""
    columns = ["Priority as worded", "Level", "Categories", "Other focus areas", "Confirmed by", "Source"]
    rows = [
        [
            priority.worded,
            priority.level.label,
            "not confirmed" if priority.categories is None else ", ".join(priority.categories) or "none",
            ", ".join(priority.other_focus),
            priority.confirmed_by,
            priority.source,
        ]
        for priority in priorities
    ]
    return _frame(columns, rows)


def _plain(word: str) -> str:
    return word.replace("_", " ")


def progress_table(returns: Sequence[Return]) -> pd.DataFrame:
    """One row a return: its status and how far its scores, priorities and horizon scan have come."""
    columns = [
        "District",
        "Assessment year",
        "Status",
        "Issues scored",
        "Priorities confirmed",
        "Horizon items",
    ]
    rows = [
        [
            return_.district,
            return_.assessment_year,
            return_.status.label,
            f"{len(return_.scored_issues)} of {len(return_.issues)}",
            f"{sum(p.categories is not None for p in return_.priorities)} of {len(return_.priorities)}",
            str(len(return_.horizon)),
        ]
        for return_ in returns
    ]
    return _frame(columns, rows)


def score_grid(return_: Return, scorer: str) -> pd.DataFrame:
    """One row an issue, one column a criterion by its id: the levels of one scorer, for editing."""
    given = {(s.issue, s.criterion): s.level for s in return_.scores if s.scorer == scorer}
    criteria = return_.matrix.criteria
    rows = [[level_text(c, given.get((issue, c.id))) or None for c in criteria] for issue in return_.issues]
    frame = _frame([criterion.id for criterion in criteria], rows).astype("string")
    return frame.set_index(pd.Index([issue.name for issue in return_.issues.values()], name="Issue"))


def counted_table(issue: ScoredIssue, matrix: Matrix) -> pd.DataFrame:
    """One row a criterion: the level that counts and on whose word."""
    levels = {level.criterion: level for level in issue.levels}
    rows = [
        [
            section.label,
            criterion.label,
            level_text(criterion, levels[criterion.id].level) or "none counts",
            levels[criterion.id].basis.value,
        ]
        for section in matrix.sections
        for criterion in section.criteria
    ]
    return _frame(["Section", "Criterion", "Level that counts", "On whose word"], rows)


def spread_table(spreads: Sequence[Spread]) -> pd.DataFrame:
    """One row a criterion: what each scorer gave, how far they lie apart, and what was agreed."""
    columns = ["Criterion", "Steps apart", "Levels given", "Agreed", "Reason", "Dissent"]
    rows = [
        [
            spread.criterion.label,
            "" if spread.steps is None else str(spread.steps),
            "; ".join(f"{_who(score)}: {score.level}" for score in spread.given) or "none",
            level_text(spread.criterion, spread.agreed.level) if spread.agreed else "not yet",
            spread.agreed.rationale if spread.agreed else "",
            spread.agreed.dissent if spread.agreed else "",
        ]
        for spread in spreads
    ]
    return _frame(columns, rows)


def spread_long_table(spreads: Sequence[Spread]) -> pd.DataFrame:
    """One row a level given, for charts: criterion, level, who gave it and its place among equals.

    Places run from left to right around 0, two apart: -1 and 1 where two scorers gave the same level.
    """
    rows: list[list[object]] = []
    for spread in spreads:
        label = spread.criterion.label
        for level in dict.fromkeys(score.level for score in spread.given):
            equal = [score for score in spread.given if score.level == level]
            places = range(1 - len(equal), len(equal), 2)
            rows += [
                [label, str(level), _who(score), "one scorer", at]
                for score, at in zip(equal, places, strict=True)
            ]
        if spread.agreed:
            rows.append([label, str(spread.agreed.level), "the partners", "agreed", 0])
    frame = _frame(["Criterion", "Level", "Scorer", "Kind", "Among equals"], rows)
    return frame.astype({"Among equals": "int64"})


def level_axis(spreads: Sequence[Spread]) -> list[str]:
    """Return every level of the criteria's scales as text, rising, with ``unknown`` last."""
    given = {level.value for spread in spreads for level in spread.criterion.levels}
    return [*map(str, sorted(given)), UNKNOWN]


def _who(score: Score) -> str:
    return f"{score.scorer} ({score.agency})" if score.agency else score.scorer


def reason_table(return_: Return, issue: str) -> pd.DataFrame:
    """One row a score of an issue: who gave which level, how surely, why and on what evidence."""
    labels = {criterion.id: criterion for criterion in return_.matrix.criteria}
    columns = ["Criterion", "Scorer", "Agency", "Level", "Confidence", "Rationale", "Evidence", "Dissent"]
    rows = [
        [
            labels[score.criterion].label,
            score.scorer,
            score.agency,
            level_text(labels[score.criterion], score.level),
            score.confidence or "",
            score.rationale,
            score.evidence,
            score.dissent,
        ]
        for score in return_.scores
        if score.issue == issue
    ]
    return _frame(columns, rows)
