"""Do scorers agree, and do districts? Coefficients and the rule of consensus.

Levels are measured by their position on the scale, from 0, never by their value.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from toolkit.language import say
from toolkit.methods.tied_ranks import average_ranks
from toolkit.model.agreement_rule import AgreementRule

Ratings = npt.NDArray[np.float64]
"""What each scorer gave each unit, shape (scorer, unit); NaN where nothing was given."""

_PAIR = 2


class Metric(StrEnum):
    """How far two ratings are apart."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


@dataclass(frozen=True)
class Coefficient:
    """A coefficient of agreement, or why there is none.

    Attributes
    ----------
    value
        None where it is undefined.
    because
        Why it is undefined; empty where it is not.
    judges, units
        How many scorers (or districts) and units went into it.
    """

    value: float | None
    because: str
    judges: int
    units: int


def krippendorff_alpha(ratings: npt.ArrayLike, metric: Metric = Metric.ORDINAL) -> Coefficient:
    """Return Krippendorff's alpha: 1 for full agreement, 0 for what chance would give, below 0 for less.

    Each unit rated at least twice adds its pairs of ratings to a coincidence matrix; alpha compares the
    distance within these pairs with the distance between all ratings. Where almost all ratings are alike,
    alpha is low although scorers agree: show the share within one level beside it.

    Parameters
    ----------
    ratings
        Shape (scorer, unit), NaN for missing.
    metric
        Ordinal for levels.

    Raises
    ------
    ValueError
        When ratings are infinite, or negative for the ratio metric.

    References
    ----------
    Krippendorff (2011), Computing Krippendorff's Alpha-Reliability. Reproduced from it: two observers and two
    values (.095); two observers and five values (.692); four observers, 12 units and missing values (nominal
    .743, ordinal .815, interval .849, ratio .797). From Hayes and Krippendorff (2007), Communication Methods
    and Measures 1:77, table 1: five observers and 40 articles (ordinal .760).
    """
    table = np.asarray(ratings, dtype=np.float64)
    if np.isinf(table).any() or (metric is Metric.RATIO and (table < 0).any()):
        raise ValueError(say("ratings must be finite, and for the ratio metric not negative"))
    paired = table[:, (~np.isnan(table)).sum(axis=0) >= _PAIR]
    judges = int((~np.isnan(paired)).any(axis=1).sum())
    if not judges:
        return Coefficient(None, say("no two scorers rated the same thing"), 0, 0)
    values = np.unique(paired[~np.isnan(paired)])
    if len(values) == 1:
        return Coefficient(None, say("all ratings are alike, so nothing can vary"), judges, paired.shape[1])
    counts = (paired[:, :, None] == values).sum(axis=0).astype(np.float64)
    alpha = _alpha(_coincidences(counts), values, metric)
    return Coefficient(alpha, "", judges, paired.shape[1])


def _coincidences(counts: Ratings) -> Ratings:
    """Pairs of values within units: (unit, value) counts to (value, value); each rating counts once."""
    shared = counts / (counts.sum(axis=1, keepdims=True) - 1)
    return np.asarray(counts.T @ shared - np.diag(shared.sum(axis=0)))


def _alpha(coincidences: Ratings, values: npt.NDArray[np.float64], metric: Metric) -> float:
    margins = coincidences.sum(axis=1)
    apart = _squared_distances(values, margins, metric)
    observed, expected = (coincidences * apart).sum(), (np.outer(margins, margins) * apart).sum()
    return float(1 - (margins.sum() - 1) * observed / expected)


def _squared_distances(
    values: npt.NDArray[np.float64], margins: npt.NDArray[np.float64], metric: Metric
) -> Ratings:
    """Return (value, value): the squared distance of each two values under the metric."""
    if metric is Metric.NOMINAL:
        return 1 - np.eye(len(values))
    place = np.cumsum(margins) - margins / 2 if metric is Metric.ORDINAL else values
    apart = np.subtract.outer(place, place)
    if metric is Metric.RATIO:
        total = np.add.outer(values, values)
        apart = np.divide(apart, total, out=np.zeros_like(apart), where=total > 0)
    return np.asarray(apart**2)


