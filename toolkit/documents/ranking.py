"""The ranking of one district as a JSON document."""

from toolkit.cells.ranking import band_text, side_text, working
from toolkit.documents.firmness import doubt_document
from toolkit.documents.plain import Document, known, known_range, return_heading
from toolkit.methods.doubt import Doubt
from toolkit.methods.levels import grades_given
from toolkit.methods.ranking import RankedIssue, Ranking
from toolkit.model.doubt_rule import DoubtRule
from toolkit.model.matrix import Matrix


def ranking_document(ranking: Ranking, doubt: Doubt | None = None, rule: DoubtRule | None = None) -> Document:
    """Return a district's ranking; issues in order of rank, with how firm it is where that was asked."""
    return_ = ranking.scored.return_
    matrix = return_.matrix
    return {
        **return_heading(return_),
        "matrix": {"id": matrix.id, "version": matrix.version},
        "issues": [_issue(issue, matrix) for issue in ranking.issues],
        **({"doubt": doubt_document(doubt, rule)} if doubt and rule else {}),
    }


def _issue(ranked: RankedIssue, matrix: Matrix) -> Document:
    scored = ranked.scored
    return {
        "issue": scored.issue.id,
        "name": scored.issue.name,
        "theme": scored.issue.theme,
        "risk": known(scored.risk),
        "risk_range": known_range(scored.risk),
        "sections": {section: known(total) for section, total in scored.sections.items()},
        "section_ranges": {section: known_range(total) for section, total in scored.sections.items()},
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
            s.id: {"total": known(scored.side[s.id]), "words": side_text(scored, s)}
            for s in matrix.side_sections
        },
        "confidence": grades_given(scored.levels),
        "zeroed_by": list(scored.zeroed_by),
    }
