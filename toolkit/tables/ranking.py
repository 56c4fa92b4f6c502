"""Tables of one district's ranking, its working and its doubt."""

import pandas as pd

from toolkit.cells.chances import chance_text, verdict, yardstick
from toolkit.cells.numbers import listed, total_text
from toolkit.cells.ranking import (
    band_text,
    confidence_text,
    level_text,
    open_reasons,
    place,
    ranked_place,
    side_text,
    working,
)
from toolkit.language import say
from toolkit.methods.doubt import Doubt
from toolkit.methods.ranking import RankedIssue, Ranking
from toolkit.methods.scoring import ScoredIssue
from toolkit.model.assessment import AGREED, FIRST_ROUND, Return, Score
from toolkit.model.doubt_rule import DoubtRule
from toolkit.model.matrix import Matrix
from toolkit.tables.frames import frame_of, plain_word


def ranking_table(ranking: Ranking) -> pd.DataFrame:
    """One row an issue in order of rank, with the section totals, the working and what stands beside them."""
    matrix = ranking.scored.return_.matrix
    names = {issue.issue.id: issue.issue.name for issue in ranking.scored.issues}
    sections = [section.label for section in matrix.risk_sections]
    band = [say("Band")] if matrix.bands else []
    scored = [*sections, say("Risk score"), *band, say("Working")]
    columns = [say("Rank"), say("Issue"), say("Theme"), *scored, say("Tied with"), say("Rank in theme")]
    beside = [say("Levels not known"), *(s.label for s in matrix.side_sections), say("Confidence")]
    return frame_of([*columns, *beside], [_ranking_row(issue, matrix, names) for issue in ranking.issues])


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
    return frame_of([say("Theme"), say("Rank in theme"), say("Issue"), say("Risk score")], rows)


def counted_table(issue: ScoredIssue, matrix: Matrix) -> pd.DataFrame:
    """One row a criterion: the level that counts and on whose word."""
    levels = {level.criterion: level for level in issue.levels}
    rows = [
        [
            section.label,
            criterion.label,
            level_text(criterion, levels[criterion.id].level) or say("none counts"),
            plain_word(levels[criterion.id].basis),
        ]
        for section in matrix.sections
        for criterion in section.criteria
    ]
    return frame_of([say("Section"), say("Criterion"), say("Level that counts"), say("On whose word")], rows)


def reason_table(return_: Return, issue: str) -> pd.DataFrame:
    """One row a score of an issue: who gave which level, how surely, why and on what evidence."""
    labels = {criterion.id: criterion for criterion in return_.matrix.criteria}
    columns = [
        say("Criterion"),
        say("Scorer"),
        say("Agency"),
        say("Level"),
        say("Confidence"),
        say("Rationale"),
        say("Evidence"),
        say("Dissent"),
    ]
    rows = [
        [
            labels[score.criterion].label,
            _whose(score),
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
    return frame_of(columns, rows)


def _whose(score: Score) -> str:
    if score.is_agreed:
        return plain_word(AGREED)
    if score.round == FIRST_ROUND:
        return score.scorer
    return say("{scorer}, round {round}", scorer=score.scorer, round=score.round)


def doubt_table(doubt: Doubt, rule: DoubtRule) -> pd.DataFrame:
    """One row an issue in order of rank: its range, chance of the top, and what the doubt is read from."""
    best, worst = doubt.ranges(float(rule.range_share))
    chance = say("Chance of the top {k}", k=doubt.k)
    columns = [
        say("Rank"),
        say("Issue"),
        say("Range"),
        chance,
        say("In words"),
        say("Place"),
        say("Doubt read from"),
    ]
    rows = [
        [
            ranked_place(ranked),
            ranked.scored.issue.name,
            place(int(best[k]), int(worst[k])),
            chance_text(doubt.top_k[k]),
            yardstick(doubt.top_k[k]),
            verdict(doubt.top_k[k], rule),
            "; ".join(dict.fromkeys(plain_word(source) for source in doubt.sources[k])),
        ]
        for ranked, k in doubt.in_rank_order
    ]
    return frame_of(columns, rows)
