"""The county's tables as a JSON document."""

from collections.abc import Mapping, Sequence

from toolkit.documents.firmness import county_doubt_document
from toolkit.documents.plain import Document, exact
from toolkit.methods.county import County
from toolkit.methods.county_doubt import CountyDoubt
from toolkit.methods.issue_count import IssueCount, IssueCounts, SevereLocal
from toolkit.model.county import NotEscalated
from toolkit.model.doubt_rule import DoubtRule


def county_document(
    county: County, doubt: CountyDoubt | None = None, rule: DoubtRule | None = None
) -> Document:
    """Return the county's tables: categories in printed order, issues in county order."""
    count, returns = county.priorities, county.returns
    rules = returns.category_set.rules
    return {
        "county": returns.name,
        "plan_years": sorted({return_.plan_year for return_ in returns.returns}),
        "as_at": count.as_at.isoformat(),
        "category_set": {"id": returns.category_set.id, "version": returns.category_set.version},
        "invented": county.invented,
        "csps_reported": count.csps_reported,
        "csps_total": len(count.reports),
        "csps": [
            {
                "csp": r.csp.name,
                "status": r.status.value,
                "districts": list(r.districts),
                "missing": list(r.missing),
            }
            for r in count.reports
        ],
        "categories": [
            {
                "code": c.category.code,
                "category": c.category.label,
                "count": c.count,
                "main": c.main,
                "cross_cutting": c.cross_cutting,
                "sub_theme": c.sub_theme,
                "in_table": c.count >= rules.table_threshold,
                "headline": c.count >= rules.headline_threshold,
                "csps": list(c.csps),
            }
            for c in count.categories
        ],
        "other_focus": list(count.other_focus),
        "unconfirmed": [{"district": d, "priority_as_worded": worded} for d, worded in count.unconfirmed],
        "top_n": _top_n(county.issues, rules.top_n),
        "refused": county.refused or None,
        **_beside(county.issues, returns.not_escalated),
        **({"doubt": county_doubt_document(doubt, rule)} if doubt and rule else {}),
    }


def _top_n(counts: IssueCounts | None, n: int) -> Document:
    issues = counts.in_top_n if counts else ()
    return {
        "n": n,
        "districts_scored": len(counts.districts) if counts else 0,
        "issues": [_count(i) for i in issues],
    }


def _count(issue: IssueCount) -> Document:
    return {
        "issue": issue.issue.id,
        "name": issue.issue.name,
        "theme": issue.issue.theme,
        "count_low": issue.count_low,
        "count_high": issue.count_high,
        "districts": list(issue.districts),
        "possible_districts": list(issue.possible_districts),
    }


def _beside(counts: IssueCounts | None, reasons: Sequence[NotEscalated]) -> Document:
    if counts is None:
        return {"ranks": [], "severe_local": [], "order": []}
    because = {(reason.district, reason.issue): reason.because for reason in reasons}
    return {
        "ranks": [
            {"issue": issue.issue.id, "district": district, "rank_low": int(best), "rank_high": int(worst)}
            for k, issue in enumerate(counts.issues)
            for district, best, worst in zip(
                counts.districts, counts.best[:, k], counts.worst[:, k], strict=True
            )
            if best
        ],
        "severe_local": [_severe(severe, because) for severe in counts.severe_local],
        "order": [
            {
                "issue": issue.issue.id,
                "place_by_count": issue.place_by_count,
                "place_by_mean_rank": issue.place_by_mean,
                "mean_rank": [exact(issue.mean_rank_low), exact(issue.mean_rank_high)],
                "scored_in": issue.scored_in,
                "orders_differ": issue.orders_differ,
            }
            for issue in counts.issues
        ],
    }


def _severe(severe: SevereLocal, because: Mapping[tuple[str, str], str]) -> Document:
    return {
        "district": severe.district,
        "issue": severe.issue.id,
        "harm": exact(severe.harm),
        "harm_rank": severe.harm_rank,
        "rank_low": severe.rank_low,
        "rank_high": severe.rank_high,
        "top_n_districts": severe.top_n_districts,
        "not_escalated_because": because.get((severe.district, severe.issue.id)),
    }
