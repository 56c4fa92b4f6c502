"""The totals of the score workbook as Excel formulas: a level that is blank or unknown is never a zero.

Every total has a lowest and a highest value, as in `toolkit.methods.scoring`: a criterion without a level is
open over its whole scale.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from toolkit.files.xlsx_scan import Box, cell_name
from toolkit.model.matrix import Combine

_FUNCTIONS: Final = {
    Combine.SUM: "SUM",
    Combine.WEIGHTED_SUM: "SUM",
    Combine.MAX: "MAX",
    Combine.PRODUCT: "PRODUCT",
}
_DECIMALS: Final = 9
"""Excel holds thirds to some 15 digits. Only what is ranked is rounded: rounded parts would split ties."""
_DECIMALS_SHOWN: Final = 2


def level_term(cell: str, open_end: int) -> str:
    """Return the level in a cell of the score sheet, or `open_end` where it holds no number.

    A number that was typed as text counts, as it does when the workbook is read.

    >>> level_term("C7", 4)
    'IF(C7="",4,IFERROR(VALUE(C7),4))'
    """
    return f'IF({cell}="",{open_end},IFERROR(VALUE({cell}),{open_end}))'


def combined(terms: Sequence[str], how: Combine, weights: Sequence[Fraction]) -> str:
    """Return terms combined into a total.

    >>> combined(["C7", "D7"], Combine.WEIGHTED_SUM, [Fraction(3, 2), Fraction(2)])
    'SUM((C7)*3/2,(D7)*2)'
    >>> combined(["C7", "D7"], Combine.MAX, [Fraction(1)] * 2)
    'MAX(C7,D7)'
    """
    if how is not Combine.WEIGHTED_SUM:
        return f"{_FUNCTIONS[how]}({','.join(terms)})"
    weighted = [_weighted(term, weight) for term, weight in zip(terms, weights, strict=True)]
    return f"SUM({','.join(weighted)})"


def rounded(total: str) -> str:
    """Return a risk score into which fractions enter, so that a tie is a tie.

    >>> rounded("SUM(C7,D7)")
    'ROUND(SUM(C7,D7),9)'
    """
    return f"ROUND({total},{_DECIMALS})"


def where_scored(scored: str, then: str) -> str:
    """Return a formula that shows nothing for an issue nobody has entered anything for.

    >>> where_scored("$F7", "SUM(C7,D7)")
    '=IF($F7=0,"",SUM(C7,D7))'
    """
    return f'=IF({scored}=0,"",{then})'


def best_rank(row: int, low: int, high: int, rows: Box) -> str:
    """Return 1 and those that are above whatever the open levels are; `low` and `high` are columns.

    >>> best_rank(7, 1, 2, Box(7, 0, 9, 0))
    '1+SUMPRODUCT(ISNUMBER(A$7:A$9)*(A$7:A$9>B7))'
    """
    span = _rows_of(low, rows)
    return f"1+SUMPRODUCT(ISNUMBER({span})*({span}>{cell_name(row, high)}))"


def worst_rank(row: int, low: int, high: int, rows: Box) -> str:
    """Return 1 and all others that some completion of the open levels puts above.

    >>> worst_rank(7, 1, 2, Box(7, 0, 9, 0))
    '1+SUMPRODUCT(ISNUMBER(B$7:B$9)*(B$7:B$9>A7))-IF(B7>A7,1,0)'
    """
    span, mine = _rows_of(high, rows), cell_name(row, low)
    others = f"SUMPRODUCT(ISNUMBER({span})*({span}>{mine}))"
    return f"1+{others}-IF({cell_name(row, high)}>{mine},1,0)"


def range_shown(low: str, high: str) -> str:
    """Return the number where both ends are the same, and else both: ``4 to 12``.

    >>> range_shown("X7", "Y7")
    'IF(X7=Y7,X7,ROUND(X7,2)&" to "&ROUND(Y7,2))'
    """
    ends = f'ROUND({low},{_DECIMALS_SHOWN})&" to "&ROUND({high},{_DECIMALS_SHOWN})'
    return f"IF({low}={high},{low},{ends})"


def fixed_span(column: int, rows: Box, sheet: str) -> str:
    """Return the cells of a column of another sheet, from the top of `rows` to their bottom.

    >>> fixed_span(2, Box(5, 0, 9, 0), "Reasons")
    'Reasons!$B$5:$B$9'
    """
    return f"{sheet}!${_letters(column)}${rows.top}:${_letters(column)}${rows.bottom}"


def _rows_of(column: int, rows: Box) -> str:
    return f"{_letters(column)}${rows.top}:{_letters(column)}${rows.bottom}"


def _letters(column: int) -> str:
    return cell_name(1, column).removesuffix("1")


def _weighted(term: str, weight: Fraction) -> str:
    whole = f"({term})*{weight.numerator}"
    return whole if weight.denominator == 1 else f"{whole}/{weight.denominator}"
