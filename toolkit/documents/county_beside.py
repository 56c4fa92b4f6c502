"""Harm against spread, and a county beside a policing plan, as JSON documents."""

from collections.abc import Sequence

from toolkit.documents.plain import Document, exact
from toolkit.methods.alignment import Alignment, PlanCount
from toolkit.methods.harm_spread import HarmSpread
from toolkit.model.county import CountyReturns


def harm_spread_document(returns: CountyReturns, found: Sequence[HarmSpread]) -> Document:
    """Return each issue's mean harm and its spread over the districts, in county order."""
    return {
        "county": returns.name,
        "issues": [
            {
                "issue": one.count.issue.id,
                "name": one.count.issue.name,
                "stands": one.quadrant.name.lower(),
                "mean_harm": [exact(one.harm_low), exact(one.harm_high)],
                "districts_in_top": [one.count.count_low, one.count.count_high],
                "severe_in": list(one.severe_in),
                "may_be_severe_in": list(one.may_be_severe_in),
            }
            for one in found
        ],
    }


def alignment_document(returns: CountyReturns, found: Alignment) -> Document:
    """Return how many CSPs stand under each priority of a plan, and what stands under none."""
    return {
        "county": returns.name,
        "plan": {"id": found.plan.id, "version": found.plan.version, "title": found.plan.title},
        "csps_reported": found.count.csps_reported,
        "csps_total": len(found.count.reports),
        "priorities": [_priority(one) for one in found.priorities],
        "outside": [one.category.code for one in found.outside],
        "not_placed": [one.category.code for one in found.not_placed],
        "csps_in_none": list(found.csps_in_none),
    }


def _priority(one: PlanCount) -> Document:
    return {
        "priority": one.priority.id,
        "label": one.priority.label,
        "count": len(one.csps),
        "csps": list(one.csps),
        "categories": [found.category.code for found in one.categories],
        "unconfirmed": list(one.unconfirmed),
    }
