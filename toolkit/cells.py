"""One result to the text of one table cell: exact numbers, places, workings."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from toolkit.methods.agreement import Coefficient
from toolkit.methods.comparison import TauB
from toolkit.methods.levels import Basis
from toolkit.methods.panel import AgencyLevels
from toolkit.methods.ranking import RankedIssue
from toolkit.methods.scoring import Exact, ScoredIssue, Total
from toolkit.methods.smallest_change import CellChange
from toolkit.model.agreement_rule import AgreementRule
from toolkit.model.assessment import UNKNOWN
from toolkit.model.doubt_rule import DoubtRule
from toolkit.model.matrix import Combine, Criterion, Matrix, Section

_TEENS = (11, 12, 13)
_SUFFIX = {1: "st", 2: "nd", 3: "rd"}

_RARE = 0.05
_YARDSTICK = {
    **dict.fromkeys((1, 2), "highly unlikely"),
    3: "unlikely",
    **dict.fromkeys((4, 5), "realistic possibility"),
    **dict.fromkeys((6, 7), "likely"),
    **dict.fromkeys((8, 9), "highly likely"),
}


def ordinal(number: int) -> str:
    """Return a place such as ``1st``.

    >>> [ordinal(n) for n in (1, 2, 3, 4, 11, 22)]
    ['1st', '2nd', '3rd', '4th', '11th', '22nd']
    """
    suffix = "th" if number % 100 in _TEENS else _SUFFIX.get(number % 10, "th")
    return f"{number}{suffix}"


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does.

    >>> listed(["harm", "likelihood", "capacity"])
    'harm, likelihood and capacity'
    """
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


def exact_text(number: Exact) -> str:
    """Return an exact score in figures: whole, or as a fraction.

    >>> exact_text(Fraction(7, 2)), exact_text(Fraction(6, 2))
    ('7/2', '3')
    """
    return str(Fraction(number))


def total_text(total: Total) -> str:
    """Return a total, or its range where unknown levels leave it open."""
    if total.value is not None:
        return exact_text(total.value)
    return f"{exact_text(total.low)} to {exact_text(total.high)}"


def working(issue: ScoredIssue, matrix: Matrix) -> str:
    """Say how the risk score came about: ``harm 14 x likelihood 9 = 126``."""
    parts = []
    for section in matrix.risk_sections:
        part = f"{section.label[:1].lower()}{section.label[1:]} {total_text(issue.sections[section.id])}"
        weight = Fraction(1) if section.weight is None else section.weight
        weighted = matrix.risk.combine is Combine.WEIGHTED_SUM and weight != 1
        parts.append(f"{exact_text(weight)} x {part}" if weighted else part)
    if len(parts) == 1:
        left = parts[0]
    elif matrix.risk.combine is Combine.MAX:
        left = f"the largest of {listed(parts)}"
    else:
        left = (" x " if matrix.risk.combine is Combine.PRODUCT else " + ").join(parts)
    return f"{left} = {total_text(issue.risk)}"


def band_text(total: Total, matrix: Matrix) -> str:
    """Return the matrix's own band for a risk score, or both ends' where it is open; empty without bands."""
    return " to ".join(dict.fromkeys(filter(None, (matrix.band(total.low), matrix.band(total.high)))))


def place(low: int, high: int, *, tied: bool = False) -> str:
    """Say a place: ``3rd``, ``joint 5th`` or ``between 3rd and 7th``."""
    if low == high:
        return f"joint {ordinal(low)}" if tied else ordinal(low)
    return f"between {ordinal(low)} and {ordinal(high)}"


def ranked_place(issue: RankedIssue) -> str:
    """Say an issue's rank, a tie as a tie and an open rank as a range."""
    return place(issue.rank_low, issue.rank_high, tied=bool(issue.tied_with))


def open_reasons(issue: ScoredIssue, matrix: Matrix) -> str:
    """Say which criteria have no level that counts, and why."""
    reasons: dict[Basis, list[str]] = {}
    for level in issue.levels:
        if level.level is None:
            reasons.setdefault(level.basis, []).append(matrix.criterion(level.criterion).label)
    return "; ".join(f"{basis.value}: {', '.join(labels)}" for basis, labels in reasons.items())


def side_text(issue: ScoredIssue, section: Section) -> str:
    """Say the grades of a side section, criterion by criterion: ``Capacity 2 (Stretched)``."""
    levels = {level.criterion: level.level for level in issue.levels}
    grades = []
    for criterion in section.criteria:
        value = levels[criterion.id]
        label = "unknown" if value is None else f"{value} ({criterion.level(value).label})"
        grades.append(f"{criterion.label} {label}")
    return ", ".join(grades)


def confidence_text(issue: ScoredIssue, matrix: Matrix) -> str:
    """Say how many levels carry each confidence grade, surest first."""
    if matrix.confidence is None:
        return ""
    given = Counter(level.confidence for level in issue.levels if level.level is not None)
    words = [f"{given[g.id]} {g.label.lower()}" for g in matrix.confidence.grades if given[g.id]]
    return ", ".join([*words, f"{given[None]} not graded"] if given[None] else words)


def level_text(criterion: Criterion, level: int | str | None) -> str:
    """Say one level: its value with its label, ``unknown``, or nothing where it is not scored."""
    return f"{level} ({criterion.level(level).label})" if isinstance(level, int) else level or ""


