"""Scores, ranks and levels to the text of one cell: exact numbers, places, workings."""

from collections import Counter
from fractions import Fraction
from typing import Literal

from toolkit.cells.numbers import exact_text, listed, ordinal, total_text
from toolkit.cells.words import word_text
from toolkit.language import say
from toolkit.methods.levels import Basis
from toolkit.methods.ranking import RankedIssue
from toolkit.methods.scoring import ScoredIssue, Total
from toolkit.model.assessment import UNKNOWN
from toolkit.model.matrix import Combine, Criterion, Matrix, Section


def working(issue: ScoredIssue, matrix: Matrix) -> str:
    """Say how the risk score came about: ``harm 14 x likelihood 9 = 126``."""
    parts = []
    for section in matrix.risk_sections:
        part = f"{section.label[:1].lower()}{section.label[1:]} {total_text(issue.sections[section.id])}"
        weight = Fraction(1) if section.weight is None else section.weight
        weighted = matrix.risk.combine is Combine.WEIGHTED_SUM and weight != 1
        parts.append(say("{weight} x {part}", weight=exact_text(weight), part=part) if weighted else part)
    if len(parts) == 1:
        left = parts[0]
    elif matrix.risk.combine is Combine.MAX:
        left = say("the largest of {parts}", parts=listed(parts))
    else:
        left = (" x " if matrix.risk.combine is Combine.PRODUCT else " + ").join(parts)
    return f"{left} = {total_text(issue.risk)}"


def band_text(total: Total, matrix: Matrix) -> str:
    """Return the matrix's own band for a risk score, or both ends' where it is open; empty without bands."""
    return " to ".join(dict.fromkeys(filter(None, (matrix.band(total.low), matrix.band(total.high)))))


def place(low: int, high: int, *, tied: bool = False) -> str:
    """Say a place: ``3rd``, ``joint 5th`` or ``between 3rd and 7th``."""
    if low == high:
        return say("joint {low}", low=ordinal(low)) if tied else ordinal(low)
    return say("between {low} and {high}", low=ordinal(low), high=ordinal(high))


def ranked_place(issue: RankedIssue) -> str:
    """Say an issue's rank, a tie as a tie and an open rank as a range."""
    return place(issue.rank_low, issue.rank_high, tied=bool(issue.tied_with))


def open_reasons(issue: ScoredIssue, matrix: Matrix) -> str:
    """Say which criteria have no level that counts, and why."""
    reasons: dict[Basis, list[str]] = {}
    for level in issue.levels:
        if level.level is None:
            reasons.setdefault(level.basis, []).append(matrix.criterion(level.criterion).label)
    return "; ".join(f"{word_text(basis)}: {', '.join(labels)}" for basis, labels in reasons.items())


def side_text(issue: ScoredIssue, section: Section) -> str:
    """Say the grades of a side section, criterion by criterion: ``Capacity 2 (Stretched)``."""
    levels = {level.criterion: level.level for level in issue.levels}
    grades = []
    for criterion in section.criteria:
        value = levels[criterion.id]
        label = word_text(UNKNOWN) if value is None else f"{value} ({criterion.level(value).label})"
        grades.append(f"{criterion.label} {label}")
    return ", ".join(grades)


def confidence_text(issue: ScoredIssue, matrix: Matrix) -> str:
    """Say how many levels carry each confidence grade, surest first."""
    if matrix.confidence is None:
        return ""
    given = Counter(level.confidence for level in issue.levels if level.level is not None)
    words = [f"{given[g.id]} {g.label.lower()}" for g in matrix.confidence.grades if given[g.id]]
    return ", ".join([*words, say("{number} not graded", number=given[None])] if given[None] else words)


def level_text(criterion: Criterion, level: int | str | None) -> str:
    """Say one level: its value with its label, ``unknown``, or nothing where it is not scored."""
    return f"{level} ({criterion.level(level).label})" if isinstance(level, int) else word_text(level or "")


def level_of(criterion: Criterion, text: str) -> int | Literal["unknown"] | None:
    """Return the level that `level_text` says as `text`, or None where it says none."""
    levels = {level_text(criterion, level.value): level.value for level in criterion.levels}
    return UNKNOWN if text == word_text(UNKNOWN) else levels.get(text)
