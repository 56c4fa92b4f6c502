"""Appendix A: in how many CSPs each county category is named, at any level."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from toolkit.errors import Refused
from toolkit.language import say
from toolkit.model.area import CSP, AreaSet, District
from toolkit.model.assessment import Return, ReturnStatus
from toolkit.model.priorities import Category, CategorySet, PriorityLevel

Named = npt.NDArray[np.bool_]
"""(csp, category, level): whether the CSP named the category at the level, most prominent level first."""

Counts = npt.NDArray[np.int64]


def priority_counts(named: Named) -> tuple[Counts, Counts]:
    """Count the distinct CSPs that named each category.

    Returns
    -------
    count
        Shape (category,): CSPs that named it at any level.
    by_level
        Shape (category, level): each CSP once, at the most prominent level it named the category at;
        the levels of a category add up to its count.
    """
    most_prominent = named & (np.cumsum(named, axis=2) == 1)
    by_level = most_prominent.sum(axis=0, dtype=np.int64)
    return by_level.sum(axis=1), by_level


@dataclass(frozen=True)
class CSPReport:
    """Whether and how a CSP has reported: its least advanced return, and the districts still missing."""

    csp: CSP
    status: ReturnStatus
    districts: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def reported(self) -> bool:
        """Say whether any of its districts has sent a return that was started."""
        return self.status is not ReturnStatus.NOT_STARTED


@dataclass(frozen=True)
class CategoryCount:
    """How many CSPs named one category, and which, at their most prominent level."""

    category: Category
    count: int
    main: int
    cross_cutting: int
    sub_theme: int
    csps: tuple[str, ...]


@dataclass(frozen=True)
class PriorityCount:
    """Appendix A of a county.

    Attributes
    ----------
    as_at
        The day whose CSPs are counted.
    reports
        Every CSP, in the order of the area set.
    categories
        Every category, most CSPs first; ties keep catalogue order.
    other_focus
        Focus areas outside the table: categories below the table threshold, then other focus areas, in the
        category set's order and then by the alphabet.
    unconfirmed
        Priorities whose category nobody has confirmed yet, as (district, wording); they are not counted.
    """

    as_at: date
    category_set: CategorySet
    reports: tuple[CSPReport, ...]
    categories: tuple[CategoryCount, ...]
    other_focus: tuple[str, ...]
    unconfirmed: tuple[tuple[str, str], ...]

    @property
    def csps_reported(self) -> int:
        """The number of CSPs that have reported."""
        return sum(report.reported for report in self.reports)

    @property
    def table(self) -> tuple[CategoryCount, ...]:
        """The categories the table prints: those at its threshold or above."""
        return tuple(c for c in self.categories if c.count >= self.category_set.rules.table_threshold)

    @property
    def headlines(self) -> tuple[CategoryCount, ...]:
        """The categories the covering report names."""
        return tuple(c for c in self.categories if c.count >= self.category_set.rules.headline_threshold)


def count_priorities(
    returns: Sequence[Return], areas: AreaSet, categories: CategorySet, as_at: date
) -> PriorityCount:
    """Count the priorities of one year's returns by CSP, as at a day; a return not started counts nowhere.

    Raises
    ------
    Refused
        When a return was made with another category set, or its district had no CSP on the day.
    """
    returns = [return_ for return_ in returns if return_.status is not ReturnStatus.NOT_STARTED]
    _same_category_set(returns, categories)
    by_csp = _returns_by_csp(returns, areas, as_at)
    csps, held = areas.csps_on(as_at), _districts_by_csp(areas, as_at)
    named = np.zeros((len(csps), len(categories.codes), len(PriorityLevel)), dtype=np.bool_)
    for c, csp in enumerate(csps):
        for return_ in by_csp.get(csp.id, ()):
            for priority in return_.priorities:
                for code in priority.categories or ():
                    named[c, categories.codes.index(code), list(PriorityLevel).index(priority.level)] = True
    counts = _category_counts(named, [csp.name for csp in csps], categories)
    return PriorityCount(
        as_at=as_at,
        category_set=categories,
        reports=tuple(_report(csp, by_csp.get(csp.id, ()), areas, held[csp.id]) for csp in csps),
        categories=counts,
        other_focus=_other_focus(returns, counts, categories),
        unconfirmed=tuple(
            (r.district, p.worded) for r in returns for p in r.priorities if p.categories is None
        ),
    )


def _same_category_set(returns: Sequence[Return], categories: CategorySet) -> None:
    others = [f"{r.district} ({r.category_set.ref})" for r in returns if r.category_set != categories]
    if others:
        raise Refused(
            say(
                "The county counts by category set {categories}; these returns use another: "
                "{others}. Confirm their priorities again under the county's set.",
                categories=categories.ref,
                others=", ".join(others),
            )
        )


def _returns_by_csp(returns: Sequence[Return], areas: AreaSet, as_at: date) -> dict[str, list[Return]]:
    by_csp: dict[str, list[Return]] = {}
    for return_ in returns:
        try:
            csp = areas.csp_of(areas.district(return_.district), as_at)
        except KeyError as error:
            raise Refused(
                say(
                    "{district} belongs to no CSP of {county} on {as_at}.",
                    district=return_.district,
                    county=areas.county,
                    as_at=as_at,
                )
            ) from error
        by_csp.setdefault(csp.id, []).append(return_)
    return by_csp


def _districts_by_csp(areas: AreaSet, as_at: date) -> dict[str, list[District]]:
    by_csp: dict[str, list[District]] = {}
    for district in areas.districts:
        for csp in {m.csp for m in district.memberships if m.holds(as_at)}:
            by_csp.setdefault(csp, []).append(district)
    return by_csp


def _report(csp: CSP, returns: Sequence[Return], areas: AreaSet, held: Sequence[District]) -> CSPReport:
    started = [r for r in returns if r.status is not ReturnStatus.NOT_STARTED]
    sent = {areas.district(r.district).id for r in started}
    statuses = [r.status for r in started] or [ReturnStatus.NOT_STARTED]
    return CSPReport(
        csp=csp,
        status=min(statuses, key=lambda status: status.order),
        districts=tuple(d.name for d in held if d.id in sent),
        missing=tuple(d.name for d in held if d.id not in sent),
    )


def _category_counts(named: Named, csps: Sequence[str], categories: CategorySet) -> tuple[CategoryCount, ...]:
    count, by_level = priority_counts(named)
    order = np.argsort(-count, kind="stable")
    return tuple(
        CategoryCount(
            category=categories.categories[k],
            count=int(count[k]),
            main=int(by_level[k, 0]),
            cross_cutting=int(by_level[k, 1]),
            sub_theme=int(by_level[k, 2]),
            csps=tuple(csps[c] for c in range(len(csps)) if named[c, k].any()),
        )
        for k in order
    )


def _other_focus(
    returns: Sequence[Return], counts: Sequence[CategoryCount], categories: CategorySet
) -> tuple[str, ...]:
    below = [c.category.label for c in counts if 0 < c.count < categories.rules.table_threshold]
    given = {focus for r in returns for p in r.priorities for focus in p.other_focus}
    known = [focus for focus in categories.other_focus if focus in given]
    return (*below, *known, *sorted(given - set(known)))
