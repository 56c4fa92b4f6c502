"""Evidence cards beside a return's scores, and what was made of the levels they propose."""

from collections.abc import Callable, Iterable

from toolkit.model.district_evidence import DistrictEvidence
from toolkit.model.evidence import EvidenceCard, ProposalDecision
from toolkit.model.evidence_fit import decision_misfit
from toolkit.model.principal import Principal
from toolkit.store.acts import Edit
from toolkit.store.assessments import Stored, score_edits
from toolkit.store.changing_beside import Rows, change_beside
from toolkit.store.county import county_lists
from toolkit.store.evidence_values import (
    EVIDENCE,
    PROPOSAL,
    Evidenced,
    card_key,
    evidence_edit,
    refuse_misfits,
    refuse_stale_decision,
    refuse_unfit,
)
from toolkit.store.store import Store

_Edits = Callable[[Evidenced], list[Edit]]
"""What gives the edits to a return as it is within the transaction."""


def evidence_of(stored: Stored) -> DistrictEvidence:
    """Return the cards of a return, by its issues in order and then by source, and the decisions by key.

    What is about an issue, criterion or level that the return has no more is left out.
    """
    return_ = stored.return_
    place = {issue: number for number, issue in enumerate(return_.issues)}
    cards = [EvidenceCard.model_validate(entry.value) for entry in stored.state.of(EVIDENCE).values()]
    made = stored.state.of(PROPOSAL)
    decisions = [ProposalDecision.model_validate(made[key].value) for key in sorted(made)]
    return DistrictEvidence(
        cards=tuple(
            sorted((one for one in cards if one.issue in place), key=lambda one: (place[one.issue], one.key))
        ),
        decisions=tuple(one for one in decisions if not decision_misfit(one, return_)),
    )


def keep_cards(
    store: Store,
    principal: Principal,
    record_id: str,
    cards: Iterable[EvidenceCard],
    *,
    operation: str,
    reason: str = "",
) -> Stored:
    """Put cards beside the scores of a return, each in the place of an older one of its key.

    What is there alike stays as it is; when nothing changes nothing is saved. An operation that was done is
    not done again.

    Raises
    ------
    Conflict
        When the return is signed off. Nothing is saved.
    NotPermitted
        When `principal` may not change the return.
    Refused
        When cards are of another district or of an issue the return does not know, naming every one.
    """
    given = tuple(cards)

    def edits(now: Evidenced) -> list[Edit]:
        refuse_misfits(now, given)
        wanted = {card_key(card): card for card in given}
        return [evidence_edit(now.state, card) for key, card in wanted.items() if now.card(key) != card]

    return _change(store, principal, record_id, edits, operation=operation, reason=reason)


def remove_cards(
    store: Store,
    principal: Principal,
    record_id: str,
    keys: Iterable[str],
    *,
    operation: str,
    reason: str = "",
) -> Stored:
    """Take the cards with these keys away from a return; one that is not there is passed over.

    Decisions about what they proposed stay. Raises as `keep_cards` does.
    """
    wanted = frozenset(keys)

    def edits(now: Evidenced) -> list[Edit]:
        there = now.state.of(EVIDENCE)
        return [
            Edit(EVIDENCE, key, None, entry.seq)
            for key, entry in there.items()
            if entry.value is not None and entry.value["key"] in wanted
        ]

    return _change(store, principal, record_id, edits, operation=operation, reason=reason)


def decide_proposal(
    store: Store,
    principal: Principal,
    record_id: str,
    decision: ProposalDecision,
    rows: Rows = (),
    *,
    seen: ProposalDecision | None,
    operation: str,
) -> Stored:
    """Keep what was made of a proposal with the score rows it gives, all in one transaction.

    It is kept under the name of `principal` and the time of the database, whatever `decision` says. `seen` is
    the decision about the same issue and criterion as whoever decides saw it. An operation that was done is
    not done again.

    Raises
    ------
    Conflict
        When someone else decided or scored first (`Stale`), or the return is signed off. Nothing is saved.
    InputRejected
        When a row names what does not exist.
    NotPermitted
        When `principal` may not change the return.
    Refused
        When the card it rests on is not kept or shows another figure by now, the proposal does not fit the
        return, or a row takes another level than was decided.
    """
    wanted = tuple(rows)

    def edits(now: Evidenced) -> list[Edit]:
        refuse_stale_decision(now, decision, seen)
        refuse_unfit(now, decision, wanted)
        made = decision.changed(by=now.act.principal.name, at=now.act.at)
        mine = now.state.seen_by(now.act.principal.id)
        return [evidence_edit(now.state, made), *score_edits(mine, now.frame, wanted)]

    return _change(store, principal, record_id, edits, operation=operation, reason=decision.reason)


def _change(
    store: Store, principal: Principal, record_id: str, edits: _Edits, *, operation: str, reason: str
) -> Stored:
    lists = county_lists(store, principal)
    areas = lists[0] if lists else None
    return change_beside(
        store,
        principal,
        record_id,
        lambda now: edits(Evidenced(now.state, now.frame, now.act, areas)),
        operation=operation,
        reason=reason,
        noted="evidence kept",
    )