def level_of(criterion: Criterion, text: str) -> int | Literal["unknown"] | None:
    """Return the level that `level_text` says as `text`, or None where it says none."""
    levels = {level_text(criterion, level.value): level.value for level in criterion.levels}
    return UNKNOWN if text == UNKNOWN else levels.get(text)


def chance_text(chance: float) -> str:
    """Return a chance in whole tenths, never none and never all.

    >>> [chance_text(p) for p in (0.0, 0.06, 0.25, 0.949, 0.96, 1.0)]
    ['less than 1 in 20', '1 in 10', '2 in 10', '9 in 10', 'more than 19 in 20', 'more than 19 in 20']
    """
    if chance < _RARE:
        return "less than 1 in 20"
    if chance >= 1 - _RARE:
        return "more than 19 in 20"
    return f"{min(max(round(chance * 10), 1), 9)} in 10"


def yardstick(chance: float) -> str:
    """Return the words of the PHIA probability yardstick (gov.uk, 24 March 2025) for a chance as printed.

    >>> [yardstick(p) for p in (0.01, 0.2, 0.3, 0.5, 0.6, 0.9, 0.99)]  # doctest: +NORMALIZE_WHITESPACE
    ['remote chance', 'highly unlikely', 'unlikely', 'realistic possibility', 'likely', 'highly likely',
     'almost certain']
    """
    if chance < _RARE:
        return "remote chance"
    if chance >= 1 - _RARE:
        return "almost certain"
    return _YARDSTICK[min(max(round(chance * 10), 1), 9)]


def verdict(chance: float, rule: DoubtRule) -> str:
    """Return the rule's words for a chance of the top: clear priority, borderline or clear of the cut."""
    if chance >= rule.clear_from:
        return "clear priority"
    return "borderline, decide by discussion" if chance >= rule.borderline_from else "clear of the cut"


def steps_text(steps: int) -> str:
    """Say a number of levels.

    >>> steps_text(1), steps_text(3)
    ('one level', '3 levels')
    """
    return "one level" if steps == 1 else f"{steps} levels"


def change_text(changes: Sequence[CellChange], matrix: Matrix) -> str:
    """Say which levels would be others: ``Physical harm is one level lower (3 to 2)``."""
    words = []
    for change in changes:
        label, now, then = matrix.criterion(change.criterion).label, change.from_level, change.to_level
        if now is None:
            words.append(f"{label}, not known now, is {then}")
        else:
            way = "lower" if then < now else "higher"
            words.append(f"{label} is {steps_text(change.steps)} {way} ({now} to {then})")
    return listed(words)


def moves_text(changes: Sequence[CellChange], matrix: Matrix) -> str:
    """Say the same in the words of a table: ``Physical harm 3 to 2``."""
    words = []
    for change in changes:
        now = UNKNOWN if change.from_level is None else change.from_level
        words.append(f"{matrix.criterion(change.criterion).label} {now} to {change.to_level}")
    return listed(words)


def share_text(share: float) -> str:
    """Return a share in whole tenths, never none and never all.

    >>> [share_text(share) for share in (0.0, 0.06, 0.26, 0.96)]
    ['less than half a tenth', 'about 1 tenth', 'about 3 tenths', 'nearly all']
    """
    if share < _RARE:
        return "less than half a tenth"
    if share >= 1 - _RARE:
        return "nearly all"
    tenths = min(max(round(share * 10), 1), 9)
    return f"about {tenths} {'tenth' if tenths == 1 else 'tenths'}"


def order_text(tau: TauB) -> str:
    """Say how alike two orders are, in pairs of issues; why it cannot be said, where it cannot.

    Tau-b is the share of pairs in the same order less the share in the opposite one.

    >>> [order_text(TauB(tau, 20, (), None)) for tau in (1.0, 0.95, 0.6)]
    ['the same order', 'more than 19 in 20 pairs in the same order', 'about 8 in 10 pairs in the same order']
    """
    if tau.value is None:
        return str(tau.undefined)
    if tau.value == 1:
        return "the same order"
    same = (1 + tau.value) / 2
    pairs = f"about {min(max(round(same * 10), 1), 9)} in 10"
    if same < _RARE:
        pairs = "fewer than 1 in 20"
    elif same >= 1 - _RARE:
        pairs = "more than 19 in 20"
    return f"{pairs} pairs in the same order"


def alpha_text(alpha: Coefficient, rule: AgreementRule) -> str:
    """Return the rule's words for Krippendorff's alpha, or why there is none."""
    if alpha.value is None:
        return alpha.because
    if alpha.value >= rule.alpha_good:
        return "scorers agree well"
    if alpha.value >= rule.alpha_tentative:
        return "enough for tentative conclusions"
    return "scores differ too much to rank finely"


def medians_text(agencies: Sequence[AgencyLevels]) -> str:
    """Say each agency's middle level, or both of an even number: ``Housing 2; Police 2 to 3``."""
    words = []
    for one in agencies:
        low, high = one.median_low, one.median_high
        words.append(f"{one.agency or 'no agency'} {low if low == high else f'{low} to {high}'}")
    return "; ".join(words)


def figure_text(coefficient: float | None) -> str:
    """Return a coefficient with two decimals, or nothing where there is none."""
    return "" if coefficient is None else f"{coefficient:.2f}"
