"""How firm a ranking and a county's counts are, as JSON documents."""

from toolkit.documents.plain import Document
from toolkit.methods.county_doubt import CountyDoubt
from toolkit.methods.doubt import Doubt
from toolkit.model.doubt_rule import DoubtRule


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
                "ties": {ids[j]: float(doubt.ties[k, j]) for j in range(len(ids)) if j != k},
            }
            for ranked, k in doubt.in_rank_order
        ],
        "too_close": [[one.scored.issue.id, other.scored.issue.id] for one, other in doubt.too_close(rule)],
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
