"""The score workbook of a return, with what counted last year beside each level to be given."""

from collections.abc import Mapping, Sequence

from toolkit.files.returns import blank_return
from toolkit.files.workbook_last_year import LastYear
from toolkit.files.workbook_template import ScoreWorkbook
from toolkit.methods.carrying_forward import last_levels
from toolkit.methods.issue_links import issue_links
from toolkit.model.assessment import Return
from toolkit.model.financial_year import year_after
from toolkit.model.matrix import Matrix

Cells = dict[tuple[str, str], str]


def score_workbook(
    return_: Return,
    last: Return | None = None,
    heirs: Mapping[str, tuple[str, ...]] | None = None,
    districts: Sequence[str] = (),
) -> ScoreWorkbook:
    """Return what the score workbook of a return is made from; its own levels are not in it.

    `last` is last year's return read in the same matrix, or None where it cannot be; `heirs` says which
    issues each of then goes on as. Only an issue that is the same, or goes by another name, has a last year.
    """
    return ScoreWorkbook(
        return_.matrix,
        return_.catalogue,
        return_.category_set,
        return_.heading_set,
        district=return_.district,
        assessment_year=return_.assessment_year,
        plan_year=return_.plan_year,
        marking=return_.marking,
        handling=return_.handling,
        districts=districts,
        own_issues=return_.local_issues,
        last=last_year(last, return_, heirs) if last is not None and last.matrix == return_.matrix else None,
    )


def next_years(last: Return, matrix: Matrix | None = None, year: str | None = None) -> Return:
    """Return the blank return of the year after `last`, of the same district, with the same lists.

    Raises
    ------
    UsageError
        When `year` is not one.
    """
    return blank_return(
        last.district,
        matrix or last.matrix,
        last.catalogue,
        last.category_set,
        last.heading_set,
        assessment_year=year or year_after(last.assessment_year),
    ).changed(local_issues=last.local_issues, marking=last.marking, handling=last.handling)


def last_year(last: Return, now: Return, heirs: Mapping[str, tuple[str, ...]] | None = None) -> LastYear:
    """Return the levels and reasons that counted last year, by this year's issues."""
    links = issue_links((issue.id for issue in last.scored_issues), now.issues, heirs).links
    levels: Cells = {}
    reasons: Cells = {}
    for link in links:
        if not link.kind.one_to_one:
            continue
        for criterion, found in last_levels(last, link.old).items():
            levels[link.new, criterion] = "" if found.level is None else str(found.level)
            reasons[link.new, criterion] = found.rationale
    return LastYear(last.assessment_year, levels, reasons)
