"""The slope of a log-linear Poisson model with a level of its own for every group."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Groups = NDArray[np.int64]
_STEPS: Final = 200
_SMALL: Final = 1e-13


@dataclass(frozen=True, eq=False)
class LogLinear:
    """A fitted slope.

    Attributes
    ----------
    slope
        The change in the log of the rate per unit of time.
    variance
        Its variance where counts are Poisson; a quasi-Poisson model multiplies it by phi.
    levels
        The log of the rate of each group at time 0, of shape (group,); minus infinity where it has no
        events, and not a number where it has no counts.
    chi_square, deviance, df
        Pearson's chi-square and the deviance of the fit, and what is left of the counts after the groups with
        events and the slope.
    """

    slope: float
    variance: float
    levels: Floats
    chi_square: float
    deviance: float
    df: int


def log_linear(counts: Floats, times: Floats, groups: Groups, exposures: Floats) -> LogLinear | None:
    """Fit log(rate) = level of the group + slope x time to Poisson counts, by maximum likelihood.

    Given the totals of the groups, the counts of each are multinomial with chances in proportion to exposure
    x exp(slope x time), so the slope is found alone, by Newton's method on a concave function; estimate,
    variance, fitted counts and residuals are those of the whole model (J. Palmgren, Biometrika 68 (1981),
    563-566).

    Parameters
    ----------
    counts, times, exposures
        Of shape (count,): events of zero or more, when, and over how much, above 0.
    groups
        The group of each count, whole numbers from 0, of the same shape.

    Returns
    -------
        The fit; None where no finite slope fits best, or nothing is left to judge the fit by.
    """
    size = int(groups.max(initial=-1)) + 1
    totals = np.bincount(groups, counts, size)
    used = totals[groups] > 0
    df = int(used.sum()) - int((totals > 0).sum()) - 1
    if df < 1 or not _is_finite(counts[used], times[used], groups[used]):
        return None
    middle = float(times.mean())
    slope, step = 0.0, np.inf
    reach = 1 / float(np.ptp(times))  # no chance moves by more than a factor of e in one step
    for _ in range(_STEPS):
        shares = _shares(slope, times - middle, groups, exposures)
        mean = np.bincount(groups, shares * times, size)
        information = float((totals[groups] * shares * (times - mean[groups]) ** 2).sum())
        step = float((counts * times).sum() - (totals * mean).sum()) / information
        if abs(step) < _SMALL * (1 + abs(slope)):
            break
        slope += float(np.clip(step, -reach, reach))
    fitted = (totals[groups] * shares)[used]
    seen = counts[used]
    weight = np.bincount(groups, exposures * np.exp(slope * times), size)
    with np.errstate(divide="ignore", invalid="ignore"):
        levels = np.log(totals / weight)
        terms = np.where(seen > 0, seen * np.log(np.where(seen > 0, seen, 1) / fitted), 0)
    chi_square = float(((seen - fitted) ** 2 / fitted).sum())
    return LogLinear(slope, 1 / information, levels, chi_square, 2 * float(terms.sum()), df)


def _is_finite(counts: Floats, times: Floats, groups: Groups) -> bool:
    """Say whether events lie neither all at the last nor all at the first time of their group."""
    size = int(groups.max()) + 1
    first, last = np.full(size, np.inf), np.full(size, -np.inf)
    np.minimum.at(first, groups, times)
    np.maximum.at(last, groups, times)
    return bool((counts * (times - first[groups])).sum() > 0 < (counts * (last[groups] - times)).sum())


def _shares(slope: float, times: Floats, groups: Groups, exposures: Floats) -> Floats:
    """Return the share of its group's total that each count is expected to be."""
    weights = exposures * np.exp(slope * times)
    return np.asarray(weights / np.bincount(groups, weights)[groups], dtype=np.float64)
