"""Two years of one district, and two editions of a county agreement, as JSON documents."""

from collections.abc import Sequence

from toolkit.documents.plain import Document, exact, known, known_range
from toolkit.documents.sensitivity import overlap_document, tau_document
from toolkit.methods.category_moves import CategoryMove
from toolkit.methods.county import County
from toolkit.methods.county_trends import CountChange
from toolkit.methods.priority_trends import PriorityComparison
from toolkit.methods.return_priorities import YearPriorities
from toolkit.methods.scoring import Exact
from toolkit.methods.trends import IssueChange, RankingComparison
from toolkit.model.assessment import Return
from toolkit.model.list_crosswalk import CategoryCrosswalk, EntryAlone, IssueCrosswalk, ListCrosswalk
from toolkit.model.priorities import Priority


def comparison_document(
    found: RankingComparison,
    priorities: YearPriorities | None,
    refused: str = "",
    *,
    issues: IssueCrosswalk | None = None,
    categories: CategoryCrosswalk | None = None,
) -> Document:
    """Return two years' rankings side by side; issues in the order of the new ranking.

    `issues` and `categories` are the crosswalks they were compared by, where the years' lists differ.
    """
    old, new = found.old_as_scored.scored.return_, found.new_as_scored.scored.return_
    return {
        "district": new.district,
        "old": _year(old),
        "new": _year(new),
        "top": found.k,
        "overlap": overlap_document(found.overlap),
        "order": tau_document(found.tau_b),
        "issues": [_change(change) for change in found.changes],
        "new_issues": list(found.new_issues),
        "dropped": list(found.dropped),
        "priorities": _priorities(priorities) if priorities else None,
        "priorities_refused": refused or None,
        "issue_crosswalk": _crosswalk(issues) if issues else None,
        "category_crosswalk": _crosswalk(categories) if categories else None,
    }


def _year(return_: Return) -> Document:
    return {
        "assessment_year": return_.assessment_year,
        "plan_year": return_.plan_year,
        "status": return_.status.value,
        "marking": return_.marking.value,
        "invented": list(return_.origins.invented),
        "matrix": {"id": return_.matrix.id, "version": return_.matrix.version},
    }


def _change(change: IssueChange) -> Document:
    chances, score = change.chances, change.score
    return {
        "issue": change.link.new,
        "follows_from": change.link.old,
        "link": change.link.kind.value,
        "rank_before": [change.before.rank_low, change.before.rank_high],
        "rank_now": [change.after.rank_low, change.after.rank_high],
        "rose_by": change.rose_by,
        "chances": {
            "rose": chances.rose,
            "fell": chances.fell,
            "stayed": chances.stayed,
            "entered_top": chances.entered,
            "left_top": chances.left,
        },
        "score": {
            "before": known(score.before),
            "before_range": known_range(score.before),
            "now": known(score.after),
            "now_range": known_range(score.after),
            "change": _part(score.change),
            "by_levels": _part(score.levels),
            "by_definition": _part(score.definition),
            "by_weights": _part(score.weights),
        },
    }


def county_comparison_document(
    counties: tuple[County, County],
    years: tuple[str, str],
    changes: Sequence[CountChange],
    crosswalk: CategoryCrosswalk | None,
) -> Document:
    """Return how many CSPs named each category in two years of a county; split and merged ones together."""
    return {
        "county": counties[1].returns.name,
        **{
            name: {
                "assessment_year": year,
                "as_at": county.priorities.as_at.isoformat(),
                "category_set": str(county.priorities.category_set.ref),
                "csps_reported": county.priorities.csps_reported,
                "csps_total": len(county.priorities.reports),
                "invented": county.invented,
            }
            for name, county, year in zip(("old", "new"), counties, years, strict=True)
        },
        "categories": [
            {
                "before": [count.category.code for count in change.old],
                "now": [count.category.code for count in change.new],
                "became": change.fate.value,
                "count_before": len(change.csps_before),
                "count_now": len(change.csps_now),
                "csps_before": list(change.csps_before),
                "csps_now": list(change.csps_now),
            }
            for change in changes
        ],
        "category_crosswalk": _crosswalk(crosswalk) if crosswalk else None,
    }


def _crosswalk(crosswalk: ListCrosswalk) -> Document:
    return {
        "id": crosswalk.id,
        "version": crosswalk.version,
        "source": crosswalk.source,
        "from": str(crosswalk.from_list),
        "to": str(crosswalk.to_list),
        "links": [
            {
                "before": link.from_entry,
                "now": link.to_entry,
                "became": link.change,
                "link": link.provenance,
                "because": link.because,
            }
            for link in crosswalk.links
        ],
        "new": [_alone(entry) for entry in crosswalk.new],
        "dropped": [_alone(entry) for entry in crosswalk.dropped],
    }


def _alone(entry: EntryAlone) -> Document:
    return {"entry": entry.entry, "link": entry.provenance, "because": entry.because}


def _part(number: Exact | None) -> int | str | None:
    return None if number is None else exact(number)


def _priorities(found: YearPriorities) -> Document:
    return {
        "categories": [_move(move) for move in found.moves],
        "unconfirmed_before": list(found.unconfirmed_old),
        "unconfirmed_now": list(found.unconfirmed_new),
    }


def _move(move: CategoryMove) -> Document:
    return {
        "code": move.category or None,
        "category": move.label,
        "follows_from": move.follows_from or None,
        "became": move.fate.value,
        "level_before": move.old_level.value if move.old_level else None,
        "level_now": move.new_level.value if move.new_level else None,
        "before": _worded(move.old),
        "now": _worded(move.new),
        "link": move.provenance or None,
        "because": move.because or None,
    }


def _worded(priorities: Sequence[Priority]) -> list[Document]:
    return [{"priority_as_worded": p.worded, "level": p.level.value} for p in priorities]


def edition_document(found: PriorityComparison, crosswalk: str) -> Document:
    """Return what became of each priority from one edition of a county agreement to the next."""
    return {
        "crosswalk": crosswalk,
        "old": found.old_edition,
        "new": found.new_edition,
        "through": list(found.through),
        "counts": {fate.value: count for fate, count in found.counts.items()},
        "priorities": [
            {
                "became": change.fate.value,
                "old": change.old,
                "old_levels": [level.value for level in change.old_levels],
                "new": change.new,
                "new_levels": [level.value for level in change.new_levels],
                "link": change.provenance or None,
                "because": change.because or None,
            }
            for change in found.changes
        ],
    }
