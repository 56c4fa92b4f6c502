"""What would change a ranking, and what single districts do to the county's picture, as JSON documents."""

from collections.abc import Sequence
from fractions import Fraction
from math import isnan

from toolkit.documents.plain import Document, exact, return_heading
from toolkit.methods.comparison import TauB, TopOverlap
from toolkit.methods.county import County
from toolkit.methods.districts import Harshness, WithoutDistrict
from toolkit.methods.health import MatrixHealth
from toolkit.methods.other_values import SchemeComparison
from toolkit.methods.reranking import Rerank
from toolkit.methods.sensitivity import Sensitivity
from toolkit.methods.smallest_change import CellChange, SmallestChange
from toolkit.methods.variance import VarianceShares


def sensitivity_document(found: Sensitivity, health: MatrixHealth) -> Document:
    """Return what would change a district's ranking; issues in order of rank."""
    return_ = found.ranking.scored.return_
    return {
        **return_heading(return_),
        "matrix": {"id": return_.matrix.id, "version": return_.matrix.version},
        "top": found.n,
        "survives_one_level": found.survives_one_level if found.changes else None,
        "changes": [_change(change) for change in found.changes],
        "criteria": [_rerank(one) for one in found.criteria],
        "scorers": [_rerank(one) for one in found.scorers],
        "weights": [_rerank(one) for one in found.weights],
        "values": _schemes(found.schemes),
        "variance": _variance(found),
        "health": _health(health),
    }


def _change(change: SmallestChange) -> Document:
    return {
        "issue": change.issue,
        "in_top": change.is_in,
        "levels": change.steps,
        "together": [_cell(cell) for cell in change.together],
        "single": [_cell(cell) for cell in change.single],
        "of_others": [_cell(cell) for cell in change.rival],
    }


def _cell(cell: CellChange) -> Document:
    return {
        "issue": cell.issue,
        "criterion": cell.criterion,
        "from": cell.from_level,
        "to": cell.to_level,
        "levels": cell.steps,
    }


def tau_document(tau: TauB) -> Document:
    """Return tau-b with the number of issues compared, and why it is not defined where it is not."""
    return {
        "tau_b": tau.value,
        "issues": tau.issues,
        "left_out": list(tau.left_out),
        "undefined": tau.undefined.value if tau.undefined else None,
    }


def overlap_document(overlap: TopOverlap) -> Document:
    """Return who is in both tops, and who only in one."""
    return {"both": list(overlap.both), "entered": list(overlap.entered), "left": list(overlap.left)}


def _rerank(one: Rerank) -> Document:
    return {
        "changed": one.changed,
        "factor": None if one.factor is None else exact(one.factor),
        "top": list(one.top),
        "possible": list(one.possible),
        "entered": list(one.overlap.entered),
        "left": list(one.overlap.left),
        "largest_move": one.largest_move,
        "moved": list(one.moved),
        "order": tau_document(one.tau_b),
        "ranks": {
            issue: [best, worst] for issue, best, worst in zip(one.issues, one.best, one.worst, strict=True)
        },
        "says_nothing_because": one.remark.value if one.remark else None,
    }


def _schemes(schemes: SchemeComparison) -> Document:
    return {
        "linear": _rerank(schemes.linear),
        "doubling": _rerank(schemes.doubling),
        "linear_against_doubling": {
            **overlap_document(schemes.overlap),
            "order": tau_document(schemes.tau_b),
        },
    }


def _variance(found: Sensitivity) -> Document:
    shares = found.shares
    first, total = shares.of_all
    return {
        "by_itself": _by_criterion(shares, first.tolist()),
        "with_others": _by_criterion(shares, total.tolist()),
        "issues": [
            {
                "issue": issue.issue.id,
                "variance": float(shares.variance[k]),
                "by_itself": _by_criterion(shares, shares.first[k].tolist()),
                "with_others": _by_criterion(shares, shares.total[k].tolist()),
            }
            for k, issue in enumerate(found.ranking.scored.issues)
        ],
    }


def _by_criterion(shares: VarianceShares, numbers: Sequence[float]) -> dict[str, float | None]:
    return {
        name: None if isnan(number) else number for name, number in zip(shares.criteria, numbers, strict=True)
    }


def _health(health: MatrixHealth) -> Document:
    resolution = health.resolution
    return {
        "issues": resolution.issues,
        "left_out": list(resolution.left_out),
        "distinct_scores": resolution.distinct,
        "tied_at_edge": list(resolution.tied_at_edge),
        "harm_likelihood": tau_document(health.harm_likelihood) if health.harm_likelihood else None,
        "dominance": [
            {"section": d.section, "criteria": d.criteria, "issues": d.totals, "share": _known(d.share)}
            for d in health.dominance
        ],
        "zeroed": [{"issue": issue, "sections": list(sections)} for issue, sections in health.zeroed],
    }


def county_sensitivity_document(
    county: County, without: Sequence[WithoutDistrict], harshness: Harshness | None
) -> Document:
    """Return what single districts do to the county's picture."""
    return {
        "county": county.returns.name,
        "plan_years": sorted({return_.plan_year for return_ in county.returns.returns}),
        "invented": county.invented,
        "top": county.returns.category_set.rules.top_n,
        "refused": county.refused or None,
        "without": [_without(one) for one in without],
        "levels": _levels(harshness) if harshness else [],
    }


def _without(one: WithoutDistrict) -> Document:
    rows = zip(one.issues, one.count_low, one.count_high, one.place_before, one.place_now, strict=True)
    return {
        "district": one.district,
        "no_longer": list(one.no_longer),
        "entered": list(one.entered),
        "left": list(one.left),
        "largest_move": one.largest_move,
        "moved": list(one.moved),
        "issues": [
            {"issue": issue, "count_low": low, "count_high": high, "place_before": before, "place_now": now}
            for issue, low, high, before, now in rows
        ],
    }


def _levels(found: Harshness) -> list[Document]:
    return [
        {
            "district": district,
            "overall": _known(found.overall[row]),
            "criteria": [
                {
                    "criterion": criterion,
                    "known": found.known[row][k],
                    "mean": _known(found.mean[row][k]),
                    "county": _known(found.county[k]),
                    "difference": _known(found.difference[row][k]),
                }
                for k, criterion in enumerate(found.criteria)
            ],
        }
        for row, district in enumerate(found.districts)
    ]


def _known(number: Fraction | None) -> int | str | None:
    return None if number is None else exact(number)
