"""How well scorers agree, and districts, as JSON documents."""

from collections.abc import Sequence

from toolkit.documents.plain import Document, exact, return_heading
from toolkit.methods.agreement import Coefficient, Consensus, Verdict
from toolkit.methods.county import County
from toolkit.methods.discussion import DiscussionItem
from toolkit.methods.doubt import Doubt
from toolkit.methods.joint_panel import JointCheck, JointPanel
from toolkit.methods.panel import AgencyLevels, Concordance, PanelAgreement, agency_levels
from toolkit.methods.spread import Spread, scorers, spreads
from toolkit.model.agreement_rule import AgreementRule
from toolkit.model.assessment import Return
from toolkit.model.matrix import Criterion


def agreement_document(
    return_: Return,
    found: PanelAgreement,
    items: Sequence[DiscussionItem],
    rule: AgreementRule,
    joint: Document | None,
) -> Document:
    """Return how well the scorers of a return agree, and what to talk about first."""
    return {
        **return_heading(return_),
        "matrix": {"id": return_.matrix.id, "version": return_.matrix.version},
        "rule": str(rule.ref),
        "scorers": list(found.scorers),
        "alpha": _coefficient(found.alpha),
        "within_one": None if found.within_one is None else exact(found.within_one),
        "verdicts": {verdict.name.lower(): found.count(verdict) for verdict in Verdict},
        "criteria": [
            {"criterion": name, **_coefficient(alpha), "within_one": _share(found, name)}
            for name, alpha in found.by_criterion.items()
        ],
        "cells": _cells(return_, found),
        "discussion": [_item(item) for item in items],
        "joint": joint,
    }


def _coefficient(coefficient: Coefficient) -> Document:
    return {
        "value": coefficient.value,
        "undefined": coefficient.because or None,
        "judges": coefficient.judges,
        "units": coefficient.units,
    }


def _share(found: PanelAgreement, criterion: str) -> int | str | None:
    share = found.within_one_on(criterion)
    return None if share is None else exact(share)


def _cells(return_: Return, found: PanelAgreement) -> list[Document]:
    agency_of = scorers(return_)
    return [
        _cell(issue.id, spread, agency_levels(spread.given, agency_of), found.cells[issue.id, criterion])
        for issue in return_.scored_issues
        for spread in spreads(return_, issue.id)
        if (issue.id, criterion := spread.criterion.id) in found.cells
    ]


def _cell(issue: str, spread: Spread, agencies: Sequence[AgencyLevels], consensus: Consensus) -> Document:
    return {
        "issue": issue,
        "criterion": spread.criterion.id,
        "levels": list(spread.levels),
        "agreed": spread.agreed.level if spread.agreed else None,
        **_quartiles(spread.criterion, consensus),
        "agencies": [
            {"agency": a.agency, "levels": list(a.levels), "median": [a.median_low, a.median_high]}
            for a in agencies
        ],
    }


def _quartiles(criterion: Criterion, found: Consensus) -> Document:
    values = criterion.values
    return {
        "lower_quartile": values[found.lower_quartile],
        "median": values[found.median],
        "upper_quartile": values[found.upper_quartile],
        "within_one": exact(found.within_one),
        "verdict": found.verdict.name.lower(),
    }


def _item(item: DiscussionItem) -> Document:
    return {
        "issue": item.issue.id,
        "criterion": item.spread.criterion.id,
        "could_change_top": item.could_change_top,
        "agreed": item.is_agreed,
        "settled": [
            {
                "level": case.level,
                "enters": list(case.enters),
                "leaves": list(case.leaves),
                "opens": list(case.opens),
            }
            for case in item.settled
        ],
    }


def joint_document(panel: JointPanel, check: JointCheck | None, doubt: Doubt, seed: int) -> Document:
    """Return how far apart scorers' means lie, and where that matters the chances with whole scorers."""
    return {
        "scorers": {name: exact(mean) for name, mean in panel.means.items()},
        "cells": len(panel.cells),
        "apart": exact(panel.apart),
        "check": _check(check, doubt, seed) if check else None,
    }


def _check(check: JointCheck, doubt: Doubt, seed: int) -> Document:
    return {
        "top": check.k,
        "exact": check.exact,
        "resamples": check.resamples,
        "seed": None if check.exact else seed,
        "issues": [
            {
                "issue": ranked.scored.issue.id,
                "top_chance": float(check.top_k[k]),
                "top_chance_independent": float(doubt.top_k[k]),
                "standard_error": float(check.standard_error[k]),
                "rank_chances": [float(chance) for chance in check.acceptability[k]],
            }
            for ranked, k in doubt.in_rank_order
        ],
    }


def county_agreement_document(
    county: County,
    found: Concordance | None,
    panels: Sequence[tuple[str, PanelAgreement]],
    rule: AgreementRule,
) -> Document:
    """Return how far districts put issues in one order, and how well each district's scorers agree."""
    return {
        "county": county.returns.name,
        "plan_years": sorted({return_.plan_year for return_ in county.returns.returns}),
        "invented": county.invented,
        "rule": str(rule.ref),
        "refused": county.refused or None,
        "concordance": {
            "w": found.w.value,
            "undefined": found.w.because or None,
            "districts": list(found.districts),
            "issues": list(found.issues),
            "left_out": list(found.left_out),
        }
        if found
        else None,
        "panels": [
            {
                "district": district,
                **_coefficient(panel.alpha),
                "within_one": None if panel.within_one is None else exact(panel.within_one),
            }
            for district, panel in panels
        ],
    }
