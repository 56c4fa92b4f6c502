"""The cover of a county pack: its name, marking and standing, known before anything is composed."""

from datetime import date
from typing import Final

from toolkit.cells.dates import day_text
from toolkit.cells.numbers import listed
from toolkit.language import say
from toolkit.methods.county import County
from toolkit.model.assessment import Marking, ReturnStatus
from toolkit.model.county import CountyDecisions, CountyPriority
from toolkit.papers.editions import PublicRules, public_standing
from toolkit.papers.naming import file_words
from toolkit.papers.paper import Edition, Paper
from toolkit.wording.county import origin_of_county, reported_sentence

_FINAL: Final = (ReturnStatus.AGREED, ReturnStatus.ADOPTED)


def county_cover(
    county: County, decisions: CountyDecisions, dated: date, public: PublicRules | None = None
) -> Paper:
    """Return the pack's cover: the paper without its sections and without what it was made from.

    It is a draft while a return is neither agreed nor adopted, or the county has decided nothing on them.
    """
    returns, day = county.returns, county.priorities.as_at
    first = returns.returns[0]
    because = _why_draft(county, decisions)
    return Paper(
        name=f"{file_words(returns.name, 'county')}-county-pack-{first.plan_year}",
        title=say("{county}: county pack for the Community Safety Agreement", county=returns.name),
        subtitle=say(
            "Plan year {plan_year}, from the strategic assessments of {year}. CSPs as at {day}.",
            plan_year=first.plan_year,
            year=first.assessment_year,
            day=day_text(day),
        ),
        edition=Edition.PUBLIC if public else Edition.INTERNAL,
        dated=dated,
        marking=_marking(county),
        handling=_handling(county),
        standing=(
            *((say("DRAFT: {because}.", because="; ".join(because)),) if because else ()),
            reported_sentence(county.priorities.reports),
            *(public_standing(public) if public else ()),
            *_invented(county),
        ),
        versions=(),
        blocks=(),
        draft=bool(because),
        partial=partial_of(county),
        contact=say("the Community Safety Partnerships of {county}", county=returns.name),
    )


def decided_on(county: County, decisions: CountyDecisions) -> tuple[CountyPriority, ...]:
    """Return what the county decided on the returns of its year."""
    year = county.returns.returns[0].assessment_year
    return tuple(one for one in decisions.priorities if one.assessment_year == year)


def partial_of(county: County) -> str:
    """Say how many of how many CSPs have reported, where some have not: ``9 of 11 CSPs``."""
    count = county.priorities
    if count.csps_reported == len(count.reports):
        return ""
    return say("{reported} of {csps} CSPs", reported=count.csps_reported, csps=len(count.reports))


def _why_draft(county: County, decisions: CountyDecisions) -> list[str]:
    reports = county.priorities.reports
    open_ = [one.csp.name for one in reports if one.status not in _FINAL or one.missing]
    because = []
    if open_:
        because.append(say("returns not agreed or adopted, or not complete: {names}", names=listed(open_)))
    if not decided_on(county, decisions):
        because.append(say("the county has decided no priority on these returns yet"))
    return because


def _invented(county: County) -> list[str]:
    """Return the sentence that says what is invented, which stands before what is published."""
    returns = county.returns.returns
    invented = any(getattr(one, part) for one in returns for part in one.origins.invented)
    return origin_of_county(county)[:1] if invented else []


def _marking(county: County) -> Marking:
    order = list(Marking)
    return max((one.marking for one in county.returns.returns), key=order.index)


def _handling(county: County) -> str:
    """Return the handling instructions that go with the highest marking, each once."""
    marking = _marking(county)
    same = (one for one in county.returns.returns if one.marking is marking)
    return "; ".join(dict.fromkeys(one.handling for one in same if one.handling))
