"""The sums of the score sheet as Excel formulas; what is blank or unknown is never counted as zero."""

from collections.abc import Sequence
from fractions import Fraction

from toolkit.files.xlsx_scan import cell_name
from toolkit.model.matrix import Combine

INCOMPLETE = "incomplete"

_FUNCTIONS = {Combine.SUM: "SUM", Combine.MAX: "MAX", Combine.PRODUCT: "PRODUCT"}
_DECIMALS = 9
"""Risk scores with fractions are rounded so that a tie is a tie: Excel holds thirds to some 15 digits."""


def total_formula(
    combine: Combine, weights: Sequence[Fraction], row: int, first: int, *, rounded: bool = False
) -> str:
    """Return the formula for a total of neighbouring cells of a row, one for each weight.

    It shows a number only when every one of the cells holds a number, and nothing in a row that names
    no issue. `rounded` is for what is ranked, where fractions enter it.

    >>> total_formula(Combine.SUM, [Fraction(1)] * 2, 7, 3)
    '=IF($A7="","",IF(COUNT(C7:D7)=2,SUM(C7:D7),"incomplete"))'
    """
    cells = [cell_name(row, first + at) for at in range(len(weights))]
    span = f"{cells[0]}:{cells[-1]}"
    if combine is Combine.WEIGHTED_SUM:
        total = "+".join(_term(cell, weight) for cell, weight in zip(cells, weights, strict=True))
    else:
        total = f"{_FUNCTIONS[combine]}({span})"
    if rounded:
        total = f"ROUND({total},{_DECIMALS})"
    return f'=IF($A{row}="","",IF(COUNT({span})={len(cells)},{total},"{INCOMPLETE}"))'


def rank_formula(row: int, column: int, first_row: int, last_row: int) -> str:
    """Return the formula for the competition rank of a risk score among those that are complete.

    >>> rank_formula(7, 5, 7, 9)
    '=IF(ISNUMBER(E7),_xlfn.RANK.EQ(E7,E$7:E$9),"")'
    """
    cell = cell_name(row, column)
    letters = cell.removesuffix(str(row))
    span = f"{letters}${first_row}:{letters}${last_row}"
    return f'=IF(ISNUMBER({cell}),_xlfn.RANK.EQ({cell},{span}),"")'


def _term(cell: str, weight: Fraction) -> str:
    if weight.denominator == 1:
        return f"{cell}*{weight.numerator}"
    return f"{cell}*{weight.numerator}/{weight.denominator}"
