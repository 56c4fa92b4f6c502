"""Try to work out the hidden numbers of a published table by linear algebra, as a reader might."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from toolkit.methods.suppression import Position

Printed = Sequence[Sequence[int | str | None]]
"""A printed table row by row, totals in its last row and column where it has them.

A whole number is printed, None is not known and in no total, and any text is hidden.
"""

_Equation = dict[Position | None, Fraction]
"""What adds up to zero: the sign of each hidden number by position, and the sum of those printed at None."""


def solved_counts(printed: Printed, *, total_row: bool, total_column: bool) -> dict[Position, Fraction]:
    """Return every hidden number that the sums of the table determine, by position; exact.

    Nothing is used but that parts add up to their totals; `toolkit.methods.suppression.recoverable_counts`
    also uses that counts are whole and hidden ones at least 1. Where there is a total row and column, the
    number in the corner is the total of both.
    """
    equations = list(_equations(printed, total_row=total_row, total_column=total_column))
    solved: dict[Position, Fraction] = {}
    for equation in _reduced(equations):
        unknown = [at for at in equation if at is not None]
        if len(unknown) == 1:
            solved[unknown[0]] = -equation.get(None, Fraction(0)) / equation[unknown[0]]
    return solved


def _equations(printed: Printed, *, total_row: bool, total_column: bool) -> Iterator[_Equation]:
    rows, columns = len(printed), len(printed[0]) if printed else 0
    if total_column:
        yield from (_sum(printed, [(i, j) for j in range(columns)]) for i in range(rows))
    if total_row:
        yield from (_sum(printed, [(i, j) for i in range(rows)]) for j in range(columns))


def _sum(printed: Printed, places: Sequence[Position]) -> _Equation:
    """Return the equation of parts and, last, their total."""
    equation: _Equation = {None: Fraction(0)}
    for place in places:
        sign = Fraction(-1 if place == places[-1] else 1)
        content = printed[place[0]][place[1]]
        if isinstance(content, str):
            equation[place] = sign
        elif content is not None:
            equation[None] += sign * content
    return equation


def _reduced(equations: Sequence[_Equation]) -> list[_Equation]:
    """Return the equations in reduced form by Gauss and Jordan: each has a number that no other holds."""
    reduced: dict[Position, _Equation] = {}
    for given in equations:
        equation = dict(given)
        for lead, other in reduced.items():
            equation = _without(equation, other, lead)
        new = min((at for at in equation if at is not None), default=None)
        if new is not None:
            reduced = {lead: _without(other, equation, new) for lead, other in reduced.items()}
            reduced[new] = equation
    return list(reduced.values())


def _without(equation: _Equation, other: _Equation, lead: Position) -> _Equation:
    """Return `equation` less as much of `other` as frees it of the number `lead`."""
    if lead not in equation:
        return equation
    times = equation[lead] / other[lead]
    zero = Fraction(0)
    terms = {at: equation.get(at, zero) - times * other.get(at, zero) for at in {*equation, *other}}
    return {at: term for at, term in terms.items() if term or at is None}
