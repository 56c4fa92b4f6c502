"""The doubt of whole returns against brute force: every resample of every panel, every level, every outcome.

Nothing here calls the methods it checks: totals, medians, rounds and ranks are worked out again from scores.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from itertools import product
from math import prod

import numpy as np
import pytest

from tests import small
from toolkit.methods.doubt import Doubt, DoubtSource, doubt
from toolkit.methods.ranking import rank
from toolkit.methods.scoring import score
from toolkit.methods.uncertainty import rank_acceptability
from toolkit.model.assessment import AGREED, UNKNOWN, Return, Score
from toolkit.model.matrix import Combine, ConfidenceGrade, ConfidenceScale, Criterion, Matrix, SectionRole

CASES = range(240)
K = 2
GRADES = {
    "sure": (Fraction(9, 10), Fraction(1, 10)),
    "fair": (Fraction(7, 10), Fraction(1, 5), Fraction(1, 10)),
    "poor": (Fraction(1, 2), Fraction(3, 10), Fraction(1, 5)),
}
SCALE = ConfidenceScale(
    question="How sure?",
    grades=tuple(ConfidenceGrade(id=name, label=name, guidance=name, doubt=d) for name, d in GRADES.items()),
    **small.LOCAL,
)
PANELS = {"pair": 2, "three": 3, "four": 4, "agreed on the median": 3, "agreed on a middle level": 4}
PANELS |= {"agreed elsewhere": 3, "a pair, agreed": 2, "panel and somebody who cannot say": 2}
KINDS = ("one scorer", "one scorer without a grade", "agreed alone", "agreed that nobody knows", "unknown")
KINDS += ("not scored", "one level, one unknown", "an earlier round", *PANELS)

Given = tuple[str, object, int]
"""Scorer, level and round."""

Chances = dict[int, Fraction]
"""The probability of each level by its place on the scale."""


def _matrix(rng: np.random.Generator) -> Matrix:
    """One to three sections in any way of combining, weights that are fractions, three criteria at most."""
    ways, sections = list(Combine), []
    risk = ways[rng.integers(len(ways))]
    sizes = [(1, 1, 1), (2, 1), (1, 2), (3,), (1, 1), (2,)][rng.integers(6)]
    for k, size in enumerate(sizes):
        how = ways[rng.integers(len(ways))]
        criteria = [
            small.criterion(
                f"c{k}{n}",
                sorted(map(int, rng.choice(7, size=rng.integers(2, 4), replace=False))),
                _weight(rng) if how is Combine.WEIGHTED_SUM else None,
            )
            for n in range(size)
        ]
        weight = _weight(rng) if risk is Combine.WEIGHTED_SUM else None
        sections.append(small.section(f"s{k}", SectionRole.OTHER, criteria, how, weight))
    scale = SCALE if rng.random() < 0.9 else None
    return small.matrix(*sections, risk=risk).changed(confidence=scale)


def _weight(rng: np.random.Generator) -> Fraction:
    return Fraction(int(rng.integers(0, 7)), int(rng.integers(1, 6)))


def _case(number: int) -> tuple[Return, dict[tuple[str, str], str]]:
    """A return of two or three issues, and of which kind each of its cells is."""
    rng = np.random.default_rng(number)
    matrix, rows, kinds = _matrix(rng), [], {}
    for issue in small.ISSUES[: rng.integers(2, 4)]:
        for criterion in matrix.criteria:
            kind = KINDS[rng.integers(len(KINDS))]
            kinds[issue, criterion.id] = kind
            rows += _rows(rng, issue, criterion, kind, graded=matrix.confidence is not None)
        rows.append(Score(issue=issue, criterion=matrix.criteria[0].id, scorer="Nobody"))
    rng.shuffle(rows)  # type: ignore[arg-type]
    return small.a_return(rows, matrix=matrix), kinds


def _rows(
    rng: np.random.Generator, issue: str, criterion: Criterion, kind: str, *, graded: bool
) -> Iterator[Score]:
    """The rows of one cell: scorer, level and round of each, with a grade now and then."""
    given = _panel(rng, criterion.values, kind) if kind in PANELS else _no_panel(rng, criterion.values, kind)
    for scorer, level, round_ in given:
        graded_row = graded and level is not None and "without" not in kind
        confidence = list(GRADES)[rng.integers(3)] if graded_row else None
        values = {"issue": issue, "criterion": criterion.id, "scorer": scorer, "round": round_}
        yield Score.model_validate(values | {"level": level, "confidence": confidence})


def _panel(rng: np.random.Generator, levels: tuple[int, ...], kind: str) -> Iterator[Given]:
    size, last = PANELS[kind], int(rng.integers(1, 3))
    given = rng.choice(levels, size).tolist()
    for earlier in range(1, last):
        yield from ((f"Scorer {n}", level, earlier) for n, level in enumerate(rng.choice(levels, 4).tolist()))
    yield from ((f"Scorer {n}", level, last) for n, level in enumerate(given))
    if "agreed" in kind:
        middle = sorted(given)[rng.choice([(size - 1) // 2, size // 2])]
        others = [value for value in levels if value != middle]
        yield AGREED, rng.choice(others).item() if "elsewhere" in kind else middle, 1
    if "cannot say" in kind:
        yield "Scorer 9", UNKNOWN, last


def _no_panel(rng: np.random.Generator, levels: tuple[int, ...], kind: str) -> list[Given]:
    one, other = rng.choice(levels, 2).tolist()
    return {
        "one scorer": [("Scorer 1", one, 1)],
        "one scorer without a grade": [("Scorer 1", one, 1)],
        "agreed alone": [(AGREED, one, 1)],
        "agreed that nobody knows": [(AGREED, UNKNOWN, 1), ("Scorer 1", one, 1), ("Scorer 2", other, 1)],
        "unknown": [("Scorer 1", UNKNOWN, 1)],
        "not scored": [],
        "one level, one unknown": [("Scorer 1", one, 1), ("Scorer 2", UNKNOWN, 1)],
        "an earlier round": [("Scorer 1", one, 1), ("Scorer 2", other, 2), ("Scorer 3", None, 3)],
    }[kind]


def _chances(criterion: Criterion, cell: list[Score], matrix: Matrix) -> Chances:
    """The rule of decision 0007, read plainly: the last round's panel, else the grade, else anything."""
    agreed = next((row for row in cell if row.scorer == AGREED and row.level is not None), None)
    scorers = [row for row in cell if row.scorer != AGREED and row.level is not None]
    last = max((row.round for row in scorers), default=1)
    panel = [row for row in scorers if row.round == last]
    places = sorted(criterion.values.index(row.level) for row in panel if row.level != UNKNOWN)
    size = len(criterion.levels)
    if agreed is not None:
        if agreed.level == UNKNOWN:
            return _anything(size)
        place = criterion.values.index(agreed.level)
        if len(places) > 1 and place in (places[(len(places) - 1) // 2], places[len(places) // 2]):
            return _resampled(tuple(places))
        return _stated(place, size, agreed.confidence, matrix)
    if len(places) > 1:
        return _resampled(tuple(places))
    if len(panel) == 1 and places:
        return _stated(places[0], size, panel[0].confidence, matrix)
    return _anything(size)


def _anything(size: int) -> Chances:
    return dict.fromkeys(range(size), Fraction(1, size))


def _stated(place: int, size: int, grade: str | None, matrix: Matrix) -> Chances:
    if matrix.confidence is None:
        return {place: Fraction(1)}
    found: Chances = {}
    for steps, share in enumerate(GRADES[grade or "poor"]):
        for side in (place - steps, place + steps):
            end = sorted((0, side, size - 1))[1]
            found[end] = found.get(end, Fraction(0)) + share / 2
    return found


@cache
def _resampled(places: tuple[int, ...]) -> Mapping[int, Fraction]:
    """Every way to draw the scorers again, each with its lower and its upper median."""
    size, found = len(places), {}
    for draw in product(places, repeat=size):
        for middle in ((size - 1) // 2, size // 2):
            level = sorted(draw)[middle]
            found[level] = found.get(level, Fraction(0)) + Fraction(1, 2 * size**size)
    return found


def _combined(parts: list[Fraction], how: Combine, weights: list[Fraction]) -> Fraction:
    match how:
        case Combine.SUM:
            return sum(parts, Fraction(0))
        case Combine.MAX:
            return max(parts)
        case Combine.PRODUCT:
            return prod(parts, start=Fraction(1))
        case Combine.WEIGHTED_SUM:
            return sum((part * weight for part, weight in zip(parts, weights, strict=True)), Fraction(0))


def _scored(values: dict[str, Fraction], matrix: Matrix) -> Fraction:
    totals = [
        _combined(
            [values[c.id] for c in s.criteria], s.combine, [c.weight or Fraction(0) for c in s.criteria]
        )
        for s in matrix.sections
    ]
    return _combined(totals, matrix.risk.combine, [s.weight or Fraction(0) for s in matrix.sections])


def _scores(issue: str, return_: Return) -> dict[Fraction, Fraction]:
    """The probability of each score of an issue, through every combination of its levels."""
    matrix, found = return_.matrix, {}
    cells = [
        _chances(c, [row for row in return_.scores if (row.issue, row.criterion) == (issue, c.id)], matrix)
        for c in matrix.criteria
    ]
    for places in product(*cells):
        values = {c.id: Fraction(c.values[place]) for c, place in zip(matrix.criteria, places, strict=True)}
        chance = prod((cell[place] for cell, place in zip(cells, places, strict=True)), start=Fraction(1))
        scored = _scored(values, matrix)
        found[scored] = found.get(scored, Fraction(0)) + chance
    return found


def _brute(return_: Return) -> dict[str, np.ndarray]:
    """Ranks, top and pairs through every outcome of every issue together."""
    scores = [_scores(issue.id, return_) for issue in return_.scored_issues]
    place = {value: k for k, value in enumerate(sorted({value for found in scores for value in found}))}
    n = len(scores)
    outcomes = np.array(list(product(*[[place[value] for value in found] for found in scores])))
    chances = np.array([prod(map(float, case)) for case in product(*[f.values() for f in scores])])
    above = outcomes[:, None, :] > outcomes[:, :, None]
    equal = (outcomes[:, None, :] == outcomes[:, :, None]) & ~np.eye(n, dtype=bool)
    ranks, ties = 1 + above.sum(axis=2), equal.sum(axis=2)
    return {
        "acceptability": np.stack([chances @ (ranks == r) for r in range(1, n + 1)], axis=1),
        "average": np.stack([chances @ (2 * ranks + ties == 2 + h) for h in range(2 * n - 1)], axis=1),
        "top_k": chances @ (ranks <= K),
        "wins": np.einsum("c,cji->ij", chances, above),
        "ties": np.einsum("c,cij->ij", chances, equal),
    }


@pytest.mark.parametrize("number", CASES)
def test_every_chance_of_a_return_agrees_with_enumeration(number: int) -> None:
    return_, _ = _case(number)
    found, expected = doubt(rank(score(return_)), K), _brute(return_)
    average = rank_acceptability(found.scores.probability, average=True)
    for name, wanted in expected.items():
        shown = average if name == "average" else getattr(found, name)
        np.testing.assert_allclose(shown, wanted, rtol=0, atol=1e-12, err_msg=name)
    _same_scores(found, return_)


def _same_scores(found: Doubt, return_: Return) -> None:
    for row, issue in zip(found.scores.probability, return_.scored_issues, strict=True):
        expected = _scores(issue.id, return_)
        shown = {Fraction(s): p for s, p in zip(found.scores.low, row, strict=True) if p or s in expected}
        assert shown.keys() == {value for value, chance in expected.items() if chance}
        assert all(abs(shown[value] - chance) <= 1e-12 for value, chance in expected.items() if chance)


def test_the_cases_hold_every_kind_of_matrix_panel_and_doubt() -> None:
    cases = [_case(number) for number in CASES]
    matrices = [return_.matrix for return_, _ in cases]
    assert {m.risk.combine for m in matrices} == set(Combine)
    assert {s.combine for m in matrices for s in m.sections if len(s.criteria) > 1} == set(Combine)
    assert {len(m.sections) for m in matrices} == {1, 2, 3}
    assert any(s.weight and s.weight.denominator > 1 for m in matrices for s in m.sections)
    sizes = [{PANELS[kind] % 2 for kind in kinds.values() if kind in PANELS} for _, kinds in cases]
    assert sum(found == {0, 1} for found in sizes) >= 100
    assert {kind for _, kinds in cases for kind in kinds.values()} == set(KINDS)
    doubts = [doubt(rank(score(return_)), K) for return_, _ in cases]
    assert {source for one in doubts for row in one.sources for source in row} == set(DoubtSource)
    assert sum(bool((one.ties > 0.01).any()) for one in doubts) >= 100
