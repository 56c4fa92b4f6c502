"""The minutes of a workshop as JSON."""

from typing import Any

from toolkit.methods.minutes import IssueMinutes, Minutes
from toolkit.model.assessment import Score


def minutes_document(found: Minutes) -> dict[str, Any]:
    """Return the minutes with ids for programs beside names for people; times are UTC."""
    return_, workshop, attendance = found.return_, found.workshop, found.attendance
    return {
        "workshop": workshop.id,
        "title": workshop.title,
        "stage": workshop.stage.value,
        "opened_at": workshop.opened_at,
        "closed_at": workshop.closed_at,
        "district": return_.district,
        "assessment_year": return_.assessment_year,
        "marking": return_.marking.value,
        "handling": return_.handling,
        "invented": list(return_.origins.invented),
        "matrix": {"id": return_.matrix.id, "version": return_.matrix.version},
        "present": [
            {"agency": agency, "people": [{"name": one.name, "by_slip": one.by_slip} for one in people]}
            for agency, people in found.people_by_agency
        ],
        "missing": list(attendance.missing),
        "quorum": attendance.quorum,
        "quorate": attendance.is_quorate,
        "issues": [_issue(one) for one in found.taken],
        "not_reached": [{"issue": issue.id, "name": issue.name} for issue in found.not_reached],
    }


def _issue(one: IssueMinutes) -> dict[str, Any]:
    return {
        "issue": one.issue.id,
        "name": one.issue.name,
        "rounds": one.rounds,
        "agreed": [
            {
                "criterion": each.criterion.id,
                "level": each.agreed.level,
                "confidence": each.agreed.confidence,
                "rationale": each.agreed.rationale,
                "dissent": each.agreed.dissent,
                "given": [_given(row) for row in each.given],
            }
            for each in one.agreements
        ],
        "not_agreed": [criterion.id for criterion in one.open_criteria],
        "moved": [
            {
                "criterion": move.criterion.id,
                "scorer": move.after.scorer,
                "agency": move.after.agency,
                "before": {"round": move.before.round, "level": move.before.level},
                "after": {"round": move.after.round, "level": move.after.level},
                "rationale": move.after.rationale,
            }
            for move in one.moves
        ],
        "parked": one.parked,
    }


def _given(row: Score) -> dict[str, Any]:
    return {"scorer": row.scorer, "agency": row.agency, "round": row.round, "level": row.level}
