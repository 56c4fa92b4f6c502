"""The cover of a district's pack: its name, marking and edition, known before anything is composed."""

from datetime import date

from toolkit.language import say
from toolkit.model.assessment import Return, ReturnStatus
from toolkit.papers.naming import file_words
from toolkit.papers.paper import Edition, Paper


def district_cover(return_: Return, dated: date, edition: Edition) -> Paper:
    """Return the pack's cover: the paper without its sections, its standing and what it was made from.

    It is a draft while the partnership has not agreed the return. The contact is who commissioned it, as
    far as the edition names anybody, or else the partnership.
    """
    commissioned = return_.roles.commissioned.by if edition is Edition.INTERNAL else ""
    year = return_.assessment_year
    return Paper(
        name=f"{file_words(return_.district)}-strategic-assessment-{year}",
        title=say("{name}: strategic assessment {year}", name=return_.district, year=year),
        subtitle=say(
            "Assessment year {year}, for the plan year {plan_year}. Status: {status}.",
            year=year,
            plan_year=return_.plan_year,
            status=return_.status.label,
        ),
        edition=edition,
        dated=dated,
        marking=return_.marking,
        handling=return_.handling,
        standing=(),
        versions=(),
        blocks=(),
        contact=commissioned or partnership(return_),
        draft=return_.status not in (ReturnStatus.AGREED, ReturnStatus.ADOPTED),
    )


def partnership(return_: Return) -> str:
    """Return whose paper it is."""
    return say("the Community Safety Partnership of {district}", district=return_.district)
