"""The county's tables from its districts' returns: Appendix A, Appendix B and what stands beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from toolkit.errors import Refused
from toolkit.language import say
from toolkit.methods.issue_count import IssueCounts, count_issues
from toolkit.methods.matrix_mapping import mapped_return
from toolkit.methods.priority_count import PriorityCount, count_priorities
from toolkit.methods.ranking import Ranking, rank
from toolkit.methods.scoring import score
from toolkit.model.assessment import Return
from toolkit.model.county import CountyReturns
from toolkit.model.matrix import Matrix
from toolkit.model.matrix_mapping import MatrixMapping

_FIRST_MONTH = 4


def first_day(year: str) -> date:
    """Return 1 April of a financial year.

    >>> first_day("2017-18")
    datetime.date(2017, 4, 1)
    """
    return date(int(year[:4]), _FIRST_MONTH, 1)


@dataclass(frozen=True)
class County:
    """What a county's returns of one year say together.

    `issues` is None when they cannot be compared, and `refused` says why.
    """

    returns: CountyReturns
    priorities: PriorityCount
    rankings: tuple[Ranking, ...]
    issues: IssueCounts | None
    refused: str = ""

    @property
    def invented(self) -> bool:
        """Say whether any part of any return is invented."""
        return any(return_.origins.invented for return_ in self.returns.returns)


def county(
    returns: CountyReturns,
    *,
    as_at: date | None = None,
    mapping: MatrixMapping | None = None,
    target: Matrix | None = None,
) -> County:
    """Count a county's returns.

    Parameters
    ----------
    returns
        The returns of one year.
    as_at
        The day whose CSPs are counted; by default 1 April of the plan year.
    mapping, target
        The agreed reading of other matrices' levels in `target`, where districts used different ones.

    Raises
    ------
    Refused
        When there is no return, when returns are of several plan years and no day is given, or when
        Appendix A cannot be counted.
    """
    day = as_at or first_day(_plan_year(returns.returns))
    priorities = count_priorities(returns.returns, returns.area_set, returns.category_set, day)
    issues, refused = None, ""
    rankings: tuple[Ranking, ...] = ()
    try:
        rankings = _rankings(returns.returns, mapping, target)
        issues = count_issues(rankings, returns.category_set.rules)
    except Refused as refusal:
        refused = str(refusal)
    return County(returns, priorities, rankings, issues, refused)


def _plan_year(returns: Sequence[Return]) -> str:
    years = sorted({return_.plan_year for return_ in returns})
    if not years:
        raise Refused(
            say("There is no return to count. Put one folder or workbook a district into the folder.")
        )
    if len(years) > 1:
        raise Refused(
            say(
                "The returns are for several plan years ({years}); say which day's CSPs to count.",
                years=", ".join(years),
            )
        )
    return years[0]


def _rankings(
    returns: Sequence[Return], mapping: MatrixMapping | None, target: Matrix | None
) -> tuple[Ranking, ...]:
    scored = [return_ for return_ in returns if return_.scored_issues]
    if mapping and target:
        scored = [mapped_return(return_, mapping, target) for return_ in scored]
    return tuple(rank(score(return_)) for return_ in scored)
