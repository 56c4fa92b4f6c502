"""The trend of monthly counts per year, the season taken out."""

import calendar
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from toolkit.errors import Refused
from toolkit.language import say, say_number
from toolkit.methods.log_linear import LogLinear, log_linear
from toolkit.methods.rate_ratio import Change, changed
from toolkit.methods.rates import LEVEL, checked_count, outside

FEWEST: Final = 24
_YEAR: Final = 12
_CHANCE: Final = 0.05
_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class MonthlyTrend:
    """A trend with its working.

    Attributes
    ----------
    first, last
        The months it rests on, ``YYYY-MM``, both among them.
    months
        How many of them have a known count, 24 or more.
    cut_at
        The month from which on the trend is taken because of a break in the figures; None without one.
    per_year, low, high
        What a year multiplies the count by, and its limits, all above 0: 1.12 is up 12% a year.
    phi, df
        The overdispersion the interval was widened by, 1 or more, and the degrees of freedom it rests on.
    season
        How many times an average month's daily count each calendar month has, January first; None for a month
        that is not in the series.
    is_seasonal
        Whether the months of the year differ by more than chance would explain.
    """

    first: str
    last: str
    months: int
    cut_at: str | None
    per_year: float
    low: float
    high: float
    phi: float
    df: int
    season: tuple[float | None, ...]
    is_seasonal: bool

    @property
    def change(self) -> Change:
        """Say what the interval lets one say."""
        return changed(self.low, self.high)

    @property
    def highest(self) -> int:
        """The calendar month of the highest season, 1 to 12."""
        return 1 - max((height, -k) for k, height in enumerate(self.season) if height is not None)[1]

    @property
    def lowest(self) -> int:
        """The calendar month of the lowest season that is known, 1 to 12."""
        return min((height, k) for k, height in enumerate(self.season) if height is not None)[1] + 1


def monthly_trend(
    first: str,
    counts: Sequence[int | None],
    breaks: Sequence[tuple[str, str | None]] = (),
    *,
    level: float = LEVEL,
) -> MonthlyTrend:
    """Return what a year multiplies a monthly count by: log-linear, quasi-Poisson, with month effects.

    Counts are set against the days of their month. Phi is Pearson's chi-square over its degrees of freedom,
    never below 1; limits are from Student's t with those degrees. Whether there is a season is an F test of
    the deviance. Sources: R. W. M. Wedderburn, Biometrika 61 (1974), 439-447; P. McCullagh and J. A. Nelder,
    Generalized Linear Models, 1989, chapters 6 and 12.

    Parameters
    ----------
    first
        The month of the first count, ``YYYY-MM``.
    counts
        One a month without gaps, zero or more; None where not known, which is left out and never 0.
    breaks
        First and last months, ``YYYY-MM``, of breaks in the figures; the last is None where another way of
        counting holds from the first on. The trend is taken from the months after all of them.

    Raises
    ------
    Refused
        Where fewer than 24 months are known after the breaks, or no trend can be told from them.
    ValueError
        Where a month or a count is none.
    """
    from scipy.special import stdtrit  # noqa: PLC0415 (a fifth of a second, once a figure needs it)

    start, kept, cut_at = _since_break(first, counts, breaks)
    months = np.array([k for k, count in enumerate(kept) if count is not None])
    values = np.array([count for count in kept if count is not None], dtype=float)
    if len(values) < FEWEST:
        raise Refused(_too_few(len(values), cut_at))
    days = np.array([calendar.monthrange(*year_and_month(start + int(k)))[1] for k in months], dtype=float)
    groups, times = (start + months) % _YEAR, months / _YEAR
    fit = log_linear(values, times, groups, days)
    if fit is None:
        raise Refused(say("No trend can be told: the counts are nearly all zero, or all in one year."))
    phi = max(1.0, fit.chi_square / fit.df)
    reach = float(stdtrit(fit.df, 1 - outside(level) / 2)) * math.sqrt(phi * fit.variance)
    plain = log_linear(values, times, np.zeros_like(groups), days)
    return MonthlyTrend(
        first=month_key(start),
        last=month_key(start + len(kept) - 1),
        months=len(values),
        cut_at=cut_at,
        per_year=math.exp(fit.slope),
        low=math.exp(fit.slope - reach),
        high=math.exp(fit.slope + reach),
        phi=phi,
        df=fit.df,
        season=_season(fit, groups),
        is_seasonal=_is_seasonal(fit, plain, phi, len(set(groups.tolist()))),
    )


def month_number(month: str) -> int:
    """Return a month ``YYYY-MM`` as a number that rises by one a month; ValueError where it is none."""
    if not _MONTH.fullmatch(month):
        raise ValueError(say("'{month}' is not a month such as 2024-03", month=month))
    return int(month[:4]) * _YEAR + int(month[5:]) - 1


def year_and_month(number: int) -> tuple[int, int]:
    """Return the year and the month, 1 to 12, of such a number."""
    return number // _YEAR, number % _YEAR + 1


def month_key(number: int) -> str:
    """Return such a number as ``YYYY-MM``."""
    year, month = year_and_month(number)
    return f"{year:04d}-{month:02d}"


def _since_break(
    first: str, counts: Sequence[int | None], breaks: Sequence[tuple[str, str | None]]
) -> tuple[int, Sequence[int | None], str | None]:
    """Return the months after the breaks: the number of the first, their counts, and where they were cut."""
    for count in counts:
        if count is not None:
            checked_count(count)
    start = month_number(first)
    end = start + len(counts)
    cut = start
    for began, ended in breaks:
        if month_number(began) < end:
            cut = max(cut, month_number(began) if ended is None else month_number(ended) + 1)
    cut = min(cut, end)
    return cut, counts[cut - start :], month_key(cut) if cut > start else None


def _too_few(known: int, cut_at: str | None) -> str:
    if cut_at is None:
        return say_number(
            "A trend needs at least {fewest} months with a known count; there is {number}.",
            "A trend needs at least {fewest} months with a known count; there are {number}.",
            known,
            fewest=FEWEST,
        )
    return say_number(
        "A trend needs at least {fewest} months counted in one way; there is {number} from {month}, after a "
        "break in the figures.",
        "A trend needs at least {fewest} months counted in one way; there are {number} from {month}, after a "
        "break in the figures.",
        known,
        fewest=FEWEST,
        month=cut_at,
    )


def _season(fit: LogLinear, groups: np.ndarray) -> tuple[float | None, ...]:
    """Return each month's daily count over the mean of the months there are."""
    there = sorted(set(groups.tolist()))
    heights = np.exp(fit.levels[there] - fit.levels[there].max())
    factors = dict(zip(there, (heights / heights.mean()).tolist(), strict=True))
    return tuple(factors.get(k) for k in range(_YEAR))


def _is_seasonal(fit: LogLinear, plain: LogLinear | None, phi: float, months: int) -> bool:
    from scipy.special import fdtrc  # noqa: PLC0415 (a fifth of a second, once a figure needs it)

    if plain is None or months < 2:  # noqa: PLR2004 (one month has no other to differ from)
        return False
    more = (plain.deviance - fit.deviance) / (months - 1) / phi
    return bool(fdtrc(months - 1, fit.df, max(more, 0.0)) < _CHANCE)
