"""Levels that a card proposes; a proposal never sets a level, somebody accepts, changes or ignores it."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import inf

from toolkit.errors import Refused
from toolkit.model.evidence import EvidenceCard, Measure, Proposal
from toolkit.model.matrix import Matrix
from toolkit.model.proposal_rule import CriterionBounds, ProposalRule


class WhyNot(StrEnum):
    """Why a card proposes no level for a criterion: a closed set."""

    NO_FIGURE = "no figure"
    """There is none, or it is not known: judgement."""
    HIDDEN = "hidden"
    """The number is small and hidden; a level would give it away."""
    FEW_CASES = "few cases"
    """So few that the rule leaves it to people."""
    BREAK = "break"
    """A break touches one of the years compared, so that they do not compare."""
    ANY_LEVEL = "any level"
    """The range of the figure reaches from the lowest level to the highest."""


@dataclass(frozen=True)
class NotProposed:
    """That a card proposes no level for a criterion, and why."""

    district: str
    issue: str
    criterion: str
    card: str
    why: WhyNot


@dataclass(frozen=True)
class _Range:
    """A figure with its range, as it is held against bounds; `figure` is None above every bound."""

    figure: Fraction | None
    low: float | None = None
    high: float | None = None
    has_range: bool = False
    chance_alone: bool = False


def proposals(card: EvidenceCard, rule: ProposalRule, matrix: Matrix) -> tuple[Proposal, ...]:
    """Return the levels that a card proposes, in the order of the rule; raises as `held_against` does."""
    return tuple(one for one in held_against(card, rule, matrix) if isinstance(one, Proposal))


def held_against(
    card: EvidenceCard, rule: ProposalRule, matrix: Matrix
) -> tuple[Proposal | NotProposed, ...]:
    """Return for each criterion of the rule the level that a card proposes, or why it proposes none.

    The level is that of the figure itself. Where its range reaches into other levels the proposal says into
    which, and is not firm; where it reaches from the lowest to the highest, nothing is proposed.

    Raises
    ------
    Refused
        Where the rule is not for this matrix, with every reason.
    """
    if misfits := rule.misfits(matrix):
        raise Refused(" ".join(misfits))
    return tuple(_judged(card, bounds, rule) for bounds in rule.bounds)


def _judged(card: EvidenceCard, bounds: CriterionBounds, rule: ProposalRule) -> Proposal | NotProposed:
    found = _MEASURES[bounds.measure](card, bounds.fewest_cases)
    if isinstance(found, WhyNot):
        return _none(card, bounds, found)
    level = bounds.level_of(inf if found.figure is None else found.figure)
    lowest, highest = _reach(bounds, found) if found.has_range else (level, level)
    if lowest == bounds.levels[0].value and highest == bounds.levels[-1].value:
        return _none(card, bounds, WhyNot.ANY_LEVEL)
    return Proposal(
        district=card.district,
        issue=card.issue,
        criterion=bounds.criterion,
        level=level,
        lowest=min(lowest, level),
        highest=max(highest, level),
        card=card.key,
        rule=rule.named,
        measure=bounds.measure,
        figure=found.figure,
        low=found.low,
        high=found.high,
        chance_alone=found.chance_alone,
        only_part=bounds.only_part,
        made_up=card.made_up,
    )


def _none(card: EvidenceCard, bounds: CriterionBounds, why: WhyNot) -> NotProposed:
    return NotProposed(card.district, card.issue, bounds.criterion, card.key, why)


def _reach(bounds: CriterionBounds, found: _Range) -> tuple[int, int]:
    low = -inf if found.low is None else found.low
    high = inf if found.high is None else found.high
    return bounds.level_of(low), bounds.level_of(high)


def _cases(card: EvidenceCard, fewest: int) -> _Range | WhyNot:
    """Return the count itself: it is what is known, so it has no range."""
    if card.count is None:
        return WhyNot.HIDDEN if card.suppressed else WhyNot.NO_FIGURE
    return _Range(Fraction(card.count)) if card.count >= fewest else WhyNot.FEW_CASES


def _rate(card: EvidenceCard, fewest: int) -> _Range | WhyNot:
    """Return the rate with its exact range."""
    if card.suppressed:
        return WhyNot.HIDDEN
    if card.rate is None or card.rate_range is None or card.count is None:
        return WhyNot.NO_FIGURE
    if card.count < fewest:
        return WhyNot.FEW_CASES
    return _Range(card.rate, card.rate_range.low, card.rate_range.high, has_range=True)


def _change(card: EvidenceCard, fewest: int) -> _Range | WhyNot:
    """Return the change on the year as a share of the year before, with its widened range."""
    now, before = card.count, card.count_before
    if now is None or before is None:
        return WhyNot.HIDDEN if card.suppressed else WhyNot.NO_FIGURE
    if card.breaks_compared:
        return WhyNot.BREAK
    if min(now, before) < fewest:
        return WhyNot.FEW_CASES
    if card.change is None:
        return WhyNot.NO_FIGURE
    high = None if card.change.high is None else card.change.high - 1
    return _Range(
        Fraction(now, before) - 1 if before else None,
        card.change.low - 1,
        high,
        has_range=True,
        chance_alone=card.change.chance_alone,
    )


_MEASURES = {Measure.CASES: _cases, Measure.CHANGE: _change, Measure.RATE: _rate}
