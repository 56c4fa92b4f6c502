"""How alike two orders of the same issues are: Kendall's tau-b, and the overlap of their tops."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt

import numpy as np
import numpy.typing as npt

from toolkit.methods.scoring import Exact, Total

_PAIR = 2


class NoTau(StrEnum):
    """Why there is no tau-b."""

    TOO_FEW = "fewer than two issues can be compared"
    ALL_TIED = "in one of the two orders every issue is tied with every other"


@dataclass(frozen=True)
class TauB:
    """Kendall's tau-b over the issues whose totals are known in both orders.

    Attributes
    ----------
    value
        From -1 (reversed) to 1 (the same order); None where it is not defined.
    issues
        How many issues were compared.
    left_out
        Ids of issues left out because an unknown level leaves one of their totals open.
    undefined
        Why there is no value; None where there is one.
    """

    value: float | None
    issues: int
    left_out: tuple[str, ...]
    undefined: NoTau | None


def tau_b(first: Sequence[Exact], second: Sequence[Exact]) -> float | None:
    """Return Kendall's tau-b of two exact lists, or None where it is not defined.

    Concordant less discordant pairs, over the geometric mean of the pairs not tied in the one list and those
    not tied in the other. Exact totals and their average ranks give the same figure.

    Parameters
    ----------
    first, second
        Shape (issue,): totals or ranks of the same issues. Both must run the same way.

    Returns
    -------
    From -1 to 1; None with fewer than two issues, or when one list is the same throughout.

    References
    ----------
    Kendall (1945), Biometrika 33:239. Reproduces the example of `scipy.stats.kendalltau`
    ([12, 2, 1, 12, 2] with [1, 4, 7, 1, 0]: -0.4714) and the tuna of Hollander and Wolfe (1973), p. 185
    (`cor.test` in R: 0.4444).

    >>> round(tau_b([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]), 4)
    -0.4714
    """
    one, other = _signs(first), _signs(second)
    apart = int(np.abs(one).sum()) * int(np.abs(other).sum())
    return float((one * other).sum() / sqrt(apart)) if apart else None


def _signs(numbers: Sequence[Exact]) -> npt.NDArray[np.int64]:
    """(issue, issue): 1 where the row is above the column, -1 below, 0 where they tie."""
    place = {number: k for k, number in enumerate(sorted(set(numbers)))}
    places = np.array([place[number] for number in numbers], dtype=np.int64)
    return np.asarray(np.sign(places[:, None] - places[None, :]))


def tau_b_of_totals(ids: Sequence[str], first: Sequence[Total], second: Sequence[Total]) -> TauB:
    """Return tau-b over the issues whose total is known in both orders, and what was left out."""
    known = [
        (a.low, b.low)
        for a, b in zip(first, second, strict=True)
        if a.value is not None and b.value is not None
    ]
    left_out = tuple(
        name for name, a, b in zip(ids, first, second, strict=True) if a.value is None or b.value is None
    )
    value = tau_b([a for a, _ in known], [b for _, b in known])
    reason = None if value is not None else NoTau.TOO_FEW if len(known) < _PAIR else NoTau.ALL_TIED
    return TauB(value, len(known), left_out, reason)


@dataclass(frozen=True)
class TopOverlap:
    """Who is at the top in both orders, and who only in one.

    Attributes
    ----------
    n
        The size asked for; ties at the edge are in, so a top may hold more.
    both, entered, left
        Ids in both tops, only in the second, and only in the first.
    """

    n: int
    both: tuple[str, ...]
    entered: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def share(self) -> Fraction | None:
        """Share of the larger top that both hold (4 of 5 is 4/5); None when both tops are empty.

        Without ties it is the size of the overlap over n, as in Fagin, Kumar and Sivakumar (2003), SIAM
        Journal on Discrete Mathematics 17:134. Reproduced: the two lists of Webber, Moffat and Zobel (2010),
        ACM Transactions on Information Systems 28:20 (to depth 3 two thirds, to depth 7 two sevenths).
        """
        larger = len(self.both) + max(len(self.entered), len(self.left))
        return Fraction(len(self.both), larger) if larger else None


def top_overlap(first: Sequence[str], second: Sequence[str], n: int) -> TopOverlap:
    """Compare two tops of `n`, each given by its ids in order."""
    return TopOverlap(
        n=n,
        both=tuple(name for name in second if name in first),
        entered=tuple(name for name in second if name not in first),
        left=tuple(name for name in first if name not in second),
    )
