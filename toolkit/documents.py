"""Results to JSON documents: stable names, described in ``docs/json.md``."""

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from toolkit.cells import band_text, side_text, working
from toolkit.methods.county import County
from toolkit.methods.county_doubt import CountyDoubt
from toolkit.methods.doubt import Doubt
from toolkit.methods.issue_count import IssueCount, IssueCounts, SevereLocal
from toolkit.methods.levels import grades_given
from toolkit.methods.ranking import RankedIssue, Ranking
from toolkit.methods.scoring import Exact, Total
from toolkit.model.assessment import Return
from toolkit.model.county import NotEscalated
from toolkit.model.doubt_rule import DoubtRule
from toolkit.model.horizon import HeadingSet, HorizonItem
from toolkit.model.matrix import Matrix

Document = dict[str, Any]
"""A JSON object ready to be written."""


def exact(number: Exact) -> int | str:
    """Return an exact number for JSON: an integer where it is whole, else text such as ``7/2``.

    >>> exact(Fraction(6, 2)), exact(Fraction(7, 2))
    (3, '7/2')
    """
    fraction = Fraction(number)
    return fraction.numerator if fraction.denominator == 1 else str(fraction)


def _known(total: Total) -> int | str | None:
    return None if total.value is None else exact(total.value)


def _range(total: Total) -> list[int | str]:
    return [exact(total.low), exact(total.high)]


def _heading(return_: Return) -> Document:
    return {
        "district": return_.district,
        "assessment_year": return_.assessment_year,
        "plan_year": return_.plan_year,
        "status": return_.status.value,
        "marking": return_.marking.value,
        "invented": list(return_.origins.invented),
    }


def ranking_document(ranking: Ranking, doubt: Doubt | None = None, rule: DoubtRule | None = None) -> Document:
    """Return a district's ranking; issues in order of rank, with how firm it is where that was asked."""
    return_ = ranking.scored.return_
    matrix = return_.matrix
    return {
        **_heading(return_),
        "matrix": {"id": matrix.id, "version": matrix.version},
        "issues": [_issue(issue, matrix) for issue in ranking.issues],
        **({"doubt": doubt_document(doubt, rule)} if doubt and rule else {}),
    }


def doubt_document(doubt: Doubt, rule: DoubtRule) -> Document:
    """Return how firm a ranking is; issues in order of rank, chances as numbers from 0 to 1."""
    best, worst = doubt.ranges(float(rule.range_share))
    ids = [issue.issue.id for issue in doubt.ranking.scored.issues]
    return {
        "top": doubt.k,
        "rule": str(rule.ref),
        "distinct_scores": len(doubt.scores.low),
        "binned": doubt.scores.binned,
        "error_bound": float(doubt.error_bound.max(initial=0.0)),
        "issues": [
            {
                "issue": ranked.scored.issue.id,
                "rank_chances": [float(chance) for chance in doubt.acceptability[k]],
                "range": [int(best[k]), int(worst[k])],
                "top_chance": float(doubt.top_k[k]),
                "sources": [source.value for source in doubt.sources[k]],
                "beats": {ids[j]: float(doubt.wins[k, j]) for j in range(len(ids)) if j != k},
            }
            for ranked, k in doubt.in_rank_order
        ],
        "too_close": [[one.scored.issue.id, other.scored.issue.id] for one, other in doubt.too_close(rule)],
    }


def _issue(ranked: RankedIssue, matrix: Matrix) -> Document:
    scored = ranked.scored
    return {
        "issue": scored.issue.id,
        "name": scored.issue.name,
        "theme": scored.issue.theme,
        "risk": _known(scored.risk),
        "risk_range": _range(scored.risk),
        "sections": {section: _known(total) for section, total in scored.sections.items()},
        "section_ranges": {section: _range(total) for section, total in scored.sections.items()},
        "band": band_text(scored.risk, matrix) or None,
        "working": working(scored, matrix),
        "rank": ranked.rank,
        "tied_with": list(ranked.tied_with),
        "rank_low": ranked.rank_low,
        "rank_high": ranked.rank_high,
        "theme_rank": ranked.theme_rank,
        "unknown": list(scored.unknown),
        "levels": {level.criterion: level.level for level in scored.levels},
        "basis": {level.criterion: level.basis.value for level in scored.levels},
        "side": {
            s.id: {"total": _known(scored.side[s.id]), "words": side_text(scored, s)}
            for s in matrix.side_sections
        },
        "confidence": grades_given(scored.levels),
        "zeroed_by": list(scored.zeroed_by),
    }


def county_doubt_document(doubt: CountyDoubt, rule: DoubtRule) -> Document:
    """Return how firm a county's counts are; issues in county order, chances as numbers from 0 to 1."""
    fewest, most = doubt.count_ranges(float(rule.range_share))
    return {
        "rule": str(rule.ref),
        "draws": doubt.draws,
        "seed": doubt.seed,
        "issues": [
            {
                "issue": issue.issue.id,
                "count_chances": [float(chance) for chance in doubt.count_chances[k]],
                "count_range": [int(fewest[k]), int(most[k])],
                "county_rank_chances": [float(chance) for chance in doubt.rank_chances[k]],
                "district_chances": dict(
                    zip(doubt.counts.districts, map(float, doubt.top_k[:, k]), strict=True)
                ),
            }
            for k, issue in enumerate(doubt.counts.issues)
        ],
    }


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


def horizon_document(name: str, items: Sequence[HorizonItem], headings: HeadingSet) -> Document:
    """Return a horizon scan under its headings, in printed order."""
    return {
        "name": name,
        "headings": [
            {
                "id": heading.id,
                "heading": heading.label,
                "lead_in": heading.lead_in,
                "items": [item.model_dump(mode="json") for item in items if item.heading == heading.id],
            }
            for heading in headings.headings
        ],
    }


def json_text(document: Mapping[str, Any] | Sequence[Any]) -> str:
    """Return a document as JSON text, British letters kept as they are."""
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
