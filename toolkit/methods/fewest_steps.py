"""The fewest level steps, over several criteria of one issue, that carry its risk score past a threshold."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce

from toolkit.methods.scoring import Exact
from toolkit.model.matrix import Combine, Criterion, Matrix, Section

_Reach = list[tuple[Exact, tuple[int, ...]]]
"""By number of steps in all: the furthest total to be had, and the steps of each criterion that take it."""


def fewest_steps(
    levels: Mapping[str, int | None], matrix: Matrix, threshold: Exact, *, upwards: bool
) -> tuple[int, ...] | None:
    """Return how many steps each risk criterion takes when the fewest in all cross the threshold.

    Every way of combining grows with each of its parts, so all steps go one way, and what is furthest for
    the whole is made of what is furthest for the parts: the furthest total for each number of steps is found
    criterion by criterion, then section by section (dynamic programming), exactly.

    Parameters
    ----------
    levels
        Level value by criterion id; None (not known) counts as the lowest.
    matrix
        Any matrix the format allows.
    threshold
        The risk score to reach (upwards) or to fall below (downwards).
    upwards
        Whether levels are raised or lowered.

    Returns
    -------
    One number of steps a risk criterion, in order; None when no change of levels crosses the threshold.
    """
    weights = [Fraction(1) if section.weight is None else section.weight for section in matrix.risk_sections]
    sections = [_section_reach(section, levels, upwards=upwards) for section in matrix.risk_sections]
    for total, steps in _folded(sections, matrix.risk.combine, weights, upwards=upwards):
        if (total >= threshold) == upwards:
            return steps
    return None


def values_ahead(criterion: Criterion, level: int | None, *, upwards: bool) -> tuple[int, ...]:
    """Return the level values from the one that counts now (if not known, the lowest) to the scale's end."""
    place = 0 if level is None else criterion.values.index(level)
    return criterion.values[place:] if upwards else criterion.values[place::-1]


def _section_reach(section: Section, levels: Mapping[str, int | None], *, upwards: bool) -> _Reach:
    parts: list[_Reach] = []
    for criterion in section.criteria:
        ahead = values_ahead(criterion, levels[criterion.id], upwards=upwards)
        parts.append([(value, (steps,)) for steps, value in enumerate(ahead)])
    return _folded(parts, section.combine, section.weights, upwards=upwards)


def _folded(parts: Sequence[_Reach], how: Combine, weights: Sequence[Fraction], *, upwards: bool) -> _Reach:
    if how is Combine.WEIGHTED_SUM:
        parts = [[(v * weight, s) for v, s in part] for part, weight in zip(parts, weights, strict=True)]
    return reduce(lambda one, other: _joined(one, other, how, upwards=upwards), parts)


def _joined(one: _Reach, other: _Reach, how: Combine, *, upwards: bool) -> _Reach:
    further = max if upwards else min
    reach: _Reach = []
    for steps in range(len(one) + len(other) - 1):
        shares = range(max(0, steps - len(one) + 1), min(steps, len(other) - 1) + 1)
        split = ((one[steps - share], other[share]) for share in shares)
        ways = [(_combined(a, b, how), (*taken, *more)) for (a, taken), (b, more) in split]
        reach.append(further(ways, key=lambda way: way[0]))
    return reach


def _combined(one: Exact, other: Exact, how: Combine) -> Exact:
    if how is Combine.MAX:
        return max(one, other)
    return one * other if how is Combine.PRODUCT else one + other