def kendall_w(ranks: npt.ArrayLike) -> Coefficient:
    """Return Kendall's coefficient of concordance W, corrected for ties, from 0 (none) to 1 (one order).

    Parameters
    ----------
    ranks
        Shape (judge, unit): ranks, or anything that rises with them; ties share the mean of their places.

    References
    ----------
    Kendall and Babington Smith (1939), Annals of Mathematical Statistics 10:275; Siegel and Castellan (1988).
    Reproduced: the anxiety ratings of the R package irr (3 raters, 20 people, .54); Zar (1999),
    Biostatistical Analysis, wing, tail and bill of 12 birds (.924); NAG routine G08DAF (3 by 10, .828).
    """
    table = np.asarray(ranks, dtype=np.float64)
    judges, units = table.shape
    if judges < _PAIR or units < _PAIR:
        return Coefficient(None, say("it takes two orders of two things"), judges, units)
    if np.isnan(table).any():
        return Coefficient(None, say("somebody has not ranked everything"), judges, units)
    sums = average_ranks(table).sum(axis=0)
    ties = sum(int((n**3 - n).sum()) for n in (np.unique(row, return_counts=True)[1] for row in table))
    possible = judges**2 * (units**3 - units) - judges * ties
    if possible == 0:
        return Coefficient(None, say("everything is tied, so there is no order"), judges, units)
    return Coefficient(float(12 * ((sums - sums.mean()) ** 2).sum() / possible), "", judges, units)


class Verdict(StrEnum):
    """What the rule says of a panel."""

    CONSENSUS = "consensus"
    DISCUSS = "discuss"
    TOO_FEW = "too few scorers to say"


@dataclass(frozen=True)
class Consensus:
    """How close together a panel lies, in positions of levels.

    Attributes
    ----------
    scorers
        How many gave a level.
    lower_quartile, median, upper_quartile
        The lowest level that a quarter, half, three quarters of scorers lie at or below: always on the scale.
    within_one
        The share of scorers within one level of the median.
    holds
        Whether both thresholds of the rule are met.
    verdict
        The same, unless there are too few scorers to say.
    """

    scorers: int
    lower_quartile: int
    median: int
    upper_quartile: int
    within_one: Fraction
    holds: bool
    verdict: Verdict

    @property
    def iqr(self) -> int:
        """The interquartile range, in levels."""
        return self.upper_quartile - self.lower_quartile


def consensus(positions: Sequence[int], rule: AgreementRule) -> Consensus:
    """Return whether the levels given by a panel lie close enough together.

    Quantiles invert the cumulative distribution, so no level is invented between two that were given.

    Parameters
    ----------
    positions
        The level each scorer gave, by position on the scale; at least one.

    Raises
    ------
    ValueError
        When nobody gave a level.

    References
    ----------
    von der Gracht (2012), Technological Forecasting and Social Change 79:1525 (interquartile range); Diamond
    et al. (2014), Journal of Clinical Epidemiology 67:401 (75%, the median threshold of 100 studies). The
    rule is ours, made of these two thresholds: no publication prints ratings with its verdict, so it is
    tested on cases worked by hand.
    """
    if not positions:
        raise ValueError(say("a consensus needs at least one level"))
    given = sorted(positions)
    quarter, half, three_quarters = (given[-(-len(given) * part // 4) - 1] for part in (1, 2, 3))
    near = Fraction(sum(abs(position - half) <= 1 for position in given), len(given))
    holds = three_quarters - quarter <= rule.iqr_at_most and near >= rule.share_within_one
    verdict = Verdict.CONSENSUS if holds else Verdict.DISCUSS
    if len(given) < rule.scorers_at_least:
        verdict = Verdict.TOO_FEW
    return Consensus(len(given), quarter, half, three_quarters, near, holds, verdict)
