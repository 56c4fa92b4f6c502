"""One figure for an issue in a district, with everything needed to say it honestly."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from toolkit.errors import Refused
from toolkit.evidence.series import YEAR, Series
from toolkit.methods.monthly_trend import MonthlyTrend, month_key, monthly_trend
from toolkit.methods.overdispersion import MONTHS, overdispersion
from toolkit.methods.rate_ratio import rate_ratio
from toolkit.methods.rates import PER, poisson_interval
from toolkit.methods.suppression import SMALL
from toolkit.model.evidence import (
    Denominator,
    EvidenceCard,
    FigureKind,
    Gap,
    InFunnel,
    Interval95,
    IssueMeasure,
    MonthOfSeries,
    Trend,
)
from toolkit.model.evidence_source import Break

MODERATE_FROM: Final = 20
"""With fewer cases in either year a figure is of low confidence."""


@dataclass(frozen=True)
class Figure:
    """What is known of an issue in a district before it is held against anything.

    Attributes
    ----------
    series
        All counts; of partners' data with its small numbers.
    last
        Number of the last of the 12 months counted, the same for all districts.
    denominator
        Above 0; None where not known.
    hides
        Whether numbers of 1 to 4 are hidden: partners' data, never open figures.
    breaks
        Those of the source for its labels and the county's force.
    """

    key: str
    district: str
    measure: IssueMeasure
    kind: FigureKind
    series: Series
    last: int
    edition: str = ""
    given_by: str = ""
    denominator: int | None = None
    denominator_kind: Denominator = Denominator.NOTHING
    hides: bool = False
    breaks: tuple[Break, ...] = ()
    made_up: bool = False

    @property
    def count(self) -> int | None:
        """The count of the 12 months as it may be shown."""
        return self._shown(self.series.year_to(self.last))

    @property
    def count_before(self) -> int | None:
        """The count of the 12 months before as it may be shown."""
        return self._shown(self.series.year_to(self.last - YEAR))

    @property
    def suppressed(self) -> bool:
        """Whether the count is known and hidden."""
        return self.count is None and self.series.year_to(self.last) is not None

    @property
    def shown_series(self) -> Series:
        """The series as it may be shown: none of it where a part is small, since parts add up to years."""
        if self.hides and self.series.has_small(SMALL):
            return Series(self.series.first, self.series.step, ())
        return self.series.until(self.last)

    def _shown(self, count: int | None) -> int | None:
        return None if self.hides and count is not None and 1 <= count <= SMALL else count


@dataclass(frozen=True)
class Against:
    """What a district's figure is beside the county's; all None where there is too little to compare."""

    county_rate: Fraction | None = None
    shrunken_rate: float | None = None
    funnel: InFunnel | None = None


def judgement_card(district: str, measure: IssueMeasure) -> EvidenceCard:
    """Return the card of an issue for which no open figure stands; it is complete as it is."""
    return EvidenceCard(
        key=f"{district}/{measure.issue}/judgement",
        district=district,
        issue=measure.issue,
        figure=FigureKind.JUDGEMENT,
        cannot_show=measure.cannot_show,
    )


def missing_card(district: str, measure: IssueMeasure, kind: FigureKind) -> EvidenceCard:
    """Return the card of an issue whose figure could be had and was not among the files."""
    return EvidenceCard(
        key=f"{district}/{measure.issue}/{measure.source}",
        district=district,
        issue=measure.issue,
        figure=kind,
        source=measure.source,
        labels=measure.labels,
        gaps=(Gap.NOT_LOADED,),
        shows=measure.shows,
        cannot_show=measure.cannot_show,
    )


def card_of(figure: Figure, against: Against) -> EvidenceCard:
    """Return the card of a figure; what is computed rests on counts that may be shown, and on no other."""
    series = figure.shown_series
    breaks = tuple(one for one in figure.breaks if _touches(one, figure))
    trend = _trend(series, breaks)
    made = EvidenceCard(
        key=figure.key,
        district=figure.district,
        issue=figure.measure.issue,
        figure=figure.kind,
        source=figure.measure.source,
        given_by=figure.given_by,
        edition=figure.edition,
        labels=figure.measure.labels,
        first_month=month_key(figure.last - YEAR + 1),
        last_month=month_key(figure.last),
        count=figure.count,
        count_before=figure.count_before,
        suppressed=figure.suppressed,
        denominator=figure.denominator,
        denominator_kind=figure.denominator_kind,
        rate=_rate(figure),
        rate_range=_rate_range(figure),
        shrunken_rate=against.shrunken_rate,
        county_rate=against.county_rate,
        change=_change(figure, series),
        trend=trend,
        funnel=against.funnel,
        breaks=breaks,
        gaps=_gaps(figure, against, trend),
        shows=figure.measure.shows,
        cannot_show=figure.measure.cannot_show,
        series=_points(series),
        made_up=figure.made_up,
    )
    return made.changed(confidence=_confidence(made))


def _touches(one: Break, figure: Figure) -> bool:
    first = min(figure.series.first, figure.last - 2 * YEAR + 1)
    return one.touches(month_key(first), month_key(figure.last))


def _rate(figure: Figure) -> Fraction | None:
    if figure.count is None or figure.denominator is None:
        return None
    return Fraction(figure.count * PER, figure.denominator)


def _rate_range(figure: Figure) -> Interval95 | None:
    rate = _rate(figure)
    if rate is None or figure.count is None or figure.denominator is None:
        return None
    low, high = (limit * PER / figure.denominator for limit in poisson_interval(figure.count))
    return Interval95(estimate=float(rate), low=low, high=high)


def _change(figure: Figure, series: Series) -> Interval95 | None:
    now, before = figure.count, figure.count_before
    if now is None or before is None:
        return None
    spread = overdispersion(series.months_to(figure.last)[-MONTHS:])
    found = rate_ratio(now, YEAR, before, YEAR, spread.phi)
    if found.low is None:
        return None
    return Interval95(
        estimate=found.ratio,
        low=found.low,
        high=found.high,
        widened_by=spread.phi,
        chance_alone=not spread.is_known,
    )


def _trend(series: Series, breaks: tuple[Break, ...]) -> Trend | None:
    if series.step != 1 or not series.counts:
        return None
    spans = [(one.first_month, one.last_month) for one in breaks]
    try:
        found = monthly_trend(month_key(series.first), series.counts, spans)
    except Refused:
        return None
    return _kept(found)


def _kept(found: MonthlyTrend) -> Trend:
    return Trend(
        per_year=Interval95(estimate=found.per_year, low=found.low, high=found.high, widened_by=found.phi),
        first_month=found.first,
        last_month=found.last,
        months=found.months,
        cut_at=found.cut_at,
        season_high=found.highest if found.is_seasonal else None,
        season_low=found.lowest if found.is_seasonal else None,
    )


def _gaps(figure: Figure, against: Against, trend: Trend | None) -> tuple[Gap, ...]:
    small = figure.hides and figure.series.until(figure.last).has_small(SMALL)
    holds = {
        Gap.YEAR_NOT_KNOWN: figure.count is None and not figure.suppressed,
        Gap.YEAR_BEFORE_NOT_KNOWN: figure.series.year_to(figure.last - YEAR) is None,
        Gap.NO_DENOMINATOR: figure.denominator is None,
        Gap.OTHER_DENOMINATOR: figure.denominator is not None
        and figure.denominator_kind is not figure.measure.denominator,
        Gap.NO_TREND: trend is None,
        Gap.FEW_DISTRICTS: against.county_rate is None and _rate(figure) is not None,
        Gap.SMALL_NUMBERS: small or figure.suppressed,
    }
    return tuple(gap for gap, is_so in holds.items() if is_so)


def _points(series: Series) -> tuple[MonthOfSeries, ...]:
    return tuple(
        MonthOfSeries(
            month=month_key(series.first + k * series.step),
            count=count if count is None or count >= 0 else None,
        )
        for k, count in enumerate(series.counts)
    )


def _confidence(card: EvidenceCard) -> str:
    if card.count is None:
        return ""
    firm = card.count_before is not None and min(card.count, card.count_before) >= MODERATE_FROM
    return "moderate" if firm and not card.breaks_compared else "low"
