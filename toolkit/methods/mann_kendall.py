"""Whether values that follow one another mostly rise or fall, counted exactly."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Final

from toolkit.errors import Refused
from toolkit.language import say, say_number

FEWEST: Final = 8


@dataclass(frozen=True)
class MannKendall:
    """A test for trend.

    Attributes
    ----------
    n
        How many values.
    s
        Pairs that rise less pairs that fall.
    one_sided, two_sided
        The exact chance of an `s` at least as far from 0 on its own side, and on either side, were every
        order of the values as likely as any other.
    """

    n: int
    s: int
    one_sided: Fraction
    two_sided: Fraction


def mann_kendall(values: Sequence[float], *, fewest: int = FEWEST) -> MannKendall:
    """Return the exact Mann-Kendall test of values in the order of time.

    Parameters
    ----------
    values
        One a period, all different.
    fewest
        With fewer values it is refused: of four the most even trend has a two-sided chance of 1 in 12, so
        that the test could never say anything.

    Raises
    ------
    Refused
        Where there are fewer values than `fewest`, or two of them are the same.

    Source: H. B. Mann, Econometrica 13 (1945), 245-259; M. G. Kendall, Rank Correlation Methods; R. O.
    Gilbert, Statistical Methods for Environmental Pollution Monitoring, 1987, section 16.4.1 and table A18.

    >>> found = mann_kendall([10, 15, 14, 20], fewest=4)
    >>> found.s, str(found.one_sided)
    (4, '1/6')
    """
    n = len(values)
    if n < fewest:
        raise Refused(
            say_number(
                "Rise or fall cannot be told from fewer than {fewest} values; there is {number}.",
                "Rise or fall cannot be told from fewer than {fewest} values; there are {number}.",
                n,
                fewest=fewest,
            )
        )
    if len(set(values)) < n:
        raise Refused(
            say("Two of the values are the same, and the exact test of rise or fall needs them to differ.")
        )
    s = sum(1 if later > earlier else -1 for earlier, later in combinations(values, 2))
    falls = (n * (n - 1) // 2 - abs(s)) // 2
    one_sided = Fraction(sum(_orders(n)[: falls + 1]), math.factorial(n))
    return MannKendall(n, s, one_sided, min(Fraction(1), 2 * one_sided))


def _orders(n: int) -> list[int]:
    """Return how many orders of n things have 0, 1, 2 ... pairs that fall."""
    counts = [1]
    for more in range(2, n + 1):
        longer = [0] * (len(counts) + more - 1)
        for k, ways in enumerate(counts):
            for j in range(more):
                longer[k + j] += ways
        counts = longer
    return counts
