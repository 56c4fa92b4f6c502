"""Cards, proposals and decisions as a district keeps them, made up by hand."""

from datetime import UTC, datetime
from fractions import Fraction

from toolkit.model.evidence import (
    Denominator,
    EvidenceCard,
    FigureKind,
    Interval95,
    Measure,
    MonthOfSeries,
    Outcome,
    Proposal,
    ProposalDecision,
)
from toolkit.model.evidence_source import Break


def a_card(
    issue: str = "burglary", count: int = 412, district: str = "maidstone", **more: object
) -> EvidenceCard:
    """Return a card of recorded burglaries with most of what a card can say."""
    given: dict[str, object] = {
        "key": f"{district}/{issue}/police-uk-street",
        "district": district,
        "issue": issue,
        "figure": FigureKind.OPEN,
        "source": "police-uk-street",
        "edition": "2014-04/2017-03",
        "first_month": "2016-04",
        "last_month": "2017-03",
        "count": count,
        "count_before": 380,
        "denominator": 160_000,
        "denominator_kind": Denominator.RESIDENTS,
        "rate": Fraction(count * 1000, 160_000),
        "rate_range": Interval95(estimate=2.575, low=2.3, high=2.8),
        "change": Interval95(estimate=count / 380, low=0.93, high=1.25, widened_by=1.3),
        "breaks": (BREAK,),
        "confidence": "low",
        "series": tuple(MonthOfSeries(month=f"2016-{k:02d}", count=count // 12) for k in range(4, 13)),
        "made_up": True,
    }
    return EvidenceCard.model_validate(given | more)


def judgement(issue: str = "gangs", district: str = "maidstone") -> EvidenceCard:
    """Return the card of an issue that is a matter of judgement."""
    return EvidenceCard(
        key=f"{district}/{issue}/judgement",
        district=district,
        issue=issue,
        figure=FigureKind.JUDGEMENT,
        cannot_show="Nobody publishes it",
    )


def a_proposal(on: EvidenceCard, level: int = 3, criterion: str = "frequency", **more: object) -> Proposal:
    """Return the level that a card's count proposes."""
    given: dict[str, object] = {
        "district": on.district,
        "issue": on.issue,
        "criterion": criterion,
        "level": level,
        "lowest": level,
        "highest": level,
        "card": on.key,
        "rule": "made-up-rule 1.0",
        "measure": Measure.CASES,
        "figure": Fraction(on.count or 0),
        "made_up": on.made_up,
    }
    return Proposal.model_validate(given | more)


def decided(proposal: Proposal, outcome: Outcome = Outcome.ACCEPTED, **more: object) -> ProposalDecision:
    """Return what somebody made of a proposal; accepted unless told otherwise."""
    given: dict[str, object] = {
        "proposal": proposal,
        "outcome": outcome,
        "level": proposal.level if outcome is Outcome.ACCEPTED else None,
        "by": "Somebody",
        "at": datetime(2017, 5, 2, 9, 30, tzinfo=UTC),
    }
    return ProposalDecision.model_validate(given | more)


BREAK = Break(
    id="hmic-kent",
    first_month="2014-01",
    last_month="2017-03",
    what="One in six offences was not recorded",
    effect="Counts rose without more crime",
    source="made up for a test",
)
