"""What the public may see of a district's evidence: no restricted issue, no small number of a partner."""

from typing import Final

from toolkit.language import say
from toolkit.methods.suppression import SMALL
from toolkit.model.assessment import Return
from toolkit.model.district_evidence import DistrictEvidence
from toolkit.model.evidence import EvidenceCard, FigureKind, Gap, ProposalDecision
from toolkit.papers.editions import PublicRules
from toolkit.papers.editions_mentions import Mentions, mentions_of

_NOT_SHOWN: Final[dict[str, object]] = {
    "rate": None,
    "rate_range": None,
    "shrunken_rate": None,
    "county_rate": None,
    "change": None,
    "trend": None,
    "funnel": None,
    "series": (),
}
"""What is worked out with a count, so that it could be worked back."""


def public_evidence(evidence: DistrictEvidence, return_: Return, rules: PublicRules) -> DistrictEvidence:
    """Return what the public may see of the evidence beside `return_`, the whole return.

    A card of a restricted issue goes, as does one whose texts name such an issue, with what was decided about
    it. Published figures stay as they are; of partners' figures counts of 1 to 4 go, and with one of them
    all that was worked out with it, the series too. Who decided is not named, the reason is given where the
    return releases its reasons, and an edition without order tells no level, so no decision.
    """
    ids = rules.restricted.union(return_.restricted_issues)
    mentions = mentions_of(issue for name, issue in return_.issues.items() if name in ids)
    shown = [card for card in evidence.cards if card.issue not in ids and not mentions(*_texts(card))]
    cards = tuple(map(public_card, shown))
    whole = {card.key for card, cut in zip(shown, cards, strict=True) if card == cut}
    released = rules.released_rationales or return_.rationales_released
    told = () if rules.unranked else evidence.decisions
    return DistrictEvidence(
        cards=cards,
        decisions=tuple(
            _public_decision(one, mentions, released=released) for one in told if one.proposal.card in whole
        ),
    )


def public_card(card: EvidenceCard) -> EvidenceCard:
    """Return a card without the small numbers of a partner; a published figure is not changed.

    >>> own = EvidenceCard(key="a/b/c", district="a", issue="b", figure="own", count=3, count_before=40)
    >>> public_card(own).count, public_card(own).count_before, public_card(own).suppressed
    (None, 40, True)
    """
    if card.figure is not FigureKind.OWN:
        return card
    now, before = _is_small(card.count), _is_small(card.count_before)
    if not (now or before or any(_is_small(point.count) for point in card.series)):
        return card
    more = () if Gap.SMALL_NUMBERS in card.gaps else (Gap.SMALL_NUMBERS,)
    return card.changed(
        **_NOT_SHOWN,
        count=None if now else card.count,
        count_before=None if before else card.count_before,
        suppressed=card.suppressed or now,
        gaps=(*card.gaps, *more),
        confidence="" if now else card.confidence,
    )


def _is_small(count: int | None) -> bool:
    return count is not None and 1 <= count <= SMALL


def _texts(card: EvidenceCard) -> tuple[str, ...]:
    return card.given_by, card.shows, card.cannot_show


def _public_decision(one: ProposalDecision, mentions: Mentions, *, released: bool) -> ProposalDecision:
    reason = one.reason if released and not mentions(one.reason) else ""
    return one.changed(by=say("the partnership"), reason=reason)
