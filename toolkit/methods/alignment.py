"""How the priorities that CSPs name stand to the priorities of a policing plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toolkit.errors import Refused
from toolkit.language import say
from toolkit.methods.priority_count import CategoryCount, PriorityCount
from toolkit.model.plan import AlignmentRow, PlanAlignment, PlanPriority, PolicingPlan


@dataclass(frozen=True)
class PlanCount:
    """One priority of the plan: the categories that fall under it, and the distinct CSPs that name any.

    `unconfirmed` are codes of categories placed here that nobody has confirmed.
    """

    priority: PlanPriority
    categories: tuple[CategoryCount, ...]
    csps: tuple[str, ...]
    unconfirmed: tuple[str, ...]


@dataclass(frozen=True)
class Alignment:
    """A county's count of one year beside a policing plan.

    Attributes
    ----------
    plan, count
        The two that are compared.
    rows
        What counted for each category, by code; what the county confirmed stands before the shipped list.
    priorities
        In the plan's order. One CSP may stand under several.
    outside
        Categories that fall under none of the plan's priorities, in the order of the count.
    not_placed
        Categories about which nothing is said.
    csps_in_none
        CSPs that have reported and name no category under any priority of the plan.
    """

    plan: PolicingPlan
    count: PriorityCount
    rows: Mapping[str, AlignmentRow]
    priorities: tuple[PlanCount, ...]
    outside: tuple[CategoryCount, ...]
    not_placed: tuple[CategoryCount, ...]
    csps_in_none: tuple[str, ...]

    @property
    def unconfirmed(self) -> tuple[AlignmentRow, ...]:
        """The rows that nobody has confirmed."""
        return tuple(row for row in self.rows.values() if not row.confirmed_by)


def align(
    count: PriorityCount,
    plan: PolicingPlan,
    alignment: PlanAlignment | None,
    confirmed: Iterable[AlignmentRow] = (),
) -> Alignment:
    """Count the distinct CSPs whose priorities fall under each priority of a plan, and what falls under none.

    A CSP counts once under a plan priority, however many of its categories fall there. Counts under several
    priorities overlap and do not add up.

    Parameters
    ----------
    count
        Appendix A of the county.
    plan
        The policing plan.
    alignment
        What is proposed for each category; None where nothing is.
    confirmed
        The county's own rows, which stand before those of `alignment`.

    Raises
    ------
    Refused
        When `alignment` is about another plan or another category set.
    """
    if alignment and (alignment.plan, alignment.category_set) != (plan.ref, count.category_set.ref):
        raise Refused(
            say(
                "Alignment {alignment} places {category_set} under {plan}; the county "
                "counts by {county_set} and asks about {asked}.",
                alignment=alignment.ref,
                category_set=alignment.category_set,
                plan=alignment.plan,
                county_set=count.category_set.ref,
                asked=plan.ref,
            )
        )
    codes = set(count.category_set.codes)
    rows = {row.category: row for row in (*(alignment.rows if alignment else ()), *confirmed)}
    rows = {
        code: row for code, row in rows.items() if code in codes and set(row.falls_under) <= set(plan.ids)
    }
    priorities = tuple(_counted(priority, count, rows) for priority in plan.priorities)
    within = {csp for found in priorities for csp in found.csps}
    return Alignment(
        plan=plan,
        count=count,
        rows=rows,
        priorities=priorities,
        outside=tuple(c for c in count.categories if _under(c, rows) == ()),
        not_placed=tuple(c for c in count.categories if _under(c, rows) is None),
        csps_in_none=tuple(
            report.csp.name for report in count.reports if report.reported and report.csp.name not in within
        ),
    )


def _under(found: CategoryCount, rows: Mapping[str, AlignmentRow]) -> tuple[str, ...] | None:
    row = rows.get(found.category.code)
    return None if row is None else row.falls_under


def _counted(priority: PlanPriority, count: PriorityCount, rows: Mapping[str, AlignmentRow]) -> PlanCount:
    here = tuple(c for c in count.categories if priority.id in (_under(c, rows) or ()))
    named = {csp for found in here for csp in found.csps}
    return PlanCount(
        priority=priority,
        categories=here,
        csps=tuple(report.csp.name for report in count.reports if report.csp.name in named),
        unconfirmed=tuple(c.category.code for c in here if not rows[c.category.code].confirmed_by),
    )
